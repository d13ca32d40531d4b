"""Every screen that a tap can lead to, found by playing the real engine through all its buttons."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.flow import engine
from bot.flow.given import Given, Picked, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry, Session
from bot.flow.turn import Drew, Ended, Turn
from bot.flow.verbs.ask import HEADS_UP
from bot.printing.alike import Alike
from bot.printing.happened import NOTHING, kept_in
from bot.printing.sampled import SAMPLED, sampled
from bot.printing.sheet import Kind, Line
from bot.printing.steps import Steps, places
from bot.script.folder import Library
from bot.script.model import Ask, Each, Listing, Nudge, Save, Script
from bot.script.template import TemplateProblem

MOST_SCREENS = 4000  # the largest shipped dialogue has 592, all of them together 1065
SAMPLE = "Your own words"
DRAWN = "A question is drawn here; this page always shows the first that there is."
CUT, STUCK = 0, -1
"""Where a button leads that this page does not follow, and one that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button, or a sample of typed words; `to` is a screen's number, `CUT` or `STUCK`."""

    label: str
    to: int
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One moment as somebody sees it: what is said, what was kept on the way here, the buttons.

    Attributes:
        dialogue: The dialogue's title.
        place: Which step it is, as in the other ways of printing; the end has none.
        text: What the bot says, in light markup.
        kept: What was kept on the way here, or that nothing was; light markup.
        lines: What else is to be known, such as how long an answer to this lives.
    """

    number: int
    dialogue: str
    place: str
    text: str
    kept: tuple[str, ...]
    lines: tuple[Line, ...]
    taps: tuple[Tap, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Where a dialogue begins: at its first step, or when something comes back."""

    words: str
    to: int


class Explorer:
    """Plays dialogues through all their buttons; moments that go on alike are one screen."""

    def __init__(self, library: Library, scene: Scene, most: int = MOST_SCREENS) -> None:
        self.screens: list[Screen] = []
        self._library = library
        self._scene = sampled(scene)
        self._most = most
        self._alike = Alike(scene.script)
        self._known: dict[object, int] = {}
        self._waiting: deque[tuple[Screen, Turn]] = deque()

    def play(self, script: Script) -> tuple[Start, ...]:
        """Finds every screen of a dialogue, and says where it begins."""
        starts = []
        for words, at, entry in beginnings(script, self._scene.now.date()):
            starts.append(Start(words, self._begin(script, at, entry)))
            while self._waiting:
                self._look(*self._waiting.popleft())
        return tuple(starts)

    def _begin(self, script: Script, at: str, entry: Entry | None) -> int:
        try:
            return self._number(engine.begin(script, self._scene, at=at, entry=entry), script.name)
        except (TemplateProblem, LookupError):
            return STUCK

    def _look(self, blank: Screen, turn: Turn) -> None:
        """Tries every button of a screen."""
        session, question = turn.session, turn.question
        taps = []
        if session and question:
            if question.kind == "text":
                taps.append(Tap(SAMPLE, self._after(session, Wrote(SAMPLE)), typed=True))
            for one in question.options:
                taps += [Tap(one.label, self._after(session, Picked(one.id)))]
        self.screens.append(replace(blank, taps=tuple(taps)))

    def _after(self, session: Session, given: Given) -> int:
        try:
            turn = engine.resume(session, given, self._scene)
        except (TemplateProblem, LookupError):
            # A script that only warns, or one that plays a broken one, can come to this.
            return STUCK
        return self._number(turn, session.dialogue)

    def _number(self, turn: Turn, dialogue: str) -> int:
        """The number of the screen that a turn shows; a new one is looked at later."""
        script = self._scene.script(dialogue, None)
        kept = tuple(kept_in(turn, script, self._library.words)) or (NOTHING,)
        lines = tuple(self._lines(turn))
        key = (turn.text, kept, lines, self._alike.key(turn.session) if turn.session else None)
        if key not in self._known:
            if len(self._known) >= self._most:
                return CUT
            self._known[key] = len(self._known) + 1
            title, place = self._title(turn)
            blank = Screen(self._known[key], title, place, turn.text, kept, lines)
            self._waiting.append((blank, turn))
        return self._known[key]

    def _title(self, turn: Turn) -> tuple[str, str]:
        session = turn.session
        if session:
            script = self._scene.script(session.dialogue, session.revision)
            return script.title, places(script)[session.step]
        ended = next(one for one in turn.effects if isinstance(one, Ended))
        return self._scene.script(ended.dialogue, None).title, ""

    def _lines(self, turn: Turn) -> Iterator[Line]:
        """What whoever reads along should know of a moment."""
        if any(isinstance(one, Drew) for one in turn.effects):
            yield Line(Kind.NOTE, DRAWN)
        if any(isinstance(one, Ended) and one.care for one in turn.effects):
            words = self._library.words
            settle, support = (words.text(key) for key in ("button.settle", "way.support"))
            yield Line(Kind.NOTE, f"“{settle}” and “{support}” are offered here.")
        session = turn.session
        if session and session.stage != HEADS_UP:
            script = self._scene.script(session.dialogue, session.revision)
            step = script.steps[session.step]
            about = Steps(script, self._library)
            if isinstance(step, Ask | Each):
                yield about.kept(step)
            if isinstance(step, Listing):
                yield Line(Kind.NOTE, SAMPLED)
            yield from about.why(step)


def beginnings(script: Script, today: date) -> Iterator[tuple[str, str, Entry | None]]:
    """Where a dialogue begins: the words for it, the step, and the entry it is then about.

    At its first step, and where something comes back on a day that somebody picked.
    """
    entries = {one.starts: _entry(one, script, today) for one in script.nudges.values() if one.when}
    yield "Begin", script.first, entries.pop(script.first, None)
    for at, entry in entries.items():
        yield "Begin as on the day that was picked", at, entry


def _entry(nudge: Nudge, script: Script, today: date) -> Entry:
    """An entry such as the script keeps, that comes back today."""
    kind, _, field = (nudge.when or "").partition(".")
    saves = (one for one in script.steps.values() if isinstance(one, Save) and one.kind == kind)
    fields = {name: SAMPLE for save in saves for name in save.fields}
    return Entry("1", kind, {**fields, "text": SAMPLE, field: today.isoformat()})
