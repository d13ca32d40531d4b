"""D206, D211 and D212: what is read has been answered, and is asked about by its real name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from bot.script.draft import Draft, problem
from bot.script.fields import unknown
from bot.script.grammar import Mention
from bot.script.graph import reached
from bot.script.model import Ask, Check, Draw, Each, Listing, Pick, Remind, Save, Script, Step
from bot.script.problems import Problem, did_you_mean
from bot.script.reads import is_name_or_text

PROMPT_FIELDS = ("ask", "first_idea", "second_idea", "theme")
ALWAYS = frozenset({"name", "minutes"})
ITEM_FIELDS = ("text", "note", "part")
NEXT_TIME = "next_time"
ITEM = "item"

# The verbs that give a value a name of its own, and the field that says it.
_NAMING: Mapping[type[Step], str] = {Draw: "draw", Pick: "pick"}

_Known = frozenset[str]


def answers(draft: Draft) -> Iterator[Problem]:
    """Looks at every value that is read."""
    yield from _taken_names(draft)
    yield from _not_there(draft)
    yield from _unknown_ids(draft)
    yield from _skipped(draft)


def gives(step: Step) -> _Known:
    """The values that are there once a step is behind."""
    if isinstance(step, Ask | Each):
        return frozenset({step.name})
    if isinstance(step, Draw):
        return frozenset({step.prompt})
    if isinstance(step, Pick):
        return frozenset({step.item})
    return frozenset({NEXT_TIME}) if isinstance(step, Remind) else frozenset()


def entries(script: Script) -> dict[str, _Known]:
    """Where a conversation begins, and which values are there then."""
    found: dict[str, _Known] = {script.first: ALWAYS}
    for nudge in script.nudges.values():
        if nudge.starts in script.steps:
            kind = {nudge.when.partition(".")[0]} if nudge.when else frozenset[str]()
            found[nudge.starts] = ALWAYS | kind
    return found


def _taken_names(draft: Draft) -> Iterator[Problem]:
    """D101: a value that would hide another one."""
    fixed = {*ALWAYS, NEXT_TIME, ITEM}
    kinds = {name for known in entries(draft.script).values() for name in known - ALWAYS}
    for name, step in draft.script.steps.items():
        for value in gives(step) - {NEXT_TIME}:
            verb = _NAMING.get(type(step))
            place = draft.at("steps", name, verb) if verb else draft.name_at("steps", name)
            other = draft.script.steps.get(value)
            if value in fixed:
                said = f"“{value}” is already a word that texts know"
            elif value in kinds:
                said = f"“{value}” is already the entry that a nudge comes back to"
            elif verb and isinstance(other, Ask | Each):
                said = f"“{value}” is already the name of a question"
            else:
                continue
            yield problem(place, "D101", said, "choose another name")


def _not_there(draft: Draft) -> Iterator[Problem]:
    """D206."""
    script = draft.script
    surely, perhaps = _flow(draft, all_ways=True), _flow(draft, all_ways=False)
    everything = ALWAYS.union(*(gives(step) for step in script.steps.values()))
    everything = everything.union(*entries(script).values())
    for name, step in script.steps.items():
        if isinstance(step, Save | Listing):
            fields = step.fields if isinstance(step, Save) else step.about
            for field, source in fields.items():
                if not is_name_or_text(source):
                    yield problem(
                        draft.at("steps", name, "with", field),
                        "D206",
                        f"“{source}” is not the name of an answer",
                        "write the step's name, or put it into a text with {{ }}",
                    )
    for read in draft.places:
        step = script.steps[read.step]
        here = gives(step) if isinstance(step, Each) else frozenset[str]()
        here |= frozenset({ITEM}) if isinstance(step, Each) else frozenset()
        for mention in read.mentions:
            root = mention.path.partition(".")[0]
            if root in here:
                continue
            place = draft.line_at(read.path, mention.line)
            if root not in perhaps.get(read.step, everything):
                yield problem(place, "D206", *_why_not(root, everything, script))
            elif wrong := _wrong_field(mention, script):
                yield problem(place, "D206", *wrong)
            elif root not in surely.get(read.step, everything) and not mention.guarded:
                yield problem(
                    place,
                    "D206",
                    f"“{root}” has not been answered on every way that leads here",
                    f"write “{{% if {root} %}} … {{% endif %}}” around it, or ask first",
                    "W",
                )


def _why_not(root: str, everything: _Known, script: Script) -> tuple[str, str]:
    if root == ITEM:
        return "“item” is only known in an each", "write the words out"
    if root == NEXT_TIME:
        return "“next_time” is only known after a remind", "add a “remind” step before"
    if root in everything:
        return (
            f"“{root}” has not been asked yet here",
            "move this behind the question, or leave it out",
        )
    if any(root in _ids(script.steps, name) for name in script.steps):
        return f"“{root}” is not an answer here, but a button's id", f"put it in quotes: '{root}'"
    help_ = did_you_mean(root, everything) or "write the name of an earlier question"
    return f"“{root}” is not an answer here", help_


def _wrong_field(mention: Mention, script: Script) -> tuple[str, str] | None:
    """What is wrong with the part after the dot, if anything."""
    root, _, field = mention.path.partition(".")
    prompts = {step.prompt for step in script.steps.values() if isinstance(step, Draw)}
    picked = {step.item for step in script.steps.values() if isinstance(step, Pick)}
    step = script.steps.get(root)
    if root in prompts:
        known: tuple[str, ...] = PROMPT_FIELDS
    elif root in picked:
        known = ITEM_FIELDS
    elif isinstance(step, Each):
        known = tuple(item.id for item in step.items)
    elif isinstance(step, Ask) or root in ALWAYS or root == NEXT_TIME:
        return (f"“{root}” has no “.{field}”", f"write “{root}” alone") if field else None
    else:
        return None
    if field in known or not known:  # an `each` without items is told of elsewhere
        return None
    if not field:
        return f"“{root}” has several parts", f"write one of them, such as “{root}.{known[0]}”"
    return f"“{root}” has no “.{field}”", unknown(field, known)


def _flow(draft: Draft, *, all_ways: bool) -> dict[str, _Known]:
    """The values known on entering each reached step: on all ways there, or on any of them.

    Only values that something reads: in a long script the others would take most of the time.
    """
    paths = (mention.path for read in draft.places for mention in read.mentions)
    roots = {path.partition(".")[0] for path in paths}
    given = {name: gives(step) & roots for name, step in draft.script.steps.items()}
    known = dict(entries(draft.script))
    todo = deque(known)
    while todo:
        name = todo.popleft()
        leaving = known[name] | given[name]
        for to in draft.after[name]:
            before = known.get(to)
            if before is None:
                merged = leaving
            else:
                merged = before & leaving if all_ways else before | leaving
            if merged != before:
                known[to] = merged
                todo.append(to)
    return known


def _unknown_ids(draft: Draft) -> Iterator[Problem]:
    """D211."""
    steps = draft.script.steps
    for read in draft.places:
        for asked in read.comparisons:
            root, _, _ = asked.path.partition(".")
            ids = _ids(steps, root)
            if ids and asked.literal not in {*ids, ""}:
                yield problem(
                    draft.line_at(read.path, asked.line),
                    "D211",
                    f"the question “{root}” has no button “{asked.literal}”",
                    unknown(asked.literal, ids),
                )
    for name, step in steps.items():
        if isinstance(step, Ask | Each):
            ids = _ids(steps, name)
            for at, tender in enumerate(step.tender):
                if tender not in ids:
                    yield problem(
                        draft.at("steps", name, "tender", at),
                        "D211",
                        f"“tender” names a button “{tender}” that the question does not have",
                        unknown(tender, ids) if ids else "“tender” needs buttons",
                    )


def _ids(steps: Mapping[str, Step], name: str) -> tuple[str, ...]:
    step = steps.get(name)
    return tuple(one.id for one in step.choices) if isinstance(step, Ask | Each) else ()


def _skipped(draft: Draft) -> Iterator[Problem]:
    """D212: a check on buttons that were passed over, which none of its lines provides for."""
    steps = draft.script.steps
    for name, step in steps.items():
        if not isinstance(step, Check):
            continue
        lines = [read for read in draft.places if read.step == name]
        named = {asked.path for read in lines for asked in read.comparisons}
        bare = {mention.path for read in lines for mention in read.mentions if mention.guarded}
        bare |= {a.path for read in lines for a in read.comparisons if a.literal == ""}
        for path in sorted(named - bare):
            question = steps.get(path)
            past = question.skip if isinstance(question, Ask) and question.choices else None
            if past is None or past not in steps:
                continue
            onward = {other: () if other == path else tos for other, tos in draft.after.items()}
            if name in reached([past], onward):
                yield problem(
                    step.place,
                    "D212",
                    f"the check does not say what happens when “{path}” was skipped",
                    f"add a line “- if: not {path}” with a “go:”",
                    "W",
                )
