"""Behaviours 7 to 17: choice, control and pace; and what /reflect offers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import pytest

from bot.service.desk import Desk
from bot.service.inputs import Arrived, Command, Typed
from storage import checkins, entries, people
from tests.standin import Message, Person
from tests.talk.running import Cairn, shipped
from tests.talk.test_wording import lint_codes, said_anywhere

WAYS = {"Back", "Support", "Pause", "Stop"}
FIRST_PAGE = {
    "culture": "The feel of the place",
    "leadership": "Setting the tone",
    "workforce-care": "Looking after ourselves",
    "power-sharing": "Deciding together",
    "knowledge": "Learning as we go",
}
SECOND_PAGE = {
    "feedback": "Listening, then acting",
    "policies": "Rules, forms and words",
    "budgets": "Where time and money go",
    "service-design": "Doors, rooms, next steps",
}
LIES = [
    "Something I can change",
    "Something I can influence",
    "Something to pass on",
    "Not mine to fix",
    "I only wanted to notice",
    "A different question",
]


async def go(person: Person, *ways: str) -> Message:
    """Says commands and words, taps the rest, and reads what comes before the next one."""
    for way in ways:
        if way.startswith(("/", "“")):
            await person.say(way.strip("“”"))
        else:
            await person.tap(way)
        said = await person.expect("")
    return said


def answers(person: Person) -> list[str]:
    """The open answers, without the ways out."""
    labels = [label for row in person.buttons() for label in row]
    return [label for label in labels if label not in WAYS]


def ways(person: Person) -> set[str]:
    """The open ways out."""
    return WAYS.intersection(label for row in person.buttons() for label in row)


async def desk_of(cairn: Cairn, person: Person) -> Desk:
    """What is kept of a person, as the bot reads it."""
    async with cairn.store.read() as unit:
        return Desk.from_json(
            (await people.find(unit, [f"tg:{person.id}"]))[f"tg:{person.id}"].desk
        )


async def kept(cairn: Cairn, person: Person) -> list[str]:
    """The texts in a person's log."""
    async with cairn.store.read() as unit:
        who = (await people.find(unit, [f"tg:{person.id}"]))[f"tg:{person.id}"]
        return [one.body["fields"]["text"] for one in await entries.of(unit, who)]


async def history_of(cairn: Cairn, person: Person) -> list[str]:
    """The words in a person's check-in history."""
    async with cairn.store.read() as unit:
        who = (await people.find(unit, [f"tg:{person.id}"]))[f"tg:{person.id}"]
        return [one.body["answer"] for one in await checkins.of(unit, who)]


def drawing(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Lets chance choose these prompts, as long as they are in the pool; else the first."""
    left = list(keys)

    def choose(pool: Sequence[str]) -> str:
        return left.pop(0) if left and left[0] in pool else pool[0]

    monkeypatch.setattr(secrets, "choice", choose)


# 7: every question can be passed over


async def test_b07_passing_over_is_met_plainly_and_leaves_nothing(
    person: Person, cairn: Cairn
) -> None:
    """A question passed over: a plain line, nothing kept, nothing asked about it later."""
    said = await go(person, "/reflect going-well", "Skip")
    assert "That is allowed" in said.text
    assert await kept(cairn, person) == []
    cairn.clock.later(days=30)
    await cairn.tick()
    await person.expect_nothing()


@pytest.mark.parametrize(
    ("dialogue", "past"),
    [
        ("check-in", "Rather not say"),
        ("reflect", "Skip"),
        ("small-change", "Not now"),
        ("after-a-course", "Nothing this time"),
        ("what-so-what", "Skip"),
        ("space-to-think", "Skip"),
        ("quiet-minute", "Not now"),
        ("check-in-week", "Rather not say"),
        ("check-in-after", "Not today"),
    ],
)
async def test_b07_the_first_question_of_each_way_in_has_a_way_past(
    person: Person, dialogue: str, past: str
) -> None:
    """No way in begins with a question that has to be answered."""
    await go(person, f"/reflect {dialogue}")
    assert past in answers(person)
    said = await go(person, past)
    assert "!" not in said.text


async def test_b07_rather_not_say_is_not_kept_with_the_history_on(
    person: Person, cairn: Cairn
) -> None:
    """Passing the check-in over leaves nothing in the history: nobody can count it, ever."""
    await go(person, "/checkin keep", "/checkin", "Rather not say")
    assert await history_of(cairn, person) == []


def test_b07_no_question_anywhere_has_to_be_answered() -> None:
    """The linter looks for a way past every question (D501) and guide (D502), and finds each."""
    assert not {"D501", "D502"} & lint_codes()


# 8: stop


@pytest.mark.parametrize("stop", ["/stop", "/cancel", "“stop”", "Stop"])
async def test_b08_stop_ends_it_in_one_message(person: Person, cairn: Cairn, stop: str) -> None:
    """The command, the word and the button: one message, nothing open, the buttons gone."""
    await go(person, "/reflect going-well", "“The new kettle”")
    said = await go(person, stop)
    assert said.text.startswith("Stopped. Anything you had not kept is forgotten")
    desk = await desk_of(cairn, person)
    assert desk.session is None and desk.screen is None
    await person.until(lambda: "Pause" not in str(person.buttons()), "no open question")
    await person.expect_nothing()
    assert "The new kettle" not in str(desk.to_json())


@pytest.mark.parametrize("state", ["/log", "/settings", "/forget", "/pause", "/help", "/reminders"])
async def test_b08_stop_works_whatever_is_open(person: Person, state: str) -> None:
    """In any room, paused or with nothing open."""
    await go(person, "/checkin", "/support", state)
    said = await go(person, "/stop")
    assert said.text.startswith("Stopped.")


async def test_b08_stop_takes_back_what_is_not_sent_yet(person: Person, cairn: Cairn) -> None:
    """What was written and waits to be sent is withdrawn, and goes before what stop says."""
    address = f"tg:{person.id}"
    await cairn.stop()
    await cairn.start()
    first = await cairn.service.handle([Arrived(None, address, Command("checkin"))])
    last = await cairn.service.handle([Arrived(None, address, Typed("stop"))])
    waiting = {one.row for one in await cairn.service.waiting()}
    assert first and not waiting & {one.row for one in first}
    assert [one.row for one in last if one.row] == sorted(waiting)


async def test_b08_a_guide_has_one_stop_and_can_be_left_at_each_line(person: Person) -> None:
    """In a guide there is one Stop, by tap or word, and `/stop` ends everything."""
    await go(person, "/reflect quiet-minute", "Hands")
    labels = [label for row in person.buttons() for label in row]
    assert labels.count("Stop") == 1
    await go(person, "Next")
    said = await go(person, "“stop”")
    assert "Stopping there is fine" in said.text
    await go(person, "Another one, please", "Sounds")
    said = await go(person, "/stop")
    assert said.text.startswith("Stopped.")


# 9: pause


@pytest.mark.parametrize("pause", ["Pause", "/pause", "“pause”"])
@pytest.mark.parametrize("days", [0, 9, 30])
async def test_b09_pause_keeps_the_place(
    person: Person, cairn: Cairn, pause: str, days: int
) -> None:
    """For a month: carry on, start fresh or leave it; carrying on is the same question."""
    await go(person, "/checkin", "Stretched")
    said = await go(person, pause)
    assert "lace is kept" in said.text
    cairn.clock.later(days=days)
    await cairn.tick()
    await person.expect_nothing(0.1)
    said = await go(person, "/resume")
    assert "Carry on, or start fresh?" in said.text
    assert answers(person) == ["Carry on", "Start fresh", "Leave it"]
    said = await go(person, "Carry on")
    assert "What would be of use?" in said.text


async def test_b09_start_fresh_and_leave_it(person: Person) -> None:
    """Start fresh asks the first question; Leave it puts the conversation away."""
    await go(person, "/checkin", "Stretched", "Pause", "/resume")
    said = await go(person, "Start fresh")
    assert "How are things" in said.text
    await go(person, "Stretched", "Pause", "/resume")
    said = await go(person, "Leave it")
    assert "put away" in said.text
    said = await go(person, "/resume")
    assert "nothing waiting" in said.text


async def test_b09_after_nine_days_and_a_restart_it_asks_where_they_were(
    person: Person, cairn: Cairn
) -> None:
    """Somebody who simply went away is asked the same, and another subject asks it too."""
    await go(person, "/reflect what-so-what", "“A visit”")
    await cairn.restart()
    cairn.clock.later(days=9)
    said = await go(person, "“It went on for long”")
    assert "Carry on, or start fresh?" in said.text
    said = await go(person, "Carry on")
    assert "where would you like it to go" in said.text
    said = await go(person, "/checkin")
    assert "Carry on, or start fresh?" in said.text
    said = await go(person, "Start the other one")
    assert "How are things" in said.text


async def test_where_nothing_was_answered_nothing_is_asked_about(person: Person) -> None:
    """Somebody who looks at one first question and turns to another subject just gets it."""
    await go(person, "/reflect what-so-what")
    said = await go(person, "/checkin")
    assert "How are things" in said.text
    assert "Carry on" not in said.text


# 10: back, and a look before anything is kept


async def test_b10_back_changes_an_answer(person: Person, cairn: Cairn) -> None:
    """Back, tapped or typed, asks again, and the new answer stands in place of the old."""
    await go(person, "/reflect going-well", "“The old kettle”")
    assert "Back" in ways(person)
    said = await go(person, "Back")
    assert "going well enough" in said.text
    await go(person, "“The new kettle”", "Luck, mostly")
    said = await go(person, "“back”")
    assert "Who or what helps" in said.text
    await go(person, "Luck, mostly", "Yes, keep it")
    assert await kept(cairn, person) == ["The new kettle"]


async def test_b10_back_changes_the_word_of_a_check_in(person: Person, cairn: Cairn) -> None:
    """With the history on, Back takes the old word out of it, and the day has the new one only."""
    await go(person, "/checkin keep", "/checkin", "Okay", "/stop")
    await go(person, "/checkin", "Stretched", "Back")
    assert await history_of(cairn, person) == ["okay"]
    await go(person, "Steady")
    assert await history_of(cairn, person) == ["okay", "steady"]


async def test_b10_back_changes_what_came_of_an_entry(person: Person, cairn: Cairn) -> None:
    """Of a small change looked back at, the log tells the last answer, not the one taken back."""
    await go(person, "/log", "“Leave at ten to”", "Keep", "In a week")
    cairn.clock.later(days=7, minutes=1)
    await cairn.tick()
    await person.expect("Is now a good time?")
    await go(person, "Yes, now", "I did it")
    assert "I did it" in (await go(person, "/log")).text
    await go(person, "/resume", "Carry on", "Back")
    assert "I did it" not in (await go(person, "/log")).text
    await go(person, "/resume", "Carry on", "A bit of it")
    assert "A bit of it" in (await go(person, "/log")).text


async def test_b10_words_are_shown_back_before_they_are_kept(person: Person, cairn: Cairn) -> None:
    """Nothing typed goes into the log before it was seen and said yes to."""
    await go(person, "/reflect going-well")
    await go(person, "“The new kettle”", "Luck, mostly")
    assert "“The new kettle”" in person.last.text
    assert await kept(cairn, person) == []
    await go(person, "Put it another way", "“The kettle”", "Luck, mostly", "Yes, keep it")
    assert await kept(cairn, person) == ["The kettle"]


async def test_b10_what_is_kept_cannot_be_taken_back_by_back(person: Person) -> None:
    """After a thing was kept Back does not lead behind it."""
    await go(person, "/checkin", "Steady", "“A laugh at handover”", "Keep")
    assert "Back" not in ways(person)


# 11, 12, 13: the pace


async def test_b11_reflect_says_how_long_it_takes(person: Person) -> None:
    """The way is told in minutes at the door: numbers of questions would not hold, ways branch."""
    said = await go(person, "/reflect")
    assert "about 2 minutes, or less" in said.text


def test_b11_no_way_asks_four_questions_without_a_place_to_stop() -> None:
    """The linter looks at every way through every dialogue for that (D506), and finds none."""
    assert "D506" not in lint_codes()


async def test_b12_an_unanswered_question_is_never_followed_by_another(
    person: Person, cairn: Cairn
) -> None:
    """One message for each answer, and then silence, however long it takes."""
    for way in ("/checkin", "Stretched", "A minute to settle", "Sounds", "Next"):
        before = len(person.messages)
        await go(person, way)
        await person.expect_nothing(0.05)
        mine = sum(not one.from_bot for one in person.messages[before:])
        assert len(person.messages) - before - mine == 1
    for _ in range(5):
        cairn.clock.later(days=8)
        await cairn.tick()
    await person.expect_nothing()


async def test_b13_no_time_runs_out(person: Person, cairn: Cairn) -> None:
    """Words typed before a month of silence are there after it, and nobody asks for more."""
    await go(person, "/reflect going-well", "“The new kettle”")
    cairn.clock.later(days=30)
    await cairn.tick()
    await person.expect_nothing(0.1)
    await go(person, "Luck, mostly", "Yes, keep it")
    assert await kept(cairn, person) == ["The new kettle"]


async def test_b14_a_reflection_is_finished_by_taps_alone(person: Person, cairn: Cairn) -> None:
    """From the first screen to a kept small change without a word typed."""
    await go(person, "/reflect", "Surprise me", "Skip", LIES[0], "The first one", "No need to ask")
    assert len(await kept(cairn, person)) == 1


# 15, 16: harder subjects


async def test_b15_a_heads_up_comes_first_with_another_subject(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line before a harder question: go on, a different one, or leave it for today."""
    hard = next(one for one in shipped().prompts if one.heads_up)
    label = {**FIRST_PAGE, **SECOND_PAGE}[hard.theme]
    more = ["More subjects"] if hard.theme in SECOND_PAGE else []
    drawing(monkeypatch, hard.key)
    said = await go(person, "/reflect", "Pick a subject", *more, label)
    assert said.text == hard.heads_up
    assert answers(person) == ["Go on", "A different one", "Leave it for today"]
    said = await go(person, "A different one")
    assert hard.ask not in said.text


async def test_b15_something_hard_is_told_of_first(person: Person) -> None:
    """After something hard: a line first, and a kind way round."""
    said = await go(person, "/reflect check-in-after")
    assert "asks for no details" in said.text
    assert answers(person) == ["Go on", "Not today"]
    said = await go(person, "Not today")
    assert "/support is open at any hour" in said.text


async def test_b16_surprise_me_never_draws_a_harder_subject(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one of the prompts that chance may choose from carries a heads-up."""
    pools: list[Sequence[str]] = []

    def choose(pool: Sequence[str]) -> str:
        pools.append(pool)
        return pool[0]

    monkeypatch.setattr(secrets, "choice", choose)
    hard = {one.key for one in shipped().prompts if one.heads_up}
    assert hard
    await go(person, "/reflect", "Surprise me")
    assert len(pools[0]) == len(shipped().prompts) - len(hard)
    assert not hard.intersection(pools[0])


async def test_b16_the_person_chooses_the_subject(person: Person) -> None:
    """All nine subjects, by plain names, over two screens; the last three are a tap away."""
    await go(person, "/reflect", "Pick a subject")
    assert answers(person) == [*FIRST_PAGE.values(), "More subjects", "Skip"]
    await go(person, "More subjects")
    assert answers(person) == [*SECOND_PAGE.values(), "The first five again", "Skip"]
    said = await go(person, "Where time and money go")
    assert "Where time and money go" in said.text or "Go on" in answers(person)


def test_b17_nothing_is_compulsory_scored_or_compared() -> None:
    """No sentence anywhere obliges, gives points or holds people against each other."""
    pressing = r"\b(compulsory|mandatory|required|points?|rank|badge|streak|leaderboard|percent|%|"
    pressing += r"better than (you|others|average)|than your colleagues|others have|overdue|target)"
    found = said_anywhere(pressing)
    assert [one for one in found if one[1].lower() not in ("point",)] == []


# What /reflect offers


async def test_reflect_opens_with_three_ways(person: Person) -> None:
    """A first screen of three, and the ways out in two short rows."""
    await go(person, "/reflect")
    assert answers(person) == ["Surprise me", "Pick a subject", "Another way in", "Skip"]
    assert ways(person) == WAYS - {"Back"}


async def test_another_way_in_offers_the_five_and_never_more_than_eight(person: Person) -> None:
    """The five ways in, and a few more; Skip counts among the eight."""
    await go(person, "/reflect", "Another way in")
    labels = answers(person)
    assert len(labels) <= 8
    for way in (
        "What? So what? Now what?",
        "What is going well",
        "A quiet minute",
        "Space to think",
        "After a course",
    ):
        assert way in labels


@pytest.mark.parametrize("theme", [*FIRST_PAGE, *SECOND_PAGE])
async def test_every_theme_can_be_left_where_it_lies(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    """In each subject: mine to change, to influence, to pass on, or not mine to fix."""
    easy = next(one.key for one in shipped().prompts if one.theme == theme and not one.heads_up)
    more = ["More subjects"] if theme in SECOND_PAGE else []
    label = {**FIRST_PAGE, **SECOND_PAGE}[theme]
    drawing(monkeypatch, easy)
    await go(person, "/reflect", "Pick a subject", *more, label, "Skip")
    assert answers(person) == LIES
    said = await go(person, "Not mine to fix")
    assert "Some things belong with someone else" in said.text
    await go(person, "Back")
    await go(person, "Something I can influence", "“Ask at the huddle”")
    await go(person, "Yes, keep it")
    assert await kept(cairn, person) == ["Ask at the huddle"]


async def test_prompts_do_not_repeat_until_the_others_had_a_turn(
    person: Person, cairn: Cairn
) -> None:
    """Six reflections on one subject, with a restart between: six different questions."""
    seen = set()
    subject = [one for one in shipped().prompts if one.theme == "knowledge"]
    for at in range(len(subject)):
        if at == 3:
            await cairn.restart()
        await go(person, "/reflect", "Pick a subject")
        said = await go(person, FIRST_PAGE["knowledge"])
        if "Go on" in answers(person):
            said = await go(person, "Go on")
        seen.add(next(one.key for one in subject if one.ask in said.text))
        await go(person, "Skip", "I only wanted to notice")
    assert len(seen) == len(subject)


async def test_prompts_fit_the_working_day(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody at a counter is never asked about a ward; what fits anyone fits them too."""
    pools: list[Sequence[str]] = []

    def choose(pool: Sequence[str]) -> str:
        pools.append(pool)
        return pool[0]

    await go(person, "/settings", "Working day", "Counter or reception")
    monkeypatch.setattr(secrets, "choice", choose)
    await go(person, "/reflect", "Surprise me")
    offered = [one for one in shipped().prompts if one.key in pools[0]]
    assert offered
    assert all({"counter", "anyone"} & set(one.fits) for one in offered)
    assert any(not {"counter", "anyone"} & set(one.fits) for one in shipped().prompts)


@pytest.mark.parametrize(
    "typed", ["1", "surprise me", "Surprise me!", "surprise", "SURPRISE ME", "“1.”"]
)
async def test_typed_answers_to_buttons_are_understood(person: Person, typed: str) -> None:
    """The label, its number or its beginning does what a tap does."""
    await go(person, "/reflect", f"“{typed.strip('“”')}”")
    assert "A few words, or none" in person.last.text


async def test_a_number_beyond_the_answers_is_asked_again_kindly(person: Person) -> None:
    """The answers again, in the same order, and nothing moved on."""
    await go(person, "/reflect", "“9”")
    assert "I did not quite follow that" in person.last.text
    assert answers(person) == ["Surprise me", "Pick a subject", "Another way in", "Skip"]


async def test_support_typed_or_tapped_keeps_the_place(person: Person) -> None:
    """“support” and “help” show the card at once; the open question stays open."""
    await go(person, "/checkin")
    for way in ("“support”", "“Help”", "Support"):
        said = await go(person, way)
        assert "116 123" in said.text
    said = await go(person, "Stretched")
    assert "Thank you for saying so" in said.text


async def test_no_screen_of_the_log_has_more_than_eight_answers(
    person: Person, cairn: Cairn
) -> None:
    """In the middle of a long log there are entries, older, newer and search, and no more."""
    async with cairn.store.write() as unit:
        who = (await people.find(unit, [f"tg:{person.id}"]))[f"tg:{person.id}"]
        body: dict[str, Any] = {"kind": "note", "theme": None, "made": "2026-11-01", "notes": []}
        rows = [(who, {**body, "fields": {"text": f"thing {n}"}}) for n in range(20)]
        await entries.add(unit, rows)
    await go(person, "/log")
    assert len(answers(person)) <= 8
    await go(person, "Older")
    assert {"Older", "Newer", "Search"} <= set(answers(person))
    assert len(answers(person)) <= 8


@pytest.mark.parametrize("room", ["/settings", "/forget", "/help", "/start", "/log", "/privacy"])
async def test_no_room_has_more_than_eight_answers(person: Person, room: str) -> None:
    """Eight answers at most, everywhere."""
    await go(person, room)
    assert 0 < len(answers(person)) <= 8


async def test_a_dialogue_about_an_entry_does_not_begin_without_one(person: Person) -> None:
    """What belongs to a chosen day cannot be asked for by name: the ways in are shown instead."""
    said = await go(person, "/reflect look-again")
    assert "Where would you like to begin?" in said.text
