"""`cairn coverage`: the ways that no transcript walks, by line; a warning, never a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cairn = Callable[..., Any]


def _line_of(file: Path, words: str) -> int:
    (line,) = [
        at for at, text in enumerate(file.read_text("utf-8").splitlines(), 1) if words in text
    ]
    return line


def test_every_dialogue_has_a_line_and_the_last_one_counts_them_all(cairn: Cairn) -> None:
    """The shipped dialogues are listed with their ways, and added up."""
    ran = cairn("coverage")
    assert ran.code == 0
    assert "check-in: 19 of 19 ways walked\n" in ran.out
    heads = re.findall(r"^[\w-]+: (\d+) of (\d+) ways walked$", ran.out, re.MULTILINE)
    walked, of = (sum(int(head[at]) for head in heads) for at in (0, 1))
    assert ran.out.endswith(f"\n{len(heads)} dialogues, {walked} of {of} ways walked.\n")


def test_a_way_that_no_transcript_walks_is_told_with_its_line(
    cairn: Cairn, dialogues: Path
) -> None:
    """Without the transcripts that tap it, a button is named with file and line; the code is 0."""
    for file in (dialogues / "transcripts").glob("check-in.*.chat"):
        if "[A few words]" in file.read_text("utf-8"):
            file.unlink()
    ran = cairn("coverage", "check-in")
    script = dialogues / "check-in.yaml"
    line = _line_of(script, "write: A few words")
    told = f"{script}:{line}: low → words (button “A few words”) is walked by no transcript\n"
    assert ran.code == 0
    assert told in ran.out


def test_skip_a_day_a_branch_and_a_plain_way_have_their_own_words(
    cairn: Cairn, dialogues: Path
) -> None:
    """Each kind of way is told as the person or the file has it, at the line where it stands."""
    for file in (dialogues / "transcripts").glob("*.chat"):
        file.unlink()
    ran = cairn("coverage", "look-again", "reflect", "check-in", "settle-feet")
    script = dialogues / "check-in.yaml"
    people = _line_of(script, "support: staff") + 1
    assert f"{script}:{people}: people → done is walked by no transcript" in ran.out
    assert "remember → anything_else (Skip) is walked" in ran.out
    assert "remember → anything_else (an answer) is walked" in ran.out
    assert "(a day) is walked" in ran.out
    assert "(button “No need to ask”) is walked" in ran.out
    assert "(if " in ran.out
    assert "(otherwise) is walked" in ran.out
    assert "(Stop) is walked" in ran.out
    assert "settle-feet: 0 of 2 ways walked" in ran.out


def test_ways_walked_while_another_dialogue_plays_this_one_count(
    cairn: Cairn, dialogues: Path
) -> None:
    """No transcript of its own, and still walked by one of quiet-minute, which plays it."""
    for file in (dialogues / "transcripts").glob("settle-feet.*.chat"):
        file.unlink()
    assert "settle-feet: 2 of 2 ways walked" in cairn("coverage", "settle-feet").out


def test_a_transcript_that_breaks_off_counts_as_far_as_it_goes(
    cairn: Cairn, dialogues: Path
) -> None:
    """A button that is gone ends the walk there; what was walked before stays walked."""
    for file in (dialogues / "transcripts").glob("*.chat"):
        file.unlink()
    head = "dialogue: check-in\nnow: 2026-03-04 12:15 Europe/London\n---\n"
    (dialogues / "transcripts" / "check-in.x.chat").write_text(
        head + "you: [Stretched]\nyou: [Gone]\n", "utf-8"
    )
    (dialogues / "transcripts" / "check-in.unread.chat").write_text("dialogue: x\n", "utf-8")
    ran = cairn("coverage", "check-in")
    assert ran.code == 0
    assert "check-in: 1 of 19 ways walked" in ran.out


def test_a_dialogue_that_cannot_be_played_says_so(cairn: Cairn, dialogues: Path) -> None:
    """A broken file is named, the rest is counted, and the code stays 0."""
    script = dialogues / "check-in.yaml"
    script.write_text(script.read_text("utf-8").replace("-> low", "-> lowe"), "utf-8")
    ran = cairn("coverage", "check-in", "settle-feet")
    assert ran.code == 0
    assert "check-in: cannot be played, so no way is walked; cairn lint says why\n" in ran.out
    assert ran.out.endswith("2 dialogues, 2 of 2 ways walked.\n")


def test_an_unknown_dialogue_is_wrong_use(cairn: Cairn) -> None:
    """The code is 2, and the sentence names the folder."""
    ran = cairn("coverage", "nobody-wrote-this")
    assert ran.code == 2
    assert "There is no dialogue nobody-wrote-this" in ran.err
