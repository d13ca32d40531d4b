"""The outbox against a real HTTP server."""

import asyncio
import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.drawing.cairn import draw
from bot.service.acts import Button, Close, Delete, Document, Drawing, Refresh, Say, Withdraw
from bot.service.outgoing import REPLY, Outgoing
from bot.telegram import http, marks, pauses
from bot.telegram import sender as sender_module
from bot.telegram.api import Api
from bot.telegram.transport import TelegramTransport
from storage.problems import StoreBusy
from tests.standin import Limits, Person, StandIn
from tests.standin.signals import PATIENCE

THREE = {"stones": [["1", None], ["2", "culture"], ["3", None]], "ground": "light"}
FINE = ((Button("Fine", "t1"),), (Button("Stop", "t2"),))


@pytest.fixture
async def person(api: StandIn) -> Person:
    """Somebody who has started the bot, and whose first words nobody has to answer."""
    person = api.person()
    await person.say("/start")
    return person


@pytest.fixture
async def transport(running: Any) -> Any:
    """The transport, running."""
    async with running() as transport:
        yield transport


async def marked(service: Any, number: int, within: float = PATIENCE) -> list[Any]:
    """What was marked, once it is so much."""
    deadline = time.monotonic() + within
    while len(service.marked) < number:
        assert time.monotonic() < deadline, f"{len(service.marked)} rows marked, not {number}"
        await asyncio.sleep(0.005)
    return sorted(service.marked, key=lambda done: done.row)


def sends(api: StandIn, method: str = "sendMessage") -> int:
    """How many calls of a method there were."""
    return api.count[method]


async def test_order_holds_in_each_chat(api: StandIn, service: Any, running: Any) -> None:
    """Many chats at once, and in each of them every row in its order."""
    people = [api.person() for _ in range(20)]
    for each in people:
        await each.say("/start")
    async with running(per_second=10_000.0) as transport:
        api.slow("sendMessage", seconds=0.01, times=100)
        rows = [
            service.row(f"tg:{each.id}", Say(f"{number}"))
            for number in range(20)
            for each in people
        ]
        transport.push(rows)
        done = await marked(service, 400)
    for each in people:
        assert [message.text for message in each.messages[1:]] == [str(n) for n in range(20)]
    assert len({one.row for one in done}) == 400


async def test_everything_about_a_message(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Words, marks, buttons, silence and protection arrive as the act says; never a preview."""
    say = Say("*Hello* https://example.org", FINE, silent=True, protect=True, visit=3, entry="e")
    transport.push([service.row(f"tg:{person.id}", say)])
    message = await person.expect("Hello https://example.org")
    assert message.buttons == [["Fine"], ["Stop"]]
    assert message.entities[0] == {"type": "bold", "offset": 0, "length": 5}
    assert message.silent
    assert message.protect
    assert message.raw["link_preview_options"] == {"is_disabled": True}
    [done] = await marked(service, 1)
    assert (done.message, done.visit, done.entry) == (message.id, 3, "e")
    assert done.person == f"person of tg:{person.id}"


async def test_what_belongs_to_another_transport_is_left_to_it(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A row for the terminal neither stops the sender nor counts as sent."""
    rows = [service.row("terminal", Say("Not here.")), service.row(f"tg:{person.id}", Say("Here."))]
    transport.push(rows)
    await person.expect("Here.")
    assert [done.row for done in await marked(service, 1)] == [rows[1].row]
    assert transport.health().waiting == 0


async def test_pinning(service: Any, person: Person, transport: TelegramTransport) -> None:
    """A message that is to be pinned is pinned."""
    transport.push([service.row(f"tg:{person.id}", Say("Keep in sight", pin=True))])
    await marked(service, 1)
    assert [message.text for message in person.pinned] == ["Keep in sight"]


async def test_a_long_text_comes_in_pieces_with_the_buttons_at_its_end(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Over 4,096 characters are several messages; a failed piece repeats no other."""
    api.fail("sendMessage", status=500, where=lambda params: params["text"].startswith("b"))
    text = "\n\n".join(letter * 3000 for letter in "abc")
    transport.push([service.row(f"tg:{person.id}", Say(text, FINE))])
    [done] = await marked(service, 1)
    pieces = person.messages[1:]
    assert [message.text[0] for message in pieces] == ["a", "b", "c"]
    assert [bool(message.buttons) for message in pieces] == [False, False, True]
    assert done.message == pieces[-1].id


async def test_old_keyboards_are_closed(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A keyboard is taken off by its message's number, or by the visit it showed."""
    address = f"tg:{person.id}"
    transport.push([service.row(address, Say(f"visit {n}", FINE, visit=n)) for n in (1, 2)])
    done = await marked(service, 2)
    transport.push(
        [
            service.row(address, Close(visit=1)),
            service.row(address, Close(message=done[1].message)),
            service.row(address, Close(visit=77)),
            service.row(address, Close(message=done[1].message)),
        ]
    )
    await marked(service, 6)
    assert person.buttons() == []
    api.allow_refusals("message is not modified")


async def test_closing_works_before_the_marks_are_written(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Which message showed a visit is known at once, not only when it is marked."""
    address = f"tg:{person.id}"
    transport.push([service.row(address, Say("one", FINE, visit=1))])
    transport.push([service.row(address, Close(visit=1)), service.row(address, Say("two"))])
    await person.expect("two")
    assert person.buttons() == []


async def test_after_a_restart_the_service_knows_the_message(
    service: Any, person: Person, running: Any
) -> None:
    """A keyboard from before a restart is found through the service."""
    address = f"tg:{person.id}"
    async with running() as transport:
        transport.push([service.row(address, Say("one", FINE, visit=1))])
        await marked(service, 1)
    async with running() as transport:
        transport.push([service.row(address, Close(visit=1))])
        await marked(service, 2)
    assert person.buttons() == []


async def test_a_shown_message_gets_new_words(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Refresh changes words and buttons in place; the same words again are no error."""
    address = f"tg:{person.id}"
    transport.push([service.row(address, Say("old", FINE, visit=1))])
    transport.push([service.row(address, Refresh(1, "*new*", FINE[:1]))])
    message = await person.expect("new")
    transport.push([service.row(address, Refresh(1, "*new*", FINE[:1]))])
    transport.push([service.row(address, Refresh(9, "never shown"))])
    await marked(service, 4)
    assert (message.text, message.buttons) == ("new", [["Fine"]])
    person.api.allow_refusals("message is not modified")


async def test_deleting(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Messages are deleted; one that is too old does not keep the others."""
    old = await person.say("old")
    api.clock.advance(49 * 3600)
    young = await person.say("young")
    row = service.row(f"tg:{person.id}", Delete((old.id, young.id, 99999)))
    transport.push([row])
    await marked(service, 1)
    assert (old.deleted, young.deleted) == (False, True)
    api.allow_refusals("can't be deleted", "to delete not found")


async def test_more_than_a_hundred_are_deleted_in_hundreds(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Telegram takes a hundred at once; a longer tidy-up is several calls."""
    messages = [await person.say("x") for _ in range(150)]
    numbers = tuple(message.id for message in messages)
    transport.push([service.row(f"tg:{person.id}", Delete(numbers))])
    await marked(service, 1)
    assert all(message.deleted for message in messages)
    assert api.count["deleteMessages"] == 2


async def test_files_and_pictures(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A file arrives with its name and bytes, a picture with the words that describe it."""
    address = f"tg:{person.id}"
    transport.push([service.row(address, Document("log.json", b"{}", "Your *log*"))])
    transport.push([service.row(address, Drawing("cairn", THREE, "A cairn of three stones"))])
    done = await marked(service, 2)
    document, picture = person.messages[1:]
    assert document.document is not None
    assert (document.document.name, document.document.data) == ("log.json", b"{}")
    assert (document.text, document.entities[0]["type"]) == ("Your log", "bold")
    assert picture.photo is not None
    assert picture.photo.data == draw([("1", None), ("2", "culture"), ("3", None)], "light")
    assert picture.text == "A cairn of three stones"
    assert [one.message for one in done] == [document.id, picture.id]


@pytest.mark.parametrize("status", [500, 502])
async def test_a_reply_is_tried_again(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport, status: int
) -> None:
    """Telegram's own trouble delays a reply and what follows it, and changes no order."""
    address = f"tg:{person.id}"
    api.fail("sendMessage", status=status, times=2)
    transport.push([service.row(address, Say("one")), service.row(address, Say("two"))])
    await marked(service, 2)
    assert [message.text for message in person.messages[1:]] == ["one", "two"]


async def test_a_reset_connection_is_tried_again(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A reply whose connection broke before it arrived arrives once."""
    api.drop_before("sendMessage")
    transport.push([service.row(f"tg:{person.id}", Say("one"))])
    await marked(service, 1)
    assert len(person.messages) == 2


async def test_a_lost_answer_may_repeat_a_reply(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Nobody can know whether a call with a lost answer arrived: a reply is sent again."""
    api.drop_after("sendMessage")
    transport.push([service.row(f"tg:{person.id}", Say("one"))])
    await marked(service, 1)
    assert [message.text for message in person.messages[1:]] == ["one", "one"]


async def test_a_reply_that_is_not_answered_is_tried_again(
    api: StandIn,
    service: Any,
    person: Person,
    running: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A call that hangs is given up after its time and made again."""
    monkeypatch.setattr(Api, "call", _hurried(Api.call))
    api.hang("sendMessage")
    async with running() as transport:
        transport.push([service.row(f"tg:{person.id}", Say("one"))])
        await marked(service, 1)
    assert len(person.messages) == 2


def _hurried(call: Any) -> Any:
    async def hurried(self: Any, method: str, params: Any, patience: Any = None) -> Any:
        if method == "sendMessage":
            patience = http.within(0.1)
        return await (
            call(self, method, params, patience) if patience else call(self, method, params)
        )

    return hurried


async def test_a_time_without_network(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Replies wait for the network, however often they failed, and keep their order."""
    address = f"tg:{person.id}"
    await api.network_down(refuse=True)
    transport.push([service.row(address, Say(text)) for text in ("one", "two")])
    await asyncio.sleep(0.7)
    assert service.marked == []
    await api.network_up()
    await marked(service, 2)
    assert [message.text for message in person.messages[1:]] == ["one", "two"]


async def test_a_429_delays_its_chat_only(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A chat that is told to wait waits; another is written to meanwhile."""
    other = api.person()
    await other.say("/start")
    api.fail(
        "sendMessage",
        status=429,
        retry_after=1,
        where=lambda params: params["chat_id"] == person.id,
    )
    start = time.monotonic()
    transport.push([service.row(f"tg:{person.id}", Say("one"))])
    transport.push([service.row(f"tg:{other.id}", Say("meanwhile"))])
    await other.expect("meanwhile", within=0.5)
    await person.expect("one")
    assert time.monotonic() - start >= 1.0
    assert sends(api) == 3


async def test_the_budget_is_never_exceeded(service: Any) -> None:
    """With Telegram's limits switched on, a rush of replies meets none of them."""
    async with StandIn(flood=Limits(per_second=60)) as api:
        transport = TelegramTransport(
            service, _NoWords(), token=api.token, api_url=api.url, per_second=60
        )
        people = [api.person() for _ in range(40)]
        for each in people:
            await each.say("/start")
        await transport.start()
        rows = [service.row(f"tg:{each.id}", Say(f"{n}")) for n in (1, 2, 3) for each in people]
        transport.push(rows)
        await marked(service, 120)
        await transport.close()
        assert api.flooded == 0


class _NoWords:
    def text(self, key: str, **values: object) -> str:
        return key


async def test_replies_go_before_a_wave_of_nudges(api: StandIn, service: Any, running: Any) -> None:
    """Somebody who is waiting does not wait for a wave of reminders."""
    people = [api.person() for _ in range(60)]
    for each in people:
        await each.say("/start")
    async with running(per_second=30.0) as transport:
        transport.plan([service.reminder(f"tg:{each.id}", Say("nudge")) for each in people])
        await asyncio.sleep(0.3)
        transport.push([service.row(f"tg:{people[-1].id}", Say("reply"))])
        await people[-1].expect("reply", within=0.3)
        assert sends(api) < 20


async def test_somebody_who_blocked_the_bot_is_left_alone(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A 403 stops everything for that person at once, and for nobody else."""
    other = api.person()
    await other.say("/start")
    person.chat.blocked = True
    rows = [service.row(f"tg:{person.id}", Say(f"{n}")) for n in range(5)]
    transport.push([*rows, service.row(f"tg:{other.id}", Say("hello"))])
    done = await marked(service, 6)
    assert service.gone == [f"tg:{person.id}"]
    assert sends(api) == 2
    assert [one.message is None for one in done] == [True] * 5 + [False]
    assert transport.sender.waiting == 0
    api.allow_refusals("blocked")


async def test_what_telegram_refuses_is_given_up(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A message that Telegram will never take does not hold up the next; the log has its kind."""
    address = f"tg:{person.id}"
    with capture_logs() as logs:
        broken = Say("private words", ((Button("", "t"),),))
        transport.push([service.row(address, broken), service.row(address, Say("two"))])
        await marked(service, 2)
    assert person.last.text == "two"
    assert {"event": "refused", "act": "Say", "log_level": "error"} in logs
    api.allow_refusals("must be non-empty")


async def test_a_reply_that_alone_keeps_failing_is_given_up(
    api: StandIn,
    service: Any,
    person: Person,
    transport: TelegramTransport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While others get through, one that never does is given up, and the next goes out."""
    monkeypatch.setattr(sender_module, "MOST_TRIES", 3)
    monkeypatch.setattr(pauses, "LONGEST_SECONDS", 0.01)
    other = api.person()
    await other.say("/start")
    api.fail("sendMessage", status=500, times=None, where=lambda params: params["text"] == "poison")
    address = f"tg:{person.id}"
    transport.push([service.row(address, Say("poison")), service.row(address, Say("two"))])
    while len(service.marked) < 10:
        transport.push([service.row(f"tg:{other.id}", Say("fine"))])
        await asyncio.sleep(0.02)
    assert person.last.text == "two"


async def test_an_outage_gives_nothing_up(
    api: StandIn,
    service: Any,
    person: Person,
    transport: TelegramTransport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While nobody gets through, no number of failures gives a reply up."""
    monkeypatch.setattr(sender_module, "MOST_TRIES", 3)
    monkeypatch.setattr(pauses, "LONGEST_SECONDS", 0.01)
    api.fail("sendMessage", status=502, times=20)
    transport.push([service.row(f"tg:{person.id}", Say("late, but here"))])
    await person.expect("late, but here")


async def test_a_nudge_is_decided_about_before_it_is_sent(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """Each nudge is asked about first; what the answer is not is not sent."""
    service.decide = lambda row, act: None if row == 1 else Say("put differently")
    address = f"tg:{person.id}"
    transport.plan([service.reminder(address, Say("first"))])
    transport.plan([service.reminder(address, Say("second"))])
    await marked(service, 1)
    assert [message.text for message in person.messages[1:]] == ["put differently"]
    assert service.asked == [1, 2]
    assert [one.row for one in service.marked] == [2]
    assert transport.sender.waiting == 0


async def test_a_nudge_is_never_sent_twice(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A nudge whose answer was lost is not sent again, whether it arrived or not."""
    address = f"tg:{person.id}"
    api.drop_after("sendMessage")
    transport.plan([service.reminder(address, Say("arrived"))])
    await marked(service, 1)
    api.drop_before("sendMessage")
    transport.plan([service.reminder(address, Say("lost"))])
    await marked(service, 2)
    api.fail("sendMessage", status=502)
    transport.plan([service.reminder(address, Say("uncertain"))])
    await marked(service, 3)
    assert [message.text for message in person.messages[1:]] == ["arrived"]
    assert sends(api) == 3


async def test_a_nudge_that_certainly_did_not_arrive_is_decided_and_sent_again(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """After a 429, or without a connection, a nudge may go later, and is decided about again."""
    api.fail("sendMessage", status=429, retry_after=1)
    row = service.reminder(f"tg:{person.id}", Say("hello"))
    transport.plan([row])
    await person.expect("hello")
    assert service.asked == [row, row]


async def test_a_nudge_that_is_handed_over_again_leaves_once(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """While it waits, is decided about or was told to wait, it is known already."""
    api.fail("sendMessage", status=429, retry_after=1)
    row = service.reminder(f"tg:{person.id}", Say("hello"))
    transport.plan([row, row])
    transport.plan([row])
    await asyncio.sleep(0.5)
    assert service.asked == [row]
    transport.plan([row])
    await person.expect("hello")
    await marked(service, 1)
    assert service.asked == [row, row]
    assert sends(api) == 2
    assert transport.sender.waiting == 0


async def test_a_group_that_moved_is_followed(
    api: StandIn, service: Any, transport: TelegramTransport
) -> None:
    """A group that became a supergroup gets its message under the new number, and later ones."""
    isla = api.person()
    group = api.group(admins=(isla,))
    await group.add_bot(isla)
    old = group.id
    await group.migrate()
    transport.push([service.row(f"tg:{old}", Say("one"))])
    await marked(service, 1)
    transport.push([service.row(f"tg:{old}", Say("two"))])
    await group.expect("two")
    assert sends(api) == 3
    api.allow_refusals("upgraded to a supergroup")


async def test_what_is_taken_back_is_not_sent(service: Any, person: Person, running: Any) -> None:
    """After /stop or /pause, what had not been sent stays unsent, and what follows goes out."""
    address = f"tg:{person.id}"
    async with running(per_second=5.0) as transport:
        rows = [service.row(address, Say(f"{number}")) for number in range(20)]
        transport.push(rows)
        await person.expect("0")
        unsent = Withdraw(tuple(row.row for row in rows[1:]))
        transport.push([Outgoing(0, address, REPLY, unsent, None)])
        transport.push([service.row(address, Say("stopped"))])
        await person.expect("stopped")
    assert 3 <= len(person.messages) <= 8
    assert transport.sender.waiting == 0


async def test_unsent_rows_go_out_at_the_next_start(
    service: Any, person: Person, running: Any
) -> None:
    """What was not sent before the last stop is sent first of all."""
    service.row(f"tg:{person.id}", Say("from before"))
    service.trouble = [StoreBusy("cairn.db")]
    async with running():
        await person.expect("from before")
        await marked(service, 1)
    async with running():
        await person.expect_nothing()


async def test_marks_are_written_in_groups(
    api: StandIn, service: Any, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many rows share one commit of their marks."""
    monkeypatch.setattr(marks, "GATHER_SECONDS", 0.5)
    people = [api.person() for _ in range(100)]
    for each in people:
        await each.say("/start")
    async with running(per_second=1000.0) as transport:
        transport.push([service.row(f"tg:{each.id}", Say("x")) for each in people])
        await marked(service, 100)
    assert service.mark_calls <= 5


async def test_a_crash_can_repeat_one_message_of_a_chat_at_most(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport
) -> None:
    """The next message to a chat leaves only when the one before is marked, store busy or not."""
    seen: list[tuple[str, int]] = []

    def look(params: Any) -> bool:
        seen.append((params["text"], len(service.marked)))
        return False

    api.fail("sendMessage", where=look)
    service.mark_trouble = [StoreBusy("cairn.db")]
    address = f"tg:{person.id}"
    transport.push([service.row(address, Say(text)) for text in ("one", "two")])
    await person.expect("one")
    transport.push([service.row(address, Say("three"))])
    await marked(service, 3)
    assert seen == [("one", 0), ("two", 1), ("three", 2)]


async def test_marks_wait_for_a_busy_store(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """A store that cannot write gets the same marks later, each of them once."""
    service.mark_trouble = [StoreBusy("cairn.db")]
    transport.push([service.row(f"tg:{person.id}", Say("one"))])
    await marked(service, 1)
    assert len(service.marked) == 1
    assert service.outbox == {}


async def test_a_mark_that_cannot_be_written_holds_up_no_other(
    api: StandIn, service: Any, running: Any
) -> None:
    """When a group of marks fails, each is tried by itself, and only the broken one is left."""
    people = [api.person() for _ in range(3)]
    for each in people:
        await each.say("/start")
    service.mark_trouble = [RuntimeError("group"), RuntimeError("first")]
    async with running() as transport:
        transport.push([service.row(f"tg:{each.id}", Say("x")) for each in people])
        done = await marked(service, 2)
    assert len(done) == 2


async def test_a_stop_finishes_what_is_under_way_and_marks_it(
    api: StandIn, service: Any, person: Person, running: Any
) -> None:
    """At the end, a call under way is waited for and marked; the rest stays in the outbox."""
    address = f"tg:{person.id}"
    api.slow("sendMessage", seconds=0.3)
    async with running() as transport:
        transport.push([service.row(address, Say("one")), service.row(address, Say("two"))])
        await api.wait_calls("sendMessage", 1)
    assert [message.text for message in person.messages[1:]] == ["one"]
    assert [one.row for one in service.marked] == [1]
    assert list(service.outbox) == [2]


async def test_a_stop_does_not_wait_for_ever(
    api: StandIn, service: Any, person: Person, running: Any
) -> None:
    """A call that hangs is let go after a while."""
    api.hang("sendMessage")
    async with running() as transport:
        transport.push([service.row(f"tg:{person.id}", Say("one"))])
        await api.wait_calls("sendMessage", 1)
        async with asyncio.timeout(2):
            await transport.close(within=0.1)
    assert list(service.outbox) == [1]


async def test_the_log_says_nothing_about_anybody(
    api: StandIn, service: Any, person: Person, running: Any
) -> None:
    """Whatever goes wrong, the log has no words, names, numbers of chats, or the token."""
    person.chat.blocked = True
    api.fail("sendMessage", status=500, times=1)
    api.fail("sendMessage", status=429, times=1)
    with capture_logs() as logs:
        async with running() as transport:
            api.drop_before("getUpdates")
            transport.push([service.row(f"tg:{person.id}", Say("private words"))])
            await marked(service, 1)
    assert logs
    for secret in ("private words", str(person.id), person.first_name, api.token):
        assert secret not in repr(logs)
    api.allow_refusals("blocked")
