"""What people may see of a text: one plain text for every way through its conditions.

What is filled in later is not known to an author, so it stands as one word, `FILLED`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import nodes

from bot.script.grammar import GAP, path_of, survey, tree
from bot.script.markup import plain

FILLED = "\ufffc"
MOST_WAYS = 32  # beyond it, which takes six conditions, only the longest are looked at

Fills = frozenset[tuple[str, str]]
"""Values that are known beforehand, by their dotted path."""

_Branch = tuple[nodes.Node, Iterable[nodes.Node]]


@dataclass(frozen=True, slots=True)
class _Way:
    """A text so far, and which of its conditions hold."""

    text: str = ""
    holds: Mapping[str, bool] = field(default_factory=dict)


@lru_cache(maxsize=1024)
def shown(source: str, fills: Fills = frozenset()) -> tuple[str, ...]:
    """All the ways a text may read, marks left out; none where it cannot be filled in at all."""
    if not GAP.search(source):
        return (plain(source.strip("\n")),)
    if survey(source).faults:
        return ()
    try:
        ways = _body(tree(source).body, [_Way()], dict(fills))
    except RecursionError:
        return ()
    return tuple(dict.fromkeys(plain(way.text.strip("\n")) for way in ways))


def _body(body: Iterable[nodes.Node], ways: list[_Way], fills: Mapping[str, str]) -> list[_Way]:
    for node in body:
        ways = [longer for way in ways for longer in _onward(node, way, fills)]
        if len(ways) > MOST_WAYS:
            ways = sorted(ways, key=lambda way: -len(way.text))[:MOST_WAYS]
    return ways


def _onward(node: nodes.Node, way: _Way, fills: Mapping[str, str]) -> Iterator[_Way]:
    if isinstance(node, nodes.Output):
        yield from _body(node.nodes, [way], fills)
    elif isinstance(node, nodes.TemplateData):
        yield _Way(way.text + node.data, way.holds)
    elif isinstance(node, nodes.If):
        first: _Branch = (node.test, node.body)
        yield from _branches([first, *_others(node)], node.else_, way, fills)
    elif isinstance(node, nodes.CondExpr):
        otherwise = [node.expr2] if node.expr2 is not None else []
        yield from _branches([(node.test, [node.expr1])], otherwise, way, fills)
    elif isinstance(node, nodes.For):
        yield from _body(node.body, [way], fills)
    else:
        yield _Way(way.text + _filled(node, fills), way.holds)


def _others(node: nodes.If) -> Iterator[_Branch]:
    for other in node.elif_:
        yield other.test, other.body


def _filled(node: nodes.Node, fills: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Const):
        return str(node.value)
    return fills.get(path_of(node) or "", FILLED)


def _branches(
    branches: Iterable[_Branch],
    otherwise: Iterable[nodes.Node],
    way: _Way,
    fills: Mapping[str, str],
) -> Iterator[_Way]:
    """Every branch that can still be taken: a condition met twice has the same answer twice."""
    holds = way.holds
    for test, body in branches:
        known = _holds(test, holds)
        if known is not False:
            yield from _body(body, [_Way(way.text, _assumed(test, True, holds))], fills)
        if known is True:
            return
        holds = _assumed(test, False, holds)
    yield from _body(otherwise, [_Way(way.text, holds)], fills)


def _holds(test: nodes.Node, holds: Mapping[str, bool]) -> bool | None:
    """Whether a condition holds by what is known so far; None where that is open."""
    if isinstance(test, nodes.Not):
        known = _holds(test.node, holds)
        return None if known is None else not known
    if isinstance(test, nodes.And):
        both = _holds(test.left, holds), _holds(test.right, holds)
        return False if False in both else True if both == (True, True) else None
    value, said = _equal(test)
    if said not in holds and value and any(key.startswith(value) and holds[key] for key in holds):
        return False
    return holds.get(said)


def _assumed(test: nodes.Node, yes: bool, holds: Mapping[str, bool]) -> Mapping[str, bool]:
    if isinstance(test, nodes.Not):
        return _assumed(test.node, not yes, holds)
    if isinstance(test, nodes.And) and yes:
        return _assumed(test.right, yes, _assumed(test.left, yes, holds))
    if isinstance(test, nodes.Or) and not yes:
        return _assumed(test.right, yes, _assumed(test.left, yes, holds))
    return {**holds, _equal(test)[1]: yes}


def _equal(test: nodes.Node) -> tuple[str, str]:
    """For `value == "word"` what all questions about the value begin with; and the whole."""
    if isinstance(test, nodes.Compare) and [one.op for one in test.ops] == ["eq"]:
        value = f"{test.expr!r} is "
        return value, f"{value}{test.ops[0].expr!r}"
    return "", repr(test)
