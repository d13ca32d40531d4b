"""What the service asks a transport to do, as plain values that go through JSON."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

LINK = "start:"


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words, and the short token that comes back when it is tapped.

    A token that begins with `LINK` opens the private chat with what follows it, from anywhere; a
    transport that has no such links leaves the button out.
    """

    label: str
    token: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A new message in light markup. Answers come first in `rows`, ways out last.

    `visit` marks the message as showing that question; `entry` as showing that log entry.
    `urgent` goes before what already waits for this person: the support card does.
    `topic` is where in a group it belongs; once that is gone or closed, the general topic will do.
    The first `answers` rows hold answers, which a transport without buttons may number.
    """

    text: str
    rows: Rows = ()
    answers: int = 0
    visit: int | None = None
    entry: str | None = None
    silent: bool = False
    protect: bool = False
    pin: bool = False
    urgent: bool = False
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """Takes the keyboard off a message: the one with this number, or that showed this visit."""

    message: int | None = None
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class Refresh:
    """Puts new words into a message: the one with this number, or that showed this visit.

    With both, the message with the number shows the visit from now on.
    """

    visit: int | None
    text: str
    rows: Rows = ()
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Deletes messages, the person's own or the bot's, where the transport still can."""

    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file."""

    name: str
    data: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Print:
    """A file that is made as it is sent, such as a PDF, which takes too long to be waited for.

    `kind` and `of` are the recipe (`bot/service/made.py`), in JSON-ready values. Where it cannot be
    made, `otherwise` is said.
    """

    kind: str
    of: Mapping[str, Any]
    name: str
    caption: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that is drawn as it is sent; the caption describes it in words.

    `kind` and `of` are the recipe (`bot/service/made.py`), in JSON-ready values. Where it cannot
    be drawn, or a transport shows no pictures, the caption stands alone. The buttons are standing
    ones; the first `answers` of them may be numbered.
    """

    kind: str
    of: Mapping[str, Any]
    caption: str
    rows: Rows = ()
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Takes back rows that are not sent yet. It is no row itself, and goes before all others."""

    rows: tuple[int, ...]


Act = Say | Close | Refresh | Delete | Document | Print | Drawing | Withdraw

_ACTS: dict[str, type[Act]] = {
    "say": Say,
    "close": Close,
    "refresh": Refresh,
    "delete": Delete,
    "document": Document,
    "print": Print,
    "drawing": Drawing,
    "withdraw": Withdraw,
}
_NAMES = {kind: name for name, kind in _ACTS.items()}
_FIELDS = {kind: [field.name for field in fields(kind)] for kind in _NAMES}


def to_json(act: Act) -> dict[str, Any]:
    """The act as JSON-ready values."""
    data: dict[str, Any] = {name: getattr(act, name) for name in _FIELDS[type(act)]}
    if isinstance(act, Say | Refresh | Drawing):
        data["rows"] = [
            [{"label": one.label, "token": one.token} for one in row] for row in act.rows
        ]
    if isinstance(act, Document):
        data["data"] = b64encode(act.data).decode()
    return {"act": _NAMES[type(act)], **data}


def from_json(data: Mapping[str, Any]) -> Act:
    """The act that `to_json` described."""
    given = {key: value for key, value in data.items() if key != "act"}
    kind = _ACTS[data["act"]]
    if kind in (Say, Refresh, Drawing):
        given["rows"] = tuple(tuple(Button(**one) for one in row) for row in given["rows"])
    elif kind is Delete:
        given["messages"] = tuple(given["messages"])
    elif kind is Withdraw:
        given["rows"] = tuple(given["rows"])
    elif kind is Document:
        given["data"] = b64decode(given["data"])
    return kind(**given)
