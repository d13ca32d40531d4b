"""What is read of a group, and all that is not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.service.inputs import Command, InGroup, LetIn, Moved, ShutOut, Tapped
from bot.telegram.me import Me
from bot.telegram.updates import Reader

PERSON = {"id": 7000000001, "is_bot": False, "first_name": "Isla"}
OTHER_BOT = {"id": 4712, "is_bot": True, "first_name": "Another"}
GROUP = {"id": -4000000001, "type": "group", "title": "Team"}
SUPERGROUP = {"id": -1002000000001, "type": "supergroup", "title": "Team"}
CHANNEL = {"id": -1003000000001, "type": "channel", "title": "News"}
BY = "tg:7000000001"


def message(chat: dict[str, Any] = GROUP, **content: Any) -> dict[str, Any]:
    """A message of a member."""
    return {"message_id": 5, "from": PERSON, "chat": chat, "date": 1, **content}


def read(username: str | None = "cairn_test_bot", **update: Any) -> Any:
    """The input that an update is read as; None when it is none."""
    arrived = Reader(Me(username)).read({"update_id": 9, **update})
    return arrived and arrived.input


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP])
@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("/team", ""),
        ("/Team@Cairn_Test_Bot", ""),
        ("/team 14:15", "14:15"),
        ("/team@cairn_test_bot  half two ", "half two"),
        ("/team " + "x" * 500, "x" * 40),
    ],
)
def test_the_one_command_is_read_with_who_it_was_of(
    chat: dict[str, Any], text: str, argument: str
) -> None:
    """`/team`, whether or not it names the bot, with the few words behind it."""
    arrived = Reader(Me("cairn_test_bot")).read(
        {"update_id": 9, "message": message(chat, text=text)}
    )
    assert arrived is not None
    assert arrived.address == f"tg:{chat['id']}"
    assert arrived.input == InGroup(Command("team", argument, 5), BY)


def test_a_topic_is_read_and_a_thread_of_answers_is_none() -> None:
    """Both come with a number; only into a topic something can be posted by it."""
    thread = message(SUPERGROUP, text="/team", message_thread_id=3)
    assert read(message=thread) == InGroup(Command("team", "", 5), BY)
    assert read(message=thread | {"is_topic_message": True}).topic == 3
    there = message(SUPERGROUP, message_thread_id=3, is_topic_message=True)
    tap = {"id": "1", "from": PERSON, "data": "team.menu.", "message": there}
    assert read(callback_query=tap).topic == 3


@pytest.mark.parametrize(
    "content",
    [
        {"text": "we talked about Mrs Robertson"},
        {"text": "/reflect"},
        {"text": "/start card_culture_first"},
        {"text": "/teams"},
        {"text": "see /team"},
        {"text": "/team@another_bot"},
        {"text": "dear @cairn_test_bot"},
        {"text": "/team", "forward_origin": {"type": "user"}},
        {"text": "/team", "from": OTHER_BOT},
        {"text": "/team", "sender_chat": CHANNEL},
        {"voice": {}},
        {"photo": [], "caption": "/team"},
        {"new_chat_members": [PERSON]},
        {"left_chat_member": PERSON},
        {"pinned_message": {}},
        {"a_kind_of_tomorrow": {}},
    ],
)
def test_everything_else_that_is_said_is_left_unread(content: dict[str, Any]) -> None:
    """Words, pictures, other commands, other bots' commands: none of it comes in."""
    assert read(message=message(**content)) is None


def test_an_edit_is_left_unread() -> None:
    """Nor is a command that somebody makes of an earlier message."""
    assert read(edited_message=message(text="/team")) is None


@pytest.mark.parametrize("kind", ["message", "my_chat_member", "edited_message"])
def test_a_channel_is_no_group(kind: str) -> None:
    """Nothing of a channel comes in."""
    body = message(CHANNEL, text="/team", **_change("left", "member"))
    update: dict[str, Any] = {kind: body}
    assert read(**update) is None


def test_a_name_behind_the_command_counts_as_ours_until_it_is_known() -> None:
    """After a start without a network `/team@name` is answered rather than not."""
    assert read(None, message=message(text="/team@cairn_test_bot")) is not None


def test_an_administrator_may_write_in_the_groups_name() -> None:
    """Only administrators can; who it was is not said."""
    anonymous = {"id": 1087968824, "is_bot": True, "username": "GroupAnonymousBot"}
    said = message(text="/team", **{"from": anonymous, "sender_chat": GROUP})
    assert read(message=said) == InGroup(Command("team", "", 5), None, admin=True)


def test_a_tap_comes_with_who_tapped() -> None:
    """Whether they may is found out later."""
    query = {"id": "1", "from": PERSON, "message": message(text="?"), "data": "team.menu."}
    assert read(callback_query=query) == InGroup(Tapped("team.menu.", 5), BY)


def _change(before: str, after: str, **rights: Any) -> dict[str, Any]:
    return {
        "old_chat_member": {"status": before, **(rights if before == "restricted" else {})},
        "new_chat_member": {"status": after, **(rights if after == "restricted" else {})},
    }


MUTED = {"is_member": True, "can_send_messages": False}
FREE = {"is_member": True, "can_send_messages": True}


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (_change("left", "member"), LetIn(added=True)),
        (_change("kicked", "administrator"), LetIn(added=True)),
        (_change("member", "kicked"), ShutOut()),
        (_change("administrator", "left"), ShutOut()),
        (_change("member", "restricted", **MUTED), ShutOut()),
        (_change("restricted", "member", **MUTED), LetIn(added=False)),
        (_change("restricted", "kicked", **MUTED), ShutOut()),
        (_change("member", "administrator"), None),
        (_change("administrator", "member"), None),
        (_change("member", "restricted", **FREE), None),
        (_change("left", "restricted", **MUTED), None),
    ],
)
def test_coming_going_and_the_right_to_write(change: dict[str, Any], wanted: object) -> None:
    """What counts is whether the bot may write; being made administrator changes nothing."""
    assert read(my_chat_member={"chat": GROUP, "from": PERSON, "date": 1, **change}) == wanted


def test_a_move_is_told_the_same_from_both_sides() -> None:
    """The old group says where to, the new one where from."""
    to = message(migrate_to_chat_id=SUPERGROUP["id"])
    back = message(SUPERGROUP, migrate_from_chat_id=GROUP["id"])
    for said in (to, back):
        arrived = Reader(Me()).read({"update_id": 9, "message": said})
        assert arrived is not None
        assert arrived.address == f"tg:{GROUP['id']}"
        assert arrived.input == Moved(f"tg:{SUPERGROUP['id']}")
