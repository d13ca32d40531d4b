"""What arrived from one group, folded in order into its desk and what is to be sent.

Only an administrator changes anything, and every choice is a button: what members say to each other
does not come this far.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flow.typed_times import nearest_time, typed_time
from bot.nudges import slot
from bot.nudges.plan import Coming
from bot.nudges.rules import Rule
from bot.script.folder import Library
from bot.service.acts import Act, Close, Refresh, Say
from bot.service.inputs import Arrived, Command, InGroup, LetIn, ShutOut, Tapped
from bot.service.teams import cards, trouble
from bot.service.teams.draft import LONGEST_DAYS, Draft, Tap, Tokens, first_draft
from bot.service.teams.pace import Pace
from bot.service.teams.screens import PAUSES, Screen, Screens
from bot.service.teams.team_desk import TeamDesk
from bot.service.teams.trouble import Word
from storage import nudges, outbox, people
from storage.nudges import Nudge
from storage.people import Person
from storage.store import Unit

MOST_AT_ONCE = 20  # of one group in one batch; the newest
MOST_MENUS = 5  # in a minute
NONCE_BYTES = 3
# Why a tap changed nothing.
NOTES = {"oneday": "one_day", "twodays": "two_days", "three": "three_subjects"}


@dataclass(slots=True)
class TeamAnswering:
    """What is known of one group while a batch is answered.

    `told` is what is to be said to people in private.
    """

    unit: Unit
    now: datetime
    library: Library
    zone: str
    pace: Pace
    address: str
    person: Person | None
    acts: list[Act] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    told: list[Word] = field(default_factory=list)
    _desk: TeamDesk | None = None
    _row: Nudge | None = None
    _touched: bool = False
    _topic: int | None = None
    _shown: dict[int | None, Act] = field(default_factory=dict)

    async def answer(self, inputs: Sequence[Arrived]) -> None:
        """Answers the inputs in order; in each message only what stands in it at the end."""
        await self._load()
        newest = [one.input for one in inputs[-MOST_AT_ONCE:]]
        last = next((one for one in reversed(newest) if _is_command(one)), None)
        for said in newest:
            match said:
                case InGroup() if not _is_command(said) or said is last:
                    await self._said(said)
                case LetIn(added):
                    self._let_in(added=added)
                case ShutOut():
                    await self._shut_out()
                case _:
                    pass
        self.acts += self._shown.values()

    def apologise(self) -> None:
        """Something here fails: says so, and everything is as it was."""
        self._once(self.words("team.failed"))
        self.acts += self._shown.values()

    def settle(self, today: date) -> Person | None:
        """The group with its desk as it is now, to be saved; None where there is none."""
        if self.person is None or self._desk is None:
            return None
        self.person.desk = self._desk.to_json()
        if self._touched:
            self.person.last_seen = today
        return self.person

    # What is known

    async def _load(self) -> None:
        if self.person is None:
            return
        desk = TeamDesk.from_json(self.person.desk)
        rows = await nudges.of(self.unit, self.person)
        row = next((one for one in rows if one.body["kind"] == slot.CARD), None)
        if row is None or cards.is_over(desk, self.now):
            await self._erase()
        else:
            self._desk, self._row = desk, row

    @property
    def _local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self._desk.zone if self._desk else self.zone))

    @property
    def _nonce(self) -> str:
        return self._desk.nonce if self._desk else ""

    def _kept(self) -> Draft | None:
        """What is kept now, as a draft that could be changed."""
        if self._desk is None or self._row is None:
            return None
        rule = Rule.from_json(self._row.body["rule"])
        return Draft(self._desk.days, rule.at, self._desk.themes, self._desk.until)

    def _as_if(self, draft: Draft) -> TeamDesk:
        """The desk with a draft kept."""
        desk = self._desk or TeamDesk(self.zone, draft.days, draft.until, "")
        return replace(desk, days=draft.days, until=draft.until, themes=draft.themes)

    def _row_of(self, draft: Draft, id_: int = 0) -> Nudge:
        old = Rule.from_json(self._row.body["rule"]) if self._row else None
        rule = cards.rule_of(draft, self._local.date(), old)
        return cards.row_of(id_, rule, self._as_if(draft), self.now, self.library.holidays)

    def _coming(self, draft: Draft) -> list[Coming]:
        row, desk = self._row_of(draft), self._as_if(draft)
        return cards.coming(row, desk, self.now, self.library.holidays)

    def _screens(self, draft: Draft) -> Screens:
        return Screens(self.library, self._as_if(draft), self._nonce, self._local)

    # Who says what

    async def _said(self, said: InGroup) -> None:
        self._topic = said.topic
        if said.admin is None:
            self._once(self.words("team.unknown"))
        elif not said.admin:
            # A member's tap is no mistake that needs words; the spinner has stopped.
            if isinstance(said.said, Command):
                self._once(self.words("team.members"))
        elif not self.library.huddles:
            self._once(self.words("huddle.none"))
        else:
            self._touched = True
            if self._desk:
                self._desk = replace(self._desk, shut_out=False)
            if isinstance(said.said, Command):
                self._command(said.said.argument)
            else:
                await self._tapped(said.said, said.by)

    def words(self, key: str, **values: object) -> str:
        """Cairn's own words, in light markup."""
        return self.library.words.text(key, **values)

    def _once(self, text: str) -> None:
        """Says something that is not said again within a minute."""
        if self.pace.allows(self.address, text, self.now):
            self._shown[None] = Say(text, silent=True, topic=self._topic)

    def _command(self, argument: str) -> None:
        """`/team`: how it stands; with nothing there yet, or with a time behind it, a draft."""
        if not self.pace.allows(self.address, "menu", self.now, MOST_MENUS):
            return
        if self._desk and self._desk.is_open:
            self.acts.append(Close(visit=self._desk.visit))
        kept, when = self._kept(), typed_time(argument) if argument else None
        draft = kept or first_draft(self._local.date())
        if when:
            self._draft(replace(draft, at=when), None)
        elif argument:
            self._draft(draft, None, note=self._no_time(argument))
        elif kept:
            self._show(self._screens(kept).menu(kept, self._coming(kept)), None)
        else:
            self._draft(draft, None)

    def _no_time(self, argument: str) -> str:
        near = nearest_time(argument)
        if near:
            return self.words("rule.no_such_time", near=f"{near:%H:%M}")
        return self.words("team.unclear")

    def _draft(self, draft: Draft, message: int | None, *, note: str = "") -> None:
        screens = self._screens(draft)
        self._show(screens.draft(draft, self._coming(draft), note=note), message)

    def _show(self, screen: Screen, message: int | None) -> None:
        """Puts a screen into the message that was tapped, or into a new one."""
        visit = None
        if self._desk:
            visit = self._desk.visit + (message is None)
            self._desk = replace(self._desk, visit=visit, is_open=bool(screen.rows))
        if message is None:
            said = Say(screen.text, screen.rows, visit=visit, silent=True, topic=self._topic)
            self._shown[None] = said
        else:
            self._shown[message] = Refresh(visit, screen.text, screen.rows, message)

    def _close(self, text: str, message: int | None) -> None:
        self._show(Screen(text), message)

    def _show_standing(self, message: int | None) -> None:
        """How it stands, without buttons: nothing stays open in the chat."""
        kept = self._kept()
        if kept:
            self._show(self._screens(kept).standing(kept, self._coming(kept)), message)
        else:
            self._close(self.words("team.nothing"), message)

    # Taps

    async def _tapped(self, tapped: Tapped, by: str | None) -> None:
        tap = Tokens(tuple(self.library.themes)).read(tapped.token)
        if tap is None:
            return
        if tap.nonce != self._nonce:
            # A second tap, or a button from before a change.
            self._show_standing(tapped.message)
        elif tap.draft:
            await self._choose(tap.action, tap.draft, tapped.message, by)
        else:
            await self._do(tap, tapped.message)

    async def _choose(self, action: str, draft: Draft, message: int | None, by: str | None) -> None:
        screens = self._screens(draft)
        name, page = action.rstrip("0123456789"), int(action[-1]) if action[-1].isdigit() else 0
        note = self.words(f"team.{NOTES[name]}") if name in NOTES else ""
        match name:
            case "start":
                await self._keep(draft, message, by)
            case "days" | "oneday" | "twodays":
                self._show(screens.days(draft, note=note), message)
            case "time":
                self._show(screens.time(draft), message)
            case "themes" | "three":
                self._show(screens.themes(draft, page, note=note), message)
            case "until":
                self._show(screens.until(draft), message)
            case _:
                self._draft(draft, message)

    async def _do(self, tap: Tap, message: int | None) -> None:
        kept = self._kept()
        if kept is None:
            self._close(self.words("team.not_now"), message)
            return
        match tap.action:
            case "menu":
                self._show(self._screens(kept).menu(kept, self._coming(kept)), message)
            case "change":
                self._draft(kept, message)
            case "pause":
                self._show(self._screens(kept).pause(), message)
            case "skip":
                await self._skip(kept)
                self._show_standing(message)
            case "stop":
                await self._erase()
                self._close(self.words("team.stopped"), message)
            case action if action in PAUSES or action == "resume":
                weeks = PAUSES.get(action)
                back = self._local.date() + timedelta(weeks=weeks) if weeks else None
                await self._change(back=back)
                self._show_standing(message)
            case _:
                self._show_standing(message)

    # What changes

    async def _keep(self, draft: Draft, message: int | None, by: str | None) -> None:
        """The yes: only from here on anything is kept of the group."""
        today = self._local.date()
        if not today < draft.until <= today + timedelta(days=LONGEST_DAYS):
            self._draft(replace(draft, until=first_draft(today).until), message)
            return
        known = (await people.find(self.unit, [by])).get(by) if by else None
        desk = replace(
            self._as_if(draft),
            nonce=secrets.token_hex(NONCE_BYTES),
            by=known.id if known else None,
            topic=self._topic,
        )
        if self.person is None:
            self.person = await people.add(
                self.unit, self.address, desk.to_json(), self.now.date(), kind=people.GROUP
            )
        row = self._row_of(draft, self._row.id if self._row else self.unit.new_id())
        if self._row:
            await nudges.save(self.unit, [(self.person, row)])
        else:
            await nudges.add(self.unit, [(self.person, row)])
        self._desk, self._row = desk, row
        self._show_standing(message)

    async def _change(self, *, back: date | None) -> None:
        """A pause, or the end of one; the rule begins anew from now."""
        if self._desk:
            nonce = secrets.token_hex(NONCE_BYTES)
            self._desk = replace(self._desk, back=back, nonce=nonce)
            await self._begin(None)

    async def _skip(self, kept: Draft) -> None:
        found = self._coming(kept)
        if self._desk and found:
            nonce = secrets.token_hex(NONCE_BYTES)
            self._desk = replace(self._desk, nonce=nonce)
            await self._begin(slot.occurrence_day(found[0].nudge))

    async def _begin(self, after: date | None) -> None:
        """The row anew; nothing comes up to and including the day `after`, if one is given."""
        if self.person is None or self._desk is None or self._row is None:
            return
        rule = Rule.from_json(self._row.body["rule"])
        rule = replace(rule, after=after or rule.after)
        self._row = cards.row_of(self._row.id, rule, self._desk, self.now, self.library.holidays)
        await nudges.save(self.unit, [(self.person, self._row)])

    async def _erase(self) -> None:
        if self.person:
            self.withdrawn += await outbox.drop_for(self.unit, self.address)
            await people.erase(self.unit, self.person.id)
        self.person = self._desk = self._row = None

    # Coming and going

    def _let_in(self, *, added: bool) -> None:
        if self._desk:
            self._desk = replace(self._desk, shut_out=False)
        elif added:
            self._once(self.words("team.added"))

    async def _shut_out(self) -> None:
        self.withdrawn += await outbox.drop_for(self.unit, self.address)
        self._shown.clear()
        if self._desk:
            self._desk, told = await trouble.shut_out(self.unit, self.library, self._desk)
            self.told += told


def _is_command(said: object) -> bool:
    return isinstance(said, InGroup) and isinstance(said.said, Command)
