"""People who talk to the bot in a private chat."""

import re
from typing import TYPE_CHECKING, Any

from tests.standin.backend import Tap
from tests.standin.formatted import LONGEST_TEXT
from tests.standin.html_text import units
from tests.standin.signals import PATIENCE
from tests.standin.talk import Talk
from tests.standin.world import Chat, Json, Message

if TYPE_CHECKING:
    from tests.standin.server import StandIn

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?(?!\S)")


def command_entities(text: str) -> list[Json]:
    """The bot_command entities Telegram would find in a person's words."""
    return [
        {
            "type": "bot_command",
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _COMMAND.finditer(text)
    ]


def text_content(text: str) -> Json:
    """A text message's fields, commands marked."""
    content: Json = {"text": text}
    entities = command_entities(text)
    if entities:
        content["entities"] = entities
    return content


class Person(Talk):
    """A person and their private chat with the bot, which does not know them until they write."""

    def __init__(self, api: "StandIn", user: Json) -> None:
        # A private chat's object has the person's names, and not their language.
        names = {key: user[key] for key in ("id", "first_name", "last_name", "username")}
        chat = Chat(user["id"], "private", {**names, "type": "private"})
        super().__init__(api, chat)
        self.user = user
        api.world.users[user["id"]] = user
        api.world.chats[user["id"]] = chat

    @property
    def first_name(self) -> str:
        """The person's first name."""
        return str(self.user["first_name"])

    async def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message or a command; over 4,096 characters goes out in pieces, as in clients.

        Returns:
            The message, or its first piece.
        """
        pieces = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
        if not pieces:
            raise AssertionError("nobody can send an empty message")
        extra: Json = {} if reply_to is None else {"reply_to_message": reply_to.raw}
        sent = [self._send({**text_content(piece), **extra}) for piece in pieces]
        return sent[0]

    async def tap(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: Message | None = None,
        within: float = PATIENCE,
        inaccessible: bool = False,
    ) -> Tap:
        """Tap a button, waiting for it to appear.

        Args:
            label: The button's whole label.
            data: Its callback data instead.
            message: On this message, also on a keyboard it has since lost (a phone that has not
                caught up); by default the newest message that shows such a button now.
            within: Seconds to wait at most.
            inaccessible: Telegram no longer hands over the message, only its number.

        Raises:
            AssertionError: There is no such button, or it is a link.
        """
        self._check_open()
        self.chat.started = True
        return await self._tap(
            self.user, label, data=data, message=message, within=within, inaccessible=inaccessible
        )

    async def edit(self, message: Message, text: str) -> None:
        """Change the words of one of the person's own messages."""
        assert not message.from_bot, "people edit only their own messages"
        changed = {key: each for key, each in message.raw.items() if key != "entities"}
        message.raw = {**changed, **text_content(text), "edit_date": self.api.now()}
        self.api.updates.put("edited_message", message.raw, self.id)

    async def delete(self, message: Message) -> None:
        """Delete a message for both sides; the bot hears nothing of it."""
        message.deleted = True

    async def send_voice(self, seconds: int = 3) -> Message:
        """Send a voice message."""
        voice = self._file("voice", duration=seconds, mime_type="audio/ogg", file_size=4_000)
        return self._send({"voice": voice})

    async def send_photo(self, caption: str = "") -> Message:
        """Send a photo."""
        sizes = [self._file("photo", width=90, height=60, file_size=1_200)]
        return self._send({"photo": sizes, **({"caption": caption} if caption else {})})

    async def send_sticker(self, emoji: str = "🙂") -> Message:
        """Send a sticker."""
        sticker = self._file(
            "sticker",
            type="regular",
            width=512,
            height=512,
            is_animated=False,
            is_video=False,
            emoji=emoji,
        )
        return self._send({"sticker": sticker})

    async def send_document(self, name: str = "notes.pdf", caption: str = "") -> Message:
        """Send a file."""
        document = self._file("document", file_name=name, mime_type="application/pdf")
        return self._send({"document": document, **({"caption": caption} if caption else {})})

    async def send_location(self, latitude: float = 56.12, longitude: float = -3.94) -> Message:
        """Send a place."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    async def send_contact(self, first_name: str = "Somebody") -> Message:
        """Send somebody's contact card (the number is one set aside for drama)."""
        return self._send({"contact": {"phone_number": "+441632960001", "first_name": first_name}})

    async def forward(self, text: str, *, from_name: str = "Somebody else") -> Message:
        """Forward another person's words, whose account is hidden."""
        origin = {"type": "hidden_user", "sender_user_name": from_name, "date": self.api.now()}
        return self._send({**text_content(text), "forward_origin": origin})

    async def block(self) -> None:
        """Block the bot ("Stop bot")."""
        self._change_membership("member", "kicked")
        self.chat.blocked = True

    async def unblock(self) -> None:
        """Let the bot write again ("Restart bot", before the /start that follows it)."""
        self._change_membership("kicked", "member")
        self.chat.blocked = False

    async def delete_chat(self, *, stop: bool = False) -> None:
        """Clear the chat on the person's side; with ``stop``, block the bot as well."""
        self._cleared_before = next(reversed(self.chat.messages), 0) + 1
        self.read()
        if stop:
            await self.block()

    async def delete_account(self) -> None:
        """Leave Telegram: the bot hears of it only when it writes."""
        self.chat.deactivated = True

    def _send(self, content: Json) -> Message:
        self._check_open()
        self.chat.started = True
        message = self.api.post(self.chat, self.user, content)
        self.api.updates.put("message", message.raw, self.id)
        return message

    def _check_open(self) -> None:
        assert not self.chat.blocked, "the person has blocked the bot: unblock() comes first"

    def _file(self, kind: str, **more: Any) -> Json:
        file_id, unique = self.api.new_file_id(kind)
        return {"file_id": file_id, "file_unique_id": unique, **more}

    def _change_membership(self, before: str, after: str) -> None:
        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.api.user, "status": status, **until}

        self.api.updates.put(
            "my_chat_member",
            {
                "chat": self.chat.info,
                "from": self.user,
                "date": self.api.now(),
                "old_chat_member": member(before),
                "new_chat_member": member(after),
            },
            self.id,
        )
