"""D301–D304: an answer lives as long as the script says, and nothing more is read from it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.model import Ask, Each, Keep, Save, Step
from bot.script.problems import Problem
from bot.script.reads import step_reads

TEAM = "team"
_LASTING = frozenset({Keep.UNTIL_END, Keep.LOG})


def keeping(draft: Draft) -> Iterator[Problem]:
    """Looks at what is kept of every answer, and who reads it."""
    readers = _readers(draft)
    for step in draft.script.steps.values():
        if isinstance(step, Ask | Each):
            yield from _without_keep(step, readers.get(step.name))
            yield from _counted_text(draft, step)
        elif isinstance(step, Save):
            yield from _saved_count(draft, step)
    if draft.script.only == TEAM:
        yield from _shown_in_team(draft)


def _without_keep(step: Ask | Each, reader: str | None) -> Iterator[Problem]:
    """D301; `reader` is a later step that reads the answer."""
    typed = "what is typed at" if step.length else "the date picked at"
    if not step.keep and (step.length or (isinstance(step, Ask) and step.dates)):
        yield problem(
            step.place,
            "D301",
            f"{typed} “{step.name}” has no “keep”",
            f"write “keep: until-end”{_or_log(step)}",
        )
    elif reader and not step.keep & _LASTING:
        said = ", ".join(sorted(keep.value for keep in step.keep))
        yield problem(
            step.place,
            "D301",
            f"“{reader}” reads the answer to “{step.name}”, which is not kept until then",
            f"write “keep: [until-end, {said}]”" if said else "write “keep: until-end”",
        )


def _or_log(step: Ask | Each) -> str:
    """The other way to keep what is typed, where there is one: not about each item of a list."""
    logs = isinstance(step, Ask) and step.length
    return " or “keep: log” for the private log" if logs else ""


def _counted_text(draft: Draft, step: Ask | Each) -> Iterator[Problem]:
    """D302; words typed are never counted nor put into the check-in history."""
    only_words = {Keep.COUNT, Keep.HISTORY} & step.keep
    if step.choices or not only_words:
        return
    names = " and ".join(sorted(f"“{keep.value}”" for keep in only_words))
    yield problem(
        draft.name_at("steps", step.name, "keep"),
        "D302",
        f"{names} can only keep an answer on a button, never what somebody typed or a date",
        f"write “keep: until-end”{_or_log(step)}, or ask with buttons",
    )


def _saved_count(draft: Draft, step: Save) -> Iterator[Problem]:
    """D303."""
    for read in step_reads(step, draft.script):
        for mention in read.mentions:
            asked = draft.script.steps.get(mention.path.partition(".")[0])
            if _keeps(asked, Keep.COUNT):
                yield problem(
                    draft.at(*read.path),
                    "D303",
                    f"“{mention.path}” is counted for the team and cannot go into the log too",
                    "save another answer, or take “count” out of its “keep”",
                )


def _shown_in_team(draft: Draft) -> Iterator[Problem]:
    """D304."""
    for read in draft.places:
        if not read.shows:
            continue
        for mention in read.mentions:
            asked = draft.script.steps.get(mention.path.partition(".")[0])
            if isinstance(asked, Ask | Each) and asked.length:
                yield problem(
                    draft.line_at(read.path, mention.line),
                    "D304",
                    f"a team would read here what somebody typed at “{asked.name}”",
                    "leave it out: in a team only answers on buttons are shown",
                )


def _keeps(step: Step | None, keep: Keep) -> bool:
    return isinstance(step, Ask | Each) and keep in step.keep


def _readers(draft: Draft) -> dict[str, str]:
    """For every answer the first step that reads it; a step may read itself."""
    found: dict[str, str] = {}
    for read in draft.places:
        for mention in read.mentions:
            root = mention.path.partition(".")[0]
            if root != read.step:
                found.setdefault(root, read.step)
    return found
