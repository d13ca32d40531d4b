"""What `cairn doctor` looks at, and what it says about each: ok, look at, or wrong with what to do.

It changes nothing, and names nobody.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.script.checked import WARN_AFTER_DAYS, is_old
from bot.script.folder import Library, read_folder
from bot.script.holidays import Holidays
from bot.script.problems import Problem
from bot.script.resources import filled
from bot.settings import Settings, misspelt
from bot.telegram.problems import TelegramProblem
from bot.telegram.whoami import whoami
from storage.problems import StorageProblem
from storage.standing import look

MOST_WAITING = 100  # messages; more than that has been waiting for somebody
MOST_SKEW = timedelta(seconds=60)


class State(StrEnum):
    """How a finding is said. Only WRONG makes the command fail."""

    OK = "ok"
    LOOK = "look at"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    state: State
    about: str
    words: str

    def line(self) -> str:
        """The finding as it is printed."""
        return f"{self.state.value:<8} {self.about}: {self.words}"


async def examine(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Every finding, in the order in which somebody would mend them."""
    yield _python()
    for one in (*_settings(settings), *_folder(settings.data_dir), *_key(settings)):
        yield one
    async for one in _database(settings, now):
        yield one
    yield _zones(settings)
    library, problems = read_folder(settings.dialogues, now.date())
    for one in (*_scripts(problems), *_support(library, now.date())):
        yield one
    for one in _resources(library, now.date()):
        yield one
    yield _holidays(library.holidays, now.date())
    async for one in _telegram(settings, now):
        yield one


async def report(settings: Settings, now: datetime) -> int:
    """Prints every finding as it comes; returns the exit code."""
    wrong = look = 0
    async for finding in examine(settings, now):
        print(finding.line(), flush=True)
        wrong += finding.state is State.WRONG
        look += finding.state is State.LOOK
    print(f"{wrong} wrong, {look} to look at." if wrong or look else "All is well.")
    return 1 if wrong else 0


def _python() -> Finding:
    version = sys.version.split()[0]
    return Finding(State.OK, "Python", version)


def _settings(settings: Settings) -> Iterator[Finding]:
    for sentence in misspelt():
        yield Finding(State.LOOK, "Settings", sentence)
    if not settings.operator_name:
        words = "nobody is named as running this; set CAIRN_OPERATOR_NAME, which /start shows."
        yield Finding(State.LOOK, "Operator", words)
    if not settings.privacy_contact:
        words = "nobody is named to ask about privacy; set CAIRN_PRIVACY_CONTACT."
        yield Finding(State.LOOK, "Privacy contact", words)
    if settings.operator_name and settings.privacy_contact:
        words = f"{settings.operator_name}; {settings.privacy_contact}"
        yield Finding(State.OK, "Operator and privacy contact", words)
    if not settings.privacy_notice:
        words = "/privacy links to no notice; set CAIRN_PRIVACY_NOTICE to the address of yours."
        yield Finding(State.LOOK, "Privacy notice", words)
    if settings.webhook_url:
        words = "CAIRN_WEBHOOK_URL is set, but this version polls and does not use it."
        yield Finding(State.LOOK, "Webhook", words)


def _folder(data: Path) -> Iterator[Finding]:
    if not data.exists():
        yield Finding(State.OK, "Data folder", f"{data} will be made at the first start.")
    elif not data.is_dir() or not os.access(data, os.W_OK | os.X_OK):
        words = f"nothing can be written in {data}; let the account that runs Cairn write there."
        yield Finding(State.WRONG, "Data folder", words)
    else:
        yield Finding(State.OK, "Data folder", str(data))


def _key(settings: Settings) -> Iterator[Finding]:
    path = settings.key_file
    if settings.key_beside_data:
        words = (
            f"{path} lies in the data folder, so a copy of that folder holds the key as well; "
            "move it elsewhere and name it in CAIRN_MASTER_KEY_FILE."
        )
        yield Finding(State.LOOK, "Master key", words)
    if not path.exists():
        yield Finding(State.OK, "Master key", f"{path} will be made at the first start.")
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        words = f"others may read {path}; run: chmod 600 {path}"
        yield Finding(State.WRONG, "Master key", words)
    else:
        yield Finding(State.OK, "Master key", f"{path}, for its owner alone")


async def _database(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    try:
        found = await look(settings.database, settings.key_file, now)
    except FileNotFoundError:
        yield Finding(State.OK, "Database", "will be made at the first start.")
        return
    except StorageProblem as problem:
        yield Finding(State.WRONG, "Database", str(problem))
        return
    if found is None:
        yield Finding(State.OK, "Database", "the next start brings its tables up to date.")
        return
    yield Finding(State.OK, "Database", f"opens with the key; {found.people} people")
    backlog = f"{found.waiting} messages wait to be sent, {found.due} reminders are due"
    if found.waiting > MOST_WAITING:
        words = f"{backlog}; is the bot running, and on the network?"
        yield Finding(State.LOOK, "Backlog", words)
    else:
        yield Finding(State.OK, "Backlog", backlog)


def _zones(settings: Settings) -> Finding:
    # London's summer time: a machine without zone data, or with a broken copy, gets this wrong.
    summer = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    if summer != timedelta(hours=1):
        words = "the time zones of this machine are wrong; install or update tzdata."
        return Finding(State.WRONG, "Time zones", words)
    return Finding(State.OK, "Time zones", f"{settings.timezone} for new people")


def _scripts(problems: list[Problem]) -> Iterator[Finding]:
    errors = [one for one in problems if one.severity == "E"]
    if errors:
        words = f"{errors[0].line()} ({len(errors)} in all; cairn lint shows them)"
        yield Finding(State.WRONG, "Scripts", words)
    elif problems:
        words = f"they can be played; {len(problems)} warnings, which cairn lint shows."
        yield Finding(State.LOOK, "Scripts", words)
    else:
        yield Finding(State.OK, "Scripts", "nothing to mend")


def _support(library: Library, today: date) -> Iterator[Finding]:
    for name, card in library.support.items():
        about = f"Support card “{name}”"
        if gaps := card.gaps():
            words = f"still to fill in, and left out of what people see: {', '.join(gaps)}."
            yield Finding(State.LOOK, about, words)
        lines = [one for one in (*card.urgent, *card.lines, *card.near) if one.has_contact]
        old = [one.name for one in lines if not one.is_gap and is_old(one.checked, today)]
        if old:
            words = (
                f"not checked for {WARN_AFTER_DAYS} days: {', '.join(old)}. "
                "Look at each one’s own page, then change its date."
            )
            yield Finding(State.LOOK, about, words)
        elif not gaps:
            yield Finding(State.OK, about, f"{len(lines)} ways to reach somebody, all checked")


def _resources(library: Library, today: date) -> Iterator[Finding]:
    about, shown = "Resources", filled(library.resources)
    if not library.resources:
        words = "there are none; write some in the dialogues’ shared/resources.yaml."
        yield Finding(State.LOOK, about, words)
    if gaps := [one.name for one in library.resources if one.is_gap]:
        words = f"still to fill in, and left out of what people see: {', '.join(gaps)}."
        yield Finding(State.LOOK, about, words)
    if old := [one.name for one in shown if is_old(one.checked, today)]:
        words = (
            f"not checked for {WARN_AFTER_DAYS} days: {', '.join(old)}. "
            "Open each one’s address, then change its date."
        )
        yield Finding(State.LOOK, about, words)
    elif shown:
        oldest = max((today - one.checked).days for one in shown if one.checked)
        words = f"{len(shown)} addresses; the oldest was checked {oldest} days ago"
        yield Finding(State.OK, about, words)


def _holidays(holidays: Holidays, today: date) -> Finding:
    to_come = sum(day >= today for day in holidays.also)
    if holidays.also and not to_come:
        words = (
            f"the last local one was on {max(holidays.also)}; write the next ones in the "
            "dialogues’ shared/holidays.yaml."
        )
        return Finding(State.LOOK, "Holidays", words)
    whose = "Scotland’s bank holidays" if holidays.scotland else "no bank holidays"
    return Finding(State.OK, "Holidays", f"{whose}; local ones to come: {to_come}")


async def _telegram(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    if settings.telegram_token is None:
        words = "no CAIRN_TELEGRAM_TOKEN, so “cairn run” opens the terminal."
        yield Finding(State.LOOK, "Telegram", words)
        return
    try:
        who = await whoami(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
    except TelegramProblem as problem:
        yield Finding(State.WRONG, "Telegram", str(problem))
        return
    yield Finding(State.OK, "Telegram", f"the token belongs to @{who.username}")
    yield _clock(now, who.date)


def _clock(now: datetime, there: str) -> Finding:
    try:
        apart = abs(now - parsedate_to_datetime(there).astimezone(UTC))
    except (TypeError, ValueError):
        return Finding(State.LOOK, "Clock", "Telegram did not say what time it has there.")
    if apart > MOST_SKEW:
        words = (
            f"is {apart.total_seconds():.0f} seconds away from Telegram’s; set it, or switch on "
            "time synchronisation."
        )
        return Finding(State.WRONG, "Clock", words)
    return Finding(State.OK, "Clock", "agrees with Telegram’s")
