"""What a group is shown: how its cards stand, a draft of them, and one choice at a time.

Each screen takes the place of the one before, in the same message. Its buttons carry the draft as
it would be, so a tap needs nothing that was stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.nudges.plan import Coming
from bot.script.folder import Library
from bot.script.template import Words
from bot.service import layout
from bot.service.acts import Button, Rows
from bot.service.rules import WEEKDAYS
from bot.service.teams.draft import MOST_DAYS, MOST_THEMES, Draft, Tokens
from bot.service.teams.team_desk import TeamDesk

TIMES = (time(8, 30), time(9, 30), time(13, 0), time(15, 30))
STEP = timedelta(minutes=15)
SPANS = {"weeks": 4, "quarter": 13, "half": 26, "year": 52}
PAUSES = {"pause1": 1, "pause2": 2, "pause4": 4}
PAGE = 5  # themes; with the ways on there are never more than eight buttons


@dataclass(frozen=True, slots=True)
class Screen:
    """Words in light markup, and the buttons under them."""

    text: str
    rows: Rows = ()


class Screens:
    """Draws the screens of one group at one moment.

    Args:
        library: The words, themes and cards.
        desk: The group's; of one that is not kept yet, as it would be.
        nonce: Empty for a group that is not kept yet.
        now: The moment, on the group's clock.
    """

    def __init__(self, library: Library, desk: TeamDesk, nonce: str, now: datetime) -> None:
        self._library = library
        self._desk = desk
        self._nonce = nonce
        self._now = now
        self._tokens = Tokens(tuple(library.themes))

    def words(self, key: str, **values: object) -> str:
        """Cairn's own words, in light markup."""
        return self._library.words.text(key, **values)

    # How it stands

    def standing(self, draft: Draft, next_: Sequence[Coming]) -> Screen:
        """What comes, and when next; without buttons."""
        return Screen(self._joined(self.words("team.title"), *self._stands(draft, next_)))

    def menu(self, draft: Draft, next_: Sequence[Coming]) -> Screen:
        """The same with everything that can be done about it."""
        paused = self._is_paused()
        return self._screen(
            [self.words("team.title"), *self._stands(draft, next_), self.words("team.what")],
            *([] if not next_ else [self._button(self.words("button.skip_next"), "skip")]),
            self._button(self.words("button.team_on"), "resume")
            if paused
            else self._button(self.words("button.team_pause"), "pause"),
            self._button(self.words("button.team_change"), "change"),
            self._button(self.words("button.team_stop"), "stop"),
            self._button(self.words("button.team_close"), "close"),
        )

    def pause(self) -> Screen:
        """For how long."""
        return self._screen(
            [self.words("team.ask_pause")],
            self._button(self.words("button.team_week"), "pause1"),
            self._button(self.words("button.team_fortnight"), "pause2"),
            self._button(self.words("button.team_month"), "pause4"),
            self._button(self.words("way.back"), "menu"),
        )

    # The draft

    def draft(self, draft: Draft, next_: Sequence[Coming], *, note: str = "") -> Screen:
        """What would come, what can be changed about it, and the yes that keeps it."""
        is_new = not self._nonce
        yes = self.words("button.start" if is_new else "button.team_keep")
        no = self.words("button.not_now" if is_new else "button.team_leave")
        quiet = self._desk.week(frozenset()).quiet(
            datetime.combine(self._now, draft.at, self._now.tzinfo)
        )
        return self._screen(
            [
                self.words("team.title"),
                self.words("team.what"),
                note,
                *self._stands(draft, next_),
                self.words("team.early_or_late", at=f"{draft.at:%H:%M}") if quiet else "",
                self.words("rule.ask") if next_ else "",
            ],
            *([self._button(yes, "start", draft)] if next_ else []),
            self._button(self.words("button.other_days"), "days", draft),
            self._button(self.words("button.other_time"), "time", draft),
            self._button(self.words("button.team_subjects"), "themes0", draft),
            self._button(self.words("button.team_until"), "until", draft),
            self._button(no, "no" if is_new else "close"),
        )

    def days(self, draft: Draft, *, note: str = "") -> Screen:
        """The days of the week, two at the most."""
        return self._screen(
            [note, self.words("team.ask_days", days=self._days(draft))],
            *(self._day(draft, day) for day in range(7)),
            self._button(self.words("button.days_done"), "draft", draft),
        )

    def _day(self, draft: Draft, day: int) -> Button:
        days = tuple(sorted(set(draft.days) ^ {day}))
        label = self._state(self.words(f"weekday.{WEEKDAYS[day]}"), on=day in draft.days)
        if not days:
            return self._button(label, "oneday", draft)
        if len(days) > MOST_DAYS:
            return self._button(label, "twodays", draft)
        return self._button(label, "days", replace(draft, days=days))

    def time(self, draft: Draft) -> Screen:
        """A few times, and a quarter of an hour either way."""
        earlier, later = (replace(draft, at=_moved(draft.at, by)) for by in (-STEP, STEP))
        return self._screen(
            [self.words("team.ask_time", at=f"{draft.at:%H:%M}", zone=self._desk.zone)],
            *(self._button(f"{at:%H:%M}", "draft", replace(draft, at=at)) for at in TIMES),
            self._button(self.words("button.team_earlier"), "time", earlier),
            self._button(self.words("button.team_later"), "time", later),
            self._button(self.words("button.days_done"), "draft", draft),
        )

    def themes(self, draft: Draft, page: int, *, note: str = "") -> Screen:
        """The subjects that have cards, a few at a time and round again."""
        having = {card.theme for card in self._library.huddles}
        with_cards = [one for one in self._library.themes if one in having]
        themes = [
            one for one in self._library.themes if one in with_cards and self._tokens.has(one)
        ]
        pages = max(1, -(-len(themes) // PAGE))
        page = page if page < pages else 0
        shown = themes[page * PAGE : (page + 1) * PAGE]
        more = f"themes{(page + 1) % pages}"
        return self._screen(
            [note, self.words("team.ask_subjects", subjects=Words(self._subjects(draft)))],
            *(
                [self._button(self.words("button.team_any"), "draft", replace(draft, themes=()))]
                if page == 0
                else []
            ),
            *(self._theme(draft, theme, page) for theme in shown),
            *([self._button(self.words("button.more_subjects"), more, draft)] if pages > 1 else []),
            self._button(self.words("button.days_done"), "draft", draft),
        )

    def _theme(self, draft: Draft, theme: str, page: int) -> Button:
        is_on = theme in draft.themes
        label = self._state(self._library.themes[theme].name, on=is_on)
        others = tuple(one for one in draft.themes if one != theme)
        themes = others if is_on else (*others, theme)
        if len(themes) > MOST_THEMES:
            return self._button(label, f"three{page}", draft)
        return self._button(label, f"themes{page}", replace(draft, themes=themes))

    def until(self, draft: Draft) -> Screen:
        """How long it goes on; a year at the most."""
        return self._screen(
            [self.words("team.ask_until")],
            *(
                self._button(
                    self.words(f"team.span_{one}"), "draft", replace(draft, until=self._in(weeks))
                )
                for one, weeks in SPANS.items()
            ),
            self._button(self.words("way.back"), "draft", draft),
        )

    # Pieces

    def _stands(self, draft: Draft, next_: Sequence[Coming]) -> list[str]:
        pieces = [self._line(draft)]
        if self._is_paused():
            pieces.append(self.words("team.paused", day=self._desk.back))
        if next_:
            second = next_[1].when if len(next_) > 1 else None
            pieces.append(
                self.words("team.next", first=next_[0].when, second=second, zone=self._desk.zone)
            )
        else:
            pieces.append(self.words("team.never"))
        return pieces

    def _line(self, draft: Draft) -> str:
        return self.words(
            "team.line",
            days=self._days(draft),
            at=f"{draft.at:%H:%M}",
            subjects=Words(self._subjects(draft)),
            until=draft.until,
            year=draft.until.year,
        )

    def _days(self, draft: Draft) -> str:
        names = [self.words(f"weekday.{WEEKDAYS[day]}") for day in draft.days]
        return self.words("rule.and", first=", ".join(names[:-1]), last=names[-1])

    def _subjects(self, draft: Draft) -> str:
        themes = self._library.themes
        names = [f"“{themes[one].name}”" for one in draft.themes if one in themes]
        if not names:
            return self.words("team.any")
        first, last = Words(", ".join(names[:-1])), Words(names[-1])
        return self.words("team.about", names=Words(self.words("rule.and", first=first, last=last)))

    def _is_paused(self) -> bool:
        return self._desk.back is not None and self._now.date() < self._desk.back

    def _in(self, weeks: int) -> date:
        return self._now.date() + timedelta(weeks=weeks)

    def _state(self, name: str, *, on: bool) -> str:
        state = self.words("settings.on") if on else self.words("settings.off")
        return self.words("rule.day_is", day=Words(name), state=state)

    def _button(self, label: str, action: str, draft: Draft | None = None) -> Button:
        return Button(label, self._tokens.make(action, self._nonce, draft))

    def _screen(self, pieces: Sequence[str], *buttons: Button) -> Screen:
        return Screen(self._joined(*pieces), layout.rows_of(buttons)[0])

    def _joined(self, *pieces: str) -> str:
        return "\n\n".join(piece.strip() for piece in pieces if piece.strip())


def _moved(at: time, by: timedelta) -> time:
    """A time of day, so much later or earlier, round the clock."""
    return (datetime.combine(date(2000, 1, 2), at) + by).time()
