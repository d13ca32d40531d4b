"""`/log`: the private log. Write one, find one, change or remove one, say what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from bot.flow.dates import revisit, typed_date
from bot.flow.turn import Reminder
from bot.script.durations import parse_after
from bot.service import cairn, conversation, log, reminders, small_talk, written
from bot.service.desk import Screen
from bot.service.inputs import Typed
from bot.service.log import LogEntry
from bot.service.moment import Moment
from bot.service.rooms import cairn_room, learning, log_pages
from bot.service.rooms.room import Room
from bot.service.soft_check import names_somebody

NAME = "log"
WALK, LOOK_AGAIN = "small-change", "look_again"
MOST = 8  # buttons; a cairn that finds no room here stands under /tools
ANY_WORDS = ("list", "day", "review")  # where a command without its slash is no answer
OF_AN_ENTRY = (
    "outcome", "learning_page", "bring_it", "bring_no_more", "change", "day", "delete", "to_log",
)  # fmt: skip
DAYS = {"week": "1 week", "fortnight": "2 weeks", "month": "1 month"}


async def open_log(moment: Moment, argument: str) -> None:
    """Shows the newest page; with an argument the cairn, or what was found by it."""
    if not await cairn_room.open_cairn(moment, argument):
        await _list(moment, 0, argument)


async def _list(moment: Moment, page: int, find: str) -> None:
    everything = await log.everything(moment)
    shown = log_pages.found(everything, find)
    if not everything:
        moment.say("log.empty")
    elif not shown:
        moment.say("log.nothing_found", words=find)
    else:
        moment.say("log.found" if find else "log.title", words=find)
    options = log_pages.say_page(moment, shown, page)
    more = len(shown) > (page + 1) * log_pages.PAGE
    if more:
        options.append(moment.option("older"))
    if page:
        options.append(moment.option("newer"))
    if len(everything) > log_pages.PAGE or find:
        options.append(moment.option("all_of_it") if find else moment.option("search"))
    if not page:
        options.append(moment.option("walk"))
        if cairn.stones(everything) and len(options) < MOST:
            options.append(moment.option("cairn"))
    if any(one.is_to_bring for one in everything):
        moment.say("log.bring")
    if not find:
        moment.say("log.write")
    moment.ask(NAME, options, text=True, args={"at": "list", "page": page, "find": find})


async def _on_list(moment: Moment, screen: Screen, option: str) -> None:
    page, find = screen.args["page"], screen.args["find"]
    if option.startswith("e"):
        await _entry(moment, option[1:])
    elif option == "older":
        await _list(moment, page + 1, find)
    elif option == "newer":
        await _list(moment, page - 1, find)
    elif option == "all_of_it":
        await _list(moment, 0, "")
    elif option == "cairn":
        await cairn_room.open_cairn(moment, option)
    elif option == "search":
        moment.say("log.ask_search")
        moment.ask(NAME, [moment.option("to_log")], text=True, args={"at": "search"})
    else:
        await conversation.begin(moment, WALK)


async def _entry(moment: Moment, id_: str) -> None:
    entry = await log.find(moment, id_)
    if entry is None:
        moment.say("log.gone")
        await _list(moment, 0, "")
        return
    log_pages.say_entry(moment, entry)
    hidden = {"bring_it" if entry.is_to_bring else "bring_no_more"}
    if entry.kind != log.LEARNING:
        hidden.add("learning_page")
    options = [moment.option(one) for one in OF_AN_ENTRY if one not in hidden]
    moment.ask(NAME, options, args={"at": "entry", "entry": id_})


async def _on_entry(moment: Moment, screen: Screen, option: str) -> None:
    id_ = screen.args["entry"]
    args = {"at": option, "entry": id_}
    if option == "outcome":
        moment.say("log.ask_outcome")
        outcomes = [moment.option(one, f"outcome.{one}") for one in log_pages.OUTCOMES]
        moment.ask(NAME, [*outcomes, moment.option("to_entry")], args=args)
    elif option == "change":
        moment.say("log.ask_change")
        moment.ask(NAME, [moment.option("to_entry")], text=True, args=args)
    elif option == "learning_page":
        await learning.give_page(moment, id_)
    elif option in ("bring_it", "bring_no_more"):
        await log.mark(moment, id_, bring=option == "bring_it")
        await _entry(moment, id_)
    elif option == "day":
        moment.say("log.ask_day")
        days = [moment.option(one, f"log.in_{one}") for one in (*DAYS, "no_day")]
        moment.ask(NAME, [*days, moment.option("to_entry")], text=True, args=args)
    else:
        moment.say("log.ask_delete")
        options = [moment.option("yes_delete"), moment.option("to_entry", "button.keep_it")]
        moment.ask(NAME, options, args=args)


async def _on_outcome(moment: Moment, screen: Screen, option: str) -> None:
    id_ = screen.args["entry"]
    await log.note(moment, id_, LOOK_AGAIN, option)
    if option == "let_go":
        await reminders.let_go_of_entry(moment, id_)
    moment.say("log.thanked")
    moment.offer(("button.log", "/log"))


async def _on_day(moment: Moment, screen: Screen, option: str) -> None:
    today = moment.local.date()
    day = parse_after(DAYS[option]).from_(today) if option in DAYS else None
    await _set_day(moment, screen.args["entry"], day)


async def _set_day(moment: Moment, id_: str, day: date | None) -> None:
    entry = await log.find(moment, id_)
    if entry is None:
        moment.say("log.gone")
        return
    if day is None:
        await reminders.let_go_of_entry(moment, id_)
        await log.put(moment, replace(entry, fields={**entry.fields, "revisit": ""}))
        moment.say("log.no_day")
        _offer_to_look(moment, entry)
        return
    at = moment.week.nearest(revisit(day, moment.local))
    await log.put(moment, replace(entry, fields={**entry.fields, "revisit": at.date().isoformat()}))
    text = moment.words("log.comes_back")
    promise = Reminder("revisit", at, WALK, LOOK_AGAIN, text, id_, dated=True)
    await reminders.promise(moment, promise, None)
    moment.say("log.day_set", day=at.date())
    _offer_to_look(moment, entry)


def _offer_to_look(moment: Moment, entry: LogEntry) -> None:
    if cairn.stones([entry]):
        moment.offer(("button.cairn", "/log cairn"))
    moment.offer(("button.log", "/log"))


async def _on_delete(moment: Moment, screen: Screen, _option: str) -> None:
    await log.delete(moment, screen.args["entry"])
    moment.say("log.deleted")
    moment.offer(("button.log", "/log"))


def _review(moment: Moment, text: str, entry: str | None, message: int | None) -> None:
    """Shows the words back before they are kept; `message` is the one they came in."""
    moment.say("engine.review", words=text)
    if names_somebody(text):
        moment.say("log.names")
    options = [moment.option(one, f"engine.{one}") for one in ("keep", "reword", "let_go")]
    args = {"at": "review", "text": text, "entry": entry, "message": message}
    moment.ask(NAME, options, text=True, args=args)


def offer_to_keep(moment: Moment, text: str) -> None:
    """Shows back words that no question asked for: they may be something to keep."""
    moment.say("log.no_question")
    _review(moment, text.strip(), None, _message(moment))


def refresh_review(moment: Moment, screen: Screen, text: str) -> None:
    """Shows the words back again after the message they came in was edited."""
    moment.close_screen()
    _review(moment, text.strip(), screen.args["entry"], screen.args["message"])


async def _on_review(moment: Moment, screen: Screen, option: str) -> None:
    text, id_ = screen.args["text"], screen.args["entry"]
    if option == "reword":
        moment.say("log.ask_change")
        moment.ask(NAME, [moment.option("to_log")], text=True, args={"at": "change", "entry": id_})
    elif option == "let_go":
        moment.say("log.not_kept")
    elif id_:
        entry = await log.find(moment, id_)
        if entry:
            await log.put(moment, entry.with_text(text))
            await written.kept_as_typed(moment, screen.args["message"], id_)
        moment.say("log.changed" if entry else "log.gone")
    else:
        kept = await log.add(moment, LogEntry.new("small_change", text, moment.local.date()))
        await written.kept_as_typed(moment, screen.args["message"], kept)
        moment.say("log.kept")
        moment.say("log.offer_day")
        days = [moment.option(one, f"log.in_{one}") for one in (*DAYS, "no_day")]
        moment.ask(NAME, days, text=True, args={"at": "day", "entry": kept})


_TAPS: dict[str, Callable[[Moment, Screen, str], Awaitable[None]]] = {
    "list": _on_list,
    "entry": _on_entry,
    "outcome": _on_outcome,
    "day": _on_day,
    "delete": _on_delete,
    "review": _on_review,
}


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    if option == "to_log":
        await _list(moment, 0, "")
    elif option == "to_entry":
        await _entry(moment, screen.args["entry"])
    else:
        await _TAPS[screen.args["at"]](moment, screen, option)


async def _typed(moment: Moment, screen: Screen, text: str) -> None:
    match screen.args["at"]:
        case "list" | "day" if small_talk.kind_of(text):
            moment.say("small_talk.fine")
        case "list":
            _review(moment, text.strip(), None, _message(moment))
        case "search":
            await _list(moment, 0, text)
        case "change" | "review":  # other words in the place of those shown back
            _review(moment, text.strip(), screen.args["entry"], _message(moment))
        case _:
            await _typed_day(moment, screen, text)


def _message(moment: Moment) -> int | None:
    return moment.input.message if isinstance(moment.input, Typed) else None


async def _typed_day(moment: Moment, screen: Screen, text: str) -> None:
    day = typed_date(text, moment.local.date())
    if day:
        await _set_day(moment, screen.args["entry"], day)
    else:
        moment.say("log.unclear_day")
        await _again(moment, screen)


async def _again(moment: Moment, screen: Screen) -> None:
    match screen.args["at"]:
        case "list":
            await _list(moment, screen.args["page"], screen.args["find"])
        case "search":
            await _on_list(moment, screen, "search")
        case "review":
            _review(moment, screen.args["text"], screen.args["entry"], screen.args["message"])
        case "entry":
            await _entry(moment, screen.args["entry"])
        case at:
            await _on_entry(moment, screen, at)


ROOM = Room(_tap, _again, _typed)
