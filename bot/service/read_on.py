"""After a talk about a theme: a button to one resource that fits it, once for each resource."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.turn import Ended
from bot.script.model import Save, Script
from bot.script.resources import filled
from bot.service.acts import Button
from bot.service.moment import NEXT_STEPS, Moment

MOST_THEMES = 2  # of a dialogue; one that names more of them is about none in particular


def offer(moment: Moment, ended: Ended) -> None:
    """Puts one button beside the usual next steps; nothing where no resource is left to offer."""
    desk, theme = moment.known, ended.theme or _theme_of(moment.library.scripts.get(ended.dialogue))
    for one in filled(moment.library.resources):
        mark = f"resource:{one.id}"
        if theme in one.where and mark not in desk.offered:
            moment.desk = replace(desk, offered=desk.offered | {mark})
            label = moment.words("resources.more", name=one.name)
            moment.offer(*NEXT_STEPS)
            moment.answers += (Button(label, f"/resources {one.id}"),)
            return


def _theme_of(script: Script | None) -> str | None:
    """What a dialogue is about by itself; one that keeps nothing, as to settle, is for rest."""
    if script is None or len(script.themes) > MOST_THEMES:
        return None
    keeps = any(isinstance(step, Save) for step in script.steps.values())
    return next(iter(script.themes), None) if keeps else None
