"""What can be pressed under a message: a number for an answer, a letter for a way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.service.acts import Button, Drawing, Say
from bot.service.tokens import BACK, PAUSE, STOP, Standing, VisitToken, read_token

SUPPORT = "?"
WAYS_OUT = {BACK: "back", PAUSE: "pause", STOP: "stop", SUPPORT: "support"}
"""What the letters mean where no message with its keys is on the screen: never an answer."""


@dataclass(frozen=True, slots=True)
class Key:
    """What to type, and the button that this taps."""

    press: str
    button: Button


@dataclass(frozen=True, slots=True)
class Keys:
    """The buttons of one message; the answers count from 1, and so do ways out without a letter."""

    answers: tuple[Key, ...] = ()
    ways: tuple[Key, ...] = ()

    def pressed(self, typed: str) -> Button | None:
        """The button that these typed words press, if any."""
        words = typed.strip().casefold()
        for key in (*self.answers, *self.ways):
            if key.press == words:
                return key.button
        return None


def keys_of(message: Say | Drawing) -> Keys:
    """The keys under a message."""
    buttons = tuple(chain.from_iterable(message.rows))
    answers, others = buttons[: message.answers], buttons[message.answers :]
    letters = [_letter(button) for button in others]
    answers += tuple(one for one, letter in zip(others, letters, strict=True) if not letter)
    ways = tuple(Key(letter, one) for one, letter in zip(others, letters, strict=True) if letter)
    return Keys(numbered(answers), ways)


def numbered(buttons: Sequence[Button]) -> tuple[Key, ...]:
    """Buttons as keys that count from 1."""
    return tuple(Key(str(number), button) for number, button in enumerate(buttons, 1))


def _letter(button: Button) -> str | None:
    match read_token(button.token):
        case VisitToken(key=key) if key in (BACK, PAUSE, STOP):
            return key
        case Standing("support", ""):
            return SUPPORT
        case _:
            return None
