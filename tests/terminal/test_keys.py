"""What can be pressed under a message, and how a message looks."""

from __future__ import annotations

import io

from bot.service.acts import Button, Say
from bot.terminal.face import Face
from bot.terminal.keys import keys_of

YES, NO = Button("Yes, start", "ab.1.0"), Button("Not now", "ab.1.1")
BACK, PAUSE = Button("Back", "ab.1.b"), Button("Pause", "ab.1.p")
STOP, SUPPORT = Button("Stop", "ab.1.s"), Button("Support", "/support")
QUESTION = Say("Shall we?", ((YES,), (NO,), (BACK, PAUSE), (STOP, SUPPORT)), answers=2)


def test_answers_are_numbered_and_ways_out_have_letters() -> None:
    """The same four letters everywhere, so that they are learnt once."""
    keys = keys_of(QUESTION)
    assert [(key.press, key.button) for key in keys.answers] == [("1", YES), ("2", NO)]
    assert [(key.press, key.button) for key in keys.ways] == [
        ("b", BACK), ("p", PAUSE), ("s", STOP), ("?", SUPPORT)
    ]  # fmt: skip


def test_a_typed_number_or_letter_taps() -> None:
    """Space and capitals do not matter; anything else is words."""
    keys = keys_of(QUESTION)
    assert keys.pressed(" 2 ") == NO
    assert keys.pressed("B") == BACK
    assert keys.pressed("?") == SUPPORT
    assert keys.pressed("3") is None
    assert keys.pressed("2 cups of tea") is None


def test_a_way_out_that_has_no_letter_gets_a_number() -> None:
    """No button can be out of reach of the keyboard."""
    other = Button("My log", "/log")
    keys = keys_of(Say("Done.", ((YES,), (other,)), answers=1))
    assert keys.pressed("2") == other


def test_a_pipe_gets_plain_whole_lines() -> None:
    """Marks and colours are left out, and no line is broken for a screen that is not there."""
    out = io.StringIO()
    Face(out).message("*Strong* and _gentle_ " + "word " * 40, keys_of(QUESTION))
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("Strong and gentle word word")
    assert len(lines[0]) > 200
    assert lines[1:] == [
        "  1 Yes, start",
        "  2 Not now",
        "  b back · p pause · s stop · ? support",
        "",
    ]
    assert "\x1b" not in out.getvalue()


def test_words_that_look_like_marks_are_shown_as_they_are() -> None:
    """Neither Rich’s square brackets nor its emoji names mean anything in what people write."""
    out = io.StringIO()
    Face(out).message("[bold]not :smile: [/nothing]", keys_of(Say("")))
    assert out.getvalue().startswith("[bold]not :smile: [/nothing]\n")


def test_a_label_that_has_its_number_is_not_numbered_twice() -> None:
    """Entries of the log bring their number along."""
    out = io.StringIO()
    entry = Say("Your log", ((Button("1. Leave at ten to", "ab.1.0"),),), answers=1)
    Face(out).message(entry.text, keys_of(entry))
    assert "  1 Leave at ten to\n" in out.getvalue()
