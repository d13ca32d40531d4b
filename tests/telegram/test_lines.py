"""Whose turn it is."""

from bot.service.acts import Close, Say
from bot.service.outgoing import NUDGE, REPLY, Outgoing
from bot.telegram.lines import Job, Lines


def job(row: int, lane: int = REPLY) -> Job:
    """A job for row so and so."""
    return Job(Outgoing(row, "tg:1", lane, Say("x"), None), Say("x"))


def turns(lines: Lines, number: int) -> list[int]:
    """The rows of the next turns, each finished before the next."""
    rows = []
    for _ in range(number):
        turn = lines.first()
        assert turn is not None
        rows.append(lines.take(turn[0]).row.row)
        lines.free(turn[0])
    return rows


def test_order_holds_in_a_chat() -> None:
    """Rows of one chat go one after the other, and none while one is under way."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    for row in (1, 2, 3):
        lines.add(line, job(row))
    assert lines.take(line).row.row == 1
    assert lines.first() is None
    lines.free(line)
    assert turns(lines, 2) == [2, 3]


def test_chats_take_turns() -> None:
    """A chat with a lot to be sent does not go before the others each time."""
    lines = Lines()
    for row, chat in enumerate((1, 1, 1, 2, 3)):
        lines.add(lines.line(f"tg:{chat}", chat), job(row))
    assert turns(lines, 5) == [0, 3, 4, 1, 2]


def test_replies_go_before_nudges() -> None:
    """Every reply that waits, in whichever chat, goes before any nudge."""
    lines = Lines()
    for row, (chat, lane) in enumerate([(1, NUDGE), (2, NUDGE), (2, REPLY), (3, REPLY)]):
        lines.add(lines.line(f"tg:{chat}", chat), job(row, lane))
    assert turns(lines, 4) == [2, 3, 0, 1]


def test_a_job_given_back_keeps_its_place() -> None:
    """What has to be tried again goes before what came later in its chat."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    lines.add(line, job(1))
    lines.add(line, job(2))
    taken = lines.take(line)
    lines.give_back(line, taken)
    lines.free(line)
    assert turns(lines, 2) == [1, 2]


def test_a_reply_overtakes_a_nudge_that_was_given_back() -> None:
    """A reply that comes while a nudge waits for another try goes first."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    lines.add(line, job(1, NUDGE))
    taken = lines.take(line)
    lines.add(line, job(2))
    lines.give_back(line, taken)
    lines.free(line)
    assert turns(lines, 2) == [2, 1]


def test_a_parked_chat_waits_and_the_others_go_on() -> None:
    """A chat that has to wait is passed over until it is set free."""
    lines = Lines()
    waiting = lines.line("tg:1", 1)
    lines.add(waiting, job(1))
    lines.add(lines.line("tg:2", 2), job(2))
    lines.park(waiting)
    lines.add(waiting, job(3))
    assert turns(lines, 1) == [2]
    assert lines.first() is None
    lines.free(waiting)
    assert turns(lines, 2) == [1, 3]


def test_an_emptied_line_has_no_turn() -> None:
    """Nothing is left to be sent to somebody who has blocked the bot."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    for row, lane in ((1, REPLY), (2, NUDGE), (3, REPLY)):
        lines.add(line, job(row, lane))
    lines.take(line)
    assert sorted(each.row.row for each in lines.empty(line)) == [2, 3]
    lines.free(line)
    assert lines.first() is None


def test_withdrawn_rows_are_not_sent() -> None:
    """What is taken back before its turn never has one; what is under way goes on."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    for row, lane in ((1, REPLY), (2, NUDGE), (3, REPLY), (4, REPLY)):
        lines.add(line, job(row, lane))
    under_way = lines.take(line)
    assert len(lines.withdraw("tg:1", {1, 2, 3})) == 2
    assert under_way.row.row == 1
    lines.free(line)
    assert turns(lines, 1) == [4]
    assert lines.first() is None


def test_a_nudge_has_its_turn_when_the_replies_before_it_are_withdrawn() -> None:
    """Taking back the replies of a chat leaves its nudge a turn of its own."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    lines.add(line, job(1))
    lines.add(line, job(2, NUDGE))
    assert len(lines.withdraw("tg:1", {1})) == 1
    assert lines.withdraw("tg:2", {2}) == []
    assert turns(lines, 1) == [2]


def test_a_chat_where_all_is_withdrawn_starts_afresh() -> None:
    """After everything was taken back, new rows have their turn as ever."""
    lines = Lines()
    for row in (1, 2):
        line = lines.line("tg:1", 1)
        lines.add(line, job(row))
        assert len(lines.withdraw("tg:1", {row})) == 1
    assert lines.first() is None
    lines.add(lines.line("tg:1", 1), job(3))
    assert turns(lines, 1) == [3]


def test_a_line_is_forgotten_when_nothing_waits() -> None:
    """Chats that were written to once do not stay in memory."""
    lines = Lines()
    line = lines.line("tg:1", 1)
    lines.add(line, Job(Outgoing(1, "tg:1", REPLY, Close(message=1), None), Close(message=1)))
    turns(lines, 1)
    assert lines.line("tg:1", 1) is not line
