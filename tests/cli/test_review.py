"""`cairn review`: who read the dialogues is noted without an editor, and told for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn

BY = "people with lived experience"
ON = "2026-03-06"
SCRIPT = """\
dialogue: tea
title: Tea
steps:
  start:
    say: Has anything gone well?
    next: bye
  bye:
    end: Go gently.
"""


@pytest.fixture
def tea(dialogues: Path) -> Path:
    """A small dialogue, with line ends from Windows, among the shipped ones."""
    file = dialogues / "tea.yaml"
    file.write_bytes(SCRIPT.replace("\n", "\r\n").encode())
    return file


def test_a_reader_is_noted_and_told(cairn: Cairn, tea: Path) -> None:
    """Role, day and what changed stand in the file, in its own line ends, and in the answer."""
    changed = ("--changed", "“appointment” became “visit”")
    ran = cairn("review", "tea", "--by", BY, "--on", ON, *changed)
    assert (ran.code, ran.out) == (0, f"Noted in {tea}: read by {BY}, 6 March 2026.\n")
    assert b"\r\n" in tea.read_bytes()
    assert b"\n" not in tea.read_bytes().replace(b"\r\n", b"")
    assert cairn("review", "tea").out.splitlines() == [
        f"tea  read by {BY}, 6 March 2026; no word has changed since",
        "       what changed because of it: “appointment” became “visit”",
    ]


def test_all_dialogues_are_told_and_counted(cairn: Cairn, tea: Path) -> None:
    """Each has a line; the last one counts, and says how to note somebody."""
    everything = len(list(tea.parent.glob("*.yaml"))) - 1
    everything += len(list(tea.parent.glob("[phl]*/*.yaml")))
    cairn("review", "tea", "check-in", "--by", BY, "--on", ON)
    tea.write_text(tea.read_text("utf-8").replace("gently", "well"), "utf-8")
    ran = cairn("review")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "Nobody is noted yet as having read after-a-course, are-we-ready," in told
    assert " papers/walking-together and papers/with-a-colleague. " in told
    assert f"check-in  read by {BY}, 6 March 2026; no word has changed since\n" in ran.out
    assert f"tea       read by {BY}, 6 March 2026; words have changed since\n" in ran.out
    assert (
        f"{everything} files: 1 read as they are now, 1 changed since, "
        f"{everything - 2} with nobody noted.\n" in ran.out
    )


def test_the_check_and_the_list_say_what_to_do_when_words_changed(cairn: Cairn, tea: Path) -> None:
    """Who read them and when, and the command to type once they looked again."""
    cairn("review", "tea", "--by", BY, "--on", ON)
    tea.write_text(tea.read_text("utf-8").replace("gently", "well"), "utf-8")
    again = f'ask them to look again, then: cairn review tea --by "{BY}"'
    assert again in cairn("review", "tea").out
    ran = cairn("lint", str(tea))
    assert ran.code == 0
    assert f"words have changed since {BY} read them on {ON}" in ran.out
    assert again in ran.out
    assert cairn("review", "tea", "--by", BY).code == 0
    assert "D508" not in cairn("lint", str(tea)).out


def test_of_each_role_the_last_time_is_told_and_of_one_dialogue_every_time(
    cairn: Cairn, tea: Path
) -> None:
    """The list stays short; the history is one command away, the newest first."""
    for by, on in ((BY, "2026-01-05"), ("a union", "2026-02-02"), (BY, ON)):
        cairn("review", "tea", "--by", by, "--on", on)
    told = [line.split("; ")[0] for line in cairn("review", "tea").out.splitlines()]
    assert told == [
        f"tea  read by {BY}, 6 March 2026",
        "     read by a union, 2 February 2026",
        f"     read by {BY}, 5 January 2026",
    ]
    assert "5 January" not in cairn("review").out


def test_what_was_published_says_which_words_changed(cairn: Cairn, tea: Path) -> None:
    """Where Cairn has run, what they read can be known; step by step, as it is printed."""
    cairn("review", "tea", "--by", BY, "--on", ON)
    assert cairn("chat", given="/start\n").code == 0
    text = tea.read_text("utf-8").replace("gently", "well").replace("title: Tea", "title: A tea")
    tea.write_text(text, "utf-8")
    assert "       changed: the title and step 2, bye\n" in cairn("review", "tea").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", BY], "Name the dialogue that they read"),
        (["tea", "--by", " "], "by which role"),
        (["tea", "--by", BY, "--on", "6/3/2026"], "write the year first"),
        (["tea", "--by", BY, "--on", "2999-01-01"], "still to come"),
        (["tea", "--on", ON], "--on belongs to --by"),
        (["tea", "--changed", "x"], "--changed belongs to --by"),
        (["tee"], "there is nothing called “tee”"),
        (["tea", "prompts/cultur"], "did you mean “prompts/culture”?"),
    ],
)
def test_what_was_not_understood_is_said(
    cairn: Cairn, tea: Path, words: list[str], said: str
) -> None:
    """A sentence, the exit code for it, and a file as it was."""
    before = tea.read_bytes()
    ran = cairn("review", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert tea.read_bytes() == before


def test_nothing_is_noted_when_one_of_them_cannot_be(cairn: Cairn, tea: Path) -> None:
    """All or none, so that nobody has to find out which; the list names what it cannot read."""
    before = tea.read_bytes()
    (tea.parent / "broken.yaml").write_text("dialogue: broken\ntitle: Broken\n", "utf-8")
    (tea.parent / "letters.yaml").write_bytes(b"\xff")
    for other in ("broken", "letters"):
        ran = cairn("review", "tea", other, "--by", BY)
        assert ran.code == 1
        assert other in ran.err
        assert tea.read_bytes() == before
    ran = cairn("review")
    assert ran.code == 1
    assert "broken   cannot be read; cairn lint says why\n" in ran.out
    assert "letters  cannot be read; cairn lint says why\n" in ran.out


def test_a_theme_of_prompts_and_cards_is_noted_too(cairn: Cairn, dialogues: Path) -> None:
    """One, or all of a kind; lint, list and print know of it, and see when words change."""
    assert cairn("review", "prompts/culture", "--by", BY, "--on", ON).code == 0
    told = cairn("review", "huddles", "--by", BY, "--on", ON).out.splitlines()
    assert len(told) == len(list(dialogues.glob("huddles/*.yaml")))
    assert cairn("lint").code == 0
    assert "D508" not in cairn("lint").out
    out = cairn("print", "prompts").out
    assert out.count(f"Read by {BY}, 6 March 2026. No word has changed since then.") == 1
    assert out.count("Nobody is noted yet as having read these words.") == 8
    for kind, more in (("prompts", "ideas:\n      - Twice, "), ("huddles", "ask: Well, ")):
        file = dialogues / kind / "culture.yaml"
        start = more.split()[0]
        head, _, rest = file.read_text("utf-8").partition(start)
        rest = rest.lstrip().removeprefix("- ")
        file.write_text(f"{head}{more}{rest}", "utf-8")
        again = f'ask them to look again, then: cairn review {kind}/culture --by "{BY}"'
        assert again in cairn("lint").out
        assert f"{kind}/culture  read by {BY}, 6 March 2026; words have changed since\n" in (
            cairn("review", f"{kind}/culture").out
        )
        assert "Words have changed since then." in cairn("print", kind).out
