"""`/reminders`: what comes again and again, when the next ones come, and time away from it all.

What somebody asked for once is beside it (`one_by_one`). A rule is made or changed in `rule_draft`,
which tells how it works before anything is switched on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.flow.dates import typed_date
from bot.flow.session import Option
from bot.nudges import slot, waking
from bot.nudges.plan import Coming
from bot.service import log, reminders, rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import one_by_one, rule_draft
from bot.service.rooms.log_pages import LINE, shorten
from bot.service.rooms.room import Room
from storage import nudges

NAME = "reminders"
NEXT = 3
AWAY = {"away_week": 7, "away_fortnight": 14}


async def open_menu(moment: Moment, argument: str) -> None:
    """Says what is on and when the next ones come; with nothing on, what could be.

    `argument` may name what to begin with: `checkin`, `reflect`, `change` or `away`.
    """
    if argument in rules.DIALOGUES:
        await rule_draft.begin(moment, argument)
        return
    if argument == "away":
        _ask_away(moment)
        return
    kept = await rules.all_of(moment)
    once = await reminders.promised(moment)
    if not kept and not once:
        _ask_what(moment)
        return
    on = "reminders" in moment.known.profile.switches
    moment.say("reminders.title")
    if kept:
        lines = [f"{at}. {rules.in_words(moment, one)}" for at, one in enumerate(kept, 1)]
        moment.say_text("\n".join(lines))
    if kept and not on:
        moment.say("reminders.all_off")
    if moment.known.held:
        moment.say("pause.still")
    _say_away(moment)
    await say_next(moment)
    options = [
        Option(f"rule:{one.id}", moment.words("reminders.change", what=_what(moment, one)))
        for one in kept
    ]
    if kept and not on:
        options.append(moment.option("on_again"))
    options += [moment.option(f"add_{what}") for what in _left(moment, kept)]
    if kept and on:
        options.append(moment.option("skip_next"))
    options.append(moment.option("back_now") if _is_away(moment) else moment.option("away"))
    if once:
        options.append(moment.option("one_by_one"))
    if kept and on:
        options.append(moment.option("all_off"))
    options.append(moment.option("keep_all"))
    moment.ask(NAME, options, args={"at": "menu"})


def _ask_what(moment: Moment) -> None:
    moment.say("reminders.none")
    _say_away(moment)
    options = [moment.option(f"add_{what}") for what in _left(moment, [])]
    moment.ask(NAME, [*options, moment.option("not_now")], args={"at": "menu"})


def _left(moment: Moment, kept: list[rules.Kept]) -> list[str]:
    """What does not come yet, as far as the dialogues offer it."""
    there = {one.what for one in kept}
    return [what for what in rules.DIALOGUES if what not in there and rules.offer_of(moment, what)]


def _what(moment: Moment, kept: rules.Kept) -> str:
    return moment.words(f"rule.{kept.what}")


async def say_next(moment: Moment) -> None:
    """When the next three come, in words, over everything."""
    coming = await rules.upcoming(moment, NEXT)
    if not coming:
        return
    lines = [
        moment.words(
            "reminders.next_line",
            at=one.when,
            about=await _about(moment, one),
            kept_free=one.kept_free,
        )
        for one in coming
    ]
    moment.say("reminders.next")
    moment.say_text("\n".join(lines))


async def _about(moment: Moment, coming: Coming) -> str:
    body = coming.nudge.body
    if body["kind"] == slot.RULE:
        return moment.words(f"rule.{body['what']}")
    entry = await log.find(moment, body["entry"]) if body["entry"] else None
    script = moment.library.scripts.get(body["dialogue"])
    return shorten(entry.text, LINE) if entry else script.title if script else ""


# Away


def _is_away(moment: Moment) -> bool:
    back = moment.known.profile.back
    return back is not None and moment.local.date() < date.fromisoformat(back)


def _say_away(moment: Moment) -> None:
    if _is_away(moment):
        moment.say("reminders.away", day=moment.known.profile.back)


def _ask_away(moment: Moment) -> None:
    moment.say("reminders.ask_away")
    options = [moment.option(one) for one in AWAY]
    moment.ask(NAME, [*options, moment.option("to_reminders")], text=True, args={"at": "away"})


async def _set_back(moment: Moment, back: date) -> None:
    moment.set_profile(replace(moment.known.profile, back=back.isoformat()))
    moment.say("reminders.away_set", day=back)
    await say_next(moment)
    moment.offer(("button.reminders", "/reminders"))


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    word, _, about = option.partition(":")
    if word.startswith("add_"):
        await rule_draft.begin(moment, word.removeprefix("add_"))
        return
    if word in AWAY:
        # From the first day after the leave, which begins today.
        await _set_back(moment, moment.local.date() + timedelta(days=AWAY[word]))
        return
    match word:
        case "rule":
            await rule_draft.change(moment, int(about))
        case "skip_next":
            await rule_draft.skip(moment, None)
        case "away":
            _ask_away(moment)
        case "back_now":
            moment.set_profile(replace(moment.known.profile, back=None))
            moment.say("reminders.back")
            await say_next(moment)
        case "one_by_one":
            await one_by_one.open_list(moment)
        case "all_off" | "on_again":
            await turn(moment, on=word == "on_again")
        case "to_reminders":
            await open_menu(moment, "")
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
        await say_next(moment)


async def _typed(moment: Moment, _screen: Screen, text: str) -> None:
    back = typed_date(text, moment.local.date())
    if back:
        await _set_back(moment, back)
    else:
        moment.say("reminders.unclear_away")
        _ask_away(moment)


async def _again(moment: Moment, screen: Screen) -> None:
    await open_menu(moment, "away" if screen.args["at"] == "away" else "")


async def came_back(moment: Moment) -> None:
    """The first tap or word after the closing note: what was held may come, said once."""
    await waking.wake(moment.unit, moment.who, moment.now)
    if "reminders" in moment.known.profile.switches and any(
        one.body["kind"] == slot.RULE for one in await nudges.of(moment.unit, moment.who)
    ):
        moment.say("reminders.on_again")


ROOM = Room(_tap, _again, _typed)
