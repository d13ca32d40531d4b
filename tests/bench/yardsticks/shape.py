"""What every yardstick sends: words and keyboards of the size that Cairn's have.

A cycle is a command and thirteen taps, which gives the 2.86 calls a turn that a crowd makes with
Cairn's check-in and its minute to settle: the tap's spinner is stopped, the answered keyboard
removed, the next message sent; the last message has no question.
"""

from __future__ import annotations

TAPS = 13
WORDS = (
    "How are things just now?\n\n"
    "This is a message of the length that questions have here. Nothing is scored."
)
ANSWERS = ("Steady", "Okay", "Stretched", "Running on empty", "Rather not say")
WAYS = (("Back", "Support"), ("Pause", "Stop"))


def rows(left: int) -> list[list[tuple[str, str]]]:
    """The keyboard of a message after which `left` taps are to come; none after the last."""
    if left == 0:
        return []
    answers = [[(label, f"0.{left}.{at}")] for at, label in enumerate(ANSWERS)]
    return answers + [[(label, f"/{label}") for label in row] for row in WAYS]


def left_after(data: str) -> int:
    """How many taps are to come after the one with this data."""
    return int(data.split(".")[1]) - 1
