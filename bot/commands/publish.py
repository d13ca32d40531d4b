"""`cairn publish`: what would change is shown, looked over, asked about, and then live."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.script.files import files_in
from bot.script.memo import Memo
from bot.service.publishing import publishing
from bot.service.publishing.changes import as_lines
from bot.service.publishing.past import headline, past
from bot.service.publishing.publishing import CannotPublish, Proposal
from bot.settings import Settings
from storage.keyfile import load_or_make
from storage.store import Store, database_file

NEVER_STARTED = (
    "Nothing was ever published here. The first start of Cairn publishes the folder of dialogues."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for.

    Attributes:
        by: Who asks, by role.
        yes: Whether the answer to the one question is yes already.
        look: Whether to look only.
    """

    by: str = ""
    yes: bool = False
    look: bool = False


Work = Callable[[Store], Awaitable[int]]


async def publish(settings: Settings, now: datetime, wish: Wish) -> int:
    """Publishes the folder of dialogues; returns the exit code."""

    async def work(store: Store) -> int:
        folder = files_in(settings.dialogues)
        proposal = await publishing.of_folder(store, folder, now, Memo(), by_hand=True)
        if proposal.over is None:
            print(NEVER_STARTED)
            return 1
        _show(proposal)
        if proposal.looked.refusals():
            return 1
        if proposal.says_the_same or wish.look:
            return 0
        if not _agreed(wish):
            return 1
        made = await publishing.publish(store, proposal, now, wish.by)
        print(f"Edition {made.number} is published. {_TAKEN_UP}")
        return 0

    return await _with_store(settings, now, work)


async def take_back(settings: Settings, now: datetime, number: int | None, wish: Wish) -> int:
    """Makes an earlier edition live again; returns the exit code."""

    async def work(store: Store) -> int:
        way = await publishing.way_back(store, number, now)
        print(f"Back to edition {way.number}. For whoever begins from now on:")
        print(*(f"  {line}" for line in as_lines(way.proposal.changes)), sep="\n")
        if wish.look:
            return 0
        if not _agreed(wish):
            return 1
        made = await publishing.take_back(store, way, now, wish.by)
        print(f"Edition {made.number} is published: the words of edition {way.number}. {_TAKEN_UP}")
        print("The folder of dialogues is as it was.")
        return 0

    return await _with_store(settings, now, work)


async def history(settings: Settings, now: datetime) -> int:
    """Says what was published when, newest first, and what each changed; returns the exit code."""

    async def work(store: Store) -> int:
        async with store.read() as unit:
            found = await past(unit)
        if not found:
            print(NEVER_STARTED)
            return 1
        for one in found:
            print(headline(one, ZoneInfo(settings.timezone)))
            if one.changes is not None:
                print(*(f"  {line}" for line in as_lines(one.changes)), sep="\n")
        return 0

    return await _with_store(settings, now, work)


_TAKEN_UP = "A running Cairn takes it up within seconds; whoever is part-way ends on their words."


async def _with_store(settings: Settings, now: datetime, work: Work) -> int:
    """Does something with the store; without a database there is nothing to do it with."""
    file = database_file(settings.database)
    if not file.exists():
        print(NEVER_STARTED)
        return 1
    store = await Store.open(
        settings.database,
        load_or_make(settings.key_file, file),
        erased_list=settings.erased,
        now=now,
    )
    async with store:
        try:
            return await work(store)
        except CannotPublish as reason:
            print(reason)
            print("Nothing was published.")
            return 1


def _show(proposal: Proposal) -> None:
    if proposal.both:
        print(
            "Changed both in the folder and on the page; the page’s words stay: "
            f"{', '.join(proposal.both)}."
        )
    if proposal.elsewhere:
        print(
            f"Live with the words of the page, not the folder’s: {', '.join(proposal.elsewhere)}."
        )
    if proposal.says_the_same:
        print("The folder says what is live. Nothing to publish.")
    else:
        print("For whoever begins from now on:")
        print(*(f"  {line}" for line in as_lines(proposal.changes)), sep="\n")
    warnings = [one.line() for one in proposal.looked.problems if one.severity == "W"]
    refusals = proposal.looked.refusals()
    print(*warnings, *refusals, sep="\n", end="\n" if warnings or refusals else "")
    if refusals:
        print("Nothing was published: this has to be mended first.")


def _agreed(wish: Wish) -> bool:
    if wish.yes:
        return True
    if not sys.stdin.isatty():
        print("Nothing was published; add --yes to publish this.")
        return False
    return input("Publish this? [y/N] ").strip().casefold() in ("y", "yes")
