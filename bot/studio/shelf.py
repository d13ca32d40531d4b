"""The list of files with their state; each one is read and checked once for every version."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

from bot.script.draft import World
from bot.studio.papers import Papers
from bot.studio.sorts import DIALOGUE, sort_of
from bot.studio.workbench import File, Writing


@dataclass(frozen=True, slots=True)
class State:
    """What the check of one version of a file found."""

    must: int
    may: int


class Shelf:
    """Lists dialogues, and what they draw on."""

    def __init__(self) -> None:
        self._states: dict[str, tuple[str, World, State]] = {}
        self._opened: dict[str, str] | None = None

    def listed(self, papers: Papers) -> list[dict[str, Any]]:
        """Every file, at once; `must` is None for one that was not checked yet.

        `name` is a dialogue's name, or the path of what dialogues draw on. `stands` is `draft`
        where something is written that is not live, else `live`; of a folder, `changed` since the
        list was first asked for, else nothing.
        """
        around = papers.around()
        files = _files(papers)
        if self._opened is None:
            self._opened = {file.path: file.version for file in files}
        shown = []
        for file in files:
            sort = sort_of(file.path) or DIALOGUE
            state = self._known(file, around.world)
            shown.append(
                {
                    "name": file.name if sort.dialogue else file.path,
                    "dialogue": sort.dialogue,
                    "title": sort.title(file.text, file.path, around.themes),
                    "must": state.must if state else None,
                    "may": state.may if state else None,
                    "stands": self._stands(file, papers.writing),
                }
            )
        return shown

    def check(self, papers: Papers, seconds: float) -> int:
        """Checks those that were not checked yet for so long, and says how many are left."""
        until = monotonic() + seconds
        world = papers.around().world
        waiting = [one for one in _files(papers) if self._known(one, world) is None]
        while waiting and monotonic() < until:
            file = waiting.pop(0)
            self._states[file.path] = (file.version, world, _checked(file, world))
        return len(waiting)

    def _stands(self, file: File, writing: Writing) -> str:
        if writing.drafts is not None:
            if file.path not in writing.drafts:
                return "live"
            return "draft" if file.path in writing.fresh else "drafted"
        return "" if (self._opened or {}).get(file.path) == file.version else "changed"

    def _known(self, file: File, world: World) -> State | None:
        known = self._states.get(file.path)
        return known[2] if known and known[:2] == (file.version, world) else None


def _files(papers: Papers) -> list[File]:
    return [*papers.dialogues(), *papers.drawn_on()]


def _checked(file: File, world: World) -> State:
    problems = (sort_of(file.path) or DIALOGUE).problems(file.text, file.path, world)
    must = sum(one.severity == "E" for one in problems)
    return State(must, len(problems) - must)
