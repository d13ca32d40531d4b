"""Everything that is held of one person, as plain values for a computer."""

from __future__ import annotations

from typing import Any

from bot.nudges import slot
from bot.service import log
from bot.service.moment import Moment
from storage import checkins, coordinators, nudges, sheets, shown
from storage.nudges import Nudge

# Parts of the desk that stand under a name of their own; whatever is added to it comes along.
_NAMED = ("profile", "session", "screen", "seen", "offered")


async def everything(moment: Moment) -> dict[str, Any]:
    """All that the store holds of this person, in JSON-ready values."""
    desk = moment.known.to_json()
    since = await coordinators.since(moment.unit, moment.who)
    waiting = await nudges.of(moment.unit, moment.who)
    return {
        "exported": moment.local.isoformat(timespec="minutes"),
        "person": moment.who.id,
        "address": moment.who.address,
        "coordinator_since": since.isoformat() if since else None,
        "last_seen": moment.who.last_seen.isoformat(),
        "settings": desk["profile"],
        "log": [{"id": one.id, **one.body()} for one in await log.everything(moment)],
        "lists": [{"id": one.id, **one.body} for one in await sheets.of(moment.unit, moment.who)],
        "check_ins": [one.body for one in await checkins.of(moment.unit, moment.who)],
        "comes_again": [_nudge(one) for one in waiting if one.body["kind"] not in slot.ONCE],
        "to_come_back_to": [_nudge(one) for one in waiting if one.body["kind"] in slot.ONCE],
        "open_conversation": desk["session"],
        "open_screen": desk["screen"],
        "prompts_already_shown": desk["seen"],
        "offered_once": desk["offered"],
        "messages_of_the_last_48_hours": [
            one.body for one in await shown.of(moment.unit, moment.who)
        ],
        "the_rest_of_the_desk": {key: desk[key] for key in desk if key not in _NAMED},
    }


def _nudge(nudge: Nudge) -> dict[str, Any]:
    due = nudge.next_due.isoformat() if nudge.next_due else None
    return {"at": due, "state": nudge.state, **nudge.body}
