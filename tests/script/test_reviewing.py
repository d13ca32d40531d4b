"""Who read the words is noted in a file that otherwise stays as it was, and held against today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.script.edit import CannotEdit
from bot.script.model import Review, Script
from bot.script.reader import read_draft
from bot.script.reviewing import LONGEST_CHANGED, LONGEST_ROLE, Mark, with_mark
from bot.script.standing import standing
from bot.script.texts import fingerprint
from tests.script.test_edit import SHIPPED

TODAY = date(2026, 11, 25)
BARE = """\
# What this is
dialogue: tea
title: Tea  # a remark
minutes: 1

# the steps
steps:
  start:
    ask: 'Has anything gone well?'
    buttons:
      some: "Something has -> bye"
      not_today: Not today -> bye
  bye:
    end: Go gently.
"""


def script_of(source: str) -> Script:
    """The dialogue that a text is."""
    draft, problems = read_draft(source, "tea.yaml")
    assert draft is not None
    assert not problems
    return draft.script


def noted(source: str, by: str = "two carers", on: str = "2026-11-20", changed: str = "") -> str:
    """The text with one more mark."""
    return with_mark(source, "tea.yaml", Mark(by, date.fromisoformat(on), changed), TODAY)


def test_a_mark_makes_the_list_and_leaves_the_rest_as_it_was() -> None:
    """One block at the top; remarks, order, quotes and empty lines survive."""
    mark = fingerprint(script_of(BARE))
    block = f"""
reviewed:
  - by: two carers
    on: 2026-11-20
    changed: "“appointment” became “visit”: shorter"
    words: {mark}
"""
    after = noted(BARE, changed="“appointment” became\n “visit”: shorter")
    assert after == BARE.replace("minutes: 1\n", f"minutes: 1\n{block}")


def test_what_was_read_may_be_other_words_than_those_of_the_file_now() -> None:
    """Whoever was given words to read vouches for those, not for what came after."""
    read = fingerprint(script_of(BARE))
    now = BARE.replace("Go gently", "Go well")
    (review,) = script_of(with_mark(now, "tea.yaml", Mark("two", TODAY, words=read), TODAY)).reviews
    assert review.words == read
    assert read != fingerprint(script_of(now))


def test_a_second_mark_comes_after_the_first_which_stays() -> None:
    """What was noted before is history, also of the same role."""
    once = noted(BARE, on="2026-10-05")
    twice = noted(once.replace("Go gently", "Go well"))
    first, second = script_of(twice).reviews
    assert (first.by, first.on, first.words) == (
        "two carers",
        "2026-10-05",
        fingerprint(script_of(BARE)),
    )
    assert (second.by, second.on, second.words) == (
        "two carers",
        "2026-11-20",
        fingerprint(script_of(twice)),
    )


@pytest.mark.parametrize("empty", ["reviewed:\n", "reviewed: []\n"])
def test_a_list_with_nothing_in_it_is_filled(empty: str) -> None:
    """Somebody wrote the word and left the rest."""
    after = noted(BARE.replace("minutes: 1\n", f"minutes: 1\n{empty}"))
    assert [one.by for one in script_of(after).reviews] == ["two carers"]


def test_line_ends_stay_those_of_the_file() -> None:
    """A file from Windows keeps its own, the new lines included."""
    after = noted(BARE.replace("\n", "\r\n"))
    assert after == noted(BARE).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "file", [one for one in SHIPPED if one.count("/") == 1 and "themes" not in one]
)
def test_every_shipped_dialogue_can_be_marked(file: str) -> None:
    """Four lines more and none less; its words, and so its mark, stay."""
    source = SHIPPED[file]
    after = with_mark(source, file, Mark("two carers", TODAY, "#1: {shorter}"), TODAY)
    draft, problems = read_draft(after, file)
    before, _ = read_draft(source, file)
    assert draft is not None
    assert before is not None
    assert not problems
    assert draft.script.reviews == (
        Review("two carers", "2026-11-25", "#1: {shorter}", fingerprint(before.script)),
    )
    assert fingerprint(draft.script) == fingerprint(before.script)
    lines = iter(after.splitlines())
    assert all(line in lines for line in source.splitlines())


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark("  ", TODAY), "by which role"),
        (Mark("x" * (LONGEST_ROLE + 1), TODAY), "no name"),
        (Mark("two carers", TODAY, "x" * (LONGEST_CHANGED + 1)), "what changed"),
        (Mark("two carers", date(2026, 11, 26)), "2026-11-26 is still to come"),
    ],
)
def test_what_cannot_be_noted_is_refused_in_a_sentence(mark: Mark, said: str) -> None:
    """A role that is missing or endless, a day that is still to come."""
    with pytest.raises(CannotEdit, match=said):
        with_mark(BARE, "tea.yaml", mark, TODAY)


def test_the_same_is_not_noted_twice() -> None:
    """A second press of a button changes nothing, and says so."""
    with pytest.raises(CannotEdit, match="noted already that two carers"):
        noted(noted(BARE))


def test_a_file_that_cannot_be_read_is_mended_first() -> None:
    """Its words have no mark, so nobody can have read them."""
    with pytest.raises(CannotEdit, match=r"Mend this first: tea\.yaml:1"):
        noted("dialogue: tea\ntitle: Tea\n")


def test_who_read_it_is_told_oldest_first_and_held_against_today() -> None:
    """The order of the days, not of the file; each says whether its words are those of today."""
    script = script_of(BARE)
    newer = Review("a union", "2026-11-20", "", "000000000000")
    older = Review("two carers", "2026-10-05", "", fingerprint(script))
    stands = standing(replace(script, reviews=(newer, older)))
    assert [one.review for one in stands.readings] == [older, newer]
    assert [one.fits for one in stands.readings] == [True, False]
    assert [one.changed for one in stands.readings] == [(), None]
    assert stands.newest is stands.readings[-1]
    assert stands.as_read
    assert stands.words == fingerprint(script)


def test_nobody_has_read_it_yet() -> None:
    """Without a mark there is no newest, and nothing is as read."""
    stands = standing(script_of(BARE))
    assert stands.newest is None
    assert not stands.as_read


def test_an_earlier_edition_says_which_texts_changed() -> None:
    """Other and new ones in the order of the dialogue, then those that are gone."""
    read = noted(BARE)
    now = read.replace("Go gently", "Go well").replace("not_today: Not", "later: Not")
    now = now.replace("title: Tea", "title: Tea time")
    stands = standing(script_of(now), [script_of(read)])
    assert stands.newest is not None
    assert not stands.newest.fits
    assert stands.newest.changed == (
        ("title",),
        ("steps", "start", "buttons", "later"),
        ("steps", "bye", "end"),
        ("steps", "start", "buttons", "not_today"),
    )
