"""What an editor completes and explains is what the reader reads, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli_writing import SchemaKind
from bot.script import known, known_papers, verbs
from bot.script.huddles import read_huddles
from bot.script.lists import read_list
from bot.script.papers import read_paper
from bot.script.problems import Problem
from bot.script.prompts import read_prompts
from bot.script.reader import read_draft, read_script
from bot.script.resources import read_resources
from bot.script.schema import KINDS, schema
from bot.script.source import plain_value, read_source
from bot.script.support import read_support
from bot.script.themes import read_themes
from tests.docs.test_language import DIALOGUES, SHARED

ROOT = Path(__file__).parents[2]
NOBODYS = "zqzqzq"  # a field that no table has, and that is near none

Problems = list[Problem]
READERS: Mapping[str, Callable[[str], Problems]] = {
    "dialogue": lambda text: read_draft(text, "a.yaml")[1],
    "prompts": lambda text: read_prompts(text, "culture.yaml")[1],
    "huddles": lambda text: read_huddles(text, "culture.yaml")[1],
    "list": lambda text: read_list(text, "door.yaml")[1],
    "paper": lambda text: read_paper(text, "a.yaml")[1],
    "support": lambda text: read_support(text, "support.yaml")[1],
    "resources": lambda text: read_resources(text, "resources.yaml")[1],
    "themes": lambda text: read_themes(text, "themes.yaml")[2],
}
HEAD = "dialogue: a\ntitle: A\n"
LIST = "list: door\ntitle: D\nanswers:\n  keep: Keep\nparts:\n"
REST = "steps:\n  a:\n    end: Bye.\n"
PAPER = "paper: a\ntitle: A\nblocks:\n  b:\n    heading: H\n"

# Every table of every file: the kind of file, a text with nobody’s field in it, and the fields.
TABLES: dict[str, tuple[str, str, known.Fields]] = {
    "dialogue": (
        "dialogue", f"{HEAD}{NOBODYS}: x\n{REST}", {**known.DIALOGUE, "steps": known.STEPS}
    ),
    "nudge": ("dialogue", f"{HEAD}nudges:\n  b:\n    {NOBODYS}: x\n{REST}", known.NUDGE),
    "review": ("dialogue", f"{HEAD}reviewed:\n  - {NOBODYS}: x\n{REST}", known.REVIEW),
    "prompts": ("prompts", f"{NOBODYS}: x\n", known.PROMPTS),
    "prompt": ("prompts", f"theme: culture\nprompts:\n  b:\n    {NOBODYS}: x\n", known.PROMPT),
    "huddles": ("huddles", f"{NOBODYS}: x\n", known.HUDDLES),
    "card": ("huddles", f"theme: culture\ncards:\n  b:\n    {NOBODYS}: x\n", known.CARD),
    "list": ("list", f"{NOBODYS}: x\n", known.LIST),
    "part": ("list", f"{LIST}  b:\n    {NOBODYS}: x\n", known.PART),
    "item": (
        "list", f"{LIST}  b:\n    name: B\n    items:\n      c:\n        {NOBODYS}: x\n", known.ITEM
    ),
    "paper": ("paper", f"{NOBODYS}: x\n", known_papers.PAPER),
    "block": ("paper", f"{PAPER}    {NOBODYS}: x\n", known_papers.BLOCK),
    "row": ("paper", f"{PAPER}    lines:\n      - {NOBODYS}: x\n", known_papers.LINE_OF_PAPER),
    "support": ("support", f"staff:\n  {NOBODYS}: x\n", known.SUPPORT),
    "line": ("support", f"staff:\n  intro: Hello.\n  lines:\n    - {NOBODYS}: x\n", known.LINE),
    "resources": ("resources", f"{NOBODYS}: x\n", known.RESOURCES),
    "resource": ("resources", f"resources:\n  b:\n    {NOBODYS}: x\n", known.RESOURCE),
    "themes": ("themes", f"{NOBODYS}: x\n", known.THEMES),
    "theme": ("themes", f"themes:\n  b:\n    {NOBODYS}: x\n", known.THEME),
    "principle": ("themes", f"principles:\n  b:\n    {NOBODYS}: x\n", known.PRINCIPLE),
    **{
        verb: ("dialogue", f"{HEAD}steps:\n  a:\n    {verb}: x\n    {NOBODYS}: x\n", fields)
        for verb, (_, fields) in known.VERBS.items()
    },
}  # fmt: skip


def known_here(problems: Problems) -> set[str]:
    """The fields that the reader names when it meets one that it does not know."""
    (told,) = [one for one in problems if one.code == "D102" and NOBODYS in one.message]
    return set(re.split(", | and ", told.help.removeprefix("known here: ")))


@pytest.mark.parametrize("table", TABLES)
def test_the_reader_and_the_schema_know_the_same_fields(table: str) -> None:
    """Neither offers a field that the other refuses, in any part of any file."""
    kind, text, fields = TABLES[table]
    assert known_here(READERS[kind](text)) == set(fields)


@pytest.mark.parametrize("table", TABLES)
def test_a_field_is_needed_for_the_reader_and_the_schema_alike(table: str) -> None:
    """Where the reader says “needs”, the editor does too."""
    kind, text, fields = TABLES[table]
    said = " ".join(one.message for one in READERS[kind](text))
    told = set(re.findall("needs “([a-z_]+):”", said))
    assert told <= {name for name, field in fields.items() if field.needed}


def test_every_verb_has_its_fields_and_a_sentence() -> None:
    """A new verb is not forgotten in the editor."""
    assert set(known.VERBS) == set(verbs.VERBS)
    for verb, (says, fields) in known.VERBS.items():
        assert says.endswith("."), verb
        assert fields[verb].needed, verb


def test_the_lines_of_a_check_have_the_readers_fields() -> None:
    """Both kinds of line together have what the editor offers."""
    found: set[str] = set()
    for line in ("if: a\n        ", "otherwise: a\n        "):
        text = f"{HEAD}steps:\n  a:\n    check:\n      - {line}{NOBODYS}: x\n"
        found |= known_here(READERS["dialogue"](text))
    assert found == set(known.ARM)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that an editor shows beside a field."""
    for table, (_, _, fields) in TABLES.items():
        for name, field in fields.items():
            yield f"{table}.{name}", field.says
    yield from ((f"check.{name}", field.says) for name, field in known.ARM.items())


@pytest.mark.parametrize(("where", "says"), list(sentences()))
def test_a_field_is_explained_in_one_plain_line(where: str, says: str) -> None:
    """It fits a small window beside the cursor, and has no straight quotes."""
    assert 0 < len(says) <= 90, where
    assert says[0].isupper(), where
    assert says == known.ARM["if"].says or not set("'\"!") & set(says), where


def test_the_command_prints_every_kind_of_schema() -> None:
    """What can be asked for on the command line is what there is."""
    assert [kind.value for kind in SchemaKind] == list(KINDS)


# -- held against a validator -------------------------------------------------------------------


def kind_of(name: str) -> str | None:
    """Which schema a file of the folder belongs to; None for the kinds that have none."""
    path = Path(name)
    if path.name in ("themes.yaml", "support.yaml", "resources.yaml"):
        return path.stem
    if path.parent.name in ("prompts", "huddles"):
        return path.parent.name
    if path.parent.name in ("lists", "papers"):
        return path.parent.name.removesuffix("s")
    others = ("shared", "distress", "translations")
    return None if {*others} & {*path.parts[:-1]} else "dialogue"


def right_examples() -> Iterator[tuple[str, str]]:
    """The right example of every page of a rule."""
    for page in sorted((ROOT / "docs" / "rules").glob("D*.md")):
        _, _, below = page.read_text("utf-8").partition("## Right\n")
        for name, text in re.findall(r"```yaml (\S+)\n(.*?)```", below, re.DOTALL):
            yield f"{page.stem}: {name}", text


SHIPPED = [
    (str(path.relative_to(ROOT)), path.read_text("utf-8"))
    for path in sorted((ROOT / "dialogues").rglob("*.yaml"))
]
PAGE = [(f"language.md: {name}", text) for name, text in [*DIALOGUES.items(), *SHARED.items()]]
FILES = [
    (kind, name, text)
    for name, text in [*SHIPPED, *PAGE, *right_examples()]
    if (kind := kind_of(name.rpartition(": ")[2]))
]


def as_an_editor_reads(text: str) -> Any:
    """Numbers, truths and nothings as YAML has them; names and days as text, as JSON has them."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(name): plain(one) for name, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return str(value) if isinstance(value, date) else value

    class Loader(yaml.SafeLoader):
        """YAML 1.2: of the words only true and false are truths, and 14:30 is text."""

    Loader.yaml_implicit_resolvers = {
        sign: [(tag, form) for tag, form in all_ if not tag.endswith((":bool", ":int", ":float"))]
        for sign, all_ in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for tag, form in (("bool", "true|false|True|False"), ("int", "[-+]?[0-9]+")):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), None)
    return plain(yaml.load(text, Loader))


def faults(kind: str, value: object) -> list[str]:
    """What a validator has against a file."""
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft7Validator(schema(kind))
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    """It is valid itself, by draft-07."""
    pytest.importorskip("jsonschema").Draft7Validator.check_schema(schema(kind))


@pytest.mark.parametrize(("kind", "name", "text"), FILES, ids=[name for _, name, _ in FILES])
def test_no_good_file_is_faulted(kind: str, name: str, text: str) -> None:
    """Shipped files, examples of the page and of the rules: as text, and as an editor reads."""
    root, _ = read_source(text, name)
    assert root
    assert faults(kind, plain_value(root)) == []
    assert faults(kind, as_an_editor_reads(text)) == []


GOOD = """\
dialogue: a
title: 2026
minutes: 2
steps:
  b:
    ask: no
    buttons:
      no: No
      yes: 3 -> c
    keep: [history, count]
    skip: c
    next: c
  c:
    end: true
"""


def test_a_text_may_look_like_something_else() -> None:
    """`no`, `2026` and `true` are words here, whatever an editor takes them for."""
    assert faults("dialogue", as_an_editor_reads(GOOD)) == []
    assert read_draft(GOOD, "a.yaml")[1] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("ask: no", "aks: no", id="unknown verb"),
        pytest.param("ask: no", "ask: no\n    say: Hello.", id="two verbs"),
        pytest.param("    ask: no\n", "", id="no verb"),
        pytest.param("    next: c\n", "", id="missing next"),
        pytest.param("    next: c\n", "    nxt: c\n", id="unknown field"),
        pytest.param("    keep: [history, count]", "    text: short", id="two ways to answer"),
        pytest.param("count]", "cuont]", id="unknown keep"),
        pytest.param("ask: no", "ask: [no]", id="a list for a text"),
        pytest.param("minutes: 2", "minutes: 200", id="too long"),
        pytest.param("minutes: 2", "minutes: a few", id="no number"),
        pytest.param("  b:\n", "  b-c:\n", id="a name with a dash"),
        pytest.param("title: 2026\n", "", id="no title"),
        pytest.param("steps:", "stesp:", id="no steps"),
        pytest.param("    end: true", "    check:\n      - if: b\n        go: b", id="check"),
        pytest.param("    end: true", "    guide: [One.]\n    next: b", id="guide without stop"),
        pytest.param("    end: true", "    end: Bye.\n    next: b", id="next after the end"),
    ],
)
def test_a_slip_is_shown_while_typing(before: str, after: str) -> None:
    """What the reader refuses outright, an editor underlines."""
    text = GOOD.replace(before, after)
    assert text != GOOD
    assert faults("dialogue", as_an_editor_reads(text))
    assert [one for one in read_script(text, "a.yaml")[1] if one.severity == "E"]
