"""All that is written at one moment, and what follows from it; each part is found out once."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from bot.flow.transcript import Transcript, TranscriptProblem, read_transcript
from bot.script.draft import World
from bot.script.files import TRANSCRIPTS
from bot.script.folder import THEMES, Library, read_files, script_paths
from bot.script.huddles import read_huddles
from bot.script.memo import Memo
from bot.script.support import read_support
from bot.script.themes import read_themes
from bot.service.publishing.drafting import version_of
from bot.studio.workbench import File, NoSuchFile, Writing

SUPPORT = "shared/support.yaml"
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What lies around a dialogue. Only the same object is the same.

    Attributes:
        world: What rules may know of it.
        themes: The themes' names, by id.
        principles: The principles' names, by id.
        dialogues: The dialogues' titles, by name.
        cards: How each support card begins, by name.
        huddles: The huddle cards that lead to a prompt, by theme and name of that prompt.
    """

    world: World
    themes: Mapping[str, str]
    principles: Mapping[str, str]
    dialogues: Mapping[str, str]
    cards: Mapping[str, str]
    huddles: Mapping[str, Sequence[str]]


class Papers:
    """One state of all that is written. Every method may take a while.

    Args:
        writing: The files.
        today: The day on which they are looked at.
        before: The state before, whose parts are taken over where nothing of them changed.
    """

    def __init__(self, writing: Writing, today: date, before: Papers | None = None) -> None:
        self.writing = writing
        self.today = today
        self._texts = writing.files.texts
        self._lock = threading.Lock()
        self._memo: Memo = before._memo if before else Memo()
        self._around: tuple[object, Around] | None = before._around if before else None
        self._tests: tuple[object, list[Transcript]] | None = before._tests if before else None
        self._library: Library | None = None

    def dialogues(self) -> Sequence[File]:
        """The dialogues, by name."""
        return [
            self._file(path) for path in script_paths(self.writing.files) if path in self._texts
        ]

    def drawn_on(self) -> Sequence[File]:
        """The files that dialogues draw on: the support card, the themes, and their prompts."""
        prompts = self.writing.files.within("prompts")
        return [self._file(path) for path in (SUPPORT, THEMES, *prompts) if path in self._texts]

    def read(self, path: str) -> File:
        """One file.

        Raises:
            NoSuchFile: There is none.
        """
        if path not in self._texts:
            raise NoSuchFile("There is no such dialogue here.")
        return self._file(path)

    def around(self) -> Around:
        """What lies around each dialogue; the same object as long as nothing of it changed."""
        titles = {name_of(path): title_of(self._texts.get(path, ""), name_of(path))
                  for path in script_paths(self.writing.files)}  # fmt: skip
        themes, support = self._texts.get(THEMES, ""), self._texts.get(SUPPORT, "")
        huddles = {path: self._texts.get(path, "") for path in self.writing.files.within("huddles")}
        lists = frozenset(name_of(path) for path in self.writing.files.within("lists"))
        key = (titles, themes, support, huddles, lists, self.today)
        if self._around is None or self._around[0] != key:
            found, principles, _ = read_themes(themes, THEMES)
            cards, _ = read_support(support, "support.yaml", self.today)
            world = World(
                dialogues=frozenset(titles),
                themes=frozenset(found) or None,
                principles=frozenset(principles) or None,
                cards=frozenset(cards),
                lists=lists,
                today=self.today,
            )
            names = {id_: theme.name for id_, theme in found.items()}
            begins = {name: card.intro for name, card in cards.items()}
            self._around = (key, Around(world, names, principles, titles, begins, _led_to(huddles)))
        return self._around[1]

    def library(self) -> Library:
        """Everything that can be played."""
        with self._lock:
            if self._library is None:
                self._library = read_files(self.writing.files, self.today, self._memo)[0]
            return self._library

    def transcripts(self) -> Sequence[Transcript]:
        """The tests that can be read; the same object as long as nothing of them changed."""
        paths = self.writing.files.within(TRANSCRIPTS, ".chat")
        texts = {path: self._texts[path] for path in paths if path in self._texts}
        if self._tests is None or self._tests[0] != texts:
            found = []
            for path, text in texts.items():
                with suppress(TranscriptProblem):
                    found.append(read_transcript(text, PurePosixPath(path).name))
            self._tests = (texts, found)
        return self._tests[1]

    def _file(self, path: str) -> File:
        text = self._texts[path]
        return File(path, text, version_of(text))


class Desk:
    """The newest papers; the same object as long as nobody wrote and the day is the same."""

    def __init__(self) -> None:
        self._papers: Papers | None = None

    def of(self, writing: Writing, today: date) -> Papers:
        """The papers of what is written now."""
        known = self._papers
        if known is None or known.writing is not writing or known.today != today:
            known = self._papers = Papers(writing, today, known)
        return known


def _led_to(huddles: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for path, text in huddles.items():
        for name, prompt in _huddle_cards(text, path):
            found.setdefault(prompt, []).append(name)
    return found


@lru_cache(maxsize=256)
def _huddle_cards(text: str, path: str) -> tuple[tuple[str, str], ...]:
    """The name of each huddle card of a file, and the prompt that it leads to."""
    cards, _ = read_huddles(text, path)
    return tuple((card.key.rpartition("/")[2], card.prompt) for card in cards)


def name_of(path: str) -> str:
    """The name of a dialogue, as its file has it."""
    return PurePosixPath(path).stem


@lru_cache(maxsize=4096)
def title_of(text: str, name: str) -> str:
    """The title as it stands in a text, found without reading the rest; else the name."""
    found = _TITLE.search(text)
    return found[1].strip("\"'") if found else name
