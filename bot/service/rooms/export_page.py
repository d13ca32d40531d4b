"""`/export`, to be read: one page that needs nothing but itself, in the words the chat uses."""

from __future__ import annotations

from datetime import date
from html import escape

from bot.script.markup import plain
from bot.service import history, log, reminders, rules, sheets
from bot.service.log import LogEntry
from bot.service.moment import Moment
from bot.service.rooms import settings
from bot.service.rooms.log_pages import answer_name, kind_name

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fff}li{margin:.6rem 0;overflow-wrap:anywhere}"
    "small{display:block;color:#555}@media(prefers-color-scheme:dark)"
    "{body{color:#eee;background:#1b1b1b}small{color:#bbb}}"
)
Item = tuple[str, str]
"""A line as plain text, and what stands small below it."""


async def page(moment: Moment) -> str:
    """Everything that is held and can be read, newest first."""
    entries = (await log.everything(moment))[::-1]
    sections = [
        (moment.words("export.log"), [_entry(moment, one) for one in entries]),
        (moment.words("export.lists"), await _lists(moment)),
        (moment.words("export.check_ins"), await _check_ins(moment)),
        (moment.words("export.again"), await _again(moment)),
        (moment.words("export.to_come"), await _to_come(moment, entries)),
        (moment.words("export.open"), _open(moment)),
        (moment.words("export.settings"), [(plain(one), "") for one in settings.lines(moment)]),
    ]
    title = escape(plain(moment.words("export.title")))
    body = "".join(_section(moment, heading, items) for heading, items in sections)
    made = escape(plain(moment.words("export.made", at=moment.local)))
    rest = escape(plain(moment.words("export.rest")))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{made}</p>{body}<p>{rest}</p></main></body></html>"
    )


def _section(moment: Moment, heading: str, items: list[Item]) -> str:
    heading = f"<h2>{escape(plain(heading))}</h2>"
    if not items:
        return f"{heading}<p>{escape(plain(moment.words('export.none')))}</p>"
    lines = [
        f"<li>{escape(line)}" + (f"<small>{escape(below)}</small>" if below else "") + "</li>"
        for line, below in items
    ]
    return f"{heading}<ul>{''.join(lines)}</ul>"


def _entry(moment: Moment, entry: LogEntry) -> Item:
    known = {"text": entry.text, "revisit": entry.fields.get("revisit", "")}
    more = [words for name, words in entry.fields.items() if name not in known and words]
    below = [_day(moment, kind_name(moment, entry), entry.made), *more]
    below += [_day(moment, answer_name(moment, given), day) for day, _, given in entry.notes]
    if entry.bring:
        below.append(plain(moment.words("export.to_bring")))
    if known["revisit"]:
        asked_for = date.fromisoformat(known["revisit"])
        below.append(plain(moment.words("export.asked_for", day=asked_for)))
    return entry.text, " · ".join(below)


async def _lists(moment: Moment) -> list[Item]:
    """Every item that something was written down about, newest list first."""
    items = []
    for sheet in reversed(await sheets.everything(moment)):
        checklist = moment.library.lists.get(sheet.list)
        head = ": ".join([*sheet.about.values(), checklist.title if checklist else sheet.list])
        for key, mark in sheet.marks.items():
            item = checklist.items.get(key) if checklist else None
            answer = checklist.label(mark.answer) if checklist else mark.answer
            below = [answer, mark.note, mark.will, _day(moment, head, mark.on)]
            items.append((item.text if item else key, " · ".join(filter(None, below))))
    return items


async def _check_ins(moment: Moment) -> list[Item]:
    found = [
        (
            moment.words(f"checkin.{one.answer}") if one.answer in history.ANSWERS else one.answer,
            one.day,
        )
        for one in await history.of(moment)
    ]
    return [(_day(moment, word, day), "") for word, day in reversed(found)]


async def _again(moment: Moment) -> list[Item]:
    """What comes again and again, each with when it next comes."""
    items = []
    for one in await rules.all_of(moment):
        first = rules.first_of(moment, one) if one.on else None
        comes = "" if one.on else moment.words("rule.off")
        if first:
            comes = moment.words("export.comes", at=first.when)
        items.append((plain(rules.in_words(moment, one)), plain(comes)))
    return items


async def _to_come(moment: Moment, entries: list[LogEntry]) -> list[Item]:
    texts = {one.id: one.text for one in entries}
    scripts = moment.library.scripts
    items = []
    for one in await reminders.promised(moment):
        talk = scripts[one.dialogue].title if one.dialogue in scripts else one.dialogue
        at = plain(moment.words("export.comes", at=one.at))
        items.append((texts.get(one.entry or "", talk), at))
    return items


def _open(moment: Moment) -> list[Item]:
    session, screen = moment.known.session, moment.known.screen
    answers = [(given, "") for given in (session.answers.values() if session else ()) if given]
    shown_back = str(screen.args.get("text", "")) if screen else ""
    return [*answers, (shown_back, "")] if shown_back else answers


def _day(moment: Moment, what: str, day: str) -> str:
    on = date.fromisoformat(day)
    return plain(moment.words("export.on_day", what=what, day=on, year=on.year))
