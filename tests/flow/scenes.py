"""What the engine is played against: the shipped library or a few lines, and a still clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.flow import engine
from bot.flow.given import Given, Picked, WentBack, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry, Session
from bot.flow.turn import Effect, Turn
from bot.nudges.calendar import Week
from bot.script.folder import Library, read_folder
from bot.script.model import Place, Prompt, Script
from bot.script.reader import read_script

DIALOGUES = Path(__file__).parents[2] / "dialogues"
LONDON = "Europe/London"
WEDNESDAY = datetime(2026, 3, 4, 12, 15, tzinfo=ZoneInfo(LONDON))
ENTRY = Entry("7", "small_change", {"text": "Leave at ten to", "revisit": ""})
HEAD = (
    "dialogue: {name}\ntitle: T\nabout: A.\nminutes: 1\nthemes: [culture]\nprinciples: [choice]\n"
)


@cache
def library() -> Library:
    """The shipped dialogues."""
    return read_folder(DIALOGUES, date(2026, 3, 4))[0]


def script(steps: str, name: str = "talk", head: str = "") -> Script:
    """A dialogue of these steps."""
    read, problems = read_script(f"{HEAD.format(name=name)}{head}\nsteps:\n{steps}", f"{name}.yaml")
    assert read, [one.line() for one in problems]
    return read


def prompt(key: str, *, fits: str = "anyone", heads_up: str | None = None) -> Prompt:
    """A prompt of the pool."""
    theme = key.partition("/")[0]
    return Prompt(
        key, theme, f"{key}?", "choice", (fits,), ("One", "Two"), heads_up, Place("", 1, 1)
    )


def scene(*scripts: Script, **changes: Any) -> Scene:
    """A Wednesday at midday, with these scripts beside the shipped ones."""
    known: Mapping[str, Script] = {**library().scripts, **{one.name: one for one in scripts}}
    revisions = {one.revision: one for one in known.values()}
    plain = Scene(
        now=WEDNESDAY,
        script=lambda name, revision: revisions[revision] if revision else known[name],
        words=library().words,
        prompts=library().prompts,
        themes=library().themes,
        choose=lambda keys: keys[0],
        nearest=Week(LONDON).nearest,
        card=lambda name: f"(card {name})",
    )
    return replace(plain, **changes)


def through_json(session: Session) -> Session:
    """The session after a restart."""
    return Session.from_json(json.loads(json.dumps(session.to_json())))


@dataclass
class Talk:
    """A dialogue being played: each answer goes to the session as it came out of JSON."""

    scene: Scene
    turn: Turn

    @classmethod
    def of(cls, steps: str | Script, *others: Script, head: str = "", **changes: Any) -> Talk:
        """Begins a dialogue; `at` and `entry` go to the engine, the rest to the scene."""
        begins = {name: changes.pop(name) for name in ("at", "entry") if name in changes}
        played = steps if isinstance(steps, Script) else script(steps, head=head)
        around = scene(played, *others, **changes)
        return cls(around, engine.begin(played, around, **begins))

    @property
    def session(self) -> Session:
        """Where it stands."""
        assert self.turn.session, "the dialogue is over"
        return self.turn.session

    @property
    def text(self) -> str:
        """What was said last."""
        return self.turn.text

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.turn.session is None

    @property
    def labels(self) -> list[str]:
        """The open buttons."""
        return [one.label for one in self.turn.question.options] if self.turn.question else []

    def effects(self, kind: type[Effect]) -> list[Any]:
        """What the last answer brought about, of one kind."""
        return [one for one in self.turn.effects if isinstance(one, kind)]

    def give(self, given: Given) -> Talk:
        """Gives an answer."""
        self.turn = engine.resume(through_json(self.session), given, self.scene)
        self.scene = self.scene.after(self.turn)
        return self

    def tap(self, label: str) -> Talk:
        """Taps a button by its label."""
        assert self.turn.question
        (id_,) = [one.id for one in self.turn.question.options if one.label == label]
        return self.give(Picked(id_))

    def say(self, text: str) -> Talk:
        """Types."""
        return self.give(Wrote(text))

    def back(self) -> Talk:
        """Goes back."""
        return self.give(WentBack())
