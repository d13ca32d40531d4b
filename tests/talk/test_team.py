"""A team's group chat: an administrator sets up huddle cards, and nothing else is read or kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.script.huddles import Card
from bot.service.retention import forget_old
from bot.service.teams.answering import MOST_MENUS
from bot.service.teams.team_desk import TeamDesk
from storage import people
from tests.standin import Group, Message, Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.reminded import look
from tests.talk.running import Cairn, begun, shipped
from tests.talk.test_consent import rows

TUESDAY = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
CARDS = {card.ask: card for card in shipped().huddles}


@dataclass
class Team:
    """A group chat with the bot in it, who looks after it, and who does not."""

    api: StandIn
    cairn: Cairn
    group: Group
    ailsa: Person
    rory: Person

    async def go(self, *ways: str, by: Person | None = None) -> Message:
        """Says commands, taps the rest (an administrator does), and reads what follows."""
        for way in ways:
            await self.group.expect_nothing(0.0)
            who = by or self.ailsa
            if way.startswith("/"):
                await self.group.say(who, way)
            else:
                await self.group.tap(who, way)
            said = await self.group.expect()
        return said

    async def set_up(self, *ways: str) -> None:
        """Cards come from now on."""
        await self.go("/team", *ways, "Start")

    async def at(self, when: datetime) -> None:
        """The clock moves on, and the reminders look at it."""
        self.cairn.clock.now = when
        await look(self.cairn)

    async def card(self) -> Card:
        """The card that came."""
        said = await self.group.expect("For a huddle")
        (found,) = [card for ask, card in CARDS.items() if ask in said.text]
        return found

    async def no_card(self) -> None:
        """Nothing came."""
        await self.group.expect_nothing(0.15)

    async def desk(self) -> TeamDesk | None:
        """What is kept of the group."""
        address = f"tg:{self.group.id}"
        async with self.cairn.store.read() as unit:
            found = (await people.find(unit, [address])).get(address)
        return TeamDesk.from_json(found.desk) if found else None

    def open_messages(self) -> list[Message]:
        """The messages with buttons that ask the bot for something."""
        return [
            one
            for one in self.group.messages
            if any("callback_data" in key for row in one.keyboard for key in row)
        ]


@pytest.fixture
async def team(api: StandIn, cairn: Cairn) -> AsyncIterator[Team]:
    """The bot was added to a group, and has said so."""
    ailsa, rory = api.person("Ailsa"), api.person("Rory")
    group = api.group("Ward 4", admins=(ailsa,), members=(rory,))
    await group.add_bot(ailsa)
    await group.expect("with /team")
    yield Team(api, cairn, group, ailsa, rory)


# Being there


async def test_a_strange_group_gets_one_line_and_nothing_is_kept(team: Team) -> None:
    """Added somewhere, the bot says what /team does; made administrator, it says nothing."""
    assert "read nothing here but that command" in team.group.last.text
    assert team.group.last.silent
    await team.group.promote_bot(team.ailsa)
    await team.group.say(team.rory, "Did anybody see Mrs Robertson today?")
    await team.group.say(team.rory, "/reflect")
    await team.group.say(team.rory, "/start")
    await team.no_card()
    assert (await rows(team.cairn))["people"] == 0


async def test_in_a_private_chat_the_command_says_where_it_belongs(team: Team) -> None:
    """`/team` to the bot itself, of a stranger and of somebody known: how to get it there."""
    await begun(team.rory)
    for somebody in (team.ailsa, team.rory):
        await somebody.say("/team")
        said = await somebody.expect("is for a group’s chat")
        assert "/huddle" in said.text


# Setting up


async def test_two_taps_are_enough(team: Team) -> None:
    """`/team` says what it does and suggests a day; a yes keeps it, in the same message."""
    said = await team.go("/team")
    assert "I read nothing here but /team" in said.text
    assert "Only administrators" in said.text
    assert "On Tuesday at 09:30, on any subject, until Wednesday 24 February 2027" in said.text
    assert "Tuesday 1 December at 09:30, then on Tuesday 8 December" in said.text
    assert said.silent
    assert (await rows(team.cairn))["people"] == 0
    kept = await team.go("Start")
    assert kept.id == said.id
    assert "Next: on Tuesday 1 December" in kept.text
    assert team.open_messages() == []
    desk = await team.desk()
    assert desk and (desk.days, desk.themes) == ((1,), ())


async def test_everything_is_chosen_with_buttons_in_one_message(team: Team) -> None:
    """Days, a time, subjects, until when: each screen takes the place of the one before."""
    first = await team.go("/team")
    seen = [first]

    async def tap(*labels: str) -> Message:
        for label in labels:
            said = await team.go(label)
            assert said.id == first.id
            keys = [key for row in said.keyboard for key in row]
            assert len(keys) <= 8
            assert all(len(key["callback_data"].encode()) <= 64 for key in keys)
        seen.append(said)
        return said

    await tap("Other days", "Thursday: off", "Tuesday: on", "Saturday: off", "That is all")
    await tap("Another time", "A quarter of an hour later", "A quarter of an hour later")
    assert "So far: 10:00" in seen[-1].text
    await tap("15:30")
    await tap("Subjects", "Deciding together: off", "Setting the tone: off")
    await team.group.tap(team.ailsa, "More subjects")
    await tap("Where time and money go: off")
    refused = await tap("Listening, then acting: off")
    assert "Three subjects are the most" in refused.text
    await tap("That is all")
    said = await tap("Until when", "For six months")
    assert "On Thursday and Saturday at 15:30" in said.text
    assert (
        "about “Deciding together”, “Setting the tone” and “Where time and money go”" in said.text
    )
    assert "until Wednesday 26 May 2027" in said.text
    assert "Next: on Thursday 26 November at 15:30, then on Saturday 28 November" in said.text
    await tap("Start")
    desk = await team.desk()
    assert desk and desk.days == (3, 5)
    assert desk.themes == ("power-sharing", "leadership", "budgets")
    assert len([one for one in team.group.messages if one.from_bot]) == 2


async def test_two_days_are_the_most_and_one_is_the_least(team: Team) -> None:
    """Said kindly, and the choice stays as it was."""
    said = await team.go("/team", "Other days", "Friday: off", "Monday: off")
    assert "Two cards in a week are the most" in said.text
    assert "So far: Tuesday and Friday" in said.text
    said = await team.go("Tuesday: on", "Friday: on")
    assert "One day has to stay" in said.text
    assert "So far: Friday" in said.text


async def test_a_time_can_be_typed_behind_the_command(team: Team) -> None:
    """`/team 14:15`, or in words; before there is anything, and as a change."""
    said = await team.go("/team 14:15")
    assert "On Tuesday at 14:15" in said.text
    await team.go("Start")
    said = await team.go("/team half two")
    assert "On Tuesday at 14:30" in said.text
    assert (await team.desk()) is not None
    await team.go("Keep it like that")
    await team.at(TUESDAY.replace(hour=14, minute=29))
    await team.no_card()
    await team.at(TUESDAY.replace(hour=14, minute=30))
    await team.card()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("/team 25:30", "There is no such time on the clock. 23:30 would be near it."),
        ("/team hello", "Something like /team 14:15 works"),
    ],
)
async def test_a_time_that_is_none_is_said_so_with_what_works(
    team: Team, words: str, wanted: str
) -> None:
    """Kindly, with the draft below."""
    said = await team.go(words)
    assert wanted in said.text
    assert "On Tuesday at 09:30" in said.text


async def test_an_early_time_is_pointed_out_and_then_honoured(team: Team) -> None:
    """A night shift has huddles too: the yes under the sentence is the yes to the time."""
    said = await team.go("/team 21:45")
    assert "21:45 is early or late for some" in said.text
    await team.go("Start")
    await team.at(TUESDAY.replace(hour=21, minute=45))
    await team.card()


async def test_not_now_leaves_nothing(team: Team) -> None:
    """The message has no buttons any more, and nothing is kept."""
    said = await team.go("/team", "Not now")
    assert "nothing is kept of this group" in said.text
    assert team.open_messages() == []
    assert (await rows(team.cairn))["people"] == 0


# Who may


async def test_a_member_is_refused_kindly_and_once(team: Team) -> None:
    """One line says who can; their taps do nothing, and the spinner stops all the same."""
    said = await team.go("/team", by=team.rory)
    assert "Only this group’s administrators" in said.text
    assert said.buttons == []
    await team.group.say(team.rory, "/team")
    await team.no_card()
    shown = await team.go("/team")
    tap = await team.group.tap(team.rory, "Start")
    await tap.wait_answered()
    await team.group.expect_nothing()
    assert team.group.last.text == shown.text
    assert await team.desk() is None


async def test_a_minute_later_a_member_is_answered_again(team: Team) -> None:
    """It is the flood that is kept short, not the answer."""
    await team.go("/team", by=team.rory)
    team.cairn.clock.later(seconds=61)
    assert "administrators" in (await team.go("/team", by=team.rory)).text


async def test_an_administrator_without_a_name_may(team: Team) -> None:
    """Who writes in the group's own name looks after it; their tap says who they are."""
    await team.group.say_as_group("/team")
    await team.group.expect("Shall I?")
    await team.go("Start")
    assert await team.desk() is not None


async def test_when_it_cannot_be_found_out_that_is_said_once(team: Team) -> None:
    """Neither a yes nor a no: please try again; and later it works."""
    team.api.fail("getChatAdministrators", status=500)
    said = await team.go("/team")
    assert "could not find out just now" in said.text
    await team.group.say(team.ailsa, "/team")
    await team.no_card()
    assert await team.desk() is None


async def test_a_flood_of_commands_gets_few_answers(team: Team) -> None:
    """Fifty from a member and fifty from an administrator, and others get their replies."""
    for _ in range(50):
        await team.group.say(team.rory, "/team")
        await team.group.say(team.ailsa, "/team")
    await team.rory.say("/help")
    await team.rory.expect("/start begins")
    await team.api.wait_idle()
    await team.group.expect("Shall I?")
    await team.group.until(lambda: not team.api.pending, "everything to be taken in")
    assert len([one for one in team.group.messages if one.from_bot]) <= 1 + 1 + MOST_MENUS


# The cards


async def test_a_card_comes_on_its_day_silently_and_once(team: Team) -> None:
    """A question, how long, how to pass; and one button, which leads to the private chat."""
    await team.set_up()
    await team.at(datetime(2026, 11, 30, 9, 30, tzinfo=UTC))
    await team.no_card()
    await team.at(TUESDAY)
    card = await team.card()
    said = team.group.last
    assert said.silent
    assert "Passing is fine, and listening is taking part" in said.text
    ((key,),) = said.keyboard
    assert key["text"] == "Think about it in private"
    assert key["url"] == f"https://t.me/cairn_test_bot?start={card.link}"
    await team.at(TUESDAY.replace(hour=11))
    await team.cairn.restart()
    await team.at(TUESDAY.replace(hour=12))
    await team.no_card()
    await team.at(TUESDAY.replace(day=8))
    await team.card()


async def test_a_stranger_who_presses_it_meets_the_door_and_then_that_question(
    team: Team,
) -> None:
    """Consent first; then the prompt of the very card. Nothing of it shows in the group."""
    await team.set_up()
    await team.at(TUESDAY)
    card = await team.card()
    prompt = next(one for one in shipped().prompts if one.key == card.prompt)
    await team.rory.say(f"/start {card.link}")
    await team.rory.expect("I am Cairn")
    assert (await rows(team.cairn))["people"] == 1  # the group
    await team.rory.tap("Yes, start")
    await team.rory.expect(prompt.ask)
    await team.no_card()


async def test_in_a_group_with_topics_the_card_comes_where_it_was_set_up(team: Team) -> None:
    """The answer and the card stand in the topic in which `/team` was sent, and no other."""
    await team.group.migrate()
    topic = await team.group.open_topic()
    await team.group.say(team.ailsa, "/team", topic=topic)
    said = await team.group.expect("I read nothing here but /team")
    assert said.raw["message_thread_id"] == topic
    await team.go("Start")
    await team.at(TUESDAY)
    await team.card()
    assert team.group.last.raw["message_thread_id"] == topic


@pytest.mark.parametrize("closed", [True, False])
async def test_a_topic_that_is_closed_or_gone_leaves_the_general_one(
    team: Team, *, closed: bool
) -> None:
    """The card comes all the same, and nobody is told that anything is wrong."""
    await begun(team.ailsa)
    await team.group.migrate()
    topic = await team.group.open_topic()
    await team.group.say(team.ailsa, "/team", topic=topic)
    await team.group.expect("I read nothing here but /team")
    await team.go("Start")
    await (team.group.close_topic(topic) if closed else team.group.delete_topic(topic))
    team.api.allow_refusals("TOPIC_CLOSED" if closed else "message thread not found")
    await team.at(TUESDAY)
    await team.card()
    assert "message_thread_id" not in team.group.last.raw
    await team.no_card()
    await team.ailsa.expect_nothing()


async def test_no_card_comes_again_until_the_others_had_a_turn(team: Team) -> None:
    """Of the chosen subjects alone, through a change and a restart too."""
    cards = [card for card in shipped().huddles if card.theme == "culture"]
    await team.go("/team", "Subjects", "The feel of the place: off", "That is all", "Start")
    came = []
    for week in range(len(cards)):
        await team.at(datetime(2026, 12, 1 + 7 * week, 9, 30, tzinfo=UTC))
        came.append((await team.card()).key)
        if week == 0:
            await team.cairn.restart()
            await team.go("/team", "Change", "Another time", "09:30", "Keep it like that")
    assert sorted(came) == sorted(card.key for card in cards)


async def test_a_bank_holiday_has_no_card_and_it_is_not_caught_up(team: Team) -> None:
    """Christmas Day and New Year's Day are Fridays; the next is the Friday after."""
    await team.go("/team", "Other days", "Friday: off", "Tuesday: on", "That is all", "Start")
    await team.at(datetime(2026, 12, 18, 9, 30, tzinfo=UTC))
    await team.card()
    said = await team.go("/team")
    assert "Next: on Friday 8 January" in said.text
    for day in (25, 26, 27, 28, 29, 30, 31):
        await team.at(datetime(2026, 12, day, 9, 30, tzinfo=UTC))
    for day in (1, 2, 3, 4, 5):
        await team.at(datetime(2027, 1, day, 9, 30, tzinfo=UTC))
    await team.no_card()
    await team.at(datetime(2027, 1, 8, 9, 30, tzinfo=UTC))
    await team.card()


async def test_the_next_one_is_passed_over(team: Team) -> None:
    """One, and a second tap on the same button is not another one."""
    await team.set_up()
    menu = await team.go("/team")
    said = await team.go("Pass over the next one")
    assert "Next: on Tuesday 8 December" in said.text
    team.api.allow_refusals("message is not modified")
    await (await team.group.tap(team.ailsa, "Pass over the next one", message=menu)).wait_answered()
    await team.api.wait_idle()
    assert "Next: on Tuesday 8 December" in team.group.last.text
    await team.at(TUESDAY)
    await team.no_card()
    await team.at(TUESDAY.replace(day=8))
    await team.card()


async def test_a_pause_ends_by_itself_or_by_a_tap(team: Team) -> None:
    """For one, two or four weeks; what was missed is not caught up."""
    await team.set_up()
    said = await team.go("/team", "Pause", "For two weeks")
    assert "Nothing comes before Wednesday 9 December" in said.text
    assert "Next: on Tuesday 15 December" in said.text
    await team.at(TUESDAY)
    await team.at(TUESDAY.replace(day=8))
    await team.no_card()
    said = await team.go("/team", "Carry on now")
    assert "Paused" not in said.text
    await team.at(TUESDAY.replace(day=8, hour=10))
    await team.no_card()
    await team.at(TUESDAY.replace(day=15))
    await team.card()


async def test_a_new_menu_takes_the_old_keyboard_away(team: Team) -> None:
    """One message at most has buttons; an old one that is tapped shows how it stands."""
    await team.set_up()
    old = await team.go("/team")
    new = await team.go("/team")
    await team.group.until(lambda: team.open_messages() == [new], "the old keyboard to go")
    await team.go("Pause", "For a week")
    assert team.open_messages() == []
    await team.group.tap(team.ailsa, "Stop the cards", message=old)
    await team.group.expect("Paused")
    assert await team.desk() is not None


async def test_an_old_draft_cannot_undo_what_was_kept(team: Team) -> None:
    """A yes in a message from before the start shows how it stands, and changes nothing."""
    old = await team.go("/team")
    await team.go("/team 15:30", "Start")
    await team.group.tap(team.ailsa, "Start", message=old)
    said = await team.group.expect("On Tuesday at 15:30")
    assert said.id == old.id
    await team.at(TUESDAY)
    await team.no_card()


async def test_stopped_cards_leave_nothing(team: Team) -> None:
    """The row of the group goes with its key; a card that was due does not come."""
    await team.set_up()
    said = await team.go("/team", "Stop the cards")
    assert "nothing is kept of this group" in said.text
    assert (await rows(team.cairn))["people"] == 0
    await team.at(TUESDAY)
    await team.no_card()


async def test_after_its_end_the_group_is_forgotten_without_a_word(team: Team) -> None:
    """The last day is the last; a day later nothing is kept."""
    await team.go("/team", "Until when", "For four weeks", "Start")
    await team.at(datetime(2026, 12, 22, 9, 30, tzinfo=UTC))
    await team.card()
    await team.at(datetime(2026, 12, 29, 9, 30, tzinfo=UTC))
    await team.no_card()
    await forget_old(team.cairn.store, shipped().words, team.cairn.clock())
    assert (await rows(team.cairn))["people"] == 0
    said = await team.go("/team")
    assert "Shall I?" in said.text
    assert "Start" in [label for row in said.buttons for label in row]


async def test_a_change_that_would_never_bring_a_card_has_no_yes(team: Team) -> None:
    """With two days left and another day chosen, nothing would come; it says what helps."""
    await team.go("/team", "Until when", "For four weeks", "Start")
    await team.at(datetime(2026, 12, 22, 9, 30, tzinfo=UTC))
    await team.card()
    said = await team.go(
        "/team", "Change", "Other days", "Friday: off", "Tuesday: on", "That is all"
    )
    assert "no card comes before it ends" in said.text
    assert "Keep it like that" not in [label for row in said.buttons for label in row]
    said = await team.go("Until when", "For three months")
    assert "Next: on Friday 8 January" in said.text


# Trouble


async def _known(team: Team) -> None:
    await begun(team.ailsa)
    await team.set_up()


async def test_a_removed_bot_stops_tells_once_and_carries_on_when_it_is_back(team: Team) -> None:
    """The administrator who set it up is told in private, silently; nothing is lost."""
    await _known(team)
    await team.group.remove_bot(team.ailsa)
    told = await team.ailsa.expect("does not let me write any more")
    assert told.silent
    await team.at(TUESDAY)
    await team.group.add_bot(team.ailsa)
    await team.api.wait_idle()
    await team.no_card()
    await team.group.remove_bot(team.ailsa)
    await team.ailsa.expect_nothing()
    await team.group.add_bot(team.ailsa)
    await team.api.wait_idle()
    await team.at(TUESDAY.replace(day=8))
    await team.card()
    assert ("sendMessage", "Forbidden: bot was kicked from the group chat") not in team.api.refused


async def test_a_bot_that_may_no_longer_write_stops_and_tells_once(team: Team) -> None:
    """Nobody tells it of that: one card is refused, and none is tried after it."""
    await _known(team)
    await team.group.forbid_writing()
    team.api.allow_refusals("not enough rights to send text messages")
    await team.at(TUESDAY)
    await team.ailsa.expect("does not let me write any more")
    assert len(team.api.refused) == 1
    await team.at(TUESDAY.replace(day=8))
    await team.ailsa.expect_nothing()
    assert len(team.api.refused) == 1
    desk = await team.desk()
    assert desk and (desk.seen, desk.unprompted) == ((), ())
    await team.group.forbid_writing(writes=True)
    await team.go("/team")
    await team.at(TUESDAY.replace(day=15))
    await team.card()


async def test_a_restricted_bot_resumes_when_the_right_is_given_back(team: Team) -> None:
    """Of that Telegram does tell."""
    await _known(team)
    await team.group.restrict_bot(team.ailsa)
    await team.ailsa.expect("does not let me write any more")
    await team.at(TUESDAY)
    await team.group.restrict_bot(team.ailsa, writes=True)
    await team.api.wait_idle()
    await team.at(TUESDAY.replace(day=8))
    await team.card()
    assert team.api.refused == []


async def test_whoever_never_wrote_to_the_bot_is_not_kept_and_not_told(team: Team) -> None:
    """Nothing is kept of an administrator who did not say yes, not even where they are."""
    await team.set_up()
    desk = await team.desk()
    assert desk and desk.by is None
    await team.group.remove_bot(team.ailsa)
    await team.api.wait_idle()
    await team.ailsa.expect_nothing()
    found = hunt(team.cairn.folder, [str(team.ailsa.id)])
    assert found == []


async def test_a_group_that_becomes_a_supergroup_goes_on(team: Team) -> None:
    """The service message moves it; the card comes there once, and the menu works."""
    await team.set_up()
    await team.go("/team")
    await team.group.migrate()
    await team.api.wait_idle()
    await team.at(TUESDAY)
    await team.card()
    await team.no_card()
    said = await team.go("/team", "Pass over the next one")
    assert "Next: on Tuesday 15 December" in said.text
    assert (await rows(team.cairn))["people"] == 1


async def test_a_move_that_only_the_refused_card_tells_of(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card goes to the new chat, once, and the group is kept under its new number."""
    await team.set_up()
    monkeypatch.setattr(team.group, "_service", lambda *_: None)
    await team.group.migrate()
    team.api.allow_refusals("upgraded to a supergroup")
    await team.at(TUESDAY)
    await team.card()
    await team.no_card()
    assert await team.desk() is not None
    await team.cairn.restart()
    await team.at(TUESDAY.replace(day=8))
    await team.card()
    assert len(team.api.refused) == 1


# Nothing is kept


async def test_nothing_that_is_said_in_a_group_is_kept_anywhere(team: Team) -> None:
    """Not even where the bot is administrator and Telegram hands it every word."""
    planted = ["Xylophones before the ward round", "Ring Mrs Robertson", "quarterly zebra"]
    await team.group.promote_bot(team.ailsa)
    await team.set_up()
    await team.at(TUESDAY)
    await team.card()
    await team.group.say(team.rory, planted[0])
    await team.group.say(team.rory, planted[1], reply_to=team.group.last)
    await team.group.say(team.ailsa, f"/team {planted[2]}")
    await team.group.expect("could not read that as a time")
    await team.api.wait_idle()
    names = [team.rory.first_name, "Ward 4", str(team.group.id), str(team.rory.id)]
    assert hunt(team.cairn.folder, [*planted, *names]) == []


async def test_the_group_is_told_apart_from_people(team: Team) -> None:
    """Figures count people; a group is a row of its own kind, and its number is sealed."""
    await team.set_up()
    async with team.cairn.store.read() as unit:
        assert (await people.count(unit), await people.count(unit, people.GROUP)) == (0, 1)
    (command,) = team.api.settings["commands", "all_group_chats", 0, 0, ""]
    assert command["command"] == "team"
