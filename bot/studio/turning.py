"""Making a step of one kind into a step of another, with all that both kinds have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.script import edit
from bot.script.edit import CannotEdit, Value
from bot.script.graph import Path
from bot.script.layout import layout_of
from bot.script.rename import rename
from bot.studio.kinds import KINDS, ORDER, VERBS, beginning
from bot.studio.names import id_of
from bot.studio.ways import list_in, split, table_in, text_of, ways_of

_QUESTION = frozenset({"heads_up", "why", "keep", "next"})
_TAKES: Mapping[str, frozenset[str]] = {
    "ask_buttons": _QUESTION | {"buttons", "tender", "skip"},
    "ask_text": _QUESTION | {"text", "skip"},
    "ask_date": _QUESTION | {"date", "skip"},
    "each_buttons": _QUESTION | {"items", "buttons", "tender", "stop"},
    "each_text": _QUESTION | {"items", "text", "stop"},
    "guide": frozenset({"heads_up", "button", "stop", "next"}),
    "draw": frozenset({"from", "quiet", "next"}),
    "list": frozenset({"anew", "with", "stop", "next"}),
    "pick": frozenset({"from", "skip", "next"}),
    "save": frozenset({"with", "change", "next"}),
    "end": frozenset(),
    "check": frozenset(),
}
"""What a kind has beside its verb; those that are not here have a way on, and nothing else."""

_TYPED = ("until-end", "log")
_WORDY = ("say", "ask", "each", "end", "guide")


def turned(source: str, step: str, kind: str) -> str:
    """The file with a step made into another kind; its words, its ways, its remarks stay.

    Raises:
        CannotEdit: There is no such step or kind, or it does more than one thing.
    """
    if kind not in KINDS:
        raise CannotEdit("There is no such kind of step.")
    path: Path = ("steps", step)
    layout_of(source).find(path)
    now = layout_of(source).tree["steps"][step]
    if not isinstance(now, Mapping):
        return edit.set_value(source, path, beginning(kind, ""))
    verbs = [name for name in now if name in VERBS]
    if len(verbs) > 1:
        raise CannotEdit("This step does more than one thing; mend it in the file’s text first.")
    meant = _meant(now, verbs[0] if verbs else "", kind)
    verb = KINDS[kind].verb
    if verbs and verbs[0] != verb:
        source = rename(source, (*path, verbs[0]), verb)
    for name in (name for name in now if name not in meant and name not in verbs):
        source = edit.remove(source, (*path, name))
    for name in sorted(meant, key=ORDER.index):
        source = edit.put(source, (*path, name), meant[name], ORDER)
    return source


def _meant(step: Mapping[str, Any], verb: str, kind: str) -> dict[str, Value]:
    """What the step holds as the other kind, with whatever it has that this kind takes."""
    new, onward = KINDS[kind], _onward(step)
    takes = _TAKES.get(kind, frozenset({"next"}))
    meant = {**beginning(kind, onward), **{name: step[name] for name in step if name in takes}}
    if verb == new.verb:
        meant[verb] = step[verb]
    elif verb in _WORDY and new.verb in _WORDY:
        meant[new.verb] = _words(step, verb, new.verb)
    if new.answer == "buttons" and "date" in step:
        meant["buttons"] = _as_buttons(table_in(step, "date"))
    if "keep" in step and "keep" in takes and new.answer != "buttons":
        meant["keep"] = _kept(step["keep"], no_log=kind in ("ask_date", "each_text"))
    past = text_of(step.get("skip")) or text_of(step.get("stop"))
    for name in takes & {"skip", "stop"}:
        if past:
            meant[name] = past
    return {name: value for name, value in meant.items() if name != "next" or value}


def _onward(step: Mapping[str, Any]) -> str:
    """The one way that a step is left by when it has only one."""
    others = (to for _, to in ways_of(step) if to)
    return text_of(step.get("next")) or next(others, "")


def _words(step: Mapping[str, Any], old: str, new: str) -> Value:
    said = (
        [text_of(one).strip("\n") for one in list_in(step, old)]
        if old == "guide"
        else [text_of(step[old])]
    )
    return said if new == "guide" else "\n\n".join(said)


def _as_buttons(days: Mapping[str, Any]) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for words in days.values():
        made[id_of(split(text_of(words))[0], {*made})] = text_of(words)
    return made


def _kept(keep: Any, *, no_log: bool) -> Value:
    said = [keep] if isinstance(keep, str) else [text_of(one) for one in keep]
    left = [one for one in said if one in _TYPED and not (no_log and one == "log")]
    return left if len(left) > 1 else (left or ["until-end"])[0]
