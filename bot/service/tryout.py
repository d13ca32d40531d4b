"""One dialogue being tried out, with a clock of its own; nothing is stored."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.flow import engine
from bot.flow.given import Given, Picked, WentBack, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry, Option, Session
from bot.flow.sheet import Sheet
from bot.flow.transcript import BACK, TranscriptProblem, draws, read_transcript
from bot.flow.turn import Drew, Kept, Reminder, Turn
from bot.nudges.calendar import at as clock_at
from bot.script.durations import parse_after
from bot.script.filters import TemplateProblem
from bot.script.folder import Library
from bot.script.model import Script
from bot.script.problems import did_you_mean
from bot.script.reads import reads
from bot.service.transcripts import replay, scene_at
from bot.service.tryout_record import SWITCHES, Said, Shown, Talk, note_of

MOST_DIGITS = 4  # of minutes or hours
WRITTEN_THEN = "The words that were kept"
Choose = Callable[[Sequence[str]], str]


class CannotPlay(Exception):
    """What was asked for does not fit here; `str()` is a sentence for the author."""


class Tryout:
    """Plays one dialogue, and what it promised to come back with, from its beginning on.

    Attributes:
        shown: Everything that was shown, from the beginning.
        said: Everything that was said, from the beginning; `rebuilt` makes the same tryout of it.
        drawn: The prompts that chance chose, in order.
        now: What its clock says.
    """

    def __init__(
        self,
        library: Library,
        dialogue: str,
        now: datetime,
        *,
        step: str | None = None,
        script: Script | None = None,
        choose: Choose = secrets.choice,
    ) -> None:
        """Begins.

        Args:
            library: The dialogues as they are.
            dialogue: The one to play, by its name.
            now: Aware, in a zone with a name.
            step: Where to begin, instead of at the first step.
            script: A draft that stands in the place of the library's dialogue of its name.
            choose: Chooses one of several prompts' keys.

        Raises:
            CannotPlay: there is no such dialogue or step, or it needs what comes before the step.
        """
        if script:
            library = replace(library, scripts={**library.scripts, script.name: script})
        self.now = now.replace(second=0, microsecond=0)  # a transcript knows no seconds
        self.shown: tuple[Shown, ...] = ()
        self.said: tuple[Said, ...] = ()
        self.drawn: tuple[str, ...] = ()
        self._library = library
        self._choose = choose
        self._waiting: list[tuple[Reminder, Entry | None]] = []
        self._entry: Entry | None = None
        self._sheets: Mapping[str, Sheet] = {}
        played = self._script(dialogue)
        if step and step not in played.steps:
            raise CannotPlay(f"{dialogue} has no step “{step}”{_near(step, played.steps)}")
        entry = _stand_in(library, played, step or played.first)
        self._talk = Talk(dialogue, self.now, step, entry)
        self._turn = self._begin()

    @property
    def over(self) -> bool:
        """Whether the dialogue has ended; the clock can still be moved."""
        return self._turn.session is None

    def tap(self, option: str) -> tuple[Shown, ...]:
        """Taps a button of the open question, by its id.

        Raises:
            CannotPlay: it is not there, or the dialogue is over.
        """
        return self.do(Said("tapped", option))

    def type(self, words: str) -> tuple[Shown, ...]:
        """Types words: an answer, or the number or label of a button.

        Raises:
            CannotPlay: the dialogue is over.
        """
        return self.do(Said("typed", words))

    def back(self) -> tuple[Shown, ...]:
        """Takes the last answer back; where there is none, the question is asked again.

        Raises:
            CannotPlay: the dialogue is over.
        """
        return self.do(Said("back"))

    def later(self, words: str) -> tuple[Shown, ...]:
        """Moves the clock (`20 minutes`, `3 hours`, `2 weeks`, `monday`); what is due then comes.

        Raises:
            CannotPlay: the words are no length of time.
        """
        return self.do(Said("later", words))

    def do(self, said: Said) -> tuple[Shown, ...]:
        """Takes anything that can be said, and tells what it brought about.

        Raises:
            CannotPlay: it does not fit here.
        """
        before = len(self.shown)
        if said.how == "later":
            self._later(said.words)
        else:
            session = self._turn.session
            if session is None:
                raise CannotPlay("The dialogue is over.")
            self._answer(session, said)
        self.said = (*self.said, said)
        return self.shown[before:]

    def why(self) -> tuple[str, ...]:
        """The step it stands at, and the answers so far, as plain lines."""
        session = self._turn.session
        answers = session.answers if session else {}
        lines = [f"  {name}: {answer or '(passed over)'}" for name, answer in answers.items()]
        at = f"At: {session.step if session else 'the end'}"
        return (at, *(lines or ["  No answers so far."]))

    @property
    def dialogue(self) -> str:
        """The dialogue that is played now; a reminder may have begun another one."""
        return self._talk.dialogue

    def transcript(self, file: str = "transcript") -> str:
        """What was said since the dialogue last began, as a transcript that passes.

        Raises:
            CannotPlay: it cannot be said in a transcript; `file` is named as the place.
        """
        try:
            return replay(read_transcript(self._talk.written(), file), self._library)
        except TranscriptProblem as problem:
            raise CannotPlay(str(problem)) from None

    def _begin(self, notes: Iterable[str] = ()) -> Turn:
        talk = self._talk
        script = self._script(talk.dialogue)

        def play(scene: Scene) -> Turn:
            return engine.begin(script, scene, at=talk.step, entry=talk.entry)

        return self._play(play, notes)

    def _answer(self, session: Session, said: Said) -> None:
        given: Given
        match said.how:
            case "tapped":
                labels = {one.id: one.label for one in _options(session)}
                if said.words not in labels:
                    raise CannotPlay("There is no such button here now.")
                given, written = Picked(said.words), f"[{labels[said.words]}]"
            case "back":
                given, written = WentBack(), BACK
            case _:
                given, written = Wrote(said.words.strip()), said.words.strip()
        self._turn = self._play(lambda scene: engine.resume(session, given, scene))
        self._talk.says.append(written)

    def _later(self, words: str) -> None:
        try:
            self.now = moved(self.now, words)
        except ValueError:
            raise CannotPlay("Say how much later: 20 minutes, 3 hours, 2 weeks, monday.") from None
        self.shown = (*self.shown, Shown((f"It is now {self.now:%A %-d %B %Y, %H:%M}.",)))
        due = [one for one in self._waiting if one[0].at <= self.now]
        self._waiting = [one for one in self._waiting if one[0].at > self.now]
        for reminder, entry in due:
            self._talk = Talk(reminder.dialogue, self.now, reminder.step, entry)
            shows = f"A reminder, as it shows on a lock screen: {reminder.text}"
            self._turn = self._begin([shows])

    def _play(self, play: Callable[[Scene], Turn], notes: Iterable[str] = ()) -> Turn:
        """One turn of the engine, put on record."""
        scene = replace(
            scene_at(self.now, self._library, self._choose),
            script=lambda name, _revision: self._script(name),
            seen=tuple(dict.fromkeys(reversed(self.drawn)))[::-1],
            switches=SWITCHES,
            sheets=self._sheets,
        )
        try:
            turn = play(scene)
        except TemplateProblem as problem:
            raise CannotPlay(
                f"{problem.message}; it comes from an earlier step, so begin there."
            ) from None
        self._sheets = scene.after(turn).sheets
        for effect in turn.effects:
            if isinstance(effect, Kept):
                self._entry = Entry(effect.change or "new", effect.kind, dict(effect.fields))
            elif isinstance(effect, Reminder):
                self._waiting.append((effect, self._entry if effect.entry else None))
            elif isinstance(effect, Drew):
                self.drawn = (*self.drawn, effect.prompt)
                self._talk.drawn.append(effect.prompt)
        told = (note_of(effect) for effect in turn.effects)
        self.shown = (*self.shown, Shown((*notes, *filter(None, told)), turn))
        return turn

    def _script(self, name: str) -> Script:
        scripts = self._library.scripts
        if name not in scripts:
            near = _near(name, scripts)
            raise CannotPlay(f"there is no dialogue “{name}” that can be played{near}")
        return scripts[name]


def rebuilt(
    library: Library,
    dialogue: str,
    now: datetime,
    *,
    said: Sequence[Said],
    drawn: Sequence[str] = (),
    step: str | None = None,
    script: Script | None = None,
    choose: Choose = secrets.choice,
) -> Tryout:
    """The same tryout made anew, as far as the dialogue still goes that way.

    Args:
        library: As for a `Tryout`.
        dialogue: As it was then; and so `now` and `step`.
        now: When it began.
        said: What the earlier tryout was told. Where a changed dialogue does not take it any
            more, the new one stands before that.
        drawn: The prompts that were drawn then.
        step: Where it began.
        script: A draft that stands in the place of the library's dialogue of its name.
        choose: Chooses when nothing of `drawn` is left, or it is not in the pool.

    Raises:
        CannotPlay: there is no such dialogue or step, or it needs what comes before the step.
    """
    chosen = draws(drawn, choose)
    tryout = Tryout(library, dialogue, now, step=step, script=script, choose=chosen)
    for one in said:
        try:
            tryout.do(one)
        except CannotPlay:
            break
    return tryout


def moved(now: datetime, words: str) -> datetime:
    """A later moment on the same wall clock.

    Raises:
        ValueError: the words are no length of time.
    """
    number, _, unit = words.strip().partition(" ")
    hours = {"minute": 1 / 60, "hour": 1.0}.get(unit.rstrip("s"))
    if hours and number.isdecimal() and len(number) <= MOST_DIGITS:
        # In UTC, so that an hour is an hour when the clocks change.
        later = now.astimezone(UTC) + timedelta(hours=int(number) * hours)
        return later.astimezone(now.tzinfo)
    day = parse_after(words.strip()).from_(now.date())
    if day is None:
        raise ValueError(words)
    return clock_at(day, now.time(), str(now.tzinfo))


def _options(session: Session) -> tuple[Option, ...]:
    return session.question.options if session.question else ()


def _near(word: str, known: Iterable[str]) -> str:
    advice = did_you_mean(word, known)
    return f"; {advice}" if advice else "."


def _stand_in(library: Library, script: Script, step: str) -> Entry | None:
    """An entry for a dialogue that begins by looking back at one: there is no log to look in."""
    for nudge in script.nudges.values():
        if nudge.when and nudge.starts in (step, script.first):
            kind, _, day = nudge.when.partition(".")
            # A dialogue that this one runs may read more of it.
            places = (place for one in library.scripts.values() for place in reads(one))
            read = (mention.path.split(".") for one in places for mention in one.mentions)
            fields = {path[1]: WRITTEN_THEN for path in read if path[0] == kind and path[1:]}
            return Entry("1", kind, {**fields, day: ""})
    return None
