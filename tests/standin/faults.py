"""Faults on order, and faults at random from a seed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.standin.errors import RefusalError
from tests.standin.params import Params

Kind = Literal["answer", "drop", "hang", "slow"]

_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}
# Kinds of random faults, with the status each answers with where it answers at all.
RANDOM_KINDS = ("429", "500", "502", "drop_before", "drop_after", "hang", "slow")


@dataclass(slots=True)
class Fault:
    """One fault: for which calls, how often, and what happens, before or after processing."""

    method: str
    kind: Kind
    times: int | None
    where: Callable[[Params], bool] | None = None
    after: bool = False
    error: RefusalError | None = None
    seconds: float | None = None
    hits: int = 0


class Faults:
    """The faults that are switched on; asked once for every call."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._random: random.Random | None = None
        self._rates: dict[str, float] = {}
        self._random_seconds = 0.05
        self.injected = 0

    def fail(
        self,
        method: str = "*",
        *,
        status: int = 500,
        times: int | None = 1,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        description: str | None = None,
        where: Callable[[Params], bool] | None = None,
    ) -> Fault:
        """Answer the next calls of a method ("*" for every one) with an error, unprocessed."""
        parameters: dict[str, int] = {}
        words = description or _WORDS.get(status, "Error")
        if status == 429:
            parameters["retry_after"] = retry_after if retry_after is not None else 1
            words = description or f"Too Many Requests: retry after {parameters['retry_after']}"
        if migrate_to is not None:
            status, parameters["migrate_to_chat_id"] = 400, migrate_to
            words = description or "Bad Request: group chat was upgraded to a supergroup chat"
        error = RefusalError(status, words, **parameters)
        return self._add(Fault(method, "answer", times, where, error=error))

    def drop_before(
        self,
        method: str = "*",
        *,
        times: int | None = 1,
        where: Callable[[Params], bool] | None = None,
    ) -> Fault:
        """Reset the connection before the call is processed: it never happened."""
        return self._add(Fault(method, "drop", times, where))

    def drop_after(
        self,
        method: str = "*",
        *,
        times: int | None = 1,
        where: Callable[[Params], bool] | None = None,
    ) -> Fault:
        """Process the call, then reset the connection: it happened, and the answer is lost."""
        return self._add(Fault(method, "drop", times, where, after=True))

    def hang(
        self,
        method: str = "*",
        *,
        times: int | None = 1,
        where: Callable[[Params], bool] | None = None,
        after: bool = False,
    ) -> Fault:
        """Never answer, so that the caller has to give up; with ``after``, process the call."""
        return self._add(Fault(method, "hang", times, where, after))

    def slow(
        self,
        method: str = "*",
        *,
        seconds: float,
        times: int | None = None,
        where: Callable[[Params], bool] | None = None,
        after: bool = False,
    ) -> Fault:
        """Wait this many seconds before processing, or ``after`` it with the answer."""
        return self._add(Fault(method, "slow", times, where, after, seconds=seconds))

    def chaos(self, rates: Mapping[str, float], *, seed: int, seconds: float = 0.05) -> None:
        """Meet calls with faults at random.

        Args:
            rates: Probability for each of ``RANDOM_KINDS``, 0 to 1 and together at most 1.
            seed: The same seed and the same order of calls meet the same faults.
            seconds: How long "slow" waits. A "429" asks for one second.

        Raises:
            ValueError: An unknown kind, or rates that are no probabilities.
        """
        if not set(rates) <= set(RANDOM_KINDS):
            raise ValueError(f"kinds of random faults are {', '.join(RANDOM_KINDS)}")
        if any(rate < 0 for rate in rates.values()) or sum(rates.values()) > 1:
            raise ValueError("rates are probabilities and add up to at most 1")
        self._rates = dict(rates)
        self._random = random.Random(seed)
        self._random_seconds = seconds

    def clear(self) -> None:
        """Switch off every fault, also the random ones."""
        self._faults.clear()
        self._random = None

    def find(self, method: str, params: Params) -> Fault | None:
        """The fault this call meets, used up by one; None when it goes well."""
        for fault in self._faults:
            if fault.method not in ("*", method):
                continue
            if fault.where is not None and not fault.where(params):
                continue
            fault.hits += 1
            self.injected += 1
            if fault.times is not None and fault.hits >= fault.times:
                self._faults.remove(fault)
            return fault
        return self._roll(method) if self._random is not None else None

    def _roll(self, method: str) -> Fault | None:
        assert self._random is not None
        draw = self._random.random()
        for name in RANDOM_KINDS:
            rate = self._rates.get(name, 0.0)
            if draw < rate:
                self.injected += 1
                return self._random_fault(method, name)
            draw -= rate
        return None

    def _random_fault(self, method: str, name: str) -> Fault:
        if name.isdigit():
            extra: dict[str, Any] = {"retry_after": 1} if name == "429" else {}
            words = "Too Many Requests: retry after 1" if extra else _WORDS[int(name)]
            return Fault(method, "answer", 1, error=RefusalError(int(name), words, **extra))
        if name in {"drop_before", "drop_after"}:
            return Fault(method, "drop", 1, after=name == "drop_after")
        if name == "hang":
            return Fault(method, "hang", 1)
        return Fault(method, "slow", 1, seconds=self._random_seconds)

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault
