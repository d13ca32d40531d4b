"""Everything the stand-in knows, without HTTP: one Telegram with one bot in it."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.standin.clock import Clock
from tests.standin.errors import RefusalError, bad_request
from tests.standin.faults import Faults
from tests.standin.flood import Flood
from tests.standin.params import Params
from tests.standin.signals import PATIENCE, Signal
from tests.standin.updates import Updates
from tests.standin.webhook import Webhook
from tests.standin.world import Chat, Json, Message, World

CALLS_KEPT = 20_000
TAP_SECONDS = 15.0


@dataclass(slots=True)
class Call:
    """One call the bot made; ``at`` is monotonic seconds, ``ok`` None while it is not answered."""

    method: str
    chat_id: int
    at: float
    params: Params
    ok: bool | None = None


@dataclass(slots=True)
class Tap:
    """A button that was tapped, and what the bot answered: its spinner, notice or alert."""

    id: str
    chat: Chat
    message: Message
    data: str
    at: float
    answered: bool = False
    text: str = ""
    alert: bool = False

    async def wait_answered(self, within: float = PATIENCE) -> "Tap":
        """Wait until the bot has stopped the spinner.

        Raises:
            AssertionError: It did not within this many seconds.
        """
        if not await self.chat.signal.until(lambda: self.answered, within):
            raise AssertionError(f"no answerCallbackQuery within {within} s")
        return self


class Backend:
    """The state behind every method, and the records tests read."""

    def __init__(
        self,
        *,
        token: str,
        clock: Clock,
        bot_name: str,
        bot_username: str,
        first_update_id: int,
        record: bool,
    ) -> None:
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.clock = clock
        self.world = World()
        self.faults = Faults()
        self.flood: Flood | None = None
        # Fired when a call comes in, and when the bot has confirmed updates.
        self.signal = Signal()
        self.updates = Updates(clock, first_update_id, self.signal)
        self.webhook = Webhook(self.updates)
        self.taps: dict[str, Tap] = {}
        self.settings: dict[tuple[str | int, ...], Any] = {}
        self.record = record
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.count: Counter[str] = Counter()
        self.refused: list[tuple[str, str]] = []
        self.flooded = 0
        self._allowed: list[re.Pattern[str]] = []
        self.user: Json = {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self._files = 0

    def now(self) -> int:
        """The date stamped on what happens now."""
        return int(self.clock.now())

    def new_file_id(self, kind: str) -> tuple[str, str]:
        """A file_id and a file_unique_id nobody has had yet."""
        self._files += 1
        return f"{kind}-{self._files:012d}-file", f"{kind}{self._files:08d}"

    def allow_refusals(self, *descriptions: str | re.Pattern[str]) -> None:
        """Let refusals whose description contains one of these pass; with none given, all."""
        wanted: Iterable[str | re.Pattern[str]] = descriptions or ("",)
        for each in wanted:
            self._allowed.append(
                each if isinstance(each, re.Pattern) else re.compile(re.escape(each))
            )

    def check(self) -> None:
        """Fail when Telegram would have refused any call of the bot.

        Raises:
            AssertionError: Lists every refusal that was neither injected nor allowed.
        """
        wrong = [
            f"  {method}: {description}"
            for method, description in self.refused
            if not any(pattern.search(description) for pattern in self._allowed)
        ]
        if wrong:
            raise AssertionError("Telegram would have refused:\n" + "\n".join(wrong))

    def refuse(self, method: str, error: RefusalError) -> RefusalError:
        """Note a refusal and hand it back."""
        self.refused.append((method, error.description))
        return error

    def chat(self, params: Params, name: str = "chat_id") -> Chat:
        """The chat a call names; one that moved says where to.

        Raises:
            RefusalError: No such chat, or it has become a supergroup.
        """
        value = params.get(name)
        if value is None or value == "":
            raise bad_request(f"{name} is empty")
        chat = self.world.chats.get(params.integer(name))
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to is not None:
            raise RefusalError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        return chat

    def post(self, chat: Chat, sender: Json | None, content: Json, **marks: Any) -> Message:
        """Put a message into a chat; ``sender`` None is the bot itself."""
        raw: Json = {
            "message_id": self.world.new_message_id(chat),
            "from": sender or self.user,
            "chat": chat.info,
            "date": self.now(),
            **content,
        }
        message = Message(chat, raw, from_bot=sender is None, **marks)
        chat.messages[message.id] = message
        if message.keyboard:
            message.keyboards.append(message.keyboard)
        if sender is None:
            chat.note(message)
        return message

    def post_service(self, chat: Chat, sender: Json, content: Json) -> Message:
        """Put a line about what happened into a chat ("… pinned a message") and tell the bot."""
        message = self.post(chat, sender, content)
        self.updates.put("message", message.raw, chat.id)
        chat.signal.fire()
        return message

    def tap(
        self, chat: Chat, message: Message, user: Json, data: str, *, inaccessible: bool = False
    ) -> Tap:
        """A person tapped a button: queue the callback query and return its record.

        Of an ``inaccessible`` message Telegram tells only the chat and the number, with date 0.
        """
        shown = message.raw
        if inaccessible:
            shown = {"chat": chat.info, "message_id": message.id, "date": 0}
        number = f"{user['id'] % 10**8}{len(self.taps):010d}"
        tap = Tap(number, chat, message, data, self.clock.now())
        self.taps[number] = tap
        self.updates.put(
            "callback_query",
            {
                "id": number,
                "from": user,
                "message": shown,
                "chat_instance": str(chat.id * 7919),
                "data": data,
            },
            chat.id,
        )
        return tap
