"""What was had rests until the others had their turn: prompts, huddle cards."""

from __future__ import annotations

from collections.abc import Sequence


def may_come(keys: Sequence[str], seen: Sequence[str]) -> list[str]:
    """Those of the keys that may be drawn now.

    Args:
        keys: All that there are.
        seen: What was had, oldest first.

    Returns:
        The ones not had yet. Where everything had its turn, the longer-rested half comes round
        again, and the newest rest. Empty only without keys.
    """
    fresh = [key for key in keys if key not in seen]
    if fresh or not keys:
        return fresh
    oldest_first = sorted(keys, key=seen.index)
    return oldest_first[: max(1, len(keys) // 2)]
