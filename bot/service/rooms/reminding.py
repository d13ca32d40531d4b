"""`/reminders`: what comes again and again, when the next ones come, and time away from it all.

What somebody asked for once is beside it (`one_by_one`). A rule is made or changed in `rule_draft`,
which tells how it works before anything is switched on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.flow.dates import typed_date, typed_past
from bot.flow.given import plain
from bot.flow.session import Option
from bot.nudges import slot, waking
from bot.service import reminders, rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import coming, distress, one_by_one, rule_draft, stopping, talking
from bot.service.rooms.room import Room
from storage import nudges

NAME = "reminders"
AWAY = {"away_week": 7, "away_fortnight": 14}
BACK = (NAME, "back")  # the command that ends a leave
_LEAVE = re.compile(r"(?:im |i am )?(?:on leave|on holiday|away|back)\b")


async def open_menu(moment: Moment, argument: str) -> None:
    """Says what is on and when the next ones come; with nothing on, what could be.

    `argument` may name what to begin with: `checkin`, `reflect`, `change`, `away`, `back`, `once`
    or `off`.
    """
    if argument in rules.DIALOGUES:
        await rule_draft.begin(moment, argument)
        return
    match argument:
        case "away":
            _ask_away(moment)
        case "back" if is_away(moment):
            await set_back(moment, None)
        case "once":
            await one_by_one.open_list(moment)
        case "off" if any(one.on for one in await rules.all_of(moment)):
            await turn(moment, on=False)
        case _:
            await _menu(moment)


async def _menu(moment: Moment) -> None:
    kept = await rules.all_of(moment)
    once = await reminders.promised(moment)
    left = [what for what in _offered(moment) if what not in {one.what for one in kept}]
    if not kept and not once:
        _ask_what(moment, left)
        return
    moment.say("reminders.title")
    if kept:
        moment.say_text("\n".join(f"{at}. {_line(moment, one)}" for at, one in enumerate(kept, 1)))
        moment.say("reminders.choose")
    _say_away(moment)
    await coming.say_next(moment)
    options = [Option(f"rule:{one.id}", _label(moment, at, one)) for at, one in enumerate(kept, 1)]
    options += [_to_add(moment, what) for what in left]
    if moment.known.held:
        options.append(moment.option("unpause"))
    elif any(one.on for one in kept):
        options.append(moment.option("skip_next"))
    options.append(moment.option("back_now") if is_away(moment) else moment.option("away"))
    if once:
        options.append(moment.option("one_by_one"))
    if any(one.on for one in kept):
        options.append(moment.option("all_off"))
    elif kept:
        options.append(moment.option("on_again"))
    options.append(moment.option("keep_all"))
    moment.ask(NAME, options, args={"at": "menu"})


def _ask_what(moment: Moment, left: list[str]) -> None:
    moment.say("reminders.none")
    _say_away(moment)
    options = [moment.option(f"add_{what}") for what in left]
    if is_away(moment):
        options.append(moment.option("back_now"))
    moment.ask(NAME, [*options, moment.option("not_now")], args={"at": "menu"})


def _offered(moment: Moment) -> list[str]:
    """What can come again, as far as the dialogues offer it."""
    return [what for what in rules.DIALOGUES if rules.offer_of(moment, what)]


def _line(moment: Moment, kept: rules.Kept) -> str:
    line = rules.in_words(moment, kept)
    if not kept.on:
        return moment.words("reminders.line_off", line=line)
    if rules.first_of(moment, kept) is None:
        return moment.words("reminders.line_never", line=line)
    return line


def _label(moment: Moment, number: int, kept: rules.Kept) -> str:
    return f"{number}. {moment.words(f'rule.{kept.what}')}"


def _to_add(moment: Moment, what: str) -> Option:
    return Option(f"add_{what}", moment.words("reminders.add", what=moment.words(f"rule.{what}")))


# Away


def is_away(moment: Moment) -> bool:
    """Whether the person is on leave today."""
    back = moment.known.profile.back
    return back is not None and moment.local.date() < date.fromisoformat(back)


def _say_away(moment: Moment) -> None:
    if is_away(moment):
        moment.say("reminders.away", day=moment.known.profile.back)


def _ask_away(moment: Moment) -> None:
    moment.say("reminders.ask_away")
    options = [moment.option(one) for one in AWAY]
    moment.ask(NAME, [*options, moment.option("to_reminders")], text=True, args={"at": "away"})


def typed_leave(moment: Moment, text: str) -> date | None:
    """The first day back, where a whole message says so unasked: “on leave until the 7th”."""
    return typed_date(text, moment.local.date()) if _LEAVE.match(plain(text)) else None


async def set_back(moment: Moment, back: date | None) -> None:
    """Keeps a leave, `back` being the first day after it; None ends it now."""
    iso = back.isoformat() if back else None
    moment.set_profile(replace(moment.known.profile, back=iso))
    if back:
        moment.say("reminders.away_set", day=back)
    else:
        moment.say("reminders.back")
    await coming.say_next(moment)
    moment.offer(("button.reminders", "/reminders"))


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    word, _, about = option.partition(":")
    if word.startswith("add_"):
        await rule_draft.begin(moment, word.removeprefix("add_"))
        return
    if word in AWAY:
        # From the first day after the leave, which begins today.
        await set_back(moment, moment.local.date() + timedelta(days=AWAY[word]))
        return
    match word:
        case "rule":
            await rule_draft.change(moment, int(about))
        case "skip_next":
            await rule_draft.skip(moment, None)
        case "away":
            _ask_away(moment)
        case "back_now":
            await set_back(moment, None)
        case "one_by_one":
            await one_by_one.open_list(moment)
        case "all_off" | "on_again":
            await turn(moment, on=word == "on_again")
        case "unpause":
            await talking.resume(moment, "")
        case "to_reminders":
            await _menu(moment)
        case "not_now":
            moment.say("reminders.not_now")
        case _:
            moment.say("reminders.kept")


async def turn(moment: Moment, *, on: bool) -> None:
    """The switch: what comes again and again rests without being lost, or begins anew."""
    moment.set_profile(moment.known.profile.switch("reminders", on=on))
    await rules.switch(moment, on=on)
    moment.say("settings.reminders_on" if on else "settings.reminders_off")
    if on:
        await coming.say_next(moment)
    elif await reminders.promised(moment):
        moment.say("reminders.once_stays")
        moment.offer(("button.one_by_one", "/reminders once"))
    moment.offer(("button.reminders", "/reminders"))


async def _typed(moment: Moment, _screen: Screen, text: str) -> None:
    today = moment.local.date()
    back, been = typed_date(text, today), typed_past(text, today)
    if back:
        await set_back(moment, back)
        return
    if been:
        moment.say("reminders.past_away", day=been)
    else:
        moment.say("reminders.unclear_away")
    _ask_away(moment)


async def _again(moment: Moment, screen: Screen) -> None:
    if screen.args["at"] == "away":
        _ask_away(moment)
    else:
        await _menu(moment)


async def _tap_draft(moment: Moment, screen: Screen, option: str) -> None:
    if option == "to_reminders":
        await _menu(moment)
    else:
        await rule_draft.tap(moment, screen, option)


async def came_back(moment: Moment) -> None:
    """The first tap or word after the closing note: what was held may come, said once.

    Not to somebody who is leaving or asked for quiet with that very word, nor over a support card.
    """
    await waking.wake(moment.unit, moment.who, moment.now)
    screen = moment.known.screen
    other = screen and screen.room in (stopping.NAME, distress.NAME)
    leaving = moment.known.held or moment.urgent or other
    if not leaving and any(
        one.next_due and one.body["kind"] != slot.NOTICE
        for one in await nudges.of(moment.unit, moment.who)
    ):
        moment.pieces.insert(0, moment.words("reminders.on_again"))


ROOM = Room(_tap, _again, _typed)
DRAFT = Room(_tap_draft, rule_draft.again, rule_draft.typed)
