"""Short reflective prompts: `dialogues/prompts/<theme>.yaml`, one file a theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.script.draft import World
from bot.script.fields import Fields, Notes, check_id, unknown
from bot.script.graph import Path
from bot.script.model import Prompt
from bot.script.plain_text import hold_plain
from bot.script.problems import Problem, in_order
from bot.script.source import Entry, find, read_source
from bot.script.texts import Worded
from bot.script.themed import hold_reviews, theme_of

WORKING_DAYS = ("visits", "ward", "counter", "desk", "leads", "anyone")
_TEXTS = (("ask",), ("heads_up",), ("ideas", 0), ("ideas", 1))


def read_prompts(
    text: str, file: str, world: World | None = None
) -> tuple[tuple[Prompt, ...], list[Problem]]:
    """Reads one theme's prompts.

    Returns:
        The prompts in the order of the file, and the problems (D1, D205, D207, D4, D5).
    """
    root, problems = read_source(text, file)
    if root is None:
        return (), problems
    notes = Notes()
    notes.problems.extend(problems)
    world = world or World()
    fields = Fields(root, notes, "a file of prompts")
    theme = theme_of(fields, file, world)
    prompts = tuple(_prompt(entry, theme, notes, world) for entry in fields.table("prompts"))
    hold_reviews(fields, "prompts", theme, texts(prompts))
    fields.close()
    return prompts, in_order(notes.problems)


def texts(prompts: Iterable[Prompt]) -> Iterator[Worded]:
    """Everything people may read of a theme's prompts, in order."""
    for one in prompts:
        here: Path = ("prompts", one.key.partition("/")[2])
        if one.heads_up:
            yield (*here, "heads_up"), one.heads_up
        yield (*here, "ask"), one.ask
        yield from (((*here, "ideas", at), idea) for at, idea in enumerate(one.ideas))


def _prompt(entry: Entry, theme: str, notes: Notes, world: World) -> Prompt:
    check_id(entry.name, notes, "a prompt")
    fields = Fields(entry.value, notes, f"the prompt “{entry.name.text}”")
    ideas = tuple(one for one in fields.texts("ideas") if one)
    if len(ideas) != 2:
        notes.unreadable(
            fields.place_of("ideas"),
            f"the prompt “{entry.name.text}” should have two ideas, and has {len(ideas)}",
            "write two small things somebody could try, each on a line that begins with “- ”",
        )
    prompt = Prompt(
        key=f"{theme}/{entry.name.text}",
        theme=theme,
        ask=fields.needed("ask"),
        principle=fields.needed("principle"),
        fits=fields.texts("for") or ("anyone",),
        ideas=(ideas[0] if ideas else "", ideas[1] if len(ideas) > 1 else ""),
        heads_up=fields.text("heads_up"),
        place=entry.name.place,
    )
    fields.close()
    _references(prompt, fields, world)
    told = (find(entry.value, *path) for path in _TEXTS)
    hold_plain(told, notes, "a prompt", one_question=True)
    return prompt


def _references(prompt: Prompt, fields: Fields, world: World) -> None:
    """Rule D205: principles and working days that nobody knows."""
    for day in prompt.fits:
        if day not in WORKING_DAYS:
            fields.notes.add(
                fields.place_of("for"),
                "D205",
                f"there is no working day “{day}”",
                unknown(day, WORKING_DAYS),
            )
    if prompt.principle and world.principles is not None:
        if prompt.principle in world.principles:
            return
        fields.notes.add(
            fields.place_of("principle"),
            "D205",
            f"there is no principle “{prompt.principle}”",
            unknown(prompt.principle, world.principles),
        )
