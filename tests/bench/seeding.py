"""A store with many people in it, as they would be after months: settings, a place, their rule."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot import clock
from bot.nudges.rules import Rule
from bot.service.desk import Desk
from bot.service.installation import CONSENT
from bot.service.profile import Profile
from bot.service.teams.cards import row_of
from bot.service.teams.team_desk import TeamDesk
from storage import nudges, tables
from storage.keyfile import load_or_make
from storage.nudges import Nudge
from storage.people import GROUP, PERSON, Owner
from storage.sealing import Body, Place, seal, seal_body
from storage.store import Store, Unit
from tests.bench import due

STRANGERS = 10_000_000  # the first of the people who are stored and never talk
AT_ONCE = 10_000
QUARTER = timedelta(days=91)
_ADD = insert(tables.people)

Rules = Callable[[int], Nudge]
"""Somebody's rule, by how many people were made before them; its id is given later."""


async def seed(folder: Path, count: int, first: int, rules: Rules | None = None) -> None:
    """Adds people with the addresses `tg:<first>` and on, who said yes; with a rule, if given."""
    profile = Profile(CONSENT, due.ZONE)
    if rules:
        profile = profile.switch("reminders", on=True)

    def desk() -> Body:
        return Desk(profile, secrets.token_hex(4)).to_json()

    await _add(folder, range(first, first + count), PERSON, desk, rules)


async def seed_groups(folder: Path, chats: Sequence[int]) -> None:
    """Adds groups that have a card on Mondays at nine."""
    monday = due.the_monday()
    desk = TeamDesk(due.ZONE, (0,), monday + QUARTER, secrets.token_hex(4))
    rule = Rule(frozenset({0}), due.NINE, monday)
    row = row_of(0, rule, desk, due.nine() - timedelta(hours=1), due.library().holidays)
    await _add(folder, chats, GROUP, desk.to_json, lambda _: row)


@asynccontextmanager
async def opened(folder: Path, now: datetime) -> AsyncIterator[Store]:
    """The store in a folder, as the bot opens it; made, if there is none."""
    database = folder / "cairn.db"
    vault = load_or_make(folder / "master.key", database)
    listed = folder / "erased.txt"
    async with await Store.open(f"sqlite:///{database}", vault, erased_list=listed, now=now) as one:
        yield one


class Stores:
    """Folders with many people and their rules in them, each made once and never written to."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def spread(self, count: int) -> Path:
        """So many strangers, whose rules are spread over a week."""
        folder = self._root / str(count)
        if not folder.exists():
            folder.mkdir()
            await seed(folder, count, STRANGERS, due.spread)
        return folder


def copied(stored: Path, folder: Path) -> None:
    """Copies a folder into another."""
    shutil.copytree(stored, folder, dirs_exist_ok=True)
    flushed()


def flushed() -> None:
    """Waits for the disk: what was just written must not be written back during a measurement."""
    os.sync()


async def _add(
    folder: Path,
    chats: Sequence[int],
    kind: str,
    desk: Callable[[], Body],
    rules: Rules | None,
) -> None:
    async with opened(folder, clock.now()) as store:
        for start in range(0, len(chats), AT_ONCE):
            async with store.write() as unit:
                rows, owned = [], []
                for place, chat in enumerate(chats[start : start + AT_ONCE], start):
                    owner = Owner(secrets.token_hex(16), unit.vault.new_person_key())
                    rows.append(_row(unit, owner, f"tg:{chat}", kind, desk()))
                    if rules:
                        owned.append((owner, replace(rules(place), id=unit.new_id())))
                await unit.run(_ADD, rows)
                await nudges.add(unit, owned)


def _row(unit: Unit, owner: Owner, address: str, kind: str, desk: Body) -> dict[str, object]:
    """As `people.add` writes it; that one makes a statement of each, which takes far longer."""
    return {
        "id": owner.id,
        "lookup": unit.vault.lookup(address),
        "wrapped_key": unit.vault.wrap(owner.id, owner.key),
        "address": seal(
            owner.key, Place("people", "address", owner.id, owner.id), address.encode()
        ),
        "desk": seal_body(owner.key, Place("people", "desk", owner.id, owner.id), desk),
        "desk_version": 1,
        "kind": kind,
        "last_seen": clock.now().date(),
    }
