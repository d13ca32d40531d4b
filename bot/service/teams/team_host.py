"""What reminders ask about groups: when a card may come, and which one leaves."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from bot.nudges import slot
from bot.nudges.policy import Standing, Subject
from bot.script.folder import Library
from bot.script.huddles import Card
from bot.service.acts import LINK, Button, Say
from bot.service.huddle_card import card_text, draw_card
from bot.service.teams.team_desk import TeamDesk
from storage.nudges import Nudge
from storage.people import Person


class TeamHost:
    """Answers for groups. Nobody there has to answer, so nothing eases off."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def standing(self, group: Person) -> Standing:
        """How things stand with a group."""
        desk = TeamDesk.from_json(group.desk)
        week = desk.week(self._library.holidays)
        return Standing(week, reachable=not desk.shut_out, unprompted=desk.unprompted)

    def subject(self, group: Person, nudge: Nudge) -> Subject:
        """Gone after the last day: the group itself is forgotten soon after."""
        until = TeamDesk.from_json(group.desk).until
        if slot.occurrence_day(nudge) > until or not self._library.huddles:
            return Subject.GONE
        return Subject.WAITING

    def opened(self, group: Person) -> Say:
        """The card, silent, with the way to think about it in private."""
        desk = TeamDesk.from_json(group.desk)
        card = self._drawn(desk)
        seen = (*(one for one in desk.seen if one != card.key), card.key)
        group.desk = replace(desk, seen=seen).to_json()
        label = self._library.words.text("button.think_private")
        button = Button(label, f"{LINK}{card.link}")
        return Say(card_text(self._library, card), ((button,),), silent=True, topic=desk.topic)

    def _drawn(self, desk: TeamDesk) -> Card:
        every = self._library.huddles
        # A theme may have lost its cards since it was chosen.
        themes = {card.theme for card in every} & set(desk.themes)
        return draw_card(every, desk.seen, themes, secrets.choice)

    def wrote(self, group: Person, unprompted: tuple[datetime, ...]) -> None:
        """Notes that a card is leaving; trouble after it is new trouble."""
        desk = TeamDesk.from_json(group.desk)
        group.desk = replace(desk, unprompted=unprompted, told=False).to_json()

    def unwrote(self, group: Person, unprompted: tuple[datetime, ...]) -> None:
        """Takes that back, and the card with it, which is the newest that was drawn."""
        desk = TeamDesk.from_json(group.desk)
        group.desk = replace(desk, unprompted=unprompted, seen=desk.seen[:-1]).to_json()
