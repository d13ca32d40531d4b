"""`cairn preview`: plays one dialogue in the terminal, for its author; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import clock
from bot.nudges.calendar import at as clock_at
from bot.script.files import TRANSCRIPTS
from bot.script.folder import Library, read_folder
from bot.script.languages import in_language, still_english
from bot.script.problems import did_you_mean, listed
from bot.service.acts import Button
from bot.service.tryout import CannotPlay, Tryout
from bot.service.tryout_record import Shown
from bot.settings import Settings
from bot.terminal.face import Face
from bot.terminal.keys import Key, Keys, numbered
from bot.terminal.lines import Lines

HELP = (
    "A preview: nothing is stored. :later 2 weeks moves the clock, :why shows the answers so far, "
    ":save name writes a transcript, :quit ends."
)
BACK = Key("b", Button("Back", "back"))


class Unknown(Exception):
    """What was asked for is not there; `str()` is the sentence."""


def begin(
    settings: Settings, dialogue: str, step: str | None, time: str | None, language: str | None
) -> None:
    """Plays a dialogue in this terminal.

    Args:
        settings: Where the dialogues are, and the zone.
        dialogue: Its name, or its file.
        step: Where to begin, instead of at its first step.
        time: The time to pretend, instead of this moment.
        language: The language to play it in, instead of English.

    Raises:
        Unknown: there is no such dialogue, step or translation, or it is no time.
    """
    now = _time(time, settings.timezone)
    library, problems = read_folder(settings.dialogues, now.date())
    name = Path(dialogue).name.removesuffix(".yaml")
    if name not in library.scripts:
        mine = [one for one in problems if Path(one.place.file).stem == name]
        advice = mine[0].line() if mine else did_you_mean(name, library.scripts)
        raise Unknown(_sentence(f"there is no dialogue “{name}” that can be played", advice))
    face = Face(sys.stdout)
    if language:
        library = _in(library, language, name, face)
    try:
        tryout = Tryout(library, name, now, step=step)
    except CannotPlay as problem:
        raise Unknown(str(problem)) from None
    transcripts = None if language else settings.dialogues / TRANSCRIPTS
    Preview(tryout, transcripts, face, Lines()).play()


def _in(library: Library, language: str, dialogue: str, face: Face) -> Library:
    """The library in another language, with a note of what would still be read in English.

    Raises:
        Unknown: the dialogue is not wholly in it.
    """
    theirs = in_language(library, language, dialogue)
    if theirs.scripts[dialogue] is library.scripts[dialogue]:
        raise Unknown(
            f"{dialogue} is not wholly translated into {language}, and is never played in part. "
            f"“cairn translate check {language}” says what it lacks."
        )
    english = list(still_english(library, language, dialogue))
    if english:
        face.note(f"Still in English: {listed(english, 'and')}.")
    return theirs


class Preview:
    """The tryout as it looks in a terminal."""

    def __init__(self, tryout: Tryout, transcripts: Path | None, face: Face, lines: Lines) -> None:
        self._tryout = tryout
        self._transcripts = transcripts
        self._face = face
        self._lines = lines
        self._keys = Keys()

    def play(self) -> None:
        """Plays until `:quit` or the end of the input."""
        self._face.note(HELP)
        self._show(self._tryout.shown)
        with self._lines.tidy():
            while (line := self._lines.ask()) is not None:
                if not self._lines.interactive:
                    self._face.heard(line)
                if line.strip() == ":quit":
                    return
                try:
                    if line.startswith(":"):
                        self._order(*line[1:].strip().partition(" ")[::2])
                    elif line.strip():
                        self._answer(line)
                except CannotPlay as problem:
                    self._face.note(str(problem))

    def _answer(self, line: str) -> None:
        if self._tryout.over:
            self._face.note("The dialogue is over. :later, :save name or :quit.")
            return
        button = self._keys.pressed(line)
        if button == BACK.button:
            self._show(self._tryout.back())
        elif button:
            self._show(self._tryout.tap(button.token))
        else:
            self._show(self._tryout.type(line))

    def _order(self, order: str, words: str) -> None:
        match order:
            case "later":
                self._show(self._tryout.later(words))
            case "why":
                for line in self._tryout.why():
                    self._face.note(line)
            case "save":
                self._save(words.strip())
            case _:
                self._face.note(HELP)

    def _save(self, name: str) -> None:
        """Writes what was said since the dialogue last began, as a transcript that passes."""
        if self._transcripts is None:
            self._face.note("Transcripts are in English; save one from a preview without --as.")
            return
        stem = Path(name).name.removesuffix(".chat")
        if not stem:
            self._face.note("Give it a name, such as :save low-then-grounding.")
            return
        dialogue = self._tryout.dialogue
        prefix = "" if stem.startswith(f"{dialogue}.") else f"{dialogue}."
        path = self._transcripts / f"{prefix}{stem}.chat"
        if path.exists():
            self._face.note(f"{path} is there already; choose another name.")
            return
        try:
            played = self._tryout.transcript(str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(played, encoding="utf-8")
        except (CannotPlay, OSError) as problem:
            self._face.note(f"The transcript could not be written: {problem}")
            return
        self._face.note(f"Written to {path}")

    def _show(self, shown: Sequence[Shown]) -> None:
        for one in shown:
            for line in one.notes:
                self._face.note(line)
            if one.turn is None:
                continue
            buttons = [Button(option.label, option.id) for option in one.options]
            self._keys = Keys(numbered(buttons), (BACK,) if one.can_go_back else ())
            self._face.message(one.text, self._keys)
            if one.over:
                self._face.note("end")


def _time(words: str | None, zone: str) -> datetime:
    """A moment as authors write it, `2026-03-29T01:30`, on the wall clock of a zone; or now."""
    if words is None:
        return clock.now().astimezone(ZoneInfo(zone))
    try:
        wall = datetime.fromisoformat(words.strip().replace(" ", "T"))
    except ValueError:
        raise Unknown(f"“{words}” is no time; write it like 2026-03-29T01:30.") from None
    return clock_at(wall.date(), wall.time(), zone)


def _sentence(problem: str, advice: str) -> str:
    return f"{problem}; {advice}" if advice else f"{problem}."
