"""What the engine may know of the world at one moment. Everything comes in here as an argument."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.flow.sheet import Sheet
from bot.flow.turn import Put, Turn
from bot.script.lists import Checklist
from bot.script.model import Prompt, Script, Theme


class Catalogue(Protocol):
    """The bot's own words, by key."""

    def text(self, key: str, **values: object) -> str:
        """The words under `key`, with the values put in and escaped."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of one person.

    Attributes:
        now: Aware, in the person's own zone.
        script: Finds a script by name and revision; no revision means the newest.
        choose: Chooses one of several prompts' keys; the only chance there is.
        seen: Keys of the prompts that were drawn before, oldest first.
        priorities: The themes that the person would like to hear of more often, by id.
        nearest: The nearest time at or after the given one that the person's own rules allow.
        card: A support card as it reads at this moment, by its name.
        lists: The lists that can be gone over, by name.
        sheets: What this person wrote down last of each list, by its name.
        principles: The principles' plain names, by id.
        watch: Told of every way that is walked: the dialogue, the step that is left, and how
            (`Way.by`). Nobody listens while people talk.
    """

    now: datetime
    script: Callable[[str, str | None], Script]
    words: Catalogue
    prompts: Sequence[Prompt]
    themes: Mapping[str, Theme]
    choose: Callable[[Sequence[str]], str]
    nearest: Callable[[datetime], datetime]
    card: Callable[[str], str]
    name: str = ""
    workday: str | None = None
    switches: frozenset[str] = frozenset()
    seen: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    lists: Mapping[str, Checklist] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[str, str, str], None] | None = None

    def after(self, turn: Turn) -> Scene:
        """The same moment, with what this turn wrote down: for playing where nothing is stored."""
        put = {
            one.sheet.list: one.sheet if one.sheet.id else replace(one.sheet, id=self._new_id(one))
            for one in turn.effects
            if isinstance(one, Put)
        }
        return replace(self, sheets={**self.sheets, **put}) if put else self

    def _new_id(self, put: Put) -> str:
        """Another one than the sheet had that it follows."""
        before = self.sheets.get(put.sheet.list)
        return f"{before.id if before else ''}+"
