"""The whole folder of dialogues: everything coordinators write, read and checked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from bot.script.distress import DistressList, ListUnreadable, read_distress
from bot.script.draft import World
from bot.script.files import MISSING, Files, Unreadable, files_in
from bot.script.holidays import Holidays, read_holidays
from bot.script.huddles import Card, read_huddles, without_cards
from bot.script.lists import Checklist, read_list
from bot.script.memo import Memo
from bot.script.model import Place, Prompt, Script, Theme
from bot.script.papers import Paper, read_paper
from bot.script.problems import Problem, in_order
from bot.script.prompts import read_prompts
from bot.script.readable import read_readable
from bot.script.reader import read_script
from bot.script.resources import Resource, read_resources
from bot.script.rules.translating import translating, without_english
from bot.script.standing import Readable
from bot.script.support import SupportCard, read_support
from bot.script.themes import read_themes
from bot.script.translated import Translations, english_of
from bot.script.translation import Translation, read_translation
from bot.script.words import Catalogue, read_words

THEMES = "themes.yaml"
TRANSLATIONS = "translations"
_REVIEWED = ("prompts", "huddles", "lists", "papers")

# Enough to notice the plainest words when the published list cannot be read.
_FEWEST_WORDS = """
about me: {built in: [kill myself, end my life, want to die, suicidal]}
about somebody else: {built in: [going to kill himself, going to kill herself]}
not these: {built in: [suicide prevention training]}
"""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that can be played and shown.

    Attributes:
        scripts: The dialogues that can be played, by name; a broken one is missing.
        principles: The principles' plain names, by id.
        support: The support cards, gaps included; there is always one called `staff`.
        holidays: The days on which nobody is written to; Scotland's where nothing is said.
        huddles: The huddle cards, theme by theme; a theme may have none (D904).
        lists: The lists to go over, by name; a broken one is missing.
        resources: Where to read on, gaps included; none where there is no such file.
        papers: The papers to print, by name; a broken one is missing.
        translations: What there is in other languages, finished or not.
        read_by: Prompts, huddle cards, lists and papers that say who read them, by file:
            `prompts/culture`.
    """

    scripts: Mapping[str, Script]
    prompts: tuple[Prompt, ...]
    themes: Mapping[str, Theme]
    principles: Mapping[str, str]
    support: Mapping[str, SupportCard]
    distress: DistressList
    words: Catalogue
    holidays: Holidays
    huddles: tuple[Card, ...]
    lists: Mapping[str, Checklist] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    translations: Translations = field(default_factory=Translations)
    read_by: Mapping[str, Readable] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)


def read_folder(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """Reads and checks a folder of dialogues, as `read_files` does."""
    return read_files(files_in(folder), today)


def read_files(
    files: Files, today: date, memo: Memo | None = None
) -> tuple[Library, list[Problem]]:
    """Reads and checks everything that is written for one installation.

    Args:
        files: The dialogues, `themes.yaml`, `shared/`, and the folders of each other kind.
        today: The day from which the age of a checked support line is counted.
        memo: What was read before, where something is read again and again.

    Returns:
        What could be read, with the built-in support lines and words of distress in place of
        what could not; and every problem, file by file.
    """
    memo = memo or Memo()
    reading = _Reading(files, memo)
    themes, principles, problems = memo.read(read_themes, *reading.file(THEMES))
    reading.problems += problems
    support, problems = memo.read(read_support, *reading.file("shared/support.yaml"), today)
    reading.problems += problems
    words, problems = memo.read(read_words, *reading.file("shared/words.yaml"))
    reading.problems += problems
    distress = _distress(reading)
    world = World(
        dialogues=frozenset(PurePosixPath(path).stem for path in script_paths(files)),
        themes=frozenset(themes) if themes else None,
        principles=frozenset(principles) if principles else None,
        cards=frozenset(support),
        lists=frozenset(PurePosixPath(path).stem for path in files.within("lists")),
        today=today,
    )
    prompts: list[Prompt] = []
    for path in files.within("prompts"):
        found, problems = memo.read(read_prompts, *reading.file(path), world)
        prompts += found
        reading.problems += problems
    cards = _cards(reading, world, prompts)
    lists: dict[str, Checklist] = {}
    for path in files.within("lists"):
        checklist, problems = memo.read(read_list, *reading.file(path), world)
        reading.problems += problems
        if checklist is not None:
            lists[checklist.name] = checklist
    scripts: dict[str, Script] = {}
    for path in script_paths(files):
        script, problems = memo.read(read_script, *reading.file(path), world)
        reading.problems += problems
        if script is not None:
            scripts[script.name] = script
    library = Library(
        scripts,
        tuple(prompts),
        themes,
        principles,
        support,
        distress,
        words,
        _holidays(reading),
        cards,
        lists,
        _resources(reading, world),
        _translations(reading, scripts, words),
        _read_by(reading),
        _papers(reading, world),
    )
    memo.next_round()
    return library, in_order(reading.all_problems())


def script_paths(files: Files) -> list[str]:
    """The files that hold a dialogue each, by name."""
    return [path for path in files.within("") if path != THEMES]


class _Reading:
    """Hands out texts with the names to tell them by, and notes the ones that are not there."""

    def __init__(self, files: Files, memo: Memo) -> None:
        self.files = files
        self.memo = memo
        self.problems: list[Problem] = []
        self._lost: list[Problem] = []

    def has(self, path: str) -> bool:
        """Whether there is such a file, even one that cannot be read."""
        return path in self.files.texts or path in self.files.lost

    def file(self, path: str) -> tuple[str, str]:
        """The text of a file, empty when there is none, and its name."""
        text = self.files.texts.get(path)
        if text is None:
            self.note(self.files.shown(path), self.files.lost.get(path, MISSING))
        return text or "", self.files.shown(path)

    def note(self, file: str, why: Unreadable, line: int = 1) -> None:
        """Notes that a file cannot be read (D100)."""
        self._lost.append(Problem(Place(file, line, 1), "D100", "E", *why))

    def all_problems(self) -> list[Problem]:
        """Every problem; a file that could not be read has that one alone."""
        first = {one.place.file: one for one in reversed(self._lost)}
        return [*first.values(), *(one for one in self.problems if one.place.file not in first)]


def _holidays(reading: _Reading) -> Holidays:
    """An organisation without days of its own may do without the file."""
    local = "shared/holidays.yaml"
    if not reading.has(local):
        return Holidays()
    holidays, problems = reading.memo.read(read_holidays, *reading.file(local))
    reading.problems += problems
    return holidays


def _resources(reading: _Reading, world: World) -> tuple[Resource, ...]:
    """A folder from before there were resources may do without the file; doctor says so."""
    local = "shared/resources.yaml"
    if not reading.has(local):
        return ()
    resources, problems = reading.memo.read(read_resources, *reading.file(local), world)
    reading.problems += problems
    return resources


def _cards(reading: _Reading, world: World, prompts: Sequence[Prompt]) -> tuple[Card, ...]:
    """The huddle cards; a theme that no file is about is told."""
    cards: list[Card] = []
    paths = reading.files.within("huddles")
    for path in paths:
        found, problems = reading.memo.read(
            read_huddles, *reading.file(path), world, tuple(prompts)
        )
        cards += found
        reading.problems += problems
    missing = set(world.themes or ()) - {PurePosixPath(path).stem for path in paths}
    reading.problems += [
        without_cards(theme, Place(reading.files.shown(f"huddles/{theme}.yaml"), 1, 1))
        for theme in missing
    ]
    return tuple(cards)


def _papers(reading: _Reading, world: World) -> dict[str, Paper]:
    found: dict[str, Paper] = {}
    for path in reading.files.within("papers"):
        paper, problems = reading.memo.read(read_paper, *reading.file(path), world)
        reading.problems += problems
        if paper is not None:
            found[paper.name] = paper
    return found


def _read_by(reading: _Reading) -> dict[str, Readable]:
    """What beside dialogues somebody noted as read; the others cost nothing."""
    found: dict[str, Readable] = {}
    for path in (path for kind in _REVIEWED for path in reading.files.within(kind)):
        if "reviewed" in reading.files.texts.get(path, ""):
            words, _ = reading.memo.read(read_readable, *reading.file(path))
            if words is not None:
                found[path.removesuffix(".yaml")] = words
    return found


def _translations(
    reading: _Reading, scripts: Mapping[str, Script], words: Catalogue
) -> Translations:
    """What is translated, each held against its English."""
    found: dict[tuple[str, str], Translation] = {}
    for path in reading.files.below(TRANSLATIONS):
        _, language, *rest = PurePosixPath(path).with_suffix("").parts
        name = "/".join(rest)
        translation, problems = reading.memo.read(
            read_translation, *reading.file(path), language, name
        )
        reading.problems += problems
        english = english_of(scripts, words, name)
        if english is None:
            place = Place(reading.files.shown(path), 1, 1)
            reading.problems.append(without_english(name, place, scripts))
        elif translation is not None:
            found[language, name] = translation
            reading.problems += translating(english, translation)
    return Translations(found)


def _distress(reading: _Reading) -> DistressList:
    """The list, with the files of the folder of the same name beside it."""
    text, file = reading.file("shared/distress.yaml")
    more = [reading.file(path) for path in reading.files.within("shared/distress")]
    try:
        return reading.memo.read(read_distress, text, file, *more)
    except ListUnreadable as error:
        at = error.place
        reading.note(at.file, (error.reason, "mend this line"), at.line)
        return reading.memo.read(read_distress, _FEWEST_WORDS, "the built-in words")
