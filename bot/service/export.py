"""Everything that is held of one person, as plain values and as one page to read."""

from __future__ import annotations

from html import escape
from typing import Any

from bot.flow.scene import Catalogue
from bot.script.markup import plain
from bot.service import log
from bot.service.moment import Moment
from storage import checkins, nudges, shown

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fff}li{margin:.6rem 0}@media(prefers-color-scheme:dark)"
    "{body{color:#eee;background:#1b1b1b}}"
)
# Parts of the desk that stand under a name of their own; whatever is added to it comes along.
_NAMED = ("profile", "session", "screen", "seen", "offered")


async def everything(moment: Moment) -> dict[str, Any]:
    """All that the store holds of this person, in JSON-ready values."""
    desk = moment.known.to_json()
    return {
        "exported": moment.local.isoformat(timespec="minutes"),
        "person": moment.who.id,
        "address": moment.who.address,
        "last_seen": moment.who.last_seen.isoformat(),
        "settings": desk["profile"],
        "log": [{"id": one.id, **one.body()} for one in await log.everything(moment)],
        "check_ins": [one.body for one in await checkins.of(moment.unit, moment.who)],
        "to_come_back_to": [
            {"at": one.next_due.isoformat() if one.next_due else None, **one.body}
            for one in await nudges.of(moment.unit, moment.who)
        ],
        "open_conversation": desk["session"],
        "open_screen": desk["screen"],
        "prompts_already_shown": desk["seen"],
        "offered_once": desk["offered"],
        "messages_of_the_last_48_hours": [
            one.body for one in await shown.of(moment.unit, moment.who)
        ],
        "the_rest_of_the_desk": {key: desk[key] for key in desk if key not in _NAMED},
    }


def page(held: dict[str, Any], words: Catalogue) -> str:
    """The same, to be read: a page that needs nothing but itself."""
    settings = held["settings"]
    sections = [
        (words.text("export.log"), [_entry(one) for one in held["log"]]),
        (words.text("export.check_ins"), [_check_in(one) for one in held["check_ins"]]),
        (
            words.text("export.to_come"),
            [f"{one['at'] or ''}: {one['text']}" for one in held["to_come_back_to"]],
        ),
        (words.text("export.open"), _open(held)),
        (words.text("export.settings"), [f"{key}: {_shown(settings[key])}" for key in settings]),
    ]
    title = plain(words.text("export.title"))
    body = "".join(_section(plain(heading), lines, words) for heading, lines in sections)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1><p>{escape(held['exported'])}</p>{body}</main></body></html>"
    )


def _section(heading: str, lines: list[str], words: Catalogue) -> str:
    if not lines:
        return f"<h2>{escape(heading)}</h2><p>{escape(plain(words.text('export.none')))}</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(heading)}</h2><ul>{items}</ul>"


def _entry(entry: dict[str, Any]) -> str:
    notes = "; ".join(f"{day}: {answer}" for day, _, answer in entry["notes"])
    fields = " · ".join(value for value in entry["fields"].values() if value)
    return f"{entry['made']}: {fields}" + (f" ({notes})" if notes else "")


def _check_in(one: dict[str, Any]) -> str:
    return f"{one['day']}: {one['answer']}"


def _open(held: dict[str, Any]) -> list[str]:
    talk = held["open_conversation"]
    return [f"{step}: {answer}" for step, answer in talk["answers"].items()] if talk else []


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
