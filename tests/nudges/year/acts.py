"""What people do, tap by tap, as they would do it: by real commands, buttons and words.

An act is a generator: it yields what the person does, and is given what they are told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.nudges import slot
from bot.nudges.rules import Rule
from bot.service import log, reminders, rules
from bot.service.acts import Say
from bot.service.inputs import Command, Input, Left, Returned, Tapped, Typed
from bot.service.log import LogEntry
from bot.service.moment import Moment
from bot.service.profile import Profile
from bot.service.rules import Kept
from tests.nudges.wall import moment as moment_of
from tests.nudges.year.people import ZONES, Someone

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_TAPS = 14
START = datetime(2026, 2, 2, 6, tzinfo=UTC)


@dataclass(frozen=True)
class Directly:
    """Something set up without a conversation; no tap, and no answer to anything."""

    work: Callable[[Moment], Awaitable[None]]


Doing = Generator[Input | Directly, Say | None, None]
Words = Callable[..., str]


def name_of(act: Doing) -> str:
    """What sort of act it is."""
    return str(getattr(act, "__name__", ""))


def button(said: Say | None, *labels: str) -> Tapped | None:
    """The first button whose label begins with one of these."""
    for row in said.rows if said else ():
        for one in row:
            if one.label.startswith(labels):
                return Tapped(one.token)
    return None


def opening(words: Words, key: str) -> str:
    """How a label begins whose end is filled in."""
    return words(key, at="", what="").rstrip(" ()")


def tap(said: Say | None, *labels: str) -> Doing:
    """Taps such a button, where there is one."""
    found = button(said, *labels)
    if found:
        yield found


def say(*inputs: Input) -> Doing:
    """Does these things, one after the other."""
    for one in inputs:  # noqa: UP028  # a tuple takes no answers
        yield one


# A message that came by itself


def answer(who: Someone, said: Say, words: Words) -> Doing:
    """One of the answers that its buttons offer, or a word."""
    what = who.random.choices(
        ("now", "later", "not_today", "word", "fewer", "no_more_of_these"), (25, 30, 20, 18, 4, 3)
    )[0]
    found = None if what == "word" else button(said, words(f"button.{what}"))
    if found is None:
        who.puts_off = None
        yield Typed("thank you")
        return
    told = yield found
    if what != "later":
        who.puts_off = None
    if what == "now":
        yield from _talk(who, told)
    elif what == "later":
        yield from _put_off(who, told, words)


def _put_off(who: Someone, told: Say | None, words: Words) -> Doing:
    hour = opening(words, "promised.in_an_hour")
    evening = words("promised.this_evening")
    ways = [hour, evening, words("button.tomorrow"), words("button.next_week")]
    first = who.random.choice(ways)
    told = yield from _tapped(told, first, words("button.tomorrow"))
    # In their quiet hours they are asked once more.
    yield from tap(told, opening(words, "promised.quiet_yes"))


def _tapped(said: Say | None, *labels: str) -> Generator[Input | Directly, Say | None, Say | None]:
    found = next((one for label in labels if (one := button(said, label))), None)
    return (yield found) if found else None


def _talk(who: Someone, told: Say | None) -> Doing:
    """Answers whatever is asked; now and then they put the phone away in the middle."""
    if who.will and who.touched:
        who.talked = who.will.day(who.touched)
    for _ in range(who.random.choice([1, 2, MOST_TAPS, MOST_TAPS])):
        if told is None or told.visit is None:
            return
        if told.answers:
            told = yield Tapped(told.rows[0][0].token)
        else:
            told = yield Typed("a cup of tea before the next visit")
    if who.random.random() < 0.5:
        yield Command("stop")


# Settings and reminders, by their own pages


def away(who: Someone, words: Words) -> Doing:
    """For a week, for two, or until a day that is typed."""
    told = yield Command("reminders", "away")
    if who.random.random() < 0.5:
        yield from tap(told, words(f"button.{who.random.choice(['away_week', 'away_fortnight'])}"))
    elif who.will and who.touched:
        back = who.will.day(who.touched) + timedelta(days=who.random.randint(2, 30))
        yield Typed(f"{back.day} {back:%B}")


def on_page(words: Words, *keys: str) -> Doing:
    """Taps its way through `/reminders`, by keys of words or by how a button begins."""
    told = yield Command("reminders")
    for key in keys:
        found = button(told, key if " " in key else opening(words, key))
        if found is None:
            return
        told = yield found


def setting(page: str, *typed: str) -> Doing:
    """Types something on a page of the settings."""
    yield Command("settings", page)
    for one in typed:
        yield Typed(one)


def shifts(words: Words) -> Doing:
    """Four on, four off, from today."""
    yield Command("settings", "days")
    told = yield Typed("four on four off")
    yield from tap(told, words("settings.first_today"))


def holidays(words: Words) -> Doing:
    """Bank holidays too; or not any more."""
    told = yield Command("settings", "days")
    yield from tap(told, words("settings.holidays_on"), words("settings.holidays_off"))


def stop(who: Someone, words: Words) -> Doing:
    """`/stop`, and whether reminders should stop too."""
    told = yield Command("stop")
    key = "button.stop_them" if who.random.random() < 0.3 else "button.leave_them"
    yield from tap(told, words(key))


def choose(who: Someone, words: Words) -> Doing:
    """A rule in one's own words, or as suggested; changed, where there is one already."""
    what = who.random.choice(["checkin", "reflect", "change"])
    told = yield Command("reminders", what)
    if who.random.random() < 0.7:
        days = who.random.sample(WEEKDAYS, who.random.choice([1, 1, 2, 3]))
        every = who.random.choice(["", "", "every second week "])
        told = yield Typed(f"{every}{' and '.join(days)} at {clock(who.random):%H:%M}")
    quiet_yes = opening(words, "rule.quiet_yes")
    for label in (quiet_yes, words("button.rule_yes")):
        found = button(told, label)
        if found:
            told = yield found


def check_in(who: Someone) -> Doing:
    """`/checkin`, without having been asked."""
    told = yield Command("checkin")
    yield from _talk(who, told)


# Without a conversation


def promise(who: Someone) -> Doing:
    """A day to come back to something, or a message for later, wherever on the clock it lies."""
    kind = who.random.choice([slot.REVISIT, slot.LATER])
    days, at = who.random.randint(0, 20), clock(who.random)

    async def work(moment: Moment) -> None:
        day = moment.local.date() + timedelta(days=days)
        when = moment_of(day, at, moment.known.profile.zone)
        if when <= moment.now:
            return
        about = "change" if kind == slot.REVISIT else "checkin"
        offer = rules.offer_of(moment, about)
        entry = None
        if kind == slot.REVISIT:
            entry = await log.add(moment, LogEntry.new("small_change", "-", moment.local.date()))
        body = {"kind": kind, "dialogue": rules.DIALOGUES[about], "step": offer and offer.starts}
        await reminders.add(moment, {**body, "entry": entry, "text": "-"}, when)

    yield Directly(work)


def begin(who: Someone, words: Words) -> Doing:
    """The first day: yes, the first question passed over, settings, and rules of all kinds."""
    told = yield Command("start", "yes")
    who.talked = START.date()
    yield from tap(told, "Skip")
    yield Directly(lambda moment: _set_up(who.random, moment))
    if who.random.random() < 0.4:
        yield from choose(who, words)


async def _set_up(random: Random, moment: Moment) -> None:
    moment.set_profile(_profile(random, moment.known.profile, moment.local.date()))
    for _ in range(random.randint(0, 8)):
        await log.add(moment, LogEntry.new("small_change", "-", moment.local.date()))
    for what in random.sample(sorted(rules.DIALOGUES), random.choice([0, 1, 1, 2, 3])):
        await rules.put(moment, Kept(0, what, _rule(random, moment)))


def _profile(random: Random, profile: Profile, today: date) -> Profile:
    zone = "Europe/London" if random.random() < 0.4 else random.choice(ZONES)
    changed = replace(profile, zone=zone)
    if random.random() < 0.3:
        changed = replace(
            changed, days=tuple(sorted(random.sample(range(7), random.randint(1, 7))))
        )
    if random.random() < 0.2:
        on, off = random.choice([(4, 4), (2, 2), (5, 3), (7, 7), (6, 1)])
        first = today - timedelta(days=random.randint(0, 10))
        changed = replace(changed, shifts=(on, off, first.isoformat()), holidays=True)
    if random.random() < 0.3:
        start, end = random.choice([("22:00", "07:00"), ("17:00", "09:00"), ("00:30", "06:15")])
        changed = replace(changed, quiet_from=start, quiet_to=end)
    return changed


def _rule(random: Random, moment: Moment) -> Rule:
    profile = moment.known.profile
    by_shift = profile.shifts is not None and random.random() < 0.8
    places = range(profile.shifts[0]) if by_shift and profile.shifts else range(7)
    count = min(len(places), random.choice([1, 1, 2, 3, 5]))
    rule = Rule(
        frozenset(random.sample(places, count)),
        clock(random),
        moment.local.date() - timedelta(days=random.randint(0, 20)),
        every=random.choice([1, 1, 1, 2, 4]),
        by_shift=by_shift,
    )
    return replace(rule, picked=rules.in_quiet_hours(moment, rule) and random.random() < 0.6)


def clock(random: Random) -> time:
    """A time of day: mostly of the working day, now and then any at all."""
    if random.random() < 0.75:
        return time(random.randint(8, 18), random.choice([0, 15, 30, 45]))
    return time(random.randint(0, 23), random.choice([0, 5, 30, 59]))


# A year's plan


def plan(who: Someone, words: Words, days: int) -> Sequence[tuple[datetime, Doing]]:
    """What somebody does by themselves in a year, and when."""
    acts: list[tuple[datetime, Doing]] = []
    for _ in range(who.random.randint(0, 14) if who.answers else who.random.randint(0, 2)):
        when = START + timedelta(days=who.random.uniform(1, days))
        after = when + timedelta(days=who.random.expovariate(1 / 12))
        acts += [(one, act) for one, act in zip((when, after), _some(who, words), strict=False)]
    for _ in range(who.random.choice([0, 0, 5, 40])):
        acts.append((START + timedelta(days=who.random.uniform(1, days)), promise(who)))
    return acts


def _some(who: Someone, words: Words) -> Sequence[Doing]:
    random = who.random
    days = random.sample(WEEKDAYS, random.randint(1, 6))
    start, end = random.choice([("19:00", "08:00"), ("22:00", "07:00"), ("17:00", "09:00")])
    zone = random.choice(["Europe/London", random.choice(ZONES)])
    kinds: list[Callable[[], Sequence[Doing]]] = [
        lambda: [away(who, words)],
        lambda: [away(who, words), on_page(words, "button.back_now")],
        lambda: [say(Command("pause")), say(Command("resume"))],
        lambda: [say(Left()), say(Returned())],
        lambda: [say(Left()), say(Command("start"))],
        lambda: [_blocks(who), say(Returned())],
        lambda: [setting("zone", zone)],
        lambda: [setting("days", " and ".join(days))],
        lambda: [setting("quiet", f"{start} to {end}")],
        lambda: [shifts(words), setting("days", "Monday to Friday")],
        lambda: [holidays(words)],
        lambda: [choose(who, words)],
        lambda: [choose(who, words)],
        lambda: [on_page(words, "button.skip_next")],
        lambda: [on_page(words, "button.all_off"), on_page(words, "button.on_again")],
        lambda: [on_page(words, "1. ", "button.stop_this"), choose(who, words)],
        lambda: [stop(who, words), choose(who, words)],
        lambda: [check_in(who)],
        lambda: [say(Typed("hello"))],
    ]
    return random.choice(kinds)()


def _blocks(who: Someone) -> Doing:
    """They block the bot, and nobody tells it: it shows when something is sent."""
    who.blocked = True
    return
    yield
