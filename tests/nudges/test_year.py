"""A year of reminders, played; `make year` plays it with a thousand people."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import structlog

from bot.script.folder import read_folder
from tests.nudges.year.account import counts, reckon, tallied
from tests.nudges.year.town import Town

DIALOGUES = Path(__file__).parents[2] / "dialogues"
PEOPLE, SEED, DAYS = 14, 5, 365


@pytest.fixture
def quietly() -> Iterator[None]:
    """Thousands of decisions are not worth a line each."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("quietly")
async def test_in_a_year_every_occurrence_is_accounted_for_and_nobody_is_pestered(
    tmp_path: Path,
) -> None:
    """Sent once, or not sent with a reason that is true.

    Nothing in quiet hours against anybody's will, on a day kept free, in a pause or over the caps;
    half as often after two unanswered, one note after four, and then nothing. No burst after an
    outage, nothing twice after a crash, and what the bot counts is what happened.
    """
    library, _ = read_folder(DIALOGUES, date(2026, 2, 2))
    town = Town(tmp_path, library, PEOPLE, SEED, DAYS)
    await town.run()
    account = reckon(town.book, town.end)
    tallied(town.book, town.machine.told())
    assert town.book.wrong == []
    outcomes = counts(account)
    assert outcomes["sent"] > 300
    for one in ("rested: unanswered", "dropped: late", "sent: the closing note"):
        assert outcomes[one] > 0
    assert len({str(one) for one in account}) > 1000
