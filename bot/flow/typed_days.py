"""Days of the week as people type them: “Tuesday and Thursday”, “mon-wed”, “weekdays”."""

from __future__ import annotations

import re

from bot.flow.tidied import tidy
from bot.script.durations import WEEKDAYS

_GROUPS = {
    "daily": frozenset(range(7)),
    "weekday": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
}
_EVERY_DAY = re.compile(r"\b(?:every|each) ?day\b")
_WEEK_DAY = re.compile(r"\bweek[ -](day|end)")
_TO = frozenset({"to", "until", "till", "til", "thru", "through"})
_SMALL = frozenset(
    {"and", "on", "a", "the", "at", "from", "every", "each", "just", "only", "please"}
)
_LETTERS = re.compile(r"(?=..)m?w?f?")  # T and S are each two days, so only these stand alone
_AS_HEARD = dict.fromkeys(("wensday", "wendsday", "wedsday"), 2)
_SHORTEST_SLIP = 5


def typed_days(text: str) -> frozenset[int] | None:
    """The days that were meant, Monday being 0; None where any word is not plainly one."""
    said = _WEEK_DAY.sub(r"week\1", _EVERY_DAY.sub("daily", tidy(text)))
    said = re.sub(r"[,;/&+.]", " ", said).replace("-", " to ")
    words = [word for word in said.split() if word not in _SMALL]
    days: set[int] = set()
    while words:
        if len(words) > 2 and words[1] in _TO:
            first, last = _weekday(words[0]), _weekday(words[2])
            if first is None or last is None or first == last:
                return None
            days |= {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
            words = words[3:]
        else:
            some = _days(words.pop(0))
            if not some:
                return None
            days |= some
    return frozenset(days) or None


def _days(word: str) -> frozenset[int]:
    group = _GROUPS.get(word) or _GROUPS.get(word.removesuffix("s"))
    if group:
        return group
    if _LETTERS.fullmatch(word):
        return frozenset({"m": 0, "w": 2, "f": 4}[letter] for letter in word)
    day = _weekday(word)
    return frozenset() if day is None else frozenset({day})


def _weekday(word: str) -> int | None:
    """One day by its name, its beginning, or its name with one letter astray."""
    one = word.removesuffix("s") if len(word) > 3 else word
    begins = [at for at, day in enumerate(WEEKDAYS) if len(one) > 1 and day.startswith((word, one))]
    if begins:
        return begins[0]
    if one in _AS_HEARD:
        return _AS_HEARD[one]
    near = [at for at, day in enumerate(WEEKDAYS) if day[0] == one[0] and _is_slip(one, day)]
    return near[0] if len(near) == 1 and len(one) >= _SHORTEST_SLIP else None


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a letter was lost, added, wrong, or swapped with the next."""
    pairs = enumerate(zip(typed, meant, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(typed), len(meant)))
    mine, theirs = typed[at:], meant[at:]
    return (
        mine[1:] == theirs[1:]
        or mine == theirs[1:]
        or mine[1:] == theirs
        or (mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:])
    )
