"""What a card can change, and what the file says then; where files lie; what stands beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.script.edit import CannotEdit
from bot.script.layout import layout_of
from bot.script.reader import read_script
from bot.service.publishing.drafting import version_of
from bot.studio.beside import look
from bot.studio.cards import cards
from bot.studio.changes import Change, apply, file_name
from bot.studio.folder_bench import FolderBench
from bot.studio.kinds import KINDS, kind_of, new_file
from bot.studio.papers import Desk
from bot.studio.rule_pages import FOLDER, rule_page
from bot.studio.workbench import CannotSave, ChangedMeanwhile, NoSuchFile
from tests.studio.conftest import SHIPPED, TODAY

READ: TypeAdapter[Change] = TypeAdapter(Change)
PAPERS = Desk().of(FolderBench(SHIPPED).look(), TODAY)
AROUND = PAPERS.around()
CHECK_IN = PAPERS.read("check-in.yaml").text
NAMES = [file.path for file in PAPERS.dialogues()]


def changed(source: str, **change: Any) -> str:
    """The text with a change made to it as the page sends it."""
    return apply(source, READ.validate_python(change))


def plain(source: str) -> Any:
    """What a text says."""
    return layout_of(source).tree


@pytest.mark.parametrize("path", NAMES)
def test_every_shipped_dialogue_has_its_cards(path: str) -> None:
    """Each step has a card of a known kind, and nothing is left to the text alone."""
    text = PAPERS.read(path).text
    shown = look(text, path, AROUND)
    assert [one for one in shown["problems"] if one["must"]] == []
    assert [card["step"] for card in shown["cards"][1:]] == list(plain(text)["steps"])
    fields = [field for card in shown["cards"] for field in card["fields"]]
    assert [field for field in fields if field["type"] == "raw"] == []
    for card in shown["cards"]:
        for way in card.get("from", ()):
            assert way["step"] in plain(text)["steps"]


@pytest.mark.parametrize("path", NAMES)
def test_a_field_that_is_sent_back_as_it_is_changes_nothing(path: str) -> None:
    """Words, ways, ticks and choices of a card are what the file says."""
    text = PAPERS.read(path).text
    for card in cards(plain(text), AROUND):
        for field in card["fields"]:
            at = {"path": field["path"]}
            if field["type"] in ("words", "line", "choice"):
                words = field["value"]
                assert changed(text, do="words", words=words, optional=True, **at) == text
            elif field["type"] == "goes":
                assert changed(text, do="goes", to=field["value"], **at) == text
            elif field["type"] == "ticks":
                same = changed(text, do="ticks", value=field["value"], **at)
                assert look(same, path, AROUND)["cards"] == look(text, path, AROUND)["cards"]
            for item in field.get("items", ()):
                assert changed(text, do="words", path=item["path"], words=item["label"]) == text
                if field["leads"]:
                    assert changed(text, do="goes", path=item["path"], to=item["go"]) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_step_of_every_kind_can_be_read(kind: str) -> None:
    """A step begins with words that can be read, and leads to where the way led before."""
    way = ("steps", "low", "buttons", "talk")
    after = changed(CHECK_IN, do="add_step", name="brand_new", kind=kind, after="low", way=way)
    steps = plain(after)["steps"]
    assert list(steps)[2] == "brand_new"
    assert kind_of(steps["brand_new"]) == kind
    assert steps["low"]["buttons"]["talk"] == "People to talk to -> brand_new"
    if kind != "end":
        assert "people" in str(steps["brand_new"])
    codes = {one["code"] for one in look(after, "check-in.yaml", AROUND)["problems"]}
    assert codes & {"D100", "D102", "D201", "D202", "D203"} == set()


def test_a_step_that_is_made_again_does_not_lead_to_itself() -> None:
    """Taken out, and made anew under its old name from the button that led to it."""
    gone = changed(CHECK_IN, do="remove", path=("steps", "low"))
    way = ("steps", "today", "buttons", "stretched")
    again = changed(gone, do="add_step", name="low", kind="say", after="today", way=way)
    assert plain(again)["steps"]["low"]["next"] != "low"


def test_a_new_dialogue_is_whole() -> None:
    """It has nothing to mend and plays from its first moment, whatever its title."""
    for title in ("Tea break", "What: now?", "“Quotes” & 'more'"):
        script, problems = read_script(new_file("tea-break", title), "tea-break.yaml", AROUND.world)
        assert script is not None
        assert script.title == title
        assert problems == []


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            {"do": "goes", "path": ["steps", "low", "buttons", "talk"], "to": "done"},
            "talk: People to talk to -> people\n      hard",
            "talk: People to talk to -> done\n      hard",
        ),
        (
            {"do": "ticks", "path": ["steps", "today", "keep"], "value": ["history"]},
            "keep: [history, count]",
            "keep: history",
        ),
        (
            {"do": "ticks", "path": ["steps", "today", "tender"], "value": []},
            "    tender: [stretched, empty]\n",
            "",
        ),
        (
            {"do": "add_item", "path": ["steps", "low", "buttons"], "words": "A walk -> close"},
            "Nothing, thank you -> close\n",
            "Nothing, thank you -> close\n      a_walk_close: A walk -> close\n",
        ),
        (
            {"do": "move", "path": ["steps", "low", "buttons", "talk"], "by": -1},
            "settle: A minute to settle -> settle\n      talk: People to talk to -> people\n"
            "      hard",
            "talk: People to talk to -> people\n      settle: A minute to settle -> settle\n"
            "      hard",
        ),
        (
            {"do": "words", "path": ["steps", "done", "heads_up"], "words": "", "optional": True},
            "",
            "",
        ),
    ],
)
def test_a_change_touches_its_own_lines(change: dict[str, Any], old: str, new: str) -> None:
    """Each change of a card is the change in the file that one would make by hand."""
    assert changed(CHECK_IN, **change) == CHECK_IN.replace(old, new, 1)


def test_an_optional_field_comes_where_it_reads_best_and_goes_when_emptied() -> None:
    """“Why” stands between the question and its buttons, and is taken out with its words."""
    path = ["steps", "low", "why"]
    after = changed(CHECK_IN, do="words", path=path, words="So that it fits.", optional=True)
    assert "What would be of use?\n    why: So that it fits.\n    buttons:" in after
    assert changed(after, do="words", path=path, words=" ", optional=True) == CHECK_IN


def test_names_that_cannot_be_are_refused_in_words() -> None:
    """A step needs a name of its own that texts can use."""
    for name in ("low", "Two words", "", "if"):
        with pytest.raises(CannotEdit):
            changed(CHECK_IN, do="add_step", name=name, kind="say", after="low")


@given(title=st.text(max_size=60))
def test_any_title_makes_a_name(title: str) -> None:
    """Small letters, digits and -, and never one that is taken."""
    name = file_name(title, {"themes", "tea-break"})
    assert name not in ("themes", "tea-break")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name[0].isalnum()
    assert len(name) <= 40


def test_a_problem_has_the_path_of_its_words() -> None:
    """A problem knows which field, button or step of the page it belongs to."""
    text = CHECK_IN.replace("-> people\n      hard", "-> nowhere\n      hard", 1)
    text = text.replace("end: That is all from me.", "end: You must go.")
    text = text.replace("  remember:\n", "  remember:\n    colour: blue\n")
    found = {one["code"]: one["path"] for one in look(text, "check-in.yaml", AROUND)["problems"]}
    assert found["D205"] == ("steps", "low", "buttons", "talk")
    assert found["D504"] == ("steps", "done", "end")
    assert found["D102"] == ("steps", "remember", "colour")


def test_only_cards_that_changed_are_sent() -> None:
    """A page that shows a text gets numbers for the cards that are the same."""
    after = changed(CHECK_IN, do="words", path=["steps", "done", "end"], words="Bye.")
    shown = look(after, "check-in.yaml", AROUND, before=CHECK_IN)["cards"]
    fresh = [card["step"] for card in shown if not isinstance(card, int)]
    assert fresh == ["done"]
    assert [at for at, card in enumerate(shown) if card != at] == [10]


def hidden(folder: Path) -> list[Path]:
    """What a save left behind."""
    return list(folder.glob(".*"))


async def test_a_file_is_written_only_as_the_version_that_was_read(folder: Path) -> None:
    """Somebody else’s save is never written over, a new file never takes another’s place."""
    bench = FolderBench(folder)
    file = folder / "check-in.yaml"
    text = file.read_text("utf-8")
    read = version_of(text)
    file.write_text(text + "# theirs\n", "utf-8")
    with pytest.raises(ChangedMeanwhile) as told:
        await bench.write("check-in.yaml", "mine", read)
    assert told.value.now is not None
    assert told.value.now.text.endswith("# theirs\n")
    with pytest.raises(ChangedMeanwhile):
        await bench.write("check-in.yaml", "mine", None)
    saved = await bench.write("check-in.yaml", "mine\r\n", told.value.now.version)
    assert saved == version_of("mine\r\n")
    assert file.read_bytes() == b"mine\r\n"
    file.unlink()
    with pytest.raises(ChangedMeanwhile):
        await bench.write("check-in.yaml", "again", read)
    for name in ("../up.yaml", "shared/new.yaml", ".hidden.yaml", "x", "transcripts/../a.chat"):
        with pytest.raises(NoSuchFile):
            await bench.write(name, "x", None)
    (folder / "odd.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(CannotSave, match="not plain text"):
        await bench.write("odd.yaml", "x", None)
    assert hidden(folder) == []


def test_every_rule_has_a_page_to_show() -> None:
    """The link beside a problem leads to words."""
    codes = sorted(path.stem for path in FOLDER.glob("D*.md"))
    assert len(codes) > 30
    for code in codes:
        found = rule_page(code)
        assert found is not None
        assert found[0].startswith(code)
        assert {"text", "example"} <= {kind for kind, _ in found[1]}
    assert rule_page("../README") is None
    assert rule_page("D999") is None
