"""What became of reminders, in numbers; about nobody.

An occurrence is settled once: sent, rested or dropped. Until then it may be held and moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from bot.nudges.policy import Kind, Reason, Verdict
from bot.nudges.slot import ONCE
from storage.nudges import Nudge

Decided = tuple[Nudge, Verdict]
"""A reminder as it was, and what was decided about it."""

logger = structlog.get_logger()


class Tally:
    """Counts what was decided since the start, by kind and reason, once it is committed.

    Args:
        account: Told of every decision and its moment; for an account that can be read.
    """

    def __init__(self, account: Callable[[Nudge, Verdict, datetime], None] | None = None) -> None:
        self.verdicts: Counter[tuple[Kind, Reason]] = Counter()
        self.taken_up = 0
        self.last_tick: datetime | None = None
        self._account = account

    def take(self, decided: Sequence[Decided], now: datetime) -> None:
        """Counts decisions, and logs how many there were of each."""
        counts = Counter((verdict.kind, verdict.reason) for _, verdict in decided)
        self.verdicts.update(counts)
        for (kind, reason), count in sorted(counts.items()):
            logger.info("nudges decided", kind=kind.value, reason=reason.value, count=count)
        if self._account:
            for nudge, verdict in decided:
                self._account(nudge, verdict, now)

    def by_outcome(self) -> dict[str, dict[str, int]]:
        """The counts by outcome and reason: `{send: {due: 3}, drop: {paused: 1}}`."""
        found: dict[str, dict[str, int]] = {}
        for (kind, reason), count in sorted(self.verdicts.items()):
            found.setdefault(kind.value, {})[reason.value] = count
        return found

    def take_back(self, decided: Sequence[Decided]) -> None:
        """These were not sent after all, and were decided about anew."""
        for _, verdict in decided:
            self.verdicts[verdict.kind, verdict.reason] -= 1

    def not_sent(self, decided: Sequence[Decided], now: datetime) -> None:
        """Takes back that these were sent, as the person cannot be reached; a promise waits."""
        self.take_back(decided)
        self.take([(nudge, _unreachable(nudge)) for nudge, _ in decided], now)


def _unreachable(nudge: Nudge) -> Verdict:
    return Verdict(Kind.HOLD if nudge.body["kind"] in ONCE else Kind.DROP, Reason.UNREACHABLE)
