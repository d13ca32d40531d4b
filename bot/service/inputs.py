"""What may arrive from a person or a group, whatever the transport.

`message` is the transport's number for the message it came in (for a tap: the message that
carries the button), so that an edit, a tidy-up or an old keyboard can be found again.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button; `token` is what the button carried."""

    token: str
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words."""

    text: str
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash, and the words after it."""

    name: str
    argument: str = ""
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """New words for an earlier message."""

    text: str
    message: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is not words: voice, photo, sticker, file, location, a forwarded message."""

    message: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The person unblocked the bot."""


# What may arrive from a team's group chat, of which nothing else is read.


@dataclass(frozen=True, slots=True)
class InGroup:
    """`/team` or a tap in a group.

    Attributes:
        said: What it was.
        by: The address of whoever it was; None for an administrator who does not say who they are.
        admin: Whether they look after the group; None where that could not be found out.
        topic: The number of the topic it was in; None in a group without, or in the general one.
    """

    said: Command | Tapped
    by: str | None
    admin: bool | None = None
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class LetIn:
    """The bot may write in the group from now on; `added`: it was not in it before."""

    added: bool


@dataclass(frozen=True, slots=True)
class ShutOut:
    """The bot was removed from the group, or may no longer write in it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group goes on at another address."""

    to: str


GroupInput = InGroup | LetIn | ShutOut | Moved
Input = Tapped | Typed | Command | Edited | Unreadable | Left | Returned | GroupInput


@dataclass(frozen=True, slots=True)
class Arrived:
    """One input from one address. `update` is the transport's id for it, to know it again."""

    update: int | None
    address: str
    input: Input
