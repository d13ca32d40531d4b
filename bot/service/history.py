"""The check-in history: words, by day, for a person who switched it on. Never a number."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flow.turn import TookBack
from bot.service.moment import Moment
from storage import checkins

ANSWERS = ("steady", "okay", "stretched", "empty")
"""The words of the check-in that can be looked back at."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word answer of one day (ISO)."""

    day: str
    answer: str


async def of(moment: Moment) -> list[Word]:
    """The words that were kept, oldest first."""
    return [
        Word(one.body["day"], one.body["answer"])
        for one in await checkins.of(moment.unit, moment.who)
    ]


async def keep(moment: Moment, dialogue: str, question: str, answer: str) -> None:
    """Keeps one word answer."""
    day = moment.local.date()
    body = {"day": day.isoformat(), "dialogue": dialogue, "question": question, "answer": answer}
    await checkins.add(moment.unit, [(moment.who, day.strftime("%Y-%m"), body)])


async def take_back(moment: Moment, took: TookBack) -> None:
    """Forgets the newest word of today that answers so, if there is one."""
    gone = {
        "day": moment.local.date().isoformat(),
        "dialogue": took.dialogue,
        "question": took.question,
        "answer": took.answer,
    }
    kept = [one for one in await checkins.of(moment.unit, moment.who) if one.body == gone]
    if kept:
        await checkins.delete_one(moment.unit, moment.who, kept[-1].id)
