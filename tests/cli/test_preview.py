"""`cairn preview`: one dialogue, played by its author, with a clock to move and nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cairn = Callable[..., Any]

SCRIPT = """\
dialogue: trying
title: Trying it out
about: For a test.
minutes: 1
themes: [culture]
principles: [safety]
nudges:
  revisit:
    when: small_change.revisit
    text: A quiet minute, if you want one.
    starts: look
steps:
  what:
    ask: What is one small thing?
    text: short
    keep: until-end
    skip: close
    next: when
  when:
    ask: When shall I ask again?
    date:
      1 week: In a week
      none: No need
    keep: until-end
    skip: close
    next: save
  save:
    save: small_change
    with:
      text: what
      revisit: when
    next: close
  look:
    ask: "You wrote: “{{ small_change.text }}”. How did it go?"
    buttons:
      did: Did it -> close
      not_now: Not the time -> close
    keep: log
  close:
    end: Thank you.
"""


def _write(dialogues: Path) -> None:
    (dialogues / "trying.yaml").write_text(SCRIPT, "utf-8")


def test_a_dialogue_plays_with_numbers_and_words_and_nothing_is_stored(
    cairn: Cairn, dialogues: Path, tmp_path: Path
) -> None:
    """What would be kept is shown as a transcript shows it, and no data folder is made."""
    _write(dialogues)
    ran = cairn("preview", "trying", "--now", "2026-03-06T14:30", given="End at ten to.\n1\n")
    assert ran.code == 0
    assert 'saved: small_change text="End at ten to." revisit="2026-03-13"' in ran.out
    assert ran.out.endswith("Thank you.\n\nend\n")
    assert not (tmp_path / "data").exists()


def test_later_brings_back_what_was_asked_for(cairn: Cairn, dialogues: Path) -> None:
    """Moving the clock delivers the reminder, with the entry it looks back at."""
    _write(dialogues)
    said = "End at ten to.\n1\n:later 2 weeks\n1\n"
    ran = cairn("preview", "trying", "--now", "2026-03-06T14:30", given=said)
    assert "nudge: revisit on Friday 13 March 2026" in ran.out
    assert "It is now Friday 20 March 2026, 14:30." in ran.out
    assert "You wrote: “End at ten to.”. How did it go?" in ran.out
    assert "noted: look=did" in ran.out


def test_an_hour_is_an_hour_when_the_clocks_change(cairn: Cairn, dialogues: Path) -> None:
    """A time that does not exist moves to the first that does; hours are counted as they pass."""
    _write(dialogues)
    ran = cairn("preview", "trying", "--now", "2026-03-29T01:30", given=":later 1 hour\n")
    assert "It is now Sunday 29 March 2026, 03:00." in ran.out


def test_why_shows_the_answers_so_far(cairn: Cairn, dialogues: Path) -> None:
    """`:why` names the step and each answer, so that an author can see what a check reads."""
    _write(dialogues)
    out = cairn("preview", "trying", given="Breathe out.\n:why\n").out
    assert "At: when\n  what: Breathe out.\n" in out


def test_back_takes_the_last_answer_back(cairn: Cairn, dialogues: Path) -> None:
    """The way out that every conversation has works in a preview too."""
    _write(dialogues)
    out = cairn("preview", "trying", given="Breathe out.\nb\n:why\n").out
    assert "At: what\n" in out


def test_save_writes_a_transcript_that_passes(cairn: Cairn, dialogues: Path) -> None:
    """`:save` writes what was said since the dialogue began, and `cairn test` agrees with it."""
    _write(dialogues)
    given = 'Say "thank you".\n1\n:save keeps it\n:save keeps it\n'
    ran = cairn("preview", "trying", given=given)
    written = dialogues / "transcripts" / "trying.keeps it.chat"
    assert f"Written to {written}" in ran.out
    assert "is there already" in ran.out
    assert 'you: Say "thank you".' in written.read_text("utf-8")
    assert cairn("test", "trying").code == 0


def test_a_preview_saved_after_a_reminder_keeps_the_entry_it_looked_at(
    cairn: Cairn, dialogues: Path
) -> None:
    """The head of the transcript carries the entry, so that it plays by itself."""
    _write(dialogues)
    given = "End at ten to.\n1\n:later 2 weeks\n1\n:save looks\n"
    cairn("preview", "trying", given=given)
    text = (dialogues / "transcripts" / "trying.looks.chat").read_text("utf-8")
    assert 'entry: small_change text="End at ten to."' in text
    assert cairn("test", "trying").code == 0


def test_it_can_begin_at_any_step(cairn: Cairn, dialogues: Path) -> None:
    """`--from` begins there; a step that does not exist is wrong use, with a suggestion."""
    _write(dialogues)
    assert "When shall I ask again?" in cairn("preview", "trying", "--from", "when").out
    ran = cairn("preview", "trying", "--from", "wen")
    assert ran.code == 2
    assert "did you mean “when”?" in ran.err


def test_an_unknown_dialogue_or_time_is_wrong_use(cairn: Cairn) -> None:
    """Both are said in a sentence, with exit code 2."""
    ran = cairn("preview", "chek-in")
    assert ran.code == 2
    assert "did you mean “check-in”?" in ran.err
    ran = cairn("preview", "check-in", "--now", "teatime")
    assert ran.code == 2
    assert "write it like 2026-03-29T01:30" in ran.err


def test_a_dialogue_that_cannot_be_played_says_its_first_problem(
    cairn: Cairn, dialogues: Path
) -> None:
    """An author who previews a broken file reads where it is broken."""
    (dialogues / "trying.yaml").write_text(SCRIPT.replace("steps:", "stpes:"), "utf-8")
    ran = cairn("preview", "trying")
    assert ran.code == 2
    assert "trying.yaml:" in ran.err
