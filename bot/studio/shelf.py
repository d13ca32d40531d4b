"""The list of dialogues with their state; each file is read and checked once for every version."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

from bot.script.draft import World
from bot.script.reader import read_script
from bot.studio.papers import Papers, title_of
from bot.studio.workbench import File


@dataclass(frozen=True, slots=True)
class State:
    """What the check of one version of a file found."""

    title: str
    must: int
    may: int
    steps: int


class Shelf:
    """Lists dialogues."""

    def __init__(self) -> None:
        self._states: dict[str, tuple[str, World, State]] = {}
        self._opened: dict[str, str] | None = None

    def listed(self, papers: Papers) -> list[dict[str, Any]]:
        """Every dialogue, at once; `must` is None for one that was not checked yet.

        `stands` is `draft` where something is written that is not live, else `live`; of a folder,
        `changed` since the list was first asked for, else nothing.
        """
        world = papers.around().world
        files = papers.dialogues()
        if self._opened is None:
            self._opened = {file.path: file.version for file in files}
        shown = []
        for file in files:
            state = self._known(file, world)
            shown.append(
                {
                    "name": file.name,
                    "title": (state.title if state else "") or title_of(file.text, file.name),
                    "must": state.must if state else None,
                    "may": state.may if state else None,
                    "steps": state.steps if state else None,
                    "stands": self._stands(file, papers.writing.drafts),
                }
            )
        return shown

    def check(self, papers: Papers, seconds: float) -> int:
        """Checks those that were not checked yet for so long, and says how many are left."""
        until = monotonic() + seconds
        world = papers.around().world
        waiting = [one for one in papers.dialogues() if self._known(one, world) is None]
        while waiting and monotonic() < until:
            file = waiting.pop(0)
            self._states[file.path] = (file.version, world, _checked(file, world))
        return len(waiting)

    def _stands(self, file: File, drafts: frozenset[str] | None) -> str:
        if drafts is not None:
            return "draft" if file.path in drafts else "live"
        return "" if (self._opened or {}).get(file.path) == file.version else "changed"

    def _known(self, file: File, world: World) -> State | None:
        known = self._states.get(file.path)
        return known[2] if known and known[:2] == (file.version, world) else None


def _checked(file: File, world: World) -> State:
    script, problems = read_script(file.text, file.path, world)
    must = sum(one.severity == "E" for one in problems)
    title = script.title if script else ""
    return State(title, must, len(problems) - must, len(script.steps) if script else 0)
