"""Prompts, themes and the support card as cards: what is on them, and what a change does."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.script.edit import CannotEdit
from bot.script.layout import layout_of
from bot.script.prompts import read_prompts
from bot.studio.beside import look
from bot.studio.changes import Change, apply
from bot.studio.folder_bench import FolderBench
from bot.studio.papers import Desk
from bot.studio.seen import prompts_seen, support_seen
from bot.studio.sorts import drawn_on, sort_of
from bot.studio.workbench import NoSuchFile
from tests.studio.conftest import SHIPPED, TODAY

READ: TypeAdapter[Change] = TypeAdapter(Change)
PAPERS = Desk().of(FolderBench(SHIPPED).look(), TODAY)
AROUND = PAPERS.around()
NAMES = [file.path for file in PAPERS.drawn_on()]
SUPPORT = "shared/support.yaml"
CARD = PAPERS.read(SUPPORT).text
BUDGETS = "prompts/budgets.yaml"
PROMPTS = PAPERS.read(BUDGETS).text


def changed(source: str, today: date = TODAY, /, **change: Any) -> str:
    """The text with a change made to it as the page sends it."""
    return apply(source, READ.validate_python(change), today)


def plain(source: str) -> Any:
    """What a text says."""
    return layout_of(source).tree


def fields(path: str) -> list[dict[str, Any]]:
    """Every field of a file’s cards."""
    shown = look(PAPERS.read(path).text, path, AROUND)
    return [field for card in shown["cards"] for field in card["fields"]]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text of a file, with where it stands."""
    if isinstance(value, str):
        yield path, value.rstrip("\n")
        return
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(one, (*path, key))


def difference(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def found_in(text: str, path: str) -> dict[str, tuple[Any, str]]:
    """Where each problem of a text stands and what its card says, by code."""
    return {
        one["code"]: (one["path"], f"{one['card']['message']} {one['card']['help']}")
        for one in look(text, path, AROUND)["problems"]
    }


def test_all_of_them_are_listed() -> None:
    """The support card, the themes, and a file of prompts for each theme."""
    assert NAMES[:2] == [SUPPORT, "themes.yaml"]
    assert len(NAMES[2:]) == len(AROUND.themes)


@pytest.mark.parametrize("path", NAMES)
def test_every_shipped_file_has_all_its_words_on_cards(path: str) -> None:
    """Whatever stands in the file can be read on a card, but for the id that is the file’s name."""
    shown = look(PAPERS.read(path).text, path, AROUND)
    assert [one for one in shown["problems"] if one["must"]] == []
    values: list[str] = []
    for field in fields(path):
        value = field.get("value", [])
        values += value if isinstance(value, list) else [value, *value.splitlines()]
    said = [words for at, words in leaves(plain(PAPERS.read(path).text)) if at != ("theme",)]
    assert said
    assert [words for words in said if words not in values] == []
    assert len({card["step"] for card in shown["cards"]}) == len(shown["cards"])


@pytest.mark.parametrize("path", NAMES)
def test_a_field_that_is_sent_back_as_it_is_changes_nothing(path: str) -> None:
    """Words, choices and ticks of a card are what the file says."""
    text = PAPERS.read(path).text
    for field in fields(path):
        if field["type"] in ("words", "line", "choice"):
            how = {"words": field["value"], "optional": field.get("optional", True)}
            assert changed(text, do="words", path=field["path"], **how) == text
        elif field["type"] == "ticks":
            assert changed(text, do="ticks", path=field["path"], value=field["value"]) == text


@pytest.mark.parametrize("path", NAMES)
def test_a_changed_word_changes_that_alone(path: str) -> None:
    """One field of one card is one text of the file; remarks and order stay."""
    text = PAPERS.read(path).text
    typed = [one for one in fields(path) if one["type"] in ("words", "line") and one["value"]]
    assert len(typed) > 10
    for field in typed:
        if field["path"][-1] == "open":
            continue
        after = changed(text, do="words", path=field["path"], words="Other words.")
        intended = deepcopy(plain(text))
        holder = intended
        for key in field["path"][:-1]:
            holder = holder[key]
        holder[field["path"][-1]] = "Other words."
        assert plain(after) == intended
        assert list(plain(after)) == list(intended)
        assert len(difference(text, after)) == 2, field["path"]


def test_a_new_prompt_stands_where_it_was_asked_for() -> None:
    """It has its question and a name made of it; the rest is asked for beside its fields."""
    after = changed(PROMPTS, do="add_prompt", words="What is fair here?", after="ten-minutes")
    assert list(plain(after)["prompts"])[1:3] == ["ten-minutes", "what-is-fair-here"]
    assert all(line[0] == "+" for line in difference(PROMPTS, after))
    told = look(after, BUDGETS, AROUND)["problems"]
    at = ("prompts", "what-is-fair-here")
    assert {one["path"] for one in told} == {(*at, "principle"), (*at, "ideas")}
    assert "No principle is chosen yet." in [one["card"]["message"] for one in told]
    for path, words in (("principle",), "trust"), (("ideas", 0), "Ask"), (("ideas", 1), "Look"):
        after = changed(after, do="words", path=(*at, *path), words=words)
    assert look(after, BUDGETS, AROUND)["problems"] == []
    first = changed(PROMPTS, do="add_prompt", words="First?", after="")
    assert next(iter(plain(first)["prompts"])) == "first"
    with pytest.raises(CannotEdit):
        changed(PROMPTS, do="add_prompt", words=" ", after="")


def test_ideas_that_are_not_there_yet_can_be_written() -> None:
    """Also the second before the first, where the file has none at all."""
    text = "theme: budgets\nprompts:\n  one:\n    ask: What is fair?\n    principle: trust\n"
    after = changed(text, do="words", path=("prompts", "one", "ideas", 1), words="Look")
    assert plain(after)["prompts"]["one"]["ideas"] == ["", "Look"]
    assert found_in(after, BUDGETS)["D100"][0] == ("prompts", "one", "ideas")
    empty = changed("theme: budgets\n", do="add_prompt", words="What is fair?", after="")
    assert list(plain(empty)["prompts"]) == ["what-is-fair"]


def test_an_empty_idea_has_to_be_mended() -> None:
    """A button without words would be offered to somebody."""
    after = changed(PROMPTS, do="words", path=("prompts", "ten-minutes", "ideas", 0), words="")
    prompts, problems = read_prompts(after, BUDGETS)
    assert len(prompts) == len(read_prompts(PROMPTS, BUDGETS)[0])
    assert "two ideas" in problems[0].message


def test_a_prompt_says_which_huddle_card_leads_to_it() -> None:
    """Whoever takes it out knows what else has to change."""
    notes = [one["words"] for one in fields(BUDGETS) if one["type"] == "note"]
    assert "The huddle card “costs-nothing” leads to this question too." in notes


def test_checked_today_sets_the_day_and_keeps_how() -> None:
    """The day is changed in its own line; a line that nobody checked gets both."""
    old = look(CARD, SUPPORT, Desk().of(PAPERS.writing, date(2027, 9, 1)).around())["problems"]
    assert {one["code"] for one in old} == {"D505"}
    assert {one["must"] for one in old} == {True}
    assert old[1]["path"] == ("staff", "lines", 0, "checked")
    assert "Checked today" in old[1]["card"]["help"]
    on = date(2027, 9, 1)
    after = changed(CARD, on, do="checked_today", path=("staff", "lines", 0, "checked"))
    assert difference(CARD, after) == [
        "-       checked: 2026-11-22, from public pages",
        "+       checked: 2027-09-01, from public pages",
    ]
    new = changed(CARD, do="add_line", path=("staff", "lines"), words="Chaplaincy")
    at = ("staff", "lines", 5)
    new = changed(new, do="words", path=(*at, "phone"), words="0131 496 0000", optional=True)
    assert found_in(new, SUPPORT)["D505"][0] == (*at, "checked")
    new = changed(new, do="checked_today", path=(*at, "checked"))
    assert plain(new)["staff"]["lines"][5] == {
        "name": "Chaplaincy",
        "phone": "0131 496 0000",
        "checked": "2026-11-23, on the service’s own page",
    }
    assert look(new, SUPPORT, AROUND)["problems"] == []


def test_somebody_new_comes_last_and_may_be_the_first() -> None:
    """A part of the card that is empty, or not in the file, gets its first line."""
    after = changed(CARD, do="add_line", path=("staff", "near"), words="Chaplaincy")
    assert difference(CARD, after) == ["+     - name: Chaplaincy"]
    gone = changed(CARD, do="remove", path=("staff", "urgent", 0))
    assert look(gone, SUPPORT, AROUND)["problems"] == []
    again = changed(gone, do="add_line", path=("staff", "urgent"), words="Emergency")
    assert plain(again)["staff"]["urgent"] == [{"name": "Emergency"}]
    bare = "staff:\n  intro: These are people.\n  safeguarding: Tell the lead.\n"
    first = changed(bare, do="add_line", path=("staff", "near"), words="Chaplaincy")
    assert list(plain(first)["staff"]) == ["intro", "near", "safeguarding"]


def test_a_way_to_get_in_touch_stands_where_it_reads_best() -> None:
    """A number that is new comes after the name and before the text, whoever wrote the line."""
    at = ("staff", "lines", 3, "phone")
    after = changed(CARD, do="words", path=at, words="0131 496 0000", optional=True)
    assert list(plain(after)["staff"]["lines"][3])[:3] == ["name", "phone", "text"]
    assert changed(after, do="words", path=at, words="", optional=True) == CARD
    heads_up = ("prompts", "free-of-charge", "heads_up")
    first = changed(PROMPTS, do="words", path=heads_up, words="About money.", optional=True)
    assert next(iter(plain(first)["prompts"]["free-of-charge"])) == "heads_up"


def test_a_line_comes_earlier_with_all_that_is_in_it() -> None:
    """Everything of it moves, and nothing else."""
    after = changed(CARD, do="move", path=("staff", "lines", 2), by=-1)
    names = [line["name"] for line in plain(after)["staff"]["lines"]]
    assert names[:3] == ["NHS 24", "Breathing Space", "Samaritans"]
    assert sorted(after.splitlines()) == sorted(CARD.splitlines())


def test_hours_are_typed_a_stretch_on_each_line() -> None:
    """One is a text in the file, more are a list; what cannot be read is told beside them."""
    at = ("staff", "lines", 1, "open")
    two = changed(CARD, do="words", path=at, words="daily 09:00 to 17:00\n\nsat 10:00 to 12:00\n")
    assert plain(two)["staff"]["lines"][1]["open"] == ["daily 09:00 to 17:00", "sat 10:00 to 12:00"]
    assert changed(two, do="words", path=at, words="always") == CARD
    none = changed(CARD, do="words", path=at, words="", optional=True)
    assert difference(CARD, none) == ["-       open: always"]
    for words, told in ("nine to five", "cannot be read"), ("daily 09:70 to 10:00", "time of day"):
        path, said = found_in(changed(CARD, do="words", path=at, words=words), SUPPORT)["D100"]
        assert path == at
        assert told in said
        assert "daily 09:00 to 17:00" in said


def test_a_gap_is_told_on_its_card() -> None:
    """A line that people do not see says so, until it is filled in."""
    notes = [one["path"] for one in fields(SUPPORT) if one["type"] == "note"]
    assert notes == [*(("staff", "near", at) for at in (1, 2, 3)), ("staff", "safeguarding")]
    text = changed(CARD, do="words", path=("staff", "near", 1, "phone"), words="0131 496 0000")
    cards = look(text, SUPPORT, AROUND)["cards"]
    card = next(one for one in cards if one["step"] == "staff/near/1")
    assert "note" not in {one["type"] for one in card["fields"]}


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (BUDGETS, "principle: empowerment", "principle: luck", ("D205", "principle", "Choose")),
        (BUDGETS, "for: [anyone]", "for: [night]", ("D205", "for", "Take the tick")),
        (BUDGETS, "theme: budgets", "theme: money", ("D103", None, "file’s text")),
        (BUDGETS, "cost nothing?", "cost nothing? You must say.", ("D504", "ask", "")),
        (BUDGETS, "ask: Which ten minutes save trouble later?", "ask: ", ("D100", "ask", "Write")),
        (SUPPORT, "name: Shout", "name: ", ("D100", "name", "who it is")),
        (SUPPORT, "2026-11-22", "22 November", ("D100", "checked", "year first")),
        (SUPPORT, "staff:", "leads:", ("D100", None, "file’s text")),
        ("themes.yaml", "name: The feel of the place\n", "name:\n", ("D100", "name", "Write")),
        ("themes.yaml", "about: What people", "abuot: What", ("D102", "abuot", "file’s text")),
    ],
)  # fmt: skip
def test_a_problem_speaks_of_what_is_on_the_card(
    path: str, old: str, new: str, told: tuple[str, str | None, str]
) -> None:
    """It knows its field, and names no part that only the file has."""
    code, at, said = told
    text = PAPERS.read(path).text
    assert old in text
    where, words = found_in(text.replace(old, new, 1), path)[code]
    assert said in words
    assert ":”" not in words
    if at:
        assert where[-1] == at


def test_the_support_card_is_shown_as_a_person_sees_it() -> None:
    """At this moment, without its gaps, and with what comes first where others are at risk."""
    text = CARD.replace("safeguarding: to fill in", "safeguarding: Tell the duty lead.")
    now = datetime(2026, 11, 23, 12, 15, tzinfo=UTC)
    shown = list(support_seen(text, PAPERS.library().words, now))
    assert shown[0]["text"].startswith("These are people you can talk to.")
    assert "Occupational health" not in shown[0]["text"]
    assert "Occupational health" in shown[1]["note"]
    assert shown[-1]["text"] == "Where you work: Tell the duty lead."
    prompts = list(prompts_seen(PROMPTS, PAPERS.library().words, now))
    assert prompts[0]["note"] == "1 free-of-charge"
    assert "This one is about being short of staff." in [one.get("text") for one in prompts]


def test_only_these_files_are_written_as_cards() -> None:
    """A name is a dialogue’s, or one of the few that dialogues draw on."""
    assert all(drawn_on(path) for path in NAMES)
    for path in (
        "check-in.yaml", "shared/words.yaml", "shared/distress.yaml", "prompts/../check-in.yaml",
        "prompts/.hidden.yaml", "prompts/a/b.yaml", "prompts/a\\b.yaml", "/themes.yaml", "themes",
        "./themes.yaml", "prompts/budgets.yaml\n", "prompts/\x00.yaml", "prompts/.yaml", "",
    ):  # fmt: skip
        assert drawn_on(path) is None, path
    assert sort_of("shared/words.yaml") is None


async def test_no_new_file_is_made_under_these_names(folder: Path) -> None:
    """A file of prompts that is not there cannot be saved into being."""
    bench = FolderBench(folder)
    for path in ("prompts/new.yaml", "shared/support2.yaml"):
        with pytest.raises(NoSuchFile):
            await bench.write(path, "x", None)
    (folder / "themes.yaml").unlink()
    with pytest.raises(NoSuchFile):
        await bench.write("themes.yaml", "x", None)
