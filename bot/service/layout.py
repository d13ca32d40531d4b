"""How a message's buttons stand: answers first, ways out last, in two short rows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.service.acts import Button, Rows

SHORT = 12  # characters: two such labels stand side by side on a small phone, in large type too


def rows_of(answers: Sequence[Button], ways: Rows = ()) -> tuple[Rows, int]:
    """The rows of a keyboard, and how many of its buttons are answers."""
    rows: list[tuple[Button, ...]] = []
    waiting: Button | None = None
    for button in answers:
        if len(button.label) > SHORT:
            rows += [(waiting,)] if waiting else []
            rows.append((button,))
            waiting = None
        elif waiting:
            rows.append((waiting, button))
            waiting = None
        else:
            waiting = button
    rows += [(waiting,)] if waiting else []
    return (*rows, *ways), len(answers)
