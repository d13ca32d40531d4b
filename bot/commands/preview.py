"""`cairn preview`: plays one dialogue in the terminal, for its author; nothing is stored."""

from __future__ import annotations

import secrets
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import clock
from bot.flow import engine
from bot.flow.given import Picked, WentBack, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry
from bot.flow.transcript import TranscriptProblem, read_transcript
from bot.flow.turn import Counted, Drew, History, Kept, Noted, Reminder, TookBack, Turn
from bot.nudges.calendar import Week
from bot.nudges.calendar import at as clock_at
from bot.script.durations import parse_after
from bot.script.files import TRANSCRIPTS
from bot.script.folder import Library, read_folder
from bot.script.problems import did_you_mean
from bot.service.acts import Button
from bot.service.card import card_text
from bot.service.transcripts import replay
from bot.settings import Settings
from bot.terminal.face import Face
from bot.terminal.keys import Key, Keys, numbered
from bot.terminal.lines import Lines

HELP = (
    "A preview: nothing is stored. :later 2 weeks moves the clock, :why shows the answers so far, "
    ":save name writes a transcript, :quit ends."
)
SWITCHES = frozenset({"history", "count", "reminders"})
BACK = Key("b", Button("Back", "back"))


class Unknown(Exception):
    """What was asked for is not there; `str()` is the sentence."""


def begin(settings: Settings, dialogue: str, step: str | None, time: str | None) -> None:
    """Plays a dialogue in this terminal.

    Args:
        settings: Where the dialogues are, and the zone.
        dialogue: Its name, or its file.
        step: Where to begin, instead of at its first step.
        time: The time to pretend, instead of this moment.

    Raises:
        Unknown: there is no such dialogue or step, or it is no time.
    """
    now = _time(time, settings.timezone)
    library, problems = read_folder(settings.dialogues, now.date())
    name = Path(dialogue).name.removesuffix(".yaml")
    script = library.scripts.get(name)
    if script is None:
        mine = [one for one in problems if Path(one.place.file).stem == name]
        advice = mine[0].line() if mine else did_you_mean(name, library.scripts)
        raise Unknown(_sentence(f"there is no dialogue “{name}” that can be played", advice))
    if step and step not in script.steps:
        raise Unknown(_sentence(f"{name} has no step “{step}”", did_you_mean(step, script.steps)))
    Preview(library, settings.dialogues, Face(sys.stdout), Lines(), now).play(name, step)


class Preview:
    """One dialogue being tried out, with a clock of its own."""

    def __init__(
        self, library: Library, folder: Path, face: Face, lines: Lines, now: datetime
    ) -> None:
        self._library = library
        self._transcripts = folder / TRANSCRIPTS
        self._face = face
        self._lines = lines
        self._now = now
        self._seen: tuple[str, ...] = ()
        self._head: list[str] = []
        self._says: list[str] = []
        self._drawn: list[str] = []
        self._waiting: list[tuple[Reminder, Entry | None]] = []
        self._entry: Entry | None = None
        self._keys = Keys()
        self._turn = Turn(None, ())

    def play(self, dialogue: str, step: str | None) -> None:
        """Plays until `:quit` or the end of the input."""
        self._face.note(HELP)
        self._begin(dialogue, step, None)
        with self._lines.tidy():
            while (line := self._lines.ask()) is not None:
                if not self._lines.interactive:
                    self._face.heard(line)
                if line.strip() == ":quit":
                    return
                if line.startswith(":"):
                    self._order(*line[1:].strip().partition(" ")[::2])
                elif line.strip():
                    self._answer(line)

    def _begin(self, dialogue: str, step: str | None, entry: Entry | None) -> None:
        head = [f"dialogue: {dialogue}", f"now: {self._now:%Y-%m-%d %H:%M} {self._now.tzinfo}"]
        head.append(f"switches: {', '.join(sorted(SWITCHES))}")
        if step:
            head.append(f"at: {step}")
        if entry:
            fields = (f'{name}="{_quoted(words)}"' for name, words in entry.fields.items())
            head.append(" ".join(["entry:", entry.kind, *fields]))
        self._head, self._says, self._drawn = head, [], []
        scene = self._scene()
        self._show(engine.begin(scene.script(dialogue, None), scene, at=step, entry=entry))

    def _answer(self, line: str) -> None:
        session = self._turn.session
        if session is None:
            self._face.note("The dialogue is over. :later, :save name or :quit.")
            return
        button = self._keys.pressed(line)
        if button == BACK.button:
            self._says.append("[Back]")
            self._show(engine.resume(session, WentBack(), self._scene()))
        elif button:
            self._says.append(f"[{button.label}]")
            self._show(engine.resume(session, Picked(button.token), self._scene()))
        else:
            self._says.append(line.strip())
            self._show(engine.resume(session, Wrote(line.strip()), self._scene()))

    def _order(self, order: str, words: str) -> None:
        match order:
            case "later":
                self._later(words)
            case "why":
                self._why()
            case "save":
                self._save(words.strip())
            case _:
                self._face.note(HELP)

    def _later(self, words: str) -> None:
        """Moves the clock, and delivers what was asked for meanwhile."""
        try:
            self._now = _moved(self._now, words)
        except ValueError:
            self._face.note("Say how much later: 20 minutes, 3 hours, 2 weeks, monday.")
            return
        self._face.note(f"It is now {self._now:%A %-d %B %Y, %H:%M}.")
        due = [(one, entry) for one, entry in self._waiting if one.at <= self._now]
        self._waiting = [(one, entry) for one, entry in self._waiting if one.at > self._now]
        for one, entry in due:
            self._face.note(f"A reminder, as it shows on a lock screen: {one.text}")
            self._begin(one.dialogue, one.step, entry)

    def _why(self) -> None:
        session = self._turn.session
        answers = session.answers if session else {}
        self._face.note(f"At: {session.step if session else 'the end'}")
        for name, answer in answers.items():
            self._face.note(f"  {name}: {answer or '(passed over)'}")
        if not answers:
            self._face.note("  No answers so far.")

    def _save(self, name: str) -> None:
        """Writes what was said since the dialogue last began, as a transcript that passes."""
        stem = Path(name).name.removesuffix(".chat")
        if not stem:
            self._face.note("Give it a name, such as :save low-then-grounding.")
            return
        dialogue = self._head[0].removeprefix("dialogue: ")
        prefix = "" if stem.startswith(f"{dialogue}.") else f"{dialogue}."
        path = self._transcripts / f"{prefix}{stem}.chat"
        if path.exists():
            self._face.note(f"{path} is there already; choose another name.")
            return
        draws = [f"draws: {', '.join(self._drawn)}"] if self._drawn else []
        said = [f"you: {words}" for words in self._says]
        text = "\n".join([*self._head, *draws, "---", *said]) + "\n"
        try:
            played = replay(read_transcript(text, str(path)), self._library)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(played, encoding="utf-8")
        except (TranscriptProblem, LookupError, OSError) as problem:
            self._face.note(f"The transcript could not be written: {problem}")
            return
        self._face.note(f"Written to {path}")

    def _show(self, turn: Turn) -> None:
        self._turn = turn
        for effect in turn.effects:
            self._note(effect)
        question = turn.question
        options = question.options if question else ()
        buttons = [Button(option.label, option.id) for option in options]
        back = bool(turn.session and engine.can_go_back(turn.session))
        self._keys = Keys(numbered(buttons), (BACK,) if back else ())
        self._face.message(turn.text, self._keys)
        if turn.session is None:
            self._face.note("end")

    def _note(self, effect: object) -> None:
        """Says what would be kept, as a transcript does, and remembers what comes back."""
        match effect:
            case Kept(kind=kind, fields=fields, change=change):
                self._entry = Entry(change or "new", kind, dict(fields))
                shown = " ".join(f'{name}="{_quoted(words)}"' for name, words in fields.items())
                self._face.note(f"{'reworded' if change else 'saved'}: {kind} {shown}")
            case Noted(question=question, answer=answer):
                self._face.note(f"noted: {question}={answer}")
            case History(question=question, answer=answer):
                self._face.note(f"history: {question}={answer}")
            case Counted(question=question, answer=answer):
                self._face.note(f"counted: {question}={answer}")
            case TookBack(question=question, answer=answer):
                self._face.note(f"taken back: {question}={answer}")
            case Reminder():
                self._waiting.append((effect, self._entry if effect.entry else None))
                self._face.note(f"nudge: {effect.id} on {effect.at:%A %-d %B %Y, %H:%M}")
            case Drew(prompt=prompt):
                self._seen = (*(one for one in self._seen if one != prompt), prompt)
                self._drawn.append(prompt)

    def _scene(self) -> Scene:
        library, now = self._library, self._now
        return Scene(
            now=now,
            script=lambda name, _revision: library.scripts[name],
            words=library.words,
            prompts=library.prompts,
            themes=library.themes,
            choose=secrets.choice,
            nearest=Week(str(now.tzinfo)).nearest,
            card=lambda name: card_text(library.support[name], now, library.words),
            seen=self._seen,
            switches=SWITCHES,
        )


def _time(words: str | None, zone: str) -> datetime:
    """A moment as authors write it, `2026-03-29T01:30`, on the wall clock of a zone; or now."""
    if words is None:
        return clock.now().astimezone(ZoneInfo(zone))
    try:
        wall = datetime.fromisoformat(words.strip().replace(" ", "T"))
    except ValueError:
        raise Unknown(f"“{words}” is no time; write it like 2026-03-29T01:30.") from None
    return clock_at(wall.date(), wall.time(), zone)


def _moved(now: datetime, words: str) -> datetime:
    """Raises ValueError where the words are no length of time."""
    number, _, unit = words.strip().partition(" ")
    hours = {"minute": 1 / 60, "hour": 1.0}.get(unit.rstrip("s"))
    if hours and number.isdecimal():
        # In UTC, so that an hour is an hour when the clocks change.
        zone = now.tzinfo
        later = now.astimezone(ZoneInfo("UTC")) + timedelta(hours=int(number) * hours)
        return later.astimezone(zone)
    day = parse_after(words.strip()).from_(now.date())
    if day is None:
        raise ValueError(words)
    return clock_at(day, now.time(), str(now.tzinfo))


def _sentence(problem: str, advice: str) -> str:
    return f"{problem}; {advice}" if advice else f"{problem}."


def _quoted(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
