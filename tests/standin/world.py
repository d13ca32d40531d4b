"""Who and what exists: chats, their members, and every message in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from tests.standin.params import File
from tests.standin.signals import Signal

Json = dict[str, Any]
Rows = list[list[Json]]


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """One message as it is now. ``raw`` is the object Telegram would show."""

    chat: "Chat"
    raw: Json
    from_bot: bool
    silent: bool = False
    protect: bool = False
    deleted: bool = False
    document: File | None = None
    photo: File | None = None
    reply_keyboard: Json | None = None
    # Every inline keyboard it ever had: a phone that has not caught up can still tap an old one.
    keyboards: list[Rows] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<#{self.id} {self.text!r}>"

    @property
    def id(self) -> int:
        """The message's number in its chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or the caption under a file."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """The formatting of the text or caption, in UTF-16 units."""
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def edited(self) -> bool:
        """Whether its words or its file were changed after it was sent."""
        return "edit_date" in self.raw

    @property
    def keyboard(self) -> Rows:
        """The inline keyboard's rows of button objects."""
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def pinned(self) -> bool:
        """Whether it is pinned now."""
        return self.id in self.chat.pinned

    def find_button(
        self, *, label: str | None = None, data: str | None = None, old: bool = False
    ) -> Json | None:
        """The button with this label or callback data, on earlier keyboards too if ``old``."""
        earlier: list[Rows] = self.keyboards[::-1] if old else []
        for rows in [self.keyboard, *earlier]:
            for button in chain.from_iterable(rows):
                if data is not None and button.get("callback_data") == data:
                    return button
                if data is None and button["text"] == label:
                    return button
        return None


@dataclass(frozen=True, slots=True)
class Shown:
    """A bot message appeared, or its words changed (``edit``); the words as they were then."""

    message: Message
    text: str
    edit: bool


@dataclass(slots=True, eq=False, repr=False)
class Chat:
    """One chat: private, group or supergroup."""

    id: int
    kind: str
    info: Json
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    bot_status: str = "member"
    members_write: bool = True
    topics: dict[int, bool] = field(default_factory=dict)  # of a forum: number → whether it is open
    members: dict[int, Json] = field(default_factory=dict)
    admins: dict[int, str] = field(default_factory=dict)
    moved_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    signal: Signal = field(default_factory=Signal)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"

    def newest_first(self) -> Iterator[Message]:
        """Messages that still exist, newest first."""
        for message in reversed(self.messages.values()):
            if not message.deleted:
                yield message

    def note(self, message: Message, *, edit: bool = False) -> None:
        """A bot message appeared or changed its words: remember it for those who wait."""
        self.shown.append(Shown(message, message.text, edit))
        self.signal.fire()


class World:
    """All chats and users the bot can know, and the numbering of messages."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {}
        self._next_message = 1
        self._next_user = 7_000_000_001

    def new_message_id(self, chat: Chat) -> int:
        """The next number: supergroups count for themselves, all other chats together."""
        if chat.kind == "supergroup":
            return next(reversed(chat.messages), 0) + 1
        number = self._next_message
        self._next_message += 1
        return number

    def new_user_id(self) -> int:
        """An id no user has; above 32 bits, as the real ones are."""
        while self._next_user in self.users:
            self._next_user += 1
        return self._next_user
