"""Chance that is the same for ever: numbers that follow from a seed, and from nothing else."""

from __future__ import annotations

from hashlib import blake2b

_STEP = 65_536.0


class Chance:
    """An endless row of numbers for one seed; Python's own may differ from version to version."""

    __slots__ = ("_at", "_numbers", "_seed", "_turn")

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._turn = 0
        self._numbers: tuple[float, ...] = ()
        self._at = 0

    def unit(self) -> float:
        """The next number, at least 0 and below 1."""
        if self._at == len(self._numbers):
            digest = blake2b(f"{self._turn}:{self._seed}".encode()).digest()
            pairs = zip(digest[::2], digest[1::2], strict=True)
            self._numbers = tuple((high * 256 + low) / _STEP for high, low in pairs)
            self._turn, self._at = self._turn + 1, 0
        self._at += 1
        return self._numbers[self._at - 1]

    def between(self, low: float, high: float) -> float:
        """The next number, at least `low` and below `high`."""
        return low + (high - low) * self.unit()

    def around(self, spread: float) -> float:
        """The next number, at most so far from nought."""
        return spread * (2.0 * self.unit() - 1.0)
