"""One turn in the making: the only mutable thing in the engine, gone when the turn is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum, auto

from bot.flow.scene import Scene
from bot.flow.session import Crumb, Kind, Option, Question, Session
from bot.flow.sheet import Sheet
from bot.flow.turn import (
    Counted,
    Effect,
    Ended,
    History,
    Kept,
    Message,
    Noted,
    Put,
    Reminder,
    TookBack,
    Turn,
)
from bot.script import template
from bot.script.markup import unescape
from bot.script.model import RATHER_NOT, Ask, Each, Keep, Nudge, Script, Step

MOST_STEPS = 100  # in one turn; D209 makes a longer way impossible in a checked script


class Halt(Enum):
    """Why a verb does not name a next step."""

    WAITS = auto()
    ENDED = auto()
    PUZZLED = auto()


Next = str | Halt


def made(source: str, values: Mapping[str, object]) -> str:
    """A field of an entry, as it was typed: nothing is escaped when it is stored.

    `source` is the name of an answer, or a template.
    """
    if "{{" in source or "{%" in source:
        return unescape(template.render(source, values).strip())
    value = values.get(source, "")
    return value.isoformat() if isinstance(value, date) else str(value)


def names_in(source: str) -> frozenset[str]:
    """The values that a field of an entry is made of."""
    return template.names(source) if "{" in source else frozenset({source})


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else value


def picked_item(drawn: str) -> tuple[str, str] | None:
    """The list and the item's key, where something was picked from a list and no prompt drawn."""
    list_, colon, key = drawn.partition(":")
    return (list_, key) if colon else None


class Walk:
    """Carries a session from step to step and gathers what happens on the way."""

    def __init__(self, script: Script, session: Session, scene: Scene) -> None:
        self.script = script
        self.session = session
        self.scene = scene
        self.effects: list[Effect] = []
        self.sheets: dict[str, Sheet] = dict(scene.sheets)

    def step(self) -> Step:
        """The step the session stands at."""
        return self.script.steps[self.session.step]

    # Going on

    def way(self, to: str | None, by: str = "next", which: object = "") -> Next:
        """The next step, or the end where the script names none; whoever watches is told.

        `by` and `which` are the two words of `Way.by`: the button and its id, skip, stop …
        """
        if self.scene.watch:
            self.scene.watch(self.script.name, self.session.step, f"{by} {which}".rstrip())
        return to or Halt.ENDED

    # Saying and asking

    def say(self, source: str) -> None:
        """Sends an author's text."""
        text = template.render(source, self.values()).strip()
        if text:
            self.effects.append(Message(text))

    def tell(self, key: str, **values: object) -> None:
        """Sends the bot's own words."""
        self.effects.append(Message(self.scene.words.text(key, **values)))

    def say_plain(self, words: str) -> None:
        """Sends words of a list, which are shown as they are."""
        self.effects.append(Message(words))

    def wait(self, kind: Kind, options: Sequence[Option]) -> Halt:
        """Leaves a question open."""
        self.session = replace(self.session, question=Question(kind, tuple(options)))
        return Halt.WAITS

    def own(self, *ids: str) -> tuple[Option, ...]:
        """The engine's own buttons, by id."""
        return tuple(Option(f"_{id_}", self.scene.words.text(f"engine.{id_}")) for id_ in ids)

    # Answers

    def keep_answer(self, name: str, value: str) -> None:
        """Stores an answer until the dialogue ends."""
        self.session = replace(self.session, answers={**self.session.answers, name: value})

    def stand(self, *, line: int | None = None, stage: str | None = None) -> None:
        """Moves within the step."""
        self.session = replace(
            self.session,
            line=self.session.line if line is None else line,
            stage=self.session.stage if stage is None else stage,
        )

    def leave_crumb(self) -> None:
        """Remembers the question that is being answered, so that Back finds it."""
        here = self.session
        crumb = Crumb(here.step, here.line, here.answers)
        self.session = replace(here, trail=(*here.trail, crumb))

    def take_back(self) -> None:
        """Takes the last answer back: the answers and the way stand as they did before it."""
        *rest, crumb = self.session.trail
        step = self.script.steps[crumb.step]
        if isinstance(step, Ask | Each):
            name = step.answer_to(step.items[crumb.line]) if isinstance(step, Each) else step.name
            answer, entry = self.session.answers.get(name, ""), self.session.entry
            if answer != crumb.answers.get(name) and self._kept(step, answer):
                took = TookBack(self.script.name, name, answer, entry.id if entry else None)
                self.effects.append(took)
        self.session = replace(
            self.session, answers=crumb.answers, line=crumb.line, stage="", trail=tuple(rest)
        )

    def forget_way(self) -> None:
        """Back never goes behind a save, a remind or a run."""
        self.session = replace(self.session, trail=())

    def care(self) -> None:
        """Notes that something hard was touched: a way to settle stands near at the end."""
        self.session = replace(self.session, care=True)

    def record(self, step: Ask | Each, name: str, answer: str) -> None:
        """Keeps a word answer where the script says so and the person's switches allow."""
        if answer in step.tender:
            self.care()
        dialogue, entry, kept = self.script.name, self.session.entry, self._kept(step, answer)
        if Keep.HISTORY in kept:
            self.effects.append(History(dialogue, name, answer))
        if Keep.COUNT in kept:
            self.effects.append(Counted(dialogue, name, answer))
        if Keep.LOG in kept and entry:
            self.effects.append(Noted(entry.id, name, answer))

    def _kept(self, step: Ask | Each, answer: str) -> frozenset[Keep]:
        """Where a word answer goes beyond the dialogue; one that passes over goes nowhere."""
        if not step.choices or answer in ("", RATHER_NOT):
            return frozenset()
        open_ = {Keep(one) for one in ("history", "count") if one in self.scene.switches}
        return step.keep & (open_ | ({Keep.LOG} if self.session.entry else set()))

    def put(self, sheet: Sheet) -> None:
        """Writes a sheet down; only its last state of this turn counts."""
        self.sheets[sheet.list] = sheet
        old = [one for one in self.effects if isinstance(one, Put) and one.sheet.list == sheet.list]
        for one in old:
            self.effects.remove(one)
        self.effects.append(Put(sheet))

    def words_of(self, source: str) -> str:
        """What a source says in words that people read: of a button its label, not its id."""
        step = self.script.steps.get(source)
        said = made(source, self.values())
        if isinstance(step, Ask) and step.choices:
            return next((one.label for one in step.choices if one.id == said), "")
        return said

    # What texts may name

    def values(self) -> dict[str, object]:
        """Everything a text or a condition of this script may name."""
        here = self.session
        known: dict[str, object] = {}
        for name, one in self.script.steps.items():
            if isinstance(one, Ask):
                known[name] = self._answer(one, here.answers.get(name, ""))
            elif isinstance(one, Each):
                answers = ((item.id, one.answer_to(item)) for item in one.items)
                known[name] = {id_: here.answers.get(answer, "") for id_, answer in answers}
        known |= {name: self._drawn(key) for name, key in here.drawn.items()}
        if here.entry:
            known[here.entry.kind] = here.entry.fields
        step = self.step()
        if isinstance(step, Each):
            known["item"] = template.Words(step.items[here.line].label)
        known["name"] = self.scene.name
        known["minutes"] = self.script.minutes
        known["next_time"] = (
            datetime.fromisoformat(here.next_time).astimezone(self.scene.now.tzinfo)
            if here.next_time
            else ""
        )
        return known

    @staticmethod
    def _answer(step: Ask, value: str) -> object:
        return date.fromisoformat(value) if step.dates and value else value

    def _drawn(self, key: str) -> Mapping[str, str]:
        picked = picked_item(key)
        return self._item(*picked) if picked else self._prompt(key)

    def _item(self, list_: str, key: str) -> Mapping[str, str]:
        """An item that was picked from a list, and what is noted beside it."""
        checklist, sheet = self.scene.lists.get(list_), self.sheets.get(list_)
        item = checklist.items.get(key) if checklist else None
        part = checklist.part_of(key) if checklist else None
        return {
            "text": template.Words(item.text if item else ""),
            "note": sheet.mark(key).note if sheet else "",
            "part": template.Words(part.name if part else ""),
        }

    def _prompt(self, key: str) -> Mapping[str, template.Words]:
        prompt = next((one for one in self.scene.prompts if one.key == key), None)
        if prompt is None:  # the file changed meanwhile: its words are gone, the talk is not
            return dict.fromkeys(("ask", "first_idea", "second_idea", "theme"), template.Words(""))
        theme = self.scene.themes.get(prompt.theme)
        return {
            "ask": template.Words(prompt.ask),
            "first_idea": template.Words(prompt.ideas[0]),
            "second_idea": template.Words(prompt.ideas[1]),
            "theme": template.Words(theme.name if theme else prompt.theme),
        }

    # Keeping and coming back later

    def keep(self, kind: str, sources: Mapping[str, str], change: str | None = None) -> Kept:
        """Writes to the log, under the theme of the prompt last drawn, else of the dialogue."""
        known = self.values()
        fields = {name: made(source, known) for name, source in sources.items()}
        read = self._read_by(sources.values())
        theme = self._theme() or next(iter(self.script.themes), None)
        kept = Kept(kind, fields, theme, change, dict(sources), read)
        self.effects.append(kept)
        self._note_beside(fields.get("text", ""))
        self.forget_way()
        return kept

    def _last_drawn(self) -> str:
        return next(reversed([*self.session.drawn.values()]), "")

    def _theme(self) -> str | None:
        """The theme of what was drawn or picked last."""
        last = self._last_drawn()
        picked = picked_item(last)
        if picked:
            checklist = self.scene.lists.get(picked[0])
            part = checklist.part_of(picked[1]) if checklist else None
            return (part.theme or None) if part else None
        return last.partition("/")[0] or None

    def _note_beside(self, words: str) -> None:
        """What is kept after something was picked from a list is noted beside it as well."""
        picked = picked_item(self._last_drawn())
        sheet = self.sheets.get(picked[0]) if picked else None
        if picked and sheet and words:
            self.put(sheet.marked(picked[1], replace(sheet.mark(picked[1]), will=words)))

    def _read_by(self, sources: Iterable[str]) -> dict[str, object]:
        """What these sources read and nothing else, JSON-ready: days stay the text they are."""
        known = {**self.values(), **self.session.answers}
        names = {name for one in sources for name in names_in(one)} & known.keys()
        return {name: _plain(known[name]) for name in sorted(names)}

    def remind(self, nudge_id: str, at: datetime, step: str, text: str, entry: str | None) -> None:
        """Promises one message at an allowed time."""
        self.effects.append(
            Reminder(nudge_id, at, self.script.name, step, text, entry, dated=entry is not None)
        )

    def nudge_for(self, kept: Kept) -> Nudge | None:
        """The nudge that comes back on a date among the fields just kept."""
        for nudge in self.script.nudges.values():
            kind, _, field = (nudge.when or "").partition(".")
            if kind == kept.kind and kept.fields.get(field):
                return nudge
        return None

    # Ending

    def ended(self) -> None:
        """Tells that the dialogue is over."""
        care, theme = self.session.care, self._theme()
        self.effects.append(Ended(self.script.name, care, theme))

    def turn(self, halt: Halt) -> Turn:
        """The finished turn."""
        return Turn(None if halt is Halt.ENDED else self.session, tuple(self.effects))
