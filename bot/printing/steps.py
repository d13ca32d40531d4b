"""A step in plain words: what people see, where each button leads, how long an answer is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.printing.gaps import Gaps, kind_in_the_log, spoken
from bot.printing.sheet import Kind, Line
from bot.script.folder import Library
from bot.script.markup import escape
from bot.script.model import (
    RATHER_NOT,
    Ask,
    Check,
    Draw,
    Each,
    End,
    Found,
    Guide,
    Keep,
    Length,
    Listing,
    Pick,
    Remind,
    Run,
    Save,
    Say,
    Script,
    Step,
    Support,
)
from bot.script.problems import listed
from bot.script.support import STAFF
from bot.script.template import Words

FIELDS = {"text": "The words", "revisit": "A day to look again", "theme": "The subject"}
FIELDS |= {"about": "The question"}
"""What the fields of an entry in the log are called."""
_ROOM = {
    Length.SHORT: "People can type a few words here",
    Length.LONG: "People can type as much as they like here",
}


def places(script: Script) -> dict[str, str]:
    """How every step is called: “step 3, remember”, numbered in the order of the file."""
    return {name: f"step {at}, {spoken(name)}" for at, name in enumerate(script.steps, 1)}


class Steps:
    """Says the steps of one script."""

    def __init__(self, script: Script, library: Library) -> None:
        self._script = script
        self._library = library
        self._gaps = Gaps(script, library.words)
        self._places = places(script)

    def lines(self, step: Step) -> Iterator[Line]:
        """All there is to read of a step, in the order in which people meet it."""
        yield from self._heads_up(step)
        yield from self._verb(step)
        if isinstance(step, Ask | Each):
            yield self.kept(step)
        if step.tender:
            yield Line(Kind.NOTE, self._tender(step))
        yield from self.why(step)

    def why(self, step: Step) -> Iterator[Line]:
        """What somebody reads who asks why this is asked."""
        if step.why:
            yield Line(Kind.WHY, self._gaps.shown(step.why), _at(step, "why"))

    def kept(self, step: Ask | Each) -> Line:
        """How long an answer lives, in the very words that people are told when they ask."""
        lives = [keep.value for keep in Keep if keep in step.keep] or ["none"]
        said = [self._own(f"why_{keep.replace('-', '_')}") for keep in lives]
        passing = next((one.label for one in step.choices if one.id == RATHER_NOT), None)
        if passing and step.keep:
            said.append(f"“{escape(passing)}” is not kept.")
        return Line(Kind.KEPT, " ".join(said))

    def _verb(self, step: Step) -> Iterator[Line]:
        match step:
            case Say():
                yield self._words(step.text, _at(step, "say"))
                yield self._then(step)
            case Ask():
                yield from self._ask(step)
            case Guide():
                yield from self._guide(step)
            case Draw():
                yield from self._draw(step)
            case Each():
                yield from self._each(step)
            case Listing():
                yield from self._list(step)
            case Found():
                yield self._note(
                    f"Says what was found in the list “{self._list_name(step.source)}”: the first"
                    " few under each heading, what is there already first."
                )
                yield self._then(step)
            case Pick():
                yield self._note(
                    "Shows up to six places where a small change might start, to choose one of;"
                    " where there is none, it is passed over."
                )
                yield self._way(self._own("skip"), step.past)
                yield self._then(step)
            case Check():
                yield from self._check(step)
            case Save():
                yield from self._save(step)
            case Remind():
                yield self._note(
                    f"Comes back once, {step.after} later, or the next time that somebody’s own "
                    "rules allow, with the words:"
                )
                yield Line(Kind.WORDS, self._own("asked_to_come_back"))
                yield self._then(step)
            case Support():
                card = "the support card"
                card += "" if step.card == STAFF else f" “{escape(spoken(step.card))}”"
                yield self._note(f"Shows {card}, as it reads at that moment.")
                yield self._then(step)
            case Run():
                yield self._note(self._run(step))
            case End():
                yield self._words(step.text, _at(step, "end"))
                yield self._note("The conversation ends here.")

    # The verbs that need more than a line

    def _ask(self, step: Ask) -> Iterator[Line]:
        yield self._words(step.text, _at(step, "ask"))
        answers = _at(step, "buttons" if step.choices else "date")
        for choice in step.choices or step.dates:
            yield self._way(choice.label, choice.go or step.next, answers)
        if step.length:
            yield Line(Kind.WAY, f"{_ROOM[step.length]}. That goes to {self._to(step.next)}.")
        elif step.dates:
            yield self._note("Another day can be typed, such as “Friday” or “20 March”.")
        if step.can_skip:
            yield self._way(self._own("skip"), step.past)
        if step.length and Keep.LOG in step.keep:
            yield self._note("What was typed is shown back before any of it is kept:")
            words = Words(self._gaps.value(step.name))
            yield Line(Kind.WORDS, self._library.words.text("engine.review", words=words))
            yield self._way(self._own("keep"), step.next)
            yield Line(Kind.WAY, f"“{self._own('reword')}” asks again.")
            yield self._way(self._own("let_go"), step.past)

    def _guide(self, step: Guide) -> Iterator[Line]:
        for at, line in enumerate(step.lines):
            yield self._words(line, _at(step, "guide", str(at)))
        yield self._note("One line at a time.")
        shows = f"“{escape(step.button)}” shows the next line."
        yield Line(Kind.WAY, shows, _at(step, "button"))
        yield self._way(self._own("stop"), step.stop)
        yield self._then(step)

    def _draw(self, step: Draw) -> Iterator[Line]:
        asked = self._script.steps.get(step.source)
        theme = self._library.themes.get(step.source)
        pool = "all subjects"
        if isinstance(asked, Ask):
            pool = f"the subject chosen at “{spoken(asked.name)}”"
        elif theme:
            pool = f"the subject “{escape(theme.name)}”"
        yield self._note(
            f"A question is drawn from {pool}, none again until the others had their turn."
        )
        if step.quiet:
            yield self._note("None that is about something harder.")
        else:
            buttons = listed(f"“{self._own(one)}”" for one in ("go_on", "other", "leave"))
            yield self._note(f"Before one about something harder, its heads-up asks: {buttons}.")
        yield self._then(step)

    def _each(self, step: Each) -> Iterator[Line]:
        yield self._note("The same is asked about each of a list, one after the other:")
        for item in step.items:
            yield Line(Kind.WORDS, escape(item.label), _at(step, "items"))
        yield self._words(step.text, _at(step, "each"))
        for choice in step.choices:
            goes = f"“{escape(choice.label)}” goes to the next of the list."
            yield Line(Kind.WAY, goes, _at(step, "buttons"))
        if step.length:
            yield Line(Kind.WAY, f"{_ROOM[step.length]}. That goes to the next of the list.")
        yield Line(Kind.WAY, f"“{self._own('skip')}” goes to the next of the list.")
        yield self._way(self._own("stop"), step.stop)
        yield self._then(step)

    def _list(self, step: Listing) -> Iterator[Line]:
        name = self._list_name(step.source)
        yield self._note(
            f"Goes over the list “{name}”, a part at a time. Each line is answered with one of"
            " the list’s own answers, and words can be typed first. What is answered is kept"
            " beside the list, for this person alone, and can be taken up again on any day."
        )
        if step.anew:
            yield Line(Kind.WAY, f"Before it begins, and begins anew: {self._to(step.anew)}.")
        yield self._way(self._own("stop"), step.stop or step.next)
        yield self._then(step)

    def _list_name(self, name: str) -> str:
        known = self._library.lists.get(name)
        return escape(known.title if known else spoken(name))

    def _check(self, step: Check) -> Iterator[Line]:
        yield self._note("Nothing is shown here. Where it goes depends on the answers so far.")
        for branch in step.branches:
            when = self._gaps.when(branch.condition)
            yield Line(Kind.WAY, f"If {when}: to {self._to(branch.go)}.")
        yield Line(Kind.WAY, f"Otherwise: to {self._to(step.otherwise)}.")

    def _save(self, step: Save) -> Iterator[Line]:
        kind = escape(kind_in_the_log(step.kind, self._library.words))
        if step.change:
            yield self._note(f"Changes the entry in the private log, under “{kind}”:")
        else:
            yield self._note(f"Keeps this in the private log, under “{kind}”:")
        for field, source in step.fields.items():
            shown = " ".join(self._gaps.kept(source).split("\n"))
            yield Line(Kind.WAY, f"{FIELDS.get(field, spoken(field).capitalize())}: {shown}")
        for nudge in self._script.nudges.values():
            about, _, field = (nudge.when or "").partition(".")
            if about == step.kind and field in step.fields:
                yield self._note("If a day was picked, one message comes on it:")
                yield Line(Kind.WORDS, escape(nudge.text))
                yield self._note(f"It begins at {self._to(nudge.starts)}.")
        yield self._then(step)

    def _run(self, step: Run) -> str:
        called = self._library.scripts.get(step.dialogue)
        title = escape(called.title if called else spoken(step.dialogue))
        after = f"then goes on to {self._to(step.next)}" if step.next else "and ends with it"
        return f"Plays “{title}” ({escape(step.dialogue)}), {after}."

    # What several verbs share

    def _heads_up(self, step: Step) -> Iterator[Line]:
        if not step.heads_up:
            return
        yield Line(Kind.HEADS_UP, self._gaps.shown(step.heads_up), _at(step, "heads_up"))
        yield Line(Kind.WAY, f"“{self._own('go_on')}” goes on to what follows here.")
        past = step.past if isinstance(step, Ask) else step.skip
        if isinstance(step, Guide | Each):
            past = past or step.stop
        yield self._way(self._own("not_today"), past)

    def _tender(self, step: Step) -> str:
        labels: Mapping[str, str] = {}
        if isinstance(step, Ask | Each):
            labels = {one.id: one.label for one in step.choices}
        hard = listed(f"“{escape(labels.get(one, one))}”" for one in step.tender)
        near = listed(
            [f"“{self._library.words.text(key)}”" for key in ("button.settle", "way.support")],
            "and",
        )
        return f"After {hard}, {near} are offered at the end."

    def _words(self, text: str, where: tuple[str, ...]) -> Line:
        return Line(Kind.WORDS, self._gaps.shown(text), where)

    def _note(self, text: str) -> Line:
        return Line(Kind.NOTE, text)

    def _way(self, label: str, to: str | None, where: tuple[str, ...] = ()) -> Line:
        return Line(Kind.WAY, f"“{escape(label)}” goes to {self._to(to)}.", where)

    def _then(self, step: Step) -> Line:
        return Line(Kind.NOTE, f"Goes on to {self._to(step.next)}.")

    def _to(self, name: str | None) -> str:
        return escape(self._places[name]) if name in self._places else "the end"

    def _own(self, key: str) -> str:
        return self._library.words.text(f"engine.{key}")


def _at(step: Step, *names: str) -> tuple[str, ...]:
    return ("steps", step.name, *names)
