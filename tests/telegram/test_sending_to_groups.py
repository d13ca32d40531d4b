"""The outbox and groups: moved, shut out, and messages that are changed by their number."""

from __future__ import annotations

from typing import Any

import pytest

from bot.service.acts import LINK, Button, Close, Refresh, Say
from bot.telegram import admins
from tests.standin import Group, Person, StandIn
from tests.telegram.test_sender import marked

ROWS = ((Button("Days", "d"),), (Button("Stop", "s"),))


@pytest.fixture
def ailsa(api: StandIn) -> Person:
    """Somebody who looks after a group."""
    return api.person("Ailsa")


@pytest.fixture
async def group(api: StandIn, ailsa: Person) -> Group:
    """A group with the bot in it."""
    group = api.group(admins=(ailsa,))
    await group.add_bot(ailsa)
    return group


async def test_a_message_is_changed_by_its_number_and_known_by_its_visit(
    service: Any, group: Group, running: Any
) -> None:
    """What a tap named is changed in place; from then on its visit finds it, to close it."""
    address = f"tg:{group.id}"
    async with running() as transport:
        transport.push([service.row(address, Say("first", ROWS))])
        message = await group.expect("first")
        transport.push([service.row(address, Refresh(7, "second", ROWS, message.id))])
        assert (await group.expect("second")).id == message.id
        (_, done) = await marked(service, 2)
        assert (done.message, done.visit) == (message.id, 7)
        transport.push([service.row(address, Close(visit=7))])
        await group.until(lambda: not message.buttons, "the keyboard to go")


@pytest.mark.parametrize("nudge", [False, True])
async def test_what_is_for_a_group_that_moved_goes_to_the_new_chat_once(
    api: StandIn, service: Any, group: Group, running: Any, nudge: bool
) -> None:
    """Telegram says where to; the service is told, and the message leaves once."""
    old = group.id
    async with running() as transport:
        new = await group.migrate()
        api.allow_refusals("upgraded to a supergroup")
        if nudge:
            transport.plan([service.reminder(f"tg:{old}", Say("card"))])
        else:
            transport.push([service.row(f"tg:{old}", Say("card"))])
        await group.expect("card")
        await marked(service, 1)
        assert service.went == [(f"tg:{old}", f"tg:{new}")]
        transport.push([service.row(f"tg:{old}", Say("another"))])
        await group.expect("another")
    assert len(api.refused) == 1
    assert api.count["sendMessage"] == 3


async def test_a_change_to_a_message_is_not_made_in_the_chat_it_moved_to(
    api: StandIn, service: Any, group: Group, running: Any
) -> None:
    """Messages have other numbers there: another one of the bot's would be changed."""
    old = group.id
    async with running() as transport:
        new = await group.migrate()
        api.allow_refusals("upgraded to a supergroup")
        transport.push([service.row(f"tg:{new}", Say("a new message", ROWS))])
        message = await group.expect("a new message")
        transport.push([service.row(f"tg:{old}", Refresh(None, "old words", (), message.id))])
        await marked(service, 2)
    assert message.text == "a new message"
    assert api.count["editMessageText"] == 1


@pytest.mark.parametrize("how", ["removed", "restricted", "forbidden"])
async def test_a_group_that_cannot_be_written_in_is_tried_once(
    service: Any, group: Group, ailsa: Person, running: Any, how: str
) -> None:
    """The service is told, what it says about it leaves, and all that waits for the group ends."""
    api, address = group.api, f"tg:{group.id}"
    await ailsa.say("/start")
    match how:
        case "removed":
            await group.remove_bot(ailsa)
        case "restricted":
            await group.restrict_bot(ailsa)
        case _:
            await group.forbid_writing()
    api.allow_refusals("not enough rights", "kicked")
    service.about = [service.row(f"tg:{ailsa.id}", Say("they do not let me"))]
    async with running() as transport:
        transport.push([service.row(address, Say(words)) for words in "abc"])
        await ailsa.expect("they do not let me")
        await marked(service, 4)
    assert service.gone == [address]
    assert len(api.refused) == 1


async def test_a_private_chat_is_never_taken_for_one_that_is_shut(
    api: StandIn, service: Any, ailsa: Person, running: Any
) -> None:
    """A refusal there is about the message, and the next one is tried."""
    await ailsa.say("/start")
    api.fail("sendMessage", status=400, description="Bad Request: chat not found")
    async with running() as transport:
        transport.push([service.row(f"tg:{ailsa.id}", Say(words)) for words in "ab"])
        await ailsa.expect("b")
        await marked(service, 2)
    assert service.gone == []


async def test_a_link_is_there_once_telegram_has_said_who_the_bot_is(
    api: StandIn, service: Any, group: Group, ailsa: Person, running: Any
) -> None:
    """After a start without a network, the name is asked for with the first words that arrive."""
    row = ((Button("In private", f"{LINK}card_a_b"),),)
    await api.network_down(refuse=True)
    async with running() as transport:
        assert transport.username is None
        await api.network_up()
        await ailsa.say("hello")
        await ailsa.expect("hello")
        assert transport.username == "cairn_test_bot"
        transport.push([service.row(f"tg:{group.id}", Say("card", row))])
        said = await group.expect("card")
    assert said.keyboard[0][0]["url"].startswith("https://t.me/cairn_test_bot")


async def test_a_group_that_does_not_say_who_looks_after_it_holds_nobody_up(
    api: StandIn, service: Any, group: Group, ailsa: Person, running: Any
) -> None:
    """Whoever wrote in the same moment is answered while the question hangs, the group after it."""
    service.answer = lambda _arrived: [Say("here")]
    await group.say(ailsa, "/team")
    morag = api.person("Morag")
    await morag.say("hello")
    api.hang("getChatAdministrators")
    async with running():
        await morag.expect("here", within=admins.PATIENCE_SECONDS - 1)
        assert [one.address for one in service.arrived] == [f"tg:{morag.id}"]
        await group.expect("here")
