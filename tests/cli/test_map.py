"""`cairn map`: the picture of a dialogue, on the screen or in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Cairn = Callable[..., Any]


def test_without_more_words_it_prints_mermaid(cairn: Cairn) -> None:
    """What an editor or a page can draw, and nothing else."""
    ran = cairn("map", "check-in")
    assert ran.code == 0
    assert ran.out.splitlines()[1] == "flowchart TD"
    assert '-->|"Stretched<br/>Running on empty"|' in ran.out
    assert ran.err == ""


def test_an_svg_goes_to_a_file(cairn: Cairn, tmp_path: Path) -> None:
    """The picture stands in the file that was named, and the screen says which."""
    ran = cairn("map", "check-in.yaml", "--format", "svg", "--output", "flow.svg")
    assert (ran.code, ran.out) == (0, "Written: flow.svg\n")
    root = ElementTree.fromstring((tmp_path / "flow.svg").read_text("utf-8"))
    assert root.tag.endswith("svg")


def test_ways_without_a_transcript_are_dotted(cairn: Cairn, dialogues: Path) -> None:
    """All of them, when there is no transcript at all."""
    assert "-.->" not in cairn("map", "check-in").out
    for file in (dialogues / "transcripts").glob("*.chat"):
        file.unlink()
    drawn = cairn("map", "check-in").out
    assert drawn.count("-.->") == 16
    assert drawn.count("-->") == 1  # from the start


def test_a_dialogue_that_cannot_be_played_is_drawn_with_what_is_the_matter(
    cairn: Cairn, dialogues: Path
) -> None:
    """A missing step is a box of its own; of transcripts nothing is said."""
    script = dialogues / "check-in.yaml"
    script.write_text(script.read_text("utf-8").replace("-> low", "-> lowe"), "utf-8")
    ran = cairn("map", "check-in")
    assert ran.code == 0
    assert '"lowe<br/>no such step"' in ran.out
    assert "no way leads here" in ran.out
    assert "-.->" not in ran.out


def test_a_file_that_cannot_be_read_says_what_to_do(cairn: Cairn, dialogues: Path) -> None:
    """There is nothing to draw, and lint says why."""
    (dialogues / "check-in.yaml").write_text("steps: [", "utf-8")
    ran = cairn("map", "check-in")
    assert (ran.code, ran.out) == (1, "")
    assert "check-in.yaml cannot be drawn yet; cairn lint says what to mend first." in ran.err


def test_what_is_not_there_is_said_plainly(cairn: Cairn) -> None:
    """An unknown dialogue is wrong use; a folder that is missing has to be mended."""
    unknown = cairn("map", "nobody-wrote-this")
    assert unknown.code == 2
    assert "There is no dialogue nobody-wrote-this" in unknown.err
    nowhere = cairn("map", "check-in", "--output", "no/such/folder.svg")
    assert nowhere.code == 1
    assert nowhere.err.startswith("no/such/folder.svg cannot be written.")
