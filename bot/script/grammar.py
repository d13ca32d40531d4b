"""What a text may contain: the allow-list of Jinja2's syntax, and what a text reads and asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.script.filters import FILTERS
from bot.script.problems import did_you_mean, listed

MAX_SOURCE = 12_000
GAP = re.compile(r"\{[{%#]")

# Names that Jinja itself gives a meaning, whatever the values are.
JINJA_NAMES = frozenset({"self", "super", "loop", "caller", "varargs", "kwargs"})


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a text before anybody fills it in."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that a text reads, as a dotted path; `guarded` where its absence is provided for."""

    path: str
    line: int
    guarded: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text's question whether the value at `path` is `literal`."""

    path: str
    literal: str
    line: int


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 with nothing in it but the filters above, and fields only of mappings."""

    def __init__(self, finalize: Callable[[object], str]) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=finalize, lstrip_blocks=True, cache_size=0
        )
        self.globals.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        self.tests = {"defined": self.tests["defined"]}

    def getattr(self, obj: object, attribute: str) -> object:
        """Only the fields of a mapping: no method of any value can be reached."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything known of a text that nobody has filled in yet; a faulty one is known for that."""

    faults: tuple[TemplateFault, ...] = ()
    mentions: tuple[Mention, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


_EMPTY = Survey()
_ANY = "*"
_PARSER = Environment(str)

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)


@lru_cache(maxsize=1024)
def survey(source: str) -> Survey:
    """Parses a text once for every question asked about it."""
    if not GAP.search(source):
        return _EMPTY
    if len(source) > MAX_SOURCE:
        return Survey(faults=(TemplateFault(1, f"the text is over {MAX_SOURCE} characters"),))
    try:
        parsed = tree(source)
    except TemplateSyntaxError as error:
        return Survey(faults=(TemplateFault(error.lineno, _plainly(error)),))
    except (RecursionError, ValueError, OverflowError):
        return Survey(faults=(TemplateFault(1, "the text is too tangled to read"),))
    surveyor = _Surveyor()
    surveyor.walk(parsed, frozenset(), frozenset())
    if surveyor.faults:
        return Survey(faults=tuple(surveyor.faults))
    return Survey((), tuple(surveyor.mentions), tuple(surveyor.comparisons))


@lru_cache(maxsize=256)
def tree(source: str) -> nodes.Template:
    """The parts of a text in which `survey` finds no fault."""
    return _PARSER.parse(source)


class _Surveyor:
    """One walk over a parsed text."""

    def __init__(self) -> None:
        self.faults: list[TemplateFault] = []
        self.mentions: list[Mention] = []
        self.comparisons: list[Comparison] = []

    def walk(self, node: nodes.Node, local: frozenset[str], present: frozenset[str]) -> None:
        """Notes what a node holds.

        Args:
            node: A part of the text.
            local: The names a “for” gives to what it goes over.
            present: The paths whose absence is provided for; `*` stands for any.
        """
        if not isinstance(node, _ALLOWED):
            self.faults.append(TemplateFault(node.lineno, _refused(node)))
            return
        path = path_of(node)
        if path is not None:
            root = path.partition(".")[0]
            if root in JINJA_NAMES:
                self.faults.append(TemplateFault(node.lineno, f"there is no “{root}” here"))
            elif root not in local:
                guarded = path in present or _ANY in present
                self.mentions.append(Mention(path, node.lineno, guarded))
            return
        self._check_words(node)
        if isinstance(node, nodes.Compare):
            self._compare(node)
        if isinstance(node, nodes.For):
            self._loop(node, local)
            return
        for child, provided in _children(node):
            self.walk(child, local, present | provided)

    def _check_words(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            near = did_you_mean(node.name, FILTERS) or f"there are {listed(FILTERS, 'and')}"
            self.faults.append(
                TemplateFault(node.lineno, f"there is no filter “{node.name}”; {near}")
            )
        if isinstance(node, nodes.Test) and node.name != "defined":
            self.faults.append(TemplateFault(node.lineno, "after “is” only “defined” can stand"))

    def _loop(self, node: nodes.For, local: frozenset[str]) -> None:
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        names = frozenset(target.name for target in targets if isinstance(target, nodes.Name))
        simple = len(names) == len(targets) and path_of(node.iter) is not None
        if not simple or local or node.recursive or node.test or node.else_:
            self.faults.append(
                TemplateFault(
                    node.lineno, "a “for” goes over one plain value, and not inside another"
                )
            )
            return
        self.walk(node.iter, local, frozenset())
        for child in node.body:
            self.walk(child, names, frozenset())

    def _compare(self, node: nodes.Compare) -> None:
        path = path_of(node.expr)
        for operand in node.ops:
            other = operand.expr
            options = other.items if isinstance(other, (nodes.List, nodes.Tuple)) else [other]
            for option in options:
                if path is not None and isinstance(option, nodes.Const):
                    self._note(path, option)
                elif (
                    isinstance(node.expr, nodes.Const) and (reverse := path_of(option)) is not None
                ):
                    self._note(reverse, node.expr)

    def _note(self, path: str, literal: nodes.Const) -> None:
        if isinstance(literal.value, str):
            self.comparisons.append(Comparison(path, literal.value, literal.lineno))


def path_of(node: nodes.Node) -> str | None:
    """`small_change.text` for a plain value or its field, else None."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        head = path_of(node.node)
        return None if head is None else f"{head}.{node.attr}"
    return None


def _children(node: nodes.Node) -> Iterator[tuple[nodes.Node, frozenset[str]]]:
    """A node's parts, each with the paths whose absence is provided for in it."""
    if isinstance(node, nodes.If):
        yield node.test, _tested(node.test)
        for child in node.body:
            yield child, _tested(node.test)
        for child in (*node.elif_, *node.else_):
            yield child, frozenset()
    elif isinstance(node, nodes.CondExpr):
        yield node.test, _tested(node.test)
        yield node.expr1, _tested(node.test)
        if node.expr2 is not None:
            yield node.expr2, frozenset()
    elif isinstance(node, nodes.Or | nodes.And):
        yield node.left, _tested(node.left)
        yield node.right, _tested(node.left) if isinstance(node, nodes.And) else frozenset()
    else:
        guard = isinstance(node, nodes.Test) or (
            isinstance(node, nodes.Filter) and node.name == "default"
        )
        for child in node.iter_child_nodes():
            yield child, frozenset({_ANY}) if guard else frozenset()


def _tested(node: nodes.Node) -> frozenset[str]:
    """The values that a condition asks for being there, as in `{% if revisit %}`."""
    path = path_of(node)
    if path is not None:
        return frozenset({path})
    if isinstance(node, nodes.Not | nodes.Test):
        return _tested(node.node)
    if isinstance(node, nodes.And | nodes.Or):
        return _tested(node.left) | _tested(node.right)
    return frozenset()


_SAID_PLAINLY = {
    "Call": "a text cannot call anything: brackets “(…)” do not belong after a name",
    "Getitem": "write a field with a dot, such as small_change.text",
    "Mul": "a text cannot calculate",
    "Add": "a text cannot calculate",
    "Sub": "a text cannot calculate; a name has _ where you would write -",
    "Div": "a text cannot calculate",
    "Assign": "a text cannot set a value; use a “check” step",
}


def _refused(node: nodes.Node) -> str:
    kind = type(node).__name__
    return _SAID_PLAINLY.get(kind, f"“{kind.lower()}” is not part of the texts' small language")


def _plainly(error: TemplateSyntaxError) -> str:
    """Jinja's complaint for somebody who has not met Jinja."""
    said = error.message or ""
    if "end of template" in said or "Unexpected end" in said:
        return "a “{% if %}” or “{{” is opened and not closed"
    if "unknown tag" in said:
        return "there is no such tag; texts know {% if %}, {% elif %}, {% else %} and {% for %}"
    if "expected token" in said:
        return "something is missing between the curly brackets"
    return "the part between the curly brackets cannot be read"
