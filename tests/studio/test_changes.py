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
from bot.studio.advice import FILE_WORDS
from bot.studio.advice_table import TABLE
from bot.studio.beside import look
from bot.studio.cards import cards
from bot.studio.changes import Change, apply, file_name
from bot.studio.folder_bench import FolderBench
from bot.studio.kinds import KINDS, kind_of, new_file
from bot.studio.on_card import ON_CARD
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
    return apply(source, READ.validate_python(change), TODAY)


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
    problems = look(after, "check-in.yaml", AROUND)["problems"]
    assert {one["code"] for one in problems} & {"D102", "D201", "D202", "D203"} == set()


def test_what_only_an_author_can_say_is_asked_for_until_it_is_said() -> None:
    """A new step has no words that could go out by mistake; each empty place is told of."""
    waiting = {
        "say": ["say"], "ask_buttons": ["ask", "buttons"], "ask_text": ["ask"], "guide": ["guide"],
        "run": ["run"], "list": ["list"], "found": ["found"], "pick": ["from"],
        "save": ["with"], "each_text": ["items"], "each_buttons": ["items"],
    }  # fmt: skip
    for kind in KINDS:
        after = changed(CHECK_IN, do="add_step", name="brand_new", kind=kind, after="low")
        found = look(after, "check-in.yaml", AROUND)["problems"]
        told = [one for one in found if one["code"] in ("D100", "D206")]
        empty = [one["path"][2] for one in told]
        assert empty == waiting.get(kind, []), kind


def test_empty_lines_and_items_are_filled_one_by_one() -> None:
    """What begins empty becomes a list with the first thing that is added; emptied, it is told."""
    after = changed(CHECK_IN, do="add_step", name="brand_new", kind="guide", after="low")
    guide = ("steps", "brand_new", "guide")
    after = changed(after, do="add_item", path=guide, words="Put both feet down.")
    after = changed(after, do="add_item", path=guide, words="Look up.")
    assert plain(after)["steps"]["brand_new"]["guide"] == ["Put both feet down.", "Look up."]
    after = changed(after, do="words", path=(*guide, 1), words="")
    found = look(after, "check-in.yaml", AROUND)["problems"]
    assert [one["path"] for one in found if one["code"] == "D100"] == [(*guide, 1)]
    after = changed(CHECK_IN, do="add_step", name="brand_new", kind="each_text", after="low")
    items = ("steps", "brand_new", "items")
    after = changed(after, do="add_item", path=items, words="The door")
    assert plain(after)["steps"]["brand_new"]["items"] == {"the_door": "The door"}
    after = changed(after, do="words", path=(*items, "the_door"), words="")
    found = look(after, "check-in.yaml", AROUND)["problems"]
    assert [one["path"] for one in found if one["code"] == "D100"] == [(*items, "the_door")]


def test_a_step_that_is_made_again_does_not_lead_to_itself() -> None:
    """Taken out, and made anew under its old name from the button that led to it."""
    gone = changed(CHECK_IN, do="remove", path=("steps", "low"))
    way = ("steps", "today", "buttons", "stretched")
    again = changed(gone, do="add_step", name="low", kind="say", after="today", way=way)
    assert plain(again)["steps"]["low"]["next"] != "low"


@pytest.mark.parametrize("title", ["Tea break", "What: now?", "“Quotes” & 'more'"])
def test_a_new_dialogue_waits_for_its_words_alone(title: str) -> None:
    """With a question and an answer it has nothing to mend and plays, whatever its title."""
    text = new_file("tea-break", title)
    found = look(text, "tea-break.yaml", AROUND)["problems"]
    assert [one["path"][2:] for one in found] == [("ask",), ("buttons", "first")]
    text = changed(text, do="words", path=("steps", "start", "ask"), words="How was it?")
    text = changed(text, do="words", path=("steps", "start", "buttons", "first"), words="Good")
    assert "first: Good -> close" in text
    script, problems = read_script(text, "tea-break.yaml", AROUND.world)
    assert script is not None
    assert script.title == title
    assert problems == []


def test_every_kind_can_become_every_other(tmp_path: Path) -> None:
    """The step is then of that kind, has nothing of the old kind alone, and leads where it led."""
    for one in KINDS:
        made = changed(CHECK_IN, do="add_step", name="brand_new", kind=one, after="low")
        for other in KINDS:
            after = changed(made, do="turn", step="brand_new", kind=other)
            step = plain(after)["steps"]["brand_new"]
            assert kind_of(step) == other, (one, other)
            fields = {at["code"] for at in look(after, "check-in.yaml", AROUND)["problems"]}
            assert fields & {"D102", "D201", "D202"} == set(), (one, other)
            if "end" not in (one, other):
                assert "remember" in str(step), (one, other)
            assert plain(after)["steps"].keys() == plain(made)["steps"].keys()


def test_a_step_keeps_its_words_its_ways_and_its_remarks_when_its_kind_changes() -> None:
    """From buttons to typed words: the question, its remark, Skip and “why” stay as they were."""
    text = CHECK_IN.replace(
        "  low:\n    ask: |\n", "  low:\n    # asked by carers\n    ask: |  # short\n"
    ).replace(
        "    buttons:\n      settle",
        "    skip: done\n    why: Your choice.\n    buttons:\n      settle",
    )
    after = changed(text, do="turn", step="low", kind="ask_text")
    step = plain(after)["steps"]["low"]
    assert step == {
        "ask": plain(text)["steps"]["low"]["ask"], "skip": "done", "why": "Your choice.",
        "text": "short", "keep": "until-end", "next": "settle",
    }  # fmt: skip
    assert "    # asked by carers\n    ask: |  # short\n      Thank you for" in after
    said = changed(text, do="turn", step="low", kind="say")
    assert "    # asked by carers\n    say: |  # short\n      Thank you for" in said
    assert plain(said)["steps"]["low"]["next"] == "settle"
    days = changed(CHECK_IN, do="add_step", name="brand_new", kind="ask_date", after="low")
    buttons = changed(days, do="turn", step="brand_new", kind="ask_buttons")
    assert plain(buttons)["steps"]["brand_new"]["buttons"] == {
        "in_a_week": "In a week", "no_day_thank_you": "No day, thank you",
    }  # fmt: skip


def test_lines_of_a_guide_become_one_text_and_back() -> None:
    """Nothing that was written is lost on the way."""
    text = PAPERS.read("settle-feet.yaml").text
    guide = next(name for name, step in plain(text)["steps"].items() if "guide" in step)
    lines = plain(text)["steps"][guide]["guide"]
    said = plain(changed(text, do="turn", step=guide, kind="say"))["steps"][guide]["say"]
    assert said.rstrip("\n") == "\n\n".join(line.rstrip("\n") for line in lines)


def test_a_check_that_says_nothing_for_the_rest_can_be_given_it() -> None:
    """“Otherwise” is on the card even where the file has none, and is written when it is chosen."""
    after = changed(CHECK_IN, do="add_step", name="brand_new", kind="check", after="low")
    way = ("steps", "brand_new", "check")
    after = changed(after, do="add_arm", path=way)
    bare = changed(after, do="remove", path=(*way, 1))
    card = next(one for one in cards(plain(bare), AROUND) if one["step"] == "brand_new")
    last = card["fields"][0]["arms"][-1]
    assert (last["if"], last["go"]) == (None, "")
    mended = changed(bare, do="goes", path=last["path"], to="done")
    assert plain(mended)["steps"]["brand_new"]["check"][-1] == {"otherwise": "done"}
    again = plain(changed(mended, do="add_arm", path=way))["steps"]["brand_new"]["check"]
    assert [list(arm) for arm in again] == [["if", "go"], ["if", "go"], ["otherwise"]]


def test_choices_are_shown_by_their_words() -> None:
    """A support card by how it begins, a theme by its name, or by where it is chosen."""
    text = CHECK_IN
    for kind in ("support", "draw"):
        text = changed(text, do="add_step", name=f"new_{kind}", kind=kind, after="low")
    text = text.replace("      settle: A minute", "      culture: A minute")
    by = {card["step"]: card["fields"] for card in cards(plain(text), AROUND)}
    assert ["staff", AROUND.cards["staff"]] in by["new_support"][0]["options"]
    assert AROUND.cards["staff"].startswith("These are people")
    options = dict(by["new_draw"][0]["options"])
    assert options["culture"] == AROUND.themes["culture"]
    assert options["low"] == "The theme that was chosen at “low”"


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


def test_a_rule_s_page_says_where_on_the_card_it_is() -> None:
    """Before anything of the file, for each rule that a card can tell of."""
    found = rule_page("D203")
    assert found is not None
    headings = [words for kind, words in found[1] if kind == "heading"]
    assert headings[:3] == ["On the card", "More about it", "Wrong, in the file’s text"]
    assert "“Goes to”" in found[1][2][1]
    for code, words in ON_CARD.items():
        assert rule_page(code) is not None
        assert not FILE_WORDS.search(words), code
    assert TABLE.keys() - ON_CARD.keys() == {"D102", "D702", "D703"}  # no card has these


def test_every_rule_has_a_page_to_show() -> None:
    """The link beside a problem leads to words."""
    codes = sorted(path.stem for path in FOLDER.glob("D*.md"))
    assert len(codes) > 30
    for code in codes:
        found = rule_page(code)
        assert found is not None
        assert found[0].startswith(code)
        assert {"text", "example"} <= {kind for kind, _ in found[1]}
        lists = [words for kind, words in found[1] if kind == "list"]
        assert not [one for words in lists for one in words.split("\n") if one[:1] in "-|"]
    d301 = rule_page("D301")
    assert d301 is not None
    rows = next(words for kind, words in d301[1] if kind == "list").split("\n")
    assert [row.partition(":")[0] for row in rows] == ["until-end", "log", "history", "count"]
    assert rule_page("../README") is None
    assert rule_page("D999") is None


def test_somebody_who_read_the_words_is_noted_and_shown() -> None:
    """By role, with today’s date and a mark of these very words; who read earlier stays."""
    once = changed(CHECK_IN, do="read", by="two carers", changed="“appointment” became “visit”")
    twice = changed(once, do="read", by="a person with lived experience")
    shown = look(twice, "check-in.yaml", AROUND)
    assert [one["code"] for one in shown["problems"]] == []
    field = next(one for one in shown["cards"][0]["fields"] if one["type"] == "readers")
    assert field["readers"] == [
        {"by": "two carers", "on": "2026-11-23", "changed": "“appointment” became “visit”"},
        {"by": "a person with lived experience", "on": "2026-11-23", "changed": ""},
    ]
    later = changed(twice, do="words", path=["steps", "done", "end"], words="Bye.")
    (told,) = look(later, "check-in.yaml", AROUND)["problems"]
    assert (told["code"], told["path"][0]) == ("D508", "reviewed")
    assert "Who read the words" in told["card"]["help"]
    with pytest.raises(CannotEdit, match="by which role"):
        changed(CHECK_IN, do="read", by=" ")


def test_steps_made_from_buttons_do_not_run_into_each_other() -> None:
    """Each branch leads to the end, and not into the branch that was made before it."""
    source = (
        "dialogue: call\ntitle: Before a call\nminutes: 1\n\nsteps:\n\n  start:\n"
        "    ask: What would help?\n    buttons:\n      breath: A breath\n      words: Some words\n"
        "      rather_not: Rather not say -> close\n\n  close:\n    end: Go well.\n"
    )
    for button in ("breath", "words"):
        way = ("steps", "start", "buttons", button)
        source = changed(source, do="add_step", name=button, kind="say", after="start", way=way)
    steps = plain(source)["steps"]
    assert [steps[name]["next"] for name in ("breath", "words")] == ["close", "close"]
