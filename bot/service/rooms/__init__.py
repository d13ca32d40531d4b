"""The rooms: which command opens what, and which room a screen belongs to."""

from __future__ import annotations

from bot.service.desk import TRYING
from bot.service.rooms import (
    bringing,
    distress,
    door,
    forgetting,
    helping,
    huddle,
    log_room,
    one_by_one,
    post,
    priorities,
    promised,
    reminding,
    resources,
    rule_draft,
    settings,
    stopping,
    taking,
    talking,
    to_studio,
    tools,
    trying,
    weeks,
    working_days,
)
from bot.service.rooms.room import Open, Room

COMMANDS: dict[str, Open] = {
    "start": door.start,
    "reflect": talking.reflect,
    "checkin": weeks.open_check_in,
    "log": log_room.open_log,
    "huddle": huddle.open_card,
    "tools": tools.open_tools,
    "team": helping.team,
    "reminders": reminding.open_menu,
    "settings": settings.open_menu,
    "pause": stopping.pause,
    "resume": talking.resume,
    "help": helping.help_,
    "resources": resources.open_resources,
    "support": helping.support,
    "privacy": helping.privacy,
    "export": taking.open_export,
    "forget": forgetting.open_forget,
    "stop": stopping.stop,
    "cancel": stopping.stop,
}
WITH_ITS_SLASH: dict[str, Open] = {"claim": post.claim, "bring": bringing.open_bring}
"""What is never taken for a command without the slash: the word may well be an answer."""

FOR_COORDINATORS: dict[str, Open] = {
    "try": trying.open_try,
    "studio": to_studio.open_studio,
    "coordinators": post.open_post,
}
"""What there is for coordinators alone; for anybody else it is as if it were not."""

FOR_ANYBODY = frozenset(
    {"start", "support", "help", "resources", "privacy", "huddle", "tools", "team", "claim"}
)
"""What works for somebody who has not agreed to anything; of `tools`, what is on paper."""

WHATEVER_THE_WORDS = FOR_ANYBODY | {"stop", "cancel", "forget", "export"}
"""What works for somebody who agreed to words that have changed since."""

ROOMS: dict[str, Room] = {
    bringing.NAME: bringing.ROOM,
    distress.NAME: distress.ROOM,
    forgetting.NAME: forgetting.ROOM,
    log_room.NAME: log_room.ROOM,
    one_by_one.NAME: one_by_one.ROOM,
    post.NAME: post.ROOM,
    priorities.NAME: settings.PRIORITIES,
    promised.NAME: promised.ROOM,
    reminding.NAME: reminding.ROOM,
    rule_draft.NAME: reminding.DRAFT,
    settings.NAME: settings.ROOM,
    stopping.NAME: stopping.ROOM,
    talking.NAME: talking.ROOM,
    to_studio.NAME: to_studio.ROOM,
    tools.NAME: tools.ROOM,
    TRYING: trying.ROOM,
    working_days.NAME: settings.DAYS,
}
