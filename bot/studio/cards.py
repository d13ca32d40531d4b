"""A dialogue's file as cards: one for the top, one for each step, each with its fields.

Made of what the file says, not of a checked script, so that a draft that cannot be played yet still
has its cards. Everything here goes to the page as JSON; the words of labels are for coordinators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.script.graph import Path
from bot.studio.card_fields import Card, Field, choice, line, ticks, words
from bot.studio.kinds import KEEP, KINDS, LENGTHS, Kind, kind_of
from bot.studio.papers import Around
from bot.studio.ways import list_in, nudge_starts, split, summary, table_in, text_of, ways_of

_EVERYTHING = "everything"


def cards(tree: Any, around: Around) -> list[Card]:
    """The cards of a file, in the order of the file.

    Args:
        tree: What the file says, as nested dicts, lists and texts.
        around: The other dialogues, support cards, themes and principles to choose from.
    """
    steps = tree.get("steps") if isinstance(tree, dict) else None
    steps = steps if isinstance(steps, dict) else {}
    ways: dict[str, list[Field]] = {}
    for name, step in steps.items():
        for by, to in ways_of(step):
            ways.setdefault(to, []).append({"step": name, "by": by})
    starts = nudge_starts(tree)
    themed = _themed(steps, around)
    made: list[Card] = [{"step": None, "kind": "", "fields": list(_top(tree, around))}]
    for at, (name, step) in enumerate(steps.items()):
        made.append(
            {
                "step": name,
                "number": at + 1,
                "kind": KINDS[kind].name if (kind := kind_of(step)) else "",
                "first": at == 0,
                "from": ways.get(name, []),
                "reminder": name in starts,
                "summary": summary(step),
                "fields": list(_Fields(("steps", name), step, around, themed).all()),
            }
        )
    return made


def _themed(steps: dict[str, Any], around: Around) -> list[list[str]]:
    """What a prompt can be picked from: all themes, one of them, or what somebody chose."""
    themes = [[*one] for one in around.themes.items()]
    chosen = [
        [name, f"The theme that was chosen at “{name}”"]
        for name, step in steps.items()
        if around.themes.keys() & table_in(step, "buttons").keys()
    ]
    return [[_EVERYTHING, "All themes"], *themes, *chosen]


def _top(tree: Any, around: Around) -> Iterator[Field]:
    get = tree.get if isinstance(tree, dict) else dict[str, Any]().get
    yield line(("title",), "What people read as its name", get("title"))
    yield words(("about",), "A line about it", get("about"), optional=True)
    yield line(("minutes",), "About how many minutes it takes", get("minutes"), optional=True)
    themes = [[*one] for one in around.themes.items()]
    yield ticks(("themes",), "Themes it belongs to", get("themes"), themes, more=True)
    principles = [[*one] for one in around.principles.items()]
    yield ticks(
        ("principles",), "Principles it stands on", get("principles"), principles, more=True
    )
    yield _readers(tree)
    for id_, nudge in (table_in(tree, "nudges") if isinstance(tree, dict) else {}).items():
        if isinstance(nudge, Mapping):
            path: Path = ("nudges", id_)
            label = f"The reminder “{id_}”, as a lock screen shows it"
            yield {**line((*path, "text"), label, nudge.get("text")), "more": True}
            goes = _goes((*path, "starts"), f"The reminder “{id_}” begins at", nudge.get("starts"))
            yield {**goes, "more": True}


def _readers(tree: Any) -> Field:
    """Who read the words, as the file notes it."""
    noted = list_in(tree, "reviewed") if isinstance(tree, dict) else []
    readers = [
        {name: text_of(one.get(name)) for name in ("by", "on", "changed")}
        for one in noted
        if isinstance(one, Mapping)
    ]
    return {"type": "readers", "path": ("reviewed",), "readers": readers}


class _Fields:
    """The fields of one step."""

    def __init__(self, path: Path, step: Any, around: Around, themed: list[list[str]]) -> None:
        self._path = path
        self._themed = themed
        self._step = step if isinstance(step, Mapping) else {}
        self._around = around
        self._kind = kind_of(step)

    def all(self) -> Iterator[Field]:
        """What a card of this kind shows, the parts that few need at the end."""
        if self._kind is None:
            yield {"type": "raw", "path": self._path}
            return
        kind = KINDS[self._kind]
        if kind.words:
            yield words(self._at(kind.verb), kind.words, self._step.get(kind.verb))
        yield from self._middle(kind.verb, kind.answer)
        if kind.verb not in ("end", "check"):
            yield self._next(kind)
        if kind.verb in ("ask", "each"):
            yield from self._question(kind.verb, kind.answer or "")
        if kind.verb == "guide":
            yield from self._before()
        yield from self._others()

    def _next(self, kind: Kind) -> Field:
        value = self._step.get("next")
        if kind.verb == "ask" and kind.answer in ("buttons", "date"):
            one = "day" if kind.answer == "date" else "button"
            label = f"A {one} without a way of its own leads to"
            goes = _goes(self._at("next"), label, value, "Nowhere: each says itself where it leads")
            return {**goes, "more": not value and self._all_lead()}
        none = "The dialogue ends with it" if kind.verb == "run" else ""
        return _goes(self._at("next"), "Goes to", value, none)

    def _middle(self, verb: str, answer: str | None) -> Iterator[Field]:
        step = self._step
        if verb == "guide":
            yield self._lines("guide", "Its lines, each waiting for Next")
            yield _goes(self._at("stop"), "Whoever stops goes to", step.get("stop"))
        if verb == "each":
            yield self._answers("items", "What it asks about", "Add something to ask about")
            none = "Nobody can leave it half way"
            yield _goes(self._at("stop"), "Whoever leaves the list goes to", step.get("stop"), none)
        if verb == "check":
            yield {"type": "arms", "path": self._at("check"), "arms": self._arms()}
        if verb in ("list", "found"):
            yield choice(self._at(verb), "Which list", step.get(verb), self._lists())
        if verb == "list":
            none = "Straight to the first part"
            yield _goes(self._at("anew"), "Before it begins, by", step.get("anew"), none)
            yield _goes(self._at("stop"), "Whoever stops goes to", step.get("stop"), "As below")
        if verb == "pick":
            yield line(self._at("pick"), "Later texts know it as", step.get("pick"))
            yield choice(self._at("from"), "From which list", step.get("from"), self._lists())
            none = "The same step as a choice"
            yield _goes(self._at("skip"), "Skip goes to", step.get("skip"), none)
        if verb == "draw":
            yield choice(self._at("from"), "Picks from", step.get("from"), self._themed)
            yes = [["", "Any prompt"], ["yes", "None that carries a heads-up"]]
            yield choice(self._at("quiet"), "Which prompts", step.get("quiet"), yes)
        if verb == "save":
            pairs = [
                {"name": name, "path": self._at("with", name), "value": text_of(value)}
                for name, value in table_in(step, "with").items()
            ]
            yield line(self._at("save"), "Kept in the log as", step.get("save"))
            yield {"type": "pairs", "path": self._at("with"), "pairs": pairs}
        if verb == "remind":
            yield line(
                self._at("remind"), "After how long (1 day, 2 weeks, monday)", step["remind"]
            )
        if verb == "support":
            begins = self._around.cards
            cards = [
                [name, begins.get(name, name)] for name in sorted(self._around.world.cards or ())
            ]
            yield choice(self._at("support"), "Which card", step["support"], cards)
        if verb == "run":
            names = [[*one] for one in self._around.dialogues.items()]
            yield choice(self._at("run"), "Which dialogue", step["run"], names)
        if answer == "buttons":
            yield self._answers("buttons", "Its buttons", "Add a button")
        if answer == "date":
            yield self._answers("date", "The days it offers", "Add a day")
        if answer == "text":
            lengths = [[id_, name] for id_, name in LENGTHS.items()]
            yield choice(self._at("text"), "Room for", step.get("text"), lengths)

    def _lists(self) -> list[list[str]]:
        return [[name, name.replace("-", " ")] for name in sorted(self._around.world.lists or ())]

    def _question(self, verb: str, answer: str) -> Iterator[Field]:
        step = self._step
        if verb == "ask":
            none = "There is no Skip" if answer == "buttons" else "The same step as an answer"
            skip = _goes(self._at("skip"), "Skip goes to", step.get("skip"), none)
            yield {**skip, "more": answer == "buttons" and not skip["value"]}
        word = [[id_, name] for id_, name in KEEP.items() if answer == "buttons" or id_ in _TYPED]
        yield ticks(self._at("keep"), "How long the answer is kept", step.get("keep"), word)
        buttons = [[id_, split(text_of(one))[0]] for id_, one in table_in(step, "buttons").items()]
        if buttons and verb == "ask":
            label = "Hard to say: support stays near after these"
            tender = ticks(self._at("tender"), label, step.get("tender"), buttons)
            yield {**tender, "more": not tender["value"]}
        why = "Shown when somebody asks why"
        yield {**words(self._at("why"), why, step.get("why"), optional=True), "more": True}
        yield from self._before()

    def _before(self) -> Iterator[Field]:
        label = "One line before a harder subject"
        said = self._step.get("heads_up")
        yield {**words(self._at("heads_up"), label, said, optional=True), "more": True}

    def _all_lead(self) -> bool:
        """Whether every button says where it leads."""
        offered = (
            *table_in(self._step, "buttons").values(),
            *table_in(self._step, "date").values(),
        )
        return all(split(text_of(words))[1] for words in offered)

    def _others(self) -> Iterator[Field]:
        """Lists where a text should be, and the like: to be mended in the file's text."""
        for name, value in self._step.items():
            if not isinstance(value, str) and name in ("next", "skip", "stop", "say", "ask", "end"):
                yield {"type": "raw", "path": self._at(name)}

    def _answers(self, field: str, label: str, add: str) -> Field:
        items = []
        for id_, written in table_in(self._step, field).items():
            said, go = split(text_of(written))
            items.append({"id": id_, "path": self._at(field, id_), "label": said, "go": go})
        leads = field != "items" and "each" not in self._step
        onward = text_of(self._step.get("next"))
        none = f"{onward}, as said below" if onward else ""
        return {"type": "answers", "path": self._at(field), "label": label, "add": add,
                "leads": leads, "items": items, "days": field == "date", "none": none}  # fmt: skip

    def _lines(self, field: str, label: str) -> Field:
        lines = [
            {"path": self._at(field, at), "value": text_of(one).rstrip("\n")}
            for at, one in enumerate(list_in(self._step, field))
        ]
        return {"type": "lines", "path": self._at(field), "label": label, "lines": lines}

    def _arms(self) -> list[Field]:
        arms = []
        for at, arm in enumerate(list_in(self._step, "check")):
            get = arm.get if isinstance(arm, Mapping) else dict[str, Any]().get
            if get("otherwise") is not None:
                arms.append({"path": self._at("check", at, "otherwise"), "if": None,
                             "go": text_of(get("otherwise"))})  # fmt: skip
            else:
                arms.append({"path": self._at("check", at), "if": text_of(get("if")),
                             "go": text_of(get("go"))})  # fmt: skip
        if not any(arm["if"] is None for arm in arms):
            path = self._at("check", len(arms), "otherwise")
            arms.append({"path": path, "if": None, "go": ""})
        return arms

    def _at(self, *more: str | int) -> Path:
        return (*self._path, *more)


_TYPED = ("until-end", "log")


def _goes(path: Path, label: str, value: Any, none: str = "") -> Field:
    return {"type": "goes", "path": path, "label": label, "value": text_of(value), "none": none}
