"""What differs, in plain words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.service.publishing.changes import as_lines, changes

BEFORE = """\
# What /checkin plays.
dialogue: example
title: An example

steps:
  today:
    ask: |
      How are things?
      One word is enough.
    buttons:
      steady: Steady -> bye
      okay: Okay -> bye
  bye:
    end: Go gently.
"""


def said(before: dict[str, str], after: dict[str, str]) -> str:
    """The differences as they are read."""
    return "\n".join(as_lines(changes(before, after)))


def test_a_changed_word_is_shown_as_it_was_and_as_it_is() -> None:
    """With the step it is in, and nothing else of the file."""
    after = BEFORE.replace("One word is enough.", "A word is enough.")
    assert said({"example.yaml": BEFORE}, {"example.yaml": after}) == (
        "example\n"
        "  step “today”, the question:\n"
        "    was “How are things? / One word is enough.”\n"
        "    now “How are things? / A word is enough.”"
    )


def test_what_came_and_what_went_is_told_apart() -> None:
    """A button more, a step gone, a file new, a file gone."""
    after = BEFORE.replace("      okay: Okay -> bye\n", "      low: Low -> bye\n")
    found = said(
        {"example.yaml": BEFORE, "old.yaml": BEFORE}, {"example.yaml": after, "new.yaml": BEFORE}
    )
    assert "step “today”, button, low, new: “Low -> bye”" in found
    assert "step “today”, button, okay, gone: “Okay -> bye”" in found
    assert "new\n  a new file" in found
    assert "old\n  the file is gone" in found


def test_what_nobody_reads_is_no_change() -> None:
    """Comments, quotes, empty lines and the way a text is set."""
    after = "# Another remark\n" + BEFORE.replace("title: An example", 'title: "An example"')
    assert changes({"example.yaml": BEFORE}, {"example.yaml": after}) == []


def test_transcripts_are_counted() -> None:
    """They say again what the dialogues say."""
    after = {"transcripts/a.chat": "x", "transcripts/b.chat": "y"}
    assert said({}, after) == "and 2 transcripts"


def test_a_file_that_cannot_be_read_can_still_be_compared() -> None:
    """Broken drafts are shown too."""
    found = said({"example.yaml": BEFORE}, {"example.yaml": "steps: ["})
    assert "now “steps: [”" in found or "new: “steps: [”" in found


@given(st.dictionaries(st.sampled_from(["a.yaml", "b.yaml"]), st.text(max_size=40)))
def test_nothing_differs_from_itself(texts: dict[str, str]) -> None:
    """Whatever stands in the files."""
    assert changes(texts, texts) == []
