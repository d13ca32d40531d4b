"""What the pages say is so: commands, settings, examples, links, the map, the picture."""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import cli, governance, health
from bot.commands.transcripts import play_file
from bot.script.folder import read_folder
from bot.settings import SHIPPED_DIALOGUES, Settings
from tests.docs.picture import PICTURE, conversation, drawn

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
TODAY = date(2026, 11, 25)


def _commands() -> dict[str, list[Any]]:
    """Every command, with what it calls; one that is a group calls several."""
    single = {
        command.name or command.callback.__name__: [command.callback]
        for command in cli.app.registered_commands
        if command.callback
    }
    groups = {
        str(group.name): [command.callback for command in group.typer_instance.registered_commands]
        for group in cli.app.registered_groups
        if group.typer_instance
    }
    return {**single, **groups}


def _options(callbacks: list[Any]) -> set[str]:
    """The options of a command, as they are typed."""
    found = set()
    for callback in callbacks:
        for name, parameter in inspect.signature(callback, eval_str=True).parameters.items():
            info = parameter.annotation.__metadata__[0]
            if type(info).__name__ == "OptionInfo":
                default = [info.default] if isinstance(info.default, str) else []
                found.add((info.param_decls or default or [f"--{name}"])[0])
    return found


def test_every_command_and_option_is_in_the_readme() -> None:
    """Nothing that can be typed has to be guessed."""
    table = {
        match[1]: match[0] for match in re.finditer(r"^\| `cairn (\w+).*$", README, re.MULTILINE)
    }
    assert set(table) == set(_commands())
    for name, callbacks in _commands().items():
        documented = set(re.findall(r"`(--[a-z]+)", table[name]))
        assert documented == _options(callbacks), name


def test_the_table_of_settings_is_the_settings() -> None:
    """Names, meanings and defaults in the README are those in the code, in the same order."""
    section = README.split("## Settings")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(CAIRN_\w+)` \| (.*) \| (.*) \|$", section, re.MULTILINE)
    expected = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = f"`{default}`" if default not in (None, "", ()) else "–"
        if default == SHIPPED_DIALOGUES:
            shown = "the shipped ones"
        expected.append((f"CAIRN_{name.upper()}", field.description, shown))
    assert rows == expected


def test_the_two_commands_of_the_readme_are_targets_of_make() -> None:
    """What the README tells a new person to type can be made, and help lists it."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    told = set(re.findall(r"^\s*make (\w+)$", README, re.MULTILINE))
    assert told == {"run", "test"}
    assert targets == {"help", "run", "test", "lint", "types", "bench", "year", "lock"}


def test_the_pipe_of_the_readme_runs(tmp_path: Path) -> None:
    """The line that shows how to pipe words into the terminal works as it stands."""
    (line,) = re.findall(r"`(printf [^`]*cairn chat)`", README)
    command = line.replace("\\|", "|").replace("cairn chat", f"{sys.executable} -m bot chat")
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "999" in ran.stdout
    assert ran.stderr == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another file of the project names one that is there."""
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_named_in_a_page_exist(page: Path) -> None:
    """`cairn something` in any page is a command, with options that it has."""
    for words in re.findall(r"`(?:\.venv/bin/)?cairn ([^`]+)`", page.read_text("utf-8")):
        name, *rest = shlex.split(words.replace("\\|", "|"))
        if name in _commands():
            given = {word for word in rest if word.startswith("--")}
            assert given <= _options(_commands()[name]), words
        else:
            assert not re.fullmatch(r"[a-z]+", name), words


def test_the_map_of_the_data_is_current() -> None:
    """docs/governance/data-map.md is what `cairn governance --format md` prints now."""
    page = (ROOT / "docs/governance/data-map.md").read_text("utf-8")
    assert page == governance.as_markdown()


def test_every_figure_is_explained() -> None:
    """The page for whoever runs it explains each figure, and no other."""
    page = (ROOT / "docs/operating.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `cairn_(\w+)`", page, re.MULTILINE))
    code = inspect.getsource(health.HealthPage)
    assert explained == set(re.findall(r'self\._gauge\(\s*"(\w+)"', code))


def test_the_picture_shows_the_conversation_as_it_goes() -> None:
    """docs/images/conversation.svg is drawn from what the service says now."""
    assert PICTURE.read_text("utf-8") == drawn(asyncio.run(conversation()))


@pytest.fixture
def with_examples(tmp_path: Path) -> Path:
    """The shipped dialogues, and beside them every example of the page about the language."""
    folder = tmp_path / "dialogues"
    shutil.copytree(SHIPPED_DIALOGUES, folder)
    page = (ROOT / "docs/language.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(dialogue: ([\w-]+)\n.*?)```", page, re.DOTALL)
    assert len(examples) >= 4
    lists = re.findall(r"```yaml dialogues/(lists/\S+)\n(.*?)```", page, re.DOTALL)
    assert lists
    for name, text in lists:
        (folder / name).write_text(text, "utf-8")
    for text, name in examples:
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    chats = re.findall(r"```\n(dialogue: ([\w-]+)\n.*?)```", page, re.DOTALL)
    assert chats
    for text, name in chats:
        (folder / "transcripts" / f"{name}.example.chat").write_text(text, "utf-8")
    return folder


def test_the_examples_of_the_language_have_nothing_to_mend(with_examples: Path) -> None:
    """Whoever begins with an example begins with one that works."""
    _, problems = read_folder(with_examples, TODAY)
    assert [one.line() for one in problems] == []


def test_the_example_of_a_transcript_plays(with_examples: Path) -> None:
    """The conversation on the page about the language goes as it stands there."""
    library, _ = read_folder(with_examples, TODAY)
    for file in with_examples.glob("transcripts/*.example.chat"):
        assert play_file(file, library).report() == ""


def test_no_page_names_a_setting_that_is_none() -> None:
    """A renamed setting does not live on in a page."""
    known = {f"CAIRN_{name.upper()}" for name in Settings.model_fields}
    for page in PAGES:
        assert set(re.findall(r"CAIRN_[A-Z_]+", page.read_text("utf-8"))) <= known, page
