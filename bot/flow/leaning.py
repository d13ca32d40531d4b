"""Leaning towards what a person chose: two draws in three are about their priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def lean(
    keys: Sequence[str], seen: Sequence[str], themes: Mapping[str, str], priorities: Sequence[str]
) -> list[str]:
    """Those of the keys that this draw is from.

    After two in a row about the priorities comes one about something else; the priorities take
    turns. It is an order and no sieve: whatever is not drawn now stays among what may come.

    Args:
        keys: The prompts that may come.
        seen: What was had, oldest first.
        themes: The theme of every prompt, by its key.
        priorities: The themes that the person chose.

    Returns:
        Some of the keys, or all of them where the one kind has run out or nothing was chosen.
    """
    had = [themes[key] for key in reversed(seen) if key in themes]
    last_two = had[:2]
    if len(last_two) == 2 and all(theme in priorities for theme in last_two):
        return [key for key in keys if themes[key] not in priorities] or list(keys)
    there = {themes[key] for key in keys}
    waiting = [theme for theme in priorities if theme in there]
    if not waiting:
        return list(keys)
    turn = max(waiting, key=lambda theme: had.index(theme) if theme in had else len(had))
    return [key for key in keys if themes[key] == turn]
