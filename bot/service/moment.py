"""One input of one person, being answered: what is known, what is said, what stands open after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.flow.session import Option
from bot.nudges.calendar import Week
from bot.script.folder import Library
from bot.script.model import Script
from bot.service import layout, tokens
from bot.service.acts import Act, Button, Close, Drawing, Rows, Say
from bot.service.desk import Desk, Screen
from bot.service.inputs import Input, Tapped
from bot.service.installation import Installation
from bot.service.profile import Profile
from bot.service.tokens import VisitToken
from storage import outbox
from storage.people import Person
from storage.store import Unit

NEXT_STEPS = (("button.log", "/log"), ("button.help", "/help"))
"""What can be tapped where nothing is open any more; none of it has to be."""

ScriptFinder = Callable[[str, str | None], Script]


@dataclass(slots=True)
class Moment:
    """What a room gets to work with.

    `desk` is None for somebody who has not agreed to anything: nothing of theirs is kept, and they
    can only be shown standing buttons. A room changes the desk by putting a new one in its place.
    """

    unit: Unit
    now: datetime
    library: Library
    script: ScriptFinder
    installation: Installation
    person: Person | None
    desk: Desk | None
    input: Input
    address: str
    acts: list[Act] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    answers: tuple[Button, ...] = ()
    ways: Rows = ()
    visit: int | None = None
    entry: str | None = None
    tapped_visit: int | None = None
    pin: bool = False
    urgent: bool = False
    withdrawn: list[int] = field(default_factory=list)
    recipe: tuple[str, Mapping[str, Any]] | None = None
    after: list[Act] = field(default_factory=list)

    # What is known

    @property
    def local(self) -> datetime:
        """Now, on the person's own clock."""
        zone = self.desk.profile.zone if self.desk else self.installation.zone
        return self.now.astimezone(ZoneInfo(zone))

    @property
    def known(self) -> Desk:
        """The desk of somebody who said yes.

        Raises:
            LookupError: there is none; rooms that need one are not opened to strangers.
        """
        if self.desk is None:
            raise LookupError("nobody has agreed to anything here")
        return self.desk

    @property
    def week(self) -> Week:
        """When the bot may write to them first.

        Raises:
            LookupError: they have not agreed to anything.
        """
        return self.known.profile.week(self.library.holidays)

    @property
    def by_telegram(self) -> bool:
        """Whether Telegram carries this conversation, with a copy of its own."""
        return self.address.startswith("tg:")

    @property
    def who(self) -> Person:
        """The person's row.

        Raises:
            LookupError: they have none.
        """
        if self.person is None:
            raise LookupError("nobody has agreed to anything here")
        return self.person

    def words(self, key: str, **values: object) -> str:
        """Cairn's own words, in light markup."""
        return self.library.words.text(key, **values)

    def set_profile(self, profile: Profile) -> None:
        """Puts new settings in the place of the old."""
        self.desk = replace(self.known, profile=profile)

    # Saying and asking

    def say(self, key: str, **values: object) -> None:
        """Says Cairn's own words."""
        self.pieces.append(self.words(key, **values))

    def say_text(self, text: str) -> None:
        """Says words that are in light markup already."""
        if text:
            self.pieces.append(text)

    def offer(self, *buttons: tuple[str, str]) -> None:
        """Puts standing buttons under the message: (label key, command with its slash)."""
        self.answers += tuple(Button(self.words(key), command) for key, command in buttons)

    def draw(self, kind: str, of: Mapping[str, Any]) -> None:
        """Makes what is said the words under a picture, which is drawn as it is sent."""
        self.recipe = (kind, of)

    def ask(
        self,
        room: str,
        options: Sequence[Option],
        *,
        text: bool = False,
        args: Mapping[str, Any] | None = None,
    ) -> None:
        """Opens a screen of a room under what was said; it replaces the screen that was open.

        `text` says that typed words are an answer to it. `args` must be JSON-ready.
        """
        self.close_screen()
        desk = self.known
        visit = desk.visit + 1
        screen = Screen(room, tuple(options), visit, text, dict(args or {}))
        self.desk = replace(desk, visit=visit, screen=screen)
        self.show_options(options, visit, self.room_ways(visit))

    def option(self, id_: str, key: str = "", **values: object) -> Option:
        """A button of a screen, in Cairn's own words: `button.<id>` unless a key is given."""
        return Option(id_, self.words(key or f"button.{id_}", **values))

    def show_options(self, options: Sequence[Option], visit: int, ways: Rows) -> None:
        """Puts the buttons of a visit under the message."""
        self.answers = layout.buttons_of(options, self.known.nonce, visit)
        self.ways = ways
        self.visit = visit

    def token(self, visit: int, key: str) -> str:
        """The token of one button of a visit."""
        return str(VisitToken(self.known.nonce, visit, key))

    def room_ways(self, visit: int) -> Rows:
        """The ways out of a screen."""
        return (
            (
                Button(self.words("way.support"), "/support"),
                Button(self.words("way.stop"), self.token(visit, tokens.STOP)),
            ),
        )

    def talk_ways(self, visit: int, *, back: bool) -> Rows:
        """The ways out of a conversation's question, in two short rows.

        A guide has a Stop of its own among its answers: two of one name would be a riddle.
        """
        first = [Button(self.words("way.support"), "/support")]
        if back:
            first.insert(0, Button(self.words("way.back"), self.token(visit, tokens.BACK)))
        second = [Button(self.words("way.pause"), self.token(visit, tokens.PAUSE))]
        session = self.known.session
        question = session.question if session else None
        if not any(one.id == "_stop" for one in (question.options if question else ())):
            second.append(Button(self.words("way.stop"), self.token(visit, tokens.STOP)))
        return (tuple(first), tuple(second))

    def _leave_no_dead_end(self) -> None:
        """Where nothing is open any more, a next step can be tapped; none of it has to be."""
        desk = self.desk
        if desk is None:
            return
        if not (self.answers or self.ways or desk.screen or desk.session_visit):
            self.offer(*NEXT_STEPS)
        offers = tuple((one.label, one.token) for one in self.answers if one.token.startswith("/"))
        if offers != desk.offers:
            self.desk = replace(desk, offers=offers)

    # Closing

    async def withdraw(self) -> None:
        """Takes back everything that is written to this person but not yet sent."""
        self.withdrawn += await outbox.drop_for(self.unit, self.address)

    def close_visit(self, visit: int | None) -> None:
        """Takes the keyboard off the message that showed a visit."""
        if visit is None:
            return
        close = Close(visit=visit)
        if isinstance(self.input, Tapped) and self.tapped_visit == visit:
            close = Close(message=self.input.message)
        if close not in self.acts:
            self.acts.append(close)

    def close_screen(self) -> None:
        """Closes the open screen, if there is one."""
        if self.desk and self.desk.screen:
            self.close_visit(self.desk.screen.visit)
            self.desk = replace(self.desk, screen=None)

    def finish(self) -> list[Act]:
        """All that is to be done, the messages of this turn joined into one."""
        text = "\n\n".join(piece.strip() for piece in self.pieces if piece.strip())
        if text:
            self._leave_no_dead_end()
            rows, answers = layout.rows_of(self.answers, self.ways)
            if self.recipe:
                self.acts.append(Drawing(*self.recipe, text, rows, answers))
            else:
                said = Say(
                    text, rows, answers, self.visit, self.entry, pin=self.pin, urgent=self.urgent
                )
                self.acts.append(said)
        return [*self.acts, *self.after]
