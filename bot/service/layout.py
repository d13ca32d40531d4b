"""How a message's buttons stand: answers first, ways out last, in two short rows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flow.session import Option
from bot.service.acts import Button, Rows
from bot.service.tokens import VisitToken

SHORT = 12  # characters: two such labels stand side by side on a small phone, in large type too


def buttons_of(options: Sequence[Option], nonce: str, visit: int) -> tuple[Button, ...]:
    """The options of a visit as buttons, each with its token."""
    return tuple(
        Button(option.label, str(VisitToken(nonce, visit, str(at))))
        for at, option in enumerate(options)
    )


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
