"""What was read before need not be read again: one word changed is one file read anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Memo:
    """Remembers what pure readers made of what, for as long as it is asked for in every round."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def read(self, reader: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the reader makes of these texts; the same object as the last time for the same."""
        key = (reader, args, *kwargs.items())
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else reader(*args, **kwargs)
        made: R = self._now[key]
        return made

    def next_round(self) -> None:
        """Forgets what the round that ends here did not ask for."""
        self._before, self._now = self._now, {}
