"""Updates as they come in."""

from typing import Any

import pytest

from bot.service.inputs import Command, Edited, Left, Returned, Tapped, Typed, Unreadable
from bot.telegram.addresses import address_of, chat_of
from bot.telegram.me import Me
from bot.telegram.updates import Reader

PERSON = {"id": 7000000001, "is_bot": False, "first_name": "Isla", "language_code": "en"}
PRIVATE = {"id": 7000000001, "type": "private", "first_name": "Isla"}
BOT = {"id": 4711, "is_bot": True, "first_name": "Cairn"}


def message(**content: Any) -> dict[str, Any]:
    """A message of a person in a private chat."""
    return {"message_id": 5, "from": PERSON, "chat": PRIVATE, "date": 1, **content}


def reader() -> Reader:
    """A reader that knows who the bot is."""
    return Reader(Me("cairn_test_bot"))


def read(**update: Any) -> Any:
    """The input that an update is read as; None when it is none."""
    arrived = reader().read({"update_id": 9, **update})
    return arrived and arrived.input


def test_words_arrive_with_their_number_and_address() -> None:
    """Words of a person come in with the update's id, the chat's address and the message."""
    arrived = reader().read({"update_id": 9, "message": message(text="a small change")})
    assert arrived is not None
    assert (arrived.update, arrived.address) == (9, "tg:7000000001")
    assert arrived.input == Typed("a small change", 5)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/start", Command("start", "", 5)),
        ("/start link-payload", Command("start", "link-payload", 5)),
        ("/Stop@cairn_test_bot", Command("stop", "", 5)),
        ("/log@cairn_test_bot  ward round ", Command("log", "ward round", 5)),
        ("/log line one\nline two", Command("log", "line one\nline two", 5)),
        ("/", Typed("/", 5)),
        ("/ what now", Typed("/ what now", 5)),
        ("and/or", Typed("and/or", 5)),
        ("see /help", Typed("see /help", 5)),
        ("/über", Typed("/über", 5)),
    ],
)
def test_a_command_is_a_slash_a_name_and_what_follows(text: str, wanted: object) -> None:
    """A command may name the bot and carry words; other slashes are words."""
    assert read(message=message(text=text)) == wanted


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "x"}},
        {"photo": [], "caption": "my words"},
        {"video": {}},
        {"video_note": {}},
        {"sticker": {}},
        {"document": {}},
        {"location": {}},
        {"contact": {}},
        {"poll": {}},
        {"dice": {}},
        {"animation": {}, "document": {}},
        {"a_kind_of_tomorrow": {}},
        {"text": "their words", "forward_origin": {"type": "hidden_user"}},
        {"photo": [], "forward_origin": {"type": "user"}},
    ],
)
def test_what_is_not_the_persons_own_words_is_unreadable(content: dict[str, Any]) -> None:
    """Voice, pictures, files and forwarded words are told apart; captions are not read."""
    assert read(message=message(**content)) == Unreadable(5)


@pytest.mark.parametrize("kind", ["pinned_message", "message_auto_delete_timer_changed", "gift"])
def test_telegrams_own_lines_are_nothing(kind: str) -> None:
    """A line that Telegram puts into the chat is no answer of a person's."""
    assert read(message=message(**{kind: {}})) is None


def test_the_bots_own_lines_are_nothing() -> None:
    """What the bot itself caused, such as “pinned a message”, is passed over."""
    assert read(message={**message(text="x"), "from": BOT}) is None


def test_an_album_is_one_thing() -> None:
    """Pictures of one album arrive one by one, and are answered once."""
    albums = reader()

    def picture(album: str) -> Any:
        return albums.read({"update_id": 1, "message": message(photo=[], media_group_id=album)})

    assert [picture(album) is not None for album in "aaabb"] == [True, False, False, True, False]


def test_a_tap_hands_its_token_back() -> None:
    """A tap carries the button's token and the number of the message it is on."""
    query = {"id": "1", "from": PERSON, "message": message(text="?"), "data": "abc:1"}
    assert read(callback_query=query) == Tapped("abc:1", 5)


def test_a_tap_on_a_very_old_message_counts() -> None:
    """Telegram no longer shows very old messages, but says which one was tapped."""
    old = {"message_id": 5, "chat": PRIVATE, "date": 0}
    query = {"id": "1", "from": PERSON, "message": old, "data": "abc:1"}
    assert read(callback_query=query) == Tapped("abc:1", 5)


@pytest.mark.parametrize("without", ["message", "data"])
def test_a_tap_that_names_no_button_of_ours_is_nothing(without: str) -> None:
    """Taps on inline messages and games are not for us."""
    query = {"id": "1", "from": PERSON, "message": message(text="?"), "data": "abc:1"}
    del query[without]
    assert read(callback_query=query) is None


def test_an_edit_brings_the_new_words() -> None:
    """An edited message comes with its new words; an edited caption or place is nothing."""
    assert read(edited_message=message(text="put better")) == Edited("put better", 5)
    assert read(edited_message=message(photo=[], caption="x")) is None
    assert read(edited_message=message(location={})) is None


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("member", "kicked", Left()),
        ("kicked", "member", Returned()),
        ("member", "member", None),
        ("left", "member", None),
    ],
)
def test_blocking_and_coming_back_are_heard(before: str, after: str, wanted: object) -> None:
    """Blocking the bot and letting it in again are inputs of their own."""
    change = {
        "chat": PRIVATE,
        "from": PERSON,
        "date": 1,
        "old_chat_member": {"user": BOT, "status": before},
        "new_chat_member": {"user": BOT, "status": after},
    }
    assert read(my_chat_member=change) == wanted


def test_an_unknown_kind_of_update_is_nothing() -> None:
    """A kind of update that was never asked for is passed over."""
    assert read(message_reaction={"chat": PRIVATE}) is None


def test_addresses_go_both_ways() -> None:
    """An address names its chat; another transport's address does not."""
    assert chat_of(address_of(-1002000000001)) == -1002000000001
    with pytest.raises(ValueError, match="not an address"):
        chat_of("terminal")
