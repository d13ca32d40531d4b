"""The sending budget."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limiter import BURST, GROUP_MESSAGES, Limiter, Weight
from tests.standin import Limits
from tests.standin.flood import Flood

PEOPLE, GROUPS = [11, 12, 13], [-21]

wish = st.tuples(
    st.sampled_from(PEOPLE + GROUPS),
    st.sampled_from(list(Weight)),
    st.booleans(),
    st.floats(min_value=0.0, max_value=0.5),
)


def granted(
    limiter: Limiter, chat: int, weight: Weight, now: float, *, nudge: bool = False
) -> float:
    """When a call may go that is wished for now; it is counted. Waiting once is enough."""
    wait = max(limiter.chat_wait(chat, weight, now), limiter.overall_wait(weight, now, nudge=nudge))
    now += wait
    assert limiter.chat_wait(chat, weight, now) == 0
    assert limiter.overall_wait(weight, now, nudge=nudge) == 0
    limiter.take(chat, weight, now, nudge=nudge)
    return now


@settings(max_examples=200)
@given(st.lists(wish, min_size=1, max_size=150), st.floats(min_value=0, max_value=1e6))
def test_never_over_budget_and_never_starving(
    wishes: list[tuple[int, Weight, bool, float]], now: float
) -> None:
    """Whoever waits as long as told may go then, and Telegram's own limits are never met."""
    limiter = Limiter()
    at = now
    flood = Flood(Limits(), now=lambda: at)
    names = {Weight.SEND: "sendMessage", Weight.EDIT: "editMessageText", Weight.FREE: "other"}
    for chat, weight, nudge, gap in wishes:
        at = granted(limiter, chat, weight, at + gap, nudge=nudge)
        assert flood.check(names[weight], chat) is None


def test_thirty_in_any_second_and_no_more() -> None:
    """Thirty people are answered at once; the next one waits about a second."""
    limiter = Limiter()
    times = [granted(limiter, chat, Weight.SEND, 100.0) for chat in range(1, 32)]
    assert times[:30] == [100.0] * 30
    assert 101.0 < times[30] < 101.2


def test_a_chat_has_a_small_burst_then_one_a_second() -> None:
    """Three messages may follow each other at once in a chat, then one a second."""
    limiter = Limiter()
    now, times = 100.0, []
    for _ in range(6):
        now = granted(limiter, 11, Weight.SEND, now)
        times.append(now)
    assert times[:BURST] == [100.0] * BURST
    gaps = [later - sooner for sooner, later in pairwise(times[2:])]
    assert all(1.0 < gap < 1.2 for gap in gaps)


def test_a_busy_chat_holds_nobody_up() -> None:
    """One chat at its limit leaves the others free."""
    limiter = Limiter()
    for _ in range(BURST):
        limiter.take(11, Weight.SEND, 100.0)
    assert limiter.chat_wait(11, Weight.SEND, 100.0) > 0
    assert limiter.chat_wait(12, Weight.SEND, 100.0) == 0
    assert limiter.overall_wait(Weight.SEND, 100.0) == 0


def test_a_group_gets_twenty_a_minute() -> None:
    """The twenty-first message to a group waits until a minute is over."""
    limiter = Limiter()
    now, times = 100.0, []
    for _ in range(GROUP_MESSAGES + 1):
        now = granted(limiter, -21, Weight.SEND, now)
        times.append(now)
    assert times[GROUP_MESSAGES - 1] < 130
    assert 160 < times[GROUP_MESSAGES] < 165


def test_edits_count_overall_and_not_for_their_chat() -> None:
    """Closing old keyboards does not use up what a chat may be sent."""
    limiter = Limiter()
    for _ in range(30):
        assert granted(limiter, 11, Weight.EDIT, 100.0) == 100.0
    assert limiter.chat_wait(11, Weight.SEND, 100.0) == 0
    assert limiter.overall_wait(Weight.SEND, 100.0) > 0
    assert limiter.overall_wait(Weight.FREE, 100.0) == 0


def test_a_wave_of_nudges_leaves_room_for_replies() -> None:
    """Nudges are spread evenly over the budget; a reply in the middle takes the very next place."""
    limiter = Limiter()
    now, sent = 100.0, []
    for chat in range(1, 201):
        now = granted(limiter, chat, Weight.SEND, now, nudge=True)
        sent.append(now)
        if chat % 20 == 0:
            assert granted(limiter, 5000 + chat, Weight.SEND, now) <= now + 1 / 29
    assert 200 / 30 < sent[-1] - sent[0] < 210 / 29


def test_in_a_fast_wave_a_place_is_free_for_a_reply() -> None:
    """Of a large budget nudges leave one place in a hundred: three replies need not wait at all."""
    limiter, now = Limiter(per_second=300), 100.0
    for chat in range(1, 1001):
        now = granted(limiter, chat, Weight.SEND, now, nudge=True)
    for chat in range(1, 4):
        assert granted(limiter, 5000 + chat, Weight.SEND, now) == now
    assert granted(limiter, 6000, Weight.SEND, now) > now
    assert 1000 / (now - 100.0) >= 0.97 * 300


def test_a_wave_keeps_its_pace_though_every_timer_is_late() -> None:
    """Woken a little late each time, at least 97 of 100 permitted nudges leave all the same."""
    limiter, now = Limiter(), 100.0
    for chat in range(1, 1001):
        now += limiter.overall_wait(Weight.SEND, now, nudge=True) + 0.004
        limiter.take(chat, Weight.SEND, now, nudge=True)
    assert 1000 / (now - 100.0) >= 0.97 * 30


def test_a_wave_that_was_held_up_does_not_leave_in_a_heap() -> None:
    """Held up for a moment twice a second, nudges still leave one by one.

    What left in a heap would free its places in a heap a second later, and a reply that came in the
    gap before it would wait for that.
    """
    limiter, now, chat, waits = Limiter(per_second=300), 100.0, 0, []
    next_stop, next_reply = 100.5, 100.0
    while now < 110.0:
        chat += 1
        pause = limiter.overall_wait(Weight.SEND, now, nudge=True)
        if next_reply <= now + pause:
            now = max(now, next_reply)
            waits.append(limiter.overall_wait(Weight.SEND, now))
            now += waits[-1]
            limiter.take(chat, Weight.SEND, now)
            next_reply += 0.0413
            continue
        now += pause
        if now > next_stop:
            now, next_stop = now + 0.06, now + 0.5
        limiter.take(chat, Weight.SEND, now, nudge=True)
    assert sorted(waits)[int(0.98 * len(waits))] < 0.005


def test_people_who_talk_through_a_fast_wave_hardly_ever_wait() -> None:
    """Ten people a second are answered with two calls each: nudges make do with what is left.

    All in all nearly everything that is permitted is used.
    """
    limiter, now, calls, waits = Limiter(per_second=300), 100.0, 0, []
    talk = random.Random(7)
    next_reply = 100.0
    while now < 130.0:
        pause = limiter.overall_wait(Weight.SEND, now, nudge=True)
        if next_reply <= now + pause:
            now = max(now, next_reply)
            for weight in (Weight.EDIT, Weight.SEND):
                waits.append(limiter.overall_wait(weight, now))
                now += waits[-1]
                limiter.take(calls, weight, now)
                calls += 1
            next_reply += talk.expovariate(10)
            continue
        # A timer wakes a little late.
        now += pause + 0.001
        limiter.take(calls, Weight.SEND, now, nudge=True)
        calls += 1
    assert sum(wait > 0 for wait in waits) <= 0.02 * len(waits)
    assert calls / (now - 100.0) >= 0.97 * 300


def test_a_429_holds_its_chat_for_as_long_as_told() -> None:
    """After a 429 its chat waits, for edits too, and the others do not."""
    limiter = Limiter()
    limiter.refused(11, 7.0, 100.0)
    assert limiter.chat_wait(11, Weight.EDIT, 100.0) == 7.0
    assert limiter.chat_wait(11, Weight.SEND, 107.0) == 0
    assert limiter.overall_wait(Weight.SEND, 100.0) == 0


def test_a_429_in_many_chats_holds_everybody() -> None:
    """When several chats are told to wait at once, the whole bot was meant."""
    limiter = Limiter()
    for chat in (11, 12, 11, 12):
        limiter.refused(chat, 7.0, 100.0)
    assert limiter.overall_wait(Weight.SEND, 100.0) == 0
    limiter.refused(13, 9.0, 101.0)
    assert limiter.overall_wait(Weight.FREE, 101.0) == 9.0


def test_old_429s_of_other_chats_do_not_add_up() -> None:
    """Three chats told to wait over ten minutes are three chats, not the bot."""
    limiter = Limiter()
    for place, chat in enumerate((11, 12, 13)):
        limiter.refused(chat, 1.0, 100.0 + place * 300)
    assert limiter.overall_wait(Weight.SEND, 700.0) == 0


def test_other_budgets_are_kept_too() -> None:
    """The operator's own numbers count, below one a second as well."""
    slow = Limiter(per_second=0.5, per_chat=0.5)
    assert granted(slow, 11, Weight.SEND, 100.0) == 100.0
    assert 102.0 <= granted(slow, 12, Weight.SEND, 100.0) < 102.3
    fast = Limiter(per_second=1000, per_chat=1000)
    assert all(granted(fast, 11, Weight.SEND, 100.0) == 100.0 for _ in range(900))


def test_quiet_chats_are_forgotten() -> None:
    """A hundred thousand chats once written to do not stay in memory."""
    limiter = Limiter(per_second=1000)
    for chat in range(1, 30_000):
        limiter.take(chat, Weight.SEND, chat / 100)
    assert limiter.chats_known < 12_000
