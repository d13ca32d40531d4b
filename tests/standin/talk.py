"""What people and groups share: reading a chat, waiting for words in it, tapping buttons."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tests.standin.backend import Tap
from tests.standin.signals import PATIENCE
from tests.standin.world import Chat, Json, Message

if TYPE_CHECKING:
    from tests.standin.server import StandIn

Wanted = str | re.Pattern[str]

_WIDEST_LINE = 300


class Talk:
    """One chat as somebody in it sees it."""

    def __init__(self, api: "StandIn", chat: Chat) -> None:
        self.api = api
        self.chat = chat
        self._read = 0
        self._cleared_before = 0

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """Everything the chat shows now, oldest first: edited as edited, deleted ones gone."""
        return [
            message
            for message in self.chat.messages.values()
            if not message.deleted and message.id >= self._cleared_before
        ]

    @property
    def last(self) -> Message:
        """The bot's newest message.

        Raises:
            AssertionError: There is none.
        """
        for message in self._newest_first():
            if message.from_bot:
                return message
        raise AssertionError(self._failure("the bot has written nothing here"))

    @property
    def pinned(self) -> list[Message]:
        """The pinned messages, oldest pin first."""
        return [self.chat.messages[number] for number in self.chat.pinned]

    def buttons(self) -> list[list[str]]:
        """The labels, row by row, on the newest message that has a keyboard; [] when none has."""
        for message in self._newest_first():
            if message.keyboard:
                return message.buttons
        return []

    def read(self) -> None:
        """Take everything the bot has written so far as seen."""
        self._read = len(self.chat.shown)

    async def expect(self, *wanted: Wanted, within: float = PATIENCE) -> Message:
        """Wait for the bot's next words, new or edited, that hold all of these.

        What the bot wrote before those words counts as seen from then on. Without ``wanted``,
        any next message will do.

        Args:
            wanted: Pieces of text, or patterns to search for.
            within: Seconds to wait at most.

        Raises:
            AssertionError: No such message came; shows the chat.
        """
        found: list[Message] = []
        if await self.chat.signal.until(lambda: self._reads(wanted, found), within):
            return found[0]
        pieces = " and ".join(
            repr(each if isinstance(each, str) else each.pattern) for each in wanted
        )
        raise AssertionError(self._failure(f"expected {pieces or 'a message'} within {within} s"))

    def _reads(self, wanted: tuple[Wanted, ...], found: list[Message]) -> bool:
        """Read on up to the words looked for, and note the message that holds them."""
        for number in range(self._read, len(self.chat.shown)):
            shown = self.chat.shown[number]
            if all(_holds(shown.text, each) for each in wanted):
                self._read = number + 1
                found.append(shown.message)
                return True
        return False

    async def expect_nothing(self, for_: float = 0.3) -> None:
        """Make sure the bot writes nothing new, and that nothing unseen is there already.

        Args:
            for_: Seconds to watch the chat. Edits of older messages are no new message.

        Raises:
            AssertionError: It wrote something.
        """
        if await self.chat.signal.until(self._has_unseen, for_):
            raise AssertionError(self._failure("expected no further message"))

    def _has_unseen(self) -> bool:
        return any(not shown.edit for shown in self.chat.shown[self._read :])

    async def until(self, holds: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait for something that is no new message: a keyboard gone, a message deleted, a pin.

        Args:
            holds: Looked at again after every change in the chat.
            what: The same in words, for the failure.
            within: Seconds to wait at most.

        Raises:
            AssertionError: It did not come about; shows the chat.
        """
        if not await self.chat.signal.until(holds, within):
            raise AssertionError(self._failure(f"expected {what} within {within} s"))

    async def _tap(
        self,
        user: Json,
        label: str | None,
        *,
        data: str | None,
        message: Message | None,
        within: float,
        inaccessible: bool = False,
    ) -> Tap:
        if not await self.chat.signal.until(
            lambda: self._button(label, data, message) is not None, within
        ):
            what = f"a button “{label}”" if data is None else f"a button with data {data!r}"
            raise AssertionError(self._failure(f"expected {what} within {within} s"))
        found = self._button(label, data, message)
        assert found is not None
        holder, button = found
        if "callback_data" not in button:
            raise AssertionError(self._failure(f"“{button['text']}” is a link, not an answer"))
        return self.api.tap(
            self.chat, holder, user, button["callback_data"], inaccessible=inaccessible
        )

    def _button(
        self, label: str | None, data: str | None, message: Message | None
    ) -> tuple[Message, Json] | None:
        if message is not None:
            if message.deleted:
                raise AssertionError(self._failure("a deleted message cannot be tapped"))
            button = message.find_button(label=label, data=data, old=True)
            return None if button is None else (message, button)
        for each in self._newest_first():
            button = each.find_button(label=label, data=data)
            if button is not None:
                return each, button
        return None

    def _newest_first(self) -> Iterator[Message]:
        for message in self.chat.newest_first():
            if message.id >= self._cleared_before:
                yield message

    def transcript(self) -> str:
        """The whole chat as text, with buttons, edits and deletions marked."""
        lines = [line for each in self.chat.messages.values() for line in self._lines(each)]
        return "\n".join(lines) or "(nothing)"

    def _lines(self, message: Message) -> Iterator[str]:
        who = "bot" if message.from_bot else message.raw["from"]["first_name"]
        marks = [
            name
            for name, there in (
                ("deleted", message.deleted),
                ("edited", message.edited),
                ("pinned", message.pinned),
                ("silent", message.silent),
            )
            if there
        ]
        head = f"#{message.id} {who}" + (f" ({', '.join(marks)})" if marks else "") + ":"
        words = message.text or f"[{_kind(message)}]"
        if len(words) > _WIDEST_LINE:
            words = words[:_WIDEST_LINE] + f"… ({len(words)} characters)"
        yield f"{head} {words}".replace("\n", "\n      ")
        for row in message.buttons:
            yield "      " + " ".join(f"[{label}]" for label in row)

    def _failure(self, what: str) -> str:
        refused = "".join(f"\n  {method}: {words}" for method, words in self.api.refused)
        refusals = f"\nRefused calls:{refused}" if refused else ""
        return f"{what}; the chat is:\n{self.transcript()}{refusals}"


def _holds(text: str, wanted: Wanted) -> bool:
    return wanted in text if isinstance(wanted, str) else wanted.search(text) is not None


def _kind(message: Message) -> str:
    common = {"message_id", "from", "chat", "date", "reply_to_message", "has_protected_content"}
    return next((name for name in message.raw if name not in common), "nothing")
