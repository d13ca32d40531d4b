"""The two marks of a text, and how a person's own signs stay as they typed them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.markup import Marked, Span, escape, parse, plain, unescape

MARKUP = st.text(alphabet=st.sampled_from("ab *_\\\n“.é")) | st.text()


def test_strong_and_gentle_words_are_taken_out_with_their_places() -> None:
    """Marks disappear from the text, and the spans count its characters."""
    assert parse("*What.* A _small_ one.") == Marked(
        "What. A small one.", (Span("strong", 0, 5), Span("gentle", 8, 13))
    )


def test_one_mark_may_stand_inside_the_other() -> None:
    """The outer span comes first."""
    assert parse("*so _very_ slowly*") == Marked(
        "so very slowly", (Span("strong", 0, 14), Span("gentle", 3, 7))
    )


def test_marks_that_cross_do_not_both_count() -> None:
    """A span is never half inside another: the second opening stays as it is."""
    assert parse("*a _b* c_") == Marked("a _b c_", (Span("strong", 0, 4),))


@pytest.mark.parametrize(
    "text",
    [
        "*one two*three",
        "*one * two",
        "one*two three*",
        "snake_case_name",
        "5 * 3 * 2",
        "____",
        "**twice**",
        "* a list",
        "*open",
        "_",
        "a\\b",
    ],
)
def test_signs_that_are_no_marks_stay(text: str) -> None:
    """Only a mark around whole words counts."""
    assert parse(text) == Marked(text)


def test_a_mark_does_not_reach_across_paragraphs() -> None:
    """A forgotten mark spoils one paragraph and not the rest of the message."""
    assert parse("*one\n\ntwo*").spans == ()
    assert parse("*one\ntwo*").spans == (Span("strong", 0, 7),)


@given(st.text())
def test_what_a_person_typed_is_shown_exactly(text: str) -> None:
    """Escaped text has no marks and reads as it was typed."""
    assert parse(escape(text)) == Marked(text)


@given(st.text())
def test_unescape_takes_back_escape(text: str) -> None:
    """What is stored is what was typed."""
    assert unescape(escape(text)) == text


@given(MARKUP)
def test_spans_nest_and_lie_inside_the_text(markup: str) -> None:
    """No span is empty, leaves the text or crosses another one."""
    marked = parse(markup)
    for span in marked.spans:
        assert 0 <= span.start < span.end <= len(marked.plain)
        for other in marked.spans:
            assert not span.start < other.start < span.end < other.end


@given(MARKUP)
def test_plain_only_takes_away(markup: str) -> None:
    """Nothing appears that was not there: only marks and backslashes go."""
    signs = iter(markup)
    assert all(sign in signs for sign in plain(markup))
