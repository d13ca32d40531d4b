"""The whole folder of dialogues: everything coordinators write, read and checked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.script.distress import DistressList, ListUnreadable, read_distress
from bot.script.draft import World
from bot.script.holidays import Holidays, read_holidays
from bot.script.huddles import Card, read_huddles, without_cards
from bot.script.model import Place, Prompt, Script, Theme
from bot.script.problems import Problem, in_order
from bot.script.prompts import read_prompts
from bot.script.reader import read_script
from bot.script.rules.translating import translating, without_english
from bot.script.support import SupportCard, read_support
from bot.script.themes import read_themes
from bot.script.translated import Translations, english_of
from bot.script.translation import Translation, read_translation
from bot.script.words import Catalogue, read_words

THEMES = "themes.yaml"
TRANSLATIONS = "translations"

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
        translations: What there is in other languages, finished or not.
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
    translations: Translations = field(default_factory=Translations)


def script_files(folder: Path) -> list[Path]:
    """The files in a folder that hold a dialogue each, by name."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != THEMES)


def read_folder(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """Reads and checks a folder of dialogues.

    Args:
        folder: Holds the dialogues, `themes.yaml`, `prompts/`, `huddles/` and `shared/`.
        today: The day from which the age of a checked support line is counted.

    Returns:
        What could be read, with the built-in support lines and words of distress in place of
        what could not; and every problem, file by file.
    """
    reading = _Reading()
    themes, principles, problems = read_themes(*reading.file(folder / THEMES))
    reading.problems += problems
    support, problems = read_support(*reading.file(folder / "shared" / "support.yaml"), today)
    reading.problems += problems
    words, problems = read_words(*reading.file(folder / "shared" / "words.yaml"))
    reading.problems += problems
    distress = _distress(folder / "shared" / "distress.yaml", reading)
    local = folder / "shared" / "holidays.yaml"
    # An organisation without days of its own may do without the file.
    holidays, problems = read_holidays(*reading.file(local)) if local.exists() else (Holidays(), [])
    reading.problems += problems
    files = script_files(folder)
    world = World(
        dialogues=frozenset(path.stem for path in files),
        themes=frozenset(themes) if themes else None,
        principles=frozenset(principles) if principles else None,
        cards=frozenset(support),
        today=today,
    )
    prompts: list[Prompt] = []
    for path in sorted((folder / "prompts").glob("*.yaml")):
        found, problems = read_prompts(*reading.file(path), world)
        prompts += found
        reading.problems += problems
    cards = _cards(folder / "huddles", reading, world, prompts)
    scripts: dict[str, Script] = {}
    for path in files:
        script, problems = read_script(*reading.file(path), world)
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
        holidays,
        cards,
        _translations(folder / TRANSLATIONS, reading, scripts, words),
    )
    return library, in_order(reading.all_problems())


class _Reading:
    """Reads files as text, and notes the ones that cannot be."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._lost: list[Problem] = []

    def file(self, path: Path) -> tuple[str, str]:
        """The text of a file, empty when there is none, and its name."""
        try:
            return path.read_text(encoding="utf-8"), str(path)
        except FileNotFoundError:
            self.note(path, "this file is missing", "put it back, or copy the shipped one")
        except UnicodeDecodeError:
            self.note(path, "this file is not plain text", "save it as plain text, UTF-8")
        except OSError:
            self.note(path, "this file cannot be opened", "look at its permissions")
        return "", str(path)

    def note(self, path: Path, message: str, help_: str, line: int = 1) -> None:
        """Notes that a file cannot be read (D100)."""
        self._lost.append(Problem(Place(str(path), line, 1), "D100", "E", message, help_))

    def all_problems(self) -> list[Problem]:
        """Every problem; a file that could not be read has that one alone."""
        first = {one.place.file: one for one in reversed(self._lost)}
        return [*first.values(), *(one for one in self.problems if one.place.file not in first)]


def _cards(
    folder: Path, reading: _Reading, world: World, prompts: Sequence[Prompt]
) -> tuple[Card, ...]:
    """The huddle cards; a theme that no file is about is told."""
    cards: list[Card] = []
    files = sorted(folder.glob("*.yaml"))
    for path in files:
        found, problems = read_huddles(*reading.file(path), world, prompts)
        cards += found
        reading.problems += problems
    missing = set(world.themes or ()) - {path.stem for path in files}
    reading.problems += [
        without_cards(theme, Place(str(folder / f"{theme}.yaml"), 1, 1)) for theme in missing
    ]
    return tuple(cards)


def _translations(
    folder: Path, reading: _Reading, scripts: Mapping[str, Script], words: Catalogue
) -> Translations:
    """What is translated, each held against its English."""
    found: dict[tuple[str, str], Translation] = {}
    for path in sorted(folder.glob("*/**/*.yaml")):
        language, *rest = path.relative_to(folder).with_suffix("").parts
        name = "/".join(rest)
        translation, problems = read_translation(*reading.file(path), language, name)
        reading.problems += problems
        english = english_of(scripts, words, name)
        if english is None:
            reading.problems.append(without_english(name, Place(str(path), 1, 1), scripts))
        elif translation is not None:
            found[language, name] = translation
            reading.problems += translating(english, translation)
    return Translations(found)


def _distress(path: Path, reading: _Reading) -> DistressList:
    """The list, with the files of the folder of the same name beside it."""
    text, file = reading.file(path)
    more = [reading.file(one) for one in sorted(path.with_suffix("").glob("*.yaml"))]
    try:
        return read_distress(text, file, *more)
    except ListUnreadable as error:
        at = error.place
        reading.note(Path(at.file), error.reason, "mend this line", at.line)
        return read_distress(_FEWEST_WORDS, "the built-in words")
