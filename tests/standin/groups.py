"""Groups: members who speak, and a bot that is added, promoted, removed and moved along."""

from typing import TYPE_CHECKING

from tests.standin.backend import Tap
from tests.standin.methods_chats import member_object
from tests.standin.people import Person, text_content
from tests.standin.signals import PATIENCE
from tests.standin.talk import Talk
from tests.standin.topics import topic_fields
from tests.standin.world import Chat, Json, Message

if TYPE_CHECKING:
    from tests.standin.server import StandIn

_FIRST_GROUP = -4_000_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001
_ANONYMOUS: Json = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


class Group(Talk):
    """A group chat, at first without the bot. The first admin is its creator."""

    def __init__(
        self,
        api: "StandIn",
        title: str,
        *,
        admins: tuple[Person, ...],
        members: tuple[Person, ...],
        supergroup: bool,
    ) -> None:
        kind = "supergroup" if supergroup else "group"
        number = (_FIRST_SUPERGROUP if supergroup else _FIRST_GROUP) - len(api.world.chats)
        chat = Chat(number, kind, {"id": number, "type": kind, "title": title}, bot_status="left")
        super().__init__(api, chat)
        for place, person in enumerate(admins):
            chat.admins[person.id] = "administrator" if place else "creator"
        for person in (*admins, *members):
            chat.members[person.id] = person.user
        api.world.chats[number] = chat

    async def add_bot(self, by: Person, *, admin: bool = False) -> None:
        """Add the bot: it is told by my_chat_member, and the group shows a line."""
        self._bot_becomes("administrator" if admin else "member", by)
        self.api.post_service(
            self.chat,
            by.user,
            {"new_chat_members": [self.api.user], "new_chat_member": self.api.user},
        )

    async def promote_bot(self, by: Person, *, admin: bool = True) -> None:
        """Make the bot an admin, or an ordinary member again."""
        self._bot_becomes("administrator" if admin else "member", by)

    async def restrict_bot(self, by: Person, *, writes: bool = False) -> None:
        """Take the right to write from the bot, or give it back: it is told."""
        self._bot_becomes("member" if writes else "restricted", by)

    async def forbid_writing(self, *, writes: bool = False) -> None:
        """Let only administrators write, or everybody again: a bot is not told of that."""
        self.chat.members_write = writes

    async def remove_bot(self, by: Person) -> None:
        """Throw the bot out."""
        self._bot_becomes("kicked", by)

    async def join(self, person: Person) -> None:
        """A person joins; the bot sees a line about it while it is in the group."""
        self.chat.members[person.id] = person.user
        self._service(person.user, {"new_chat_members": [person.user]})

    async def leave(self, person: Person) -> None:
        """A person leaves."""
        del self.chat.members[person.id]
        self.chat.admins.pop(person.id, None)
        self._service(person.user, {"left_chat_member": person.user})

    async def open_topic(self) -> int:
        """Begin a topic, as in a group with topics, or open one again; its number is returned."""
        number = self.api.world.new_message_id(self.chat)
        self.api.post(
            self.chat, next(iter(self.chat.members.values())), {"forum_topic_created": {}}
        )
        self.chat.info["is_forum"] = True
        self.chat.topics[number] = True
        return number

    async def close_topic(self, topic: int) -> None:
        """Only administrators write in it from now on."""
        self.chat.topics[topic] = False

    async def delete_topic(self, topic: int) -> None:
        """It is gone."""
        del self.chat.topics[topic]

    async def say(
        self,
        person: Person,
        text: str,
        *,
        reply_to: Message | None = None,
        topic: int | None = None,
    ) -> Message:
        """A member writes.

        The bot hears it as in privacy mode: commands, answers to its own messages and words that
        name it, or everything when it is an admin.
        """
        assert person.id in self.chat.members, "only members can write"
        content = text_content(text)
        if reply_to is not None:
            content["reply_to_message"] = reply_to.raw
        if topic is not None:
            content |= topic_fields(topic)
        message = self.api.post(self.chat, person.user, content)
        if self._bot_hears(content, reply_to):
            self.api.updates.put("message", message.raw, self.id)
        return message

    async def say_as_group(self, text: str) -> Message:
        """An administrator writes who does not say who they are."""
        content = {**text_content(text), "sender_chat": self.chat.info}
        message = self.api.post(self.chat, _ANONYMOUS, content)
        if self._bot_hears(content, None):
            self.api.updates.put("message", message.raw, self.id)
        return message

    async def tap(
        self,
        person: Person,
        label: str | None = None,
        *,
        data: str | None = None,
        message: Message | None = None,
        within: float = PATIENCE,
    ) -> Tap:
        """A member taps a button; see ``Person.tap``."""
        return await self._tap(person.user, label, data=data, message=message, within=within)

    async def migrate(self) -> int:
        """Become a supergroup under a new id, which is returned; the old id answers with it."""
        old = self.chat
        number = _FIRST_SUPERGROUP - len(self.api.world.chats)
        info: Json = {"id": number, "type": "supergroup", "title": old.info["title"]}
        new = Chat(
            number,
            "supergroup",
            info,
            bot_status=old.bot_status,
            members_write=old.members_write,
            members=old.members,
            admins=old.admins,
        )
        self.api.world.chats[number] = new
        sender = next(iter(old.members.values()))
        self._service(sender, {"migrate_to_chat_id": number})
        old.moved_to = number
        self.chat = new
        self.read()
        self._service(sender, {"migrate_from_chat_id": old.id})
        return number

    def _bot_hears(self, content: Json, reply_to: Message | None) -> bool:
        if self.chat.bot_status == "administrator":
            return True
        if self.chat.bot_status not in {"member", "restricted"}:
            return False
        name = f"@{self.api.user['username']}"
        commands = [
            content["text"][entity["offset"] : entity["offset"] + entity["length"]]
            for entity in content.get("entities", [])
        ]
        meant = any("@" not in command or command.endswith(name) for command in commands)
        answers = reply_to is not None and reply_to.from_bot
        return meant or answers or name in content["text"]

    def _service(self, sender: Json, content: Json) -> None:
        if self.chat.bot_status in {"member", "restricted", "administrator"}:
            self.api.post_service(self.chat, sender, content)
        else:
            self.api.post(self.chat, sender, content)

    def _bot_becomes(self, status: str, by: Person) -> None:
        before = member_object(self.chat, self.api.user)
        self.chat.bot_status = status
        self.api.updates.put(
            "my_chat_member",
            {
                "chat": self.chat.info,
                "from": by.user,
                "date": self.api.now(),
                "old_chat_member": before,
                "new_chat_member": member_object(self.chat, self.api.user),
            },
            self.id,
        )
