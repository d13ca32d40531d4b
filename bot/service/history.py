"""The check-in history: words, by day, for a person who switched it on. Never a number."""

from __future__ import annotations

from bot.service.moment import Moment
from storage import checkins


async def keep(moment: Moment, dialogue: str, question: str, answer: str) -> None:
    """Keeps one word answer."""
    day = moment.local.date()
    body = {"day": day.isoformat(), "dialogue": dialogue, "question": question, "answer": answer}
    await checkins.add(moment.unit, moment.who, day.strftime("%Y-%m"), body)
