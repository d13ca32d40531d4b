"""Random walks through every shipped dialogue, with a restart between any two steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.flow import engine
from bot.flow.given import Given, Picked, WentBack, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry, Session
from bot.flow.turn import Ended, Kept, Reminder, Turn
from bot.script.markup import parse
from bot.script.model import Ask, Keep, Length, Run
from tests.flow.scenes import ENTRY, library, scene, through_json

DIALOGUES = sorted(library().scripts)
MOST = 40  # answers of one walk
WORDS = ("plum", "a *plum* _jam_", "zz\nzz", "why", "2", "skip", "friday", "…", "not mine")
walks = settings(max_examples=12)


def choosing(seed: int) -> Callable[[Sequence[str]], str]:
    """The same choice for the same seed and pool."""
    return lambda keys: keys[seed % len(keys)]


def begins(name: str) -> list[tuple[str | None, Entry | None]]:
    """Where a dialogue may begin: at its first step, and where its nudges start."""
    script = library().scripts[name]
    starts: list[tuple[str | None, Entry | None]] = [(None, ENTRY)]
    return starts + [(one.starts, ENTRY) for one in script.nudges.values()]


def answers(session: Session) -> list[Given]:
    """All that a person might give here."""
    question = session.question
    assert question, "a session that stands without a question is a dead end"
    taps: list[Given] = [Picked(one.id) for one in question.options]
    return [*taps, *(Wrote(words) for words in WORDS), WentBack()]


def step_back(before: Session, after: Session) -> bool:
    """Whether the way back was cut, or only grew or shrank by one."""
    return abs(len(after.trail) - len(before.trail)) <= 1 or not after.trail


@pytest.mark.parametrize("name", DIALOGUES)
@walks
@given(data=some.data())
def test_every_walk_survives_a_restart_between_any_two_steps(
    name: str, data: some.DataObject
) -> None:
    """What came out of JSON answers the very same, whatever is given; and shows the same."""
    around = scene(
        choose=choosing(data.draw(some.integers(0, 1000))),
        switches=frozenset(data.draw(some.sets(some.sampled_from(["history", "count"])))),
        workday=data.draw(some.sampled_from([None, "ward", "leads"])),
    )
    at, entry = data.draw(some.sampled_from(begins(name)))
    turn = engine.begin(library().scripts[name], around, at=at, entry=entry)
    for _ in range(MOST):
        _holds(turn)
        if turn.session is None:
            return
        again = through_json(turn.session)
        assert again == turn.session
        assert engine.show(again, around).question == turn.question
        answer = data.draw(some.sampled_from(answers(turn.session)))
        before, turn = turn.session, engine.resume(again, answer, around)
        assert turn == engine.resume(before, answer, around)
        if turn.session:
            assert step_back(before, turn.session)


def _holds(turn: Turn) -> None:
    """What is true of anything that is sent."""
    shown = parse(turn.text)
    assert len(shown.plain) <= 4096
    assert turn.text.strip()
    if turn.session is None:
        assert any(isinstance(one, Ended) for one in turn.effects)
        return
    assert turn.question
    own = [one for one in turn.question.options if not one.id.startswith("_")]
    assert len(own) <= 8
    labels = [one.label for one in turn.question.options]
    assert len(labels) == len(set(labels)) and all(labels)


@pytest.mark.parametrize("name", DIALOGUES)
@walks
@given(data=some.data())
def test_b10_nothing_typed_is_kept_before_it_was_shown_back(
    name: str, data: some.DataObject
) -> None:
    """Whatever way leads to the log: the person saw these words after typing them."""
    around = scene(choose=choosing(data.draw(some.integers(0, 1000))))
    turn = engine.begin(library().scripts[name], around, entry=ENTRY)
    shown: set[str] = set()
    for number in range(MOST):
        if turn.session is None:
            return
        question, typed = turn.question, f"plum{number}x"
        assert question
        taps: list[Given] = [Picked(one.id) for one in question.options if one.id != "_skip"]
        if question.kind == "text":  # words twice as often as a tap
            taps += [Wrote(typed)] * (len(taps) * 2 or 1)
        given_ = data.draw(some.sampled_from(taps))
        turn = engine.resume(turn.session, given_, around)
        for kept in (one for one in turn.effects if isinstance(one, Kept)):
            for word in (word for word in kept.fields.get("text", "").split() if "plum" in word):
                assert word.strip(".,“”:") in shown, f"{word} was kept unseen"
        shown |= {word.strip(".,“”:") for word in parse(turn.text).plain.split()}


@pytest.mark.parametrize("name", DIALOGUES)
def test_back_never_leads_behind_a_run(name: str) -> None:
    """Wherever a shipped dialogue plays another one, that one begins with no way back."""
    script = library().scripts[name]
    for step in script.steps.values():
        if not isinstance(step, Run):
            continue
        around, asked = _at(name, step.name)
        if asked is None:
            continue
        assert not engine.can_go_back(asked), step.name
        assert engine.resume(asked, WentBack(), around).session == asked


def _at(name: str, step: str) -> tuple[Scene, Session | None]:
    """The question that stands open after a step, entered with an answer just given before it."""
    script = library().scripts[name]
    asks = [one for one in script.steps.values() if isinstance(one, Ask)]
    first = asks[0]
    there = replace(
        first,
        next=step,
        skip=step,
        keep=frozenset({Keep.UNTIL_END}),
        heads_up=None,
        choices=(),
        dates=(),
        length=Length.SHORT,
    )
    words = {one.name: "plum" for one in asks if one.length}
    words |= {one.name: "2026-03-11" for one in asks if one.dates}
    changed = replace(script, steps={**script.steps, first.name: there}, revision="changed")
    around = scene(changed)
    session = engine.begin(changed, around, at=first.name, entry=ENTRY).session
    assert session
    session = replace(session, answers=words, drawn={"prompt": library().prompts[0].key})
    return around, engine.resume(session, Wrote("plum"), around).session


@pytest.mark.parametrize("name", DIALOGUES)
def test_b14_buttons_alone_finish_every_dialogue(name: str) -> None:
    """Passing over all there is leads to an end, within eight taps, without a word typed."""
    around = scene()
    turn = engine.begin(library().scripts[name], around, entry=ENTRY)
    taps = 0
    while turn.session:
        question = turn.question
        assert question
        past = [one.id for one in question.options if one.id in ("_skip", "_stop", "_not_today")]
        turn = engine.resume(turn.session, Picked((past or [question.options[-1].id])[0]), around)
        assert not any(isinstance(one, Kept | Reminder) for one in turn.effects)
        taps += 1
        assert taps <= 8


@pytest.mark.parametrize("name", DIALOGUES)
def test_b48_every_button_of_every_dialogue_can_be_typed(name: str) -> None:
    """Its words do what a tap does, and where only buttons are, so does its number."""
    script = library().scripts[name]
    around = scene()
    seen: set[tuple[str, str, int, str]] = set()
    open_ = [engine.begin(script, around, at=at, entry=entry) for at, entry in begins(name)]
    while open_:
        session = open_.pop().session
        if session is None or session.question is None:
            continue
        key = (session.dialogue, session.step, session.line, session.stage)
        if key in seen:
            continue
        seen.add(key)
        for number, one in enumerate(session.question.options, 1):
            tapped = engine.resume(session, Picked(one.id), around)
            if session.question.kind != "text" or one.id == "_skip":
                assert engine.resume(session, Wrote(one.label), around) == tapped
            if session.question.kind not in ("text", "date"):
                assert engine.resume(session, Wrote(f"{number}"), around) == tapped
            open_.append(tapped)
        open_.append(engine.resume(session, Wrote("plum"), around))


@pytest.mark.parametrize("name", DIALOGUES)
def test_b11_one_question_in_a_message_and_three_minutes_at_most(name: str) -> None:
    """Every message of every dialogue asks one thing, and a dialogue says that it is short."""
    script = library().scripts[name]
    assert script.minutes <= 3
    around = scene()
    seen: set[tuple[str, str, int, str]] = set()
    open_ = [engine.begin(script, around, at=at, entry=entry) for at, entry in begins(name)]
    while open_:
        turn = open_.pop()
        if turn.session is None:
            continue
        session = turn.session
        key = (session.dialogue, session.step, session.line, session.stage)
        if key in seen:
            continue
        seen.add(key)
        assert parse(turn.text).plain.count("?") <= 1, turn.text
        onward = [one for one in answers(session) if not isinstance(one, WentBack)]
        open_ += [engine.resume(session, answer, around) for answer in onward]
