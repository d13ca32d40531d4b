"""Which row each box stands in: below everything that leads to it, loops aside."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[int, int]


def loops(count: int, lines: Sequence[Pair]) -> list[bool]:
    """For each line, whether it leads back to where one came from, going in reading order."""
    out: list[list[int]] = [[] for _ in range(count)]
    for at, (from_, _) in enumerate(lines):
        out[from_].append(at)
    back = [False] * len(lines)
    seen, on_way = [False] * count, [False] * count
    for first in range(count):
        if seen[first]:
            continue
        seen[first] = on_way[first] = True
        stack = [(first, iter(out[first]))]
        while stack:
            here, rest = stack[-1]
            line = next(rest, None)
            if line is None:
                on_way[here] = False
                stack.pop()
                continue
            to = lines[line][1]
            if on_way[to]:
                back[line] = True
            elif not seen[to]:
                seen[to] = on_way[to] = True
                stack.append((to, iter(out[to])))
    return back


def ranks(count: int, lines: Sequence[Pair], back: Sequence[bool]) -> list[int]:
    """The row of each box: one below the lowest of those before it, the first row is 0.

    A box that nothing leads to stands just above what it leads to.
    """
    after: list[list[int]] = [[] for _ in range(count)]
    before = [0] * count
    for (from_, to), is_loop in zip(lines, back, strict=True):
        if not is_loop:
            after[from_].append(to)
            before[to] += 1
    rank, left = [0] * count, before[:]
    ready = [box for box in range(count) if not before[box]]
    for box in ready:  # grows while it is read
        for to in after[box]:
            rank[to] = max(rank[to], rank[box] + 1)
            left[to] -= 1
            if not left[to]:
                ready.append(to)
    for box in range(count):
        if not before[box] and after[box]:
            rank[box] = min(rank[to] for to in after[box]) - 1
    return rank
