"""Texts with gaps, said so that somebody who has never programmed knows what will stand there.

`{{ good }}` reads “[what you wrote at: good]”, `{% if day %}` “If you picked a day at “day”: …”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jinja2 import nodes

from bot.script.filters import plural
from bot.script.grammar import GAP, Environment
from bot.script.markup import escape, plain
from bot.script.model import Ask, Draw, Each, Script
from bot.script.problems import listed
from bot.script.reads import saved
from bot.script.template import condition
from bot.script.words import Catalogue

_PARSER = Environment(str)
_COMPARED = {
    "eq": "is",
    "ne": "is not",
    "gt": "is more than",
    "gteq": "is at least",
    "lt": "is less than",
    "lteq": "is at most",
    "in": "is one of",
    "notin": "is none of",
}
_OF_A_PROMPT = {
    "ask": "the question that was drawn",
    "first_idea": "the first idea",
    "second_idea": "the second idea",
    "theme": "the subject of the question",
}


def spoken(name: str) -> str:
    """The name of a step, or another name from a file, as it is read aloud."""
    return name.replace("_", " ")


def kind_in_the_log(kind: str, words: Catalogue) -> str:
    """What the log calls an entry of this kind, as plain text."""
    key = f"kind.{kind}"
    return plain(words.text(key)) if key in words.keys() else spoken(kind)  # noqa: SIM118


class Gaps:
    """Says in plain words what one script puts into its texts."""

    def __init__(self, script: Script, words: Catalogue) -> None:
        self._script = script
        self._words = words
        self._drawn = {one.prompt for one in script.steps.values() if isinstance(one, Draw)}

    def shown(self, text: str) -> str:
        """A text in light markup, with plain words in square brackets for what is put in."""
        if not GAP.search(text):
            return text.strip()
        return self._body(_PARSER.parse(text).body).strip()

    def kept(self, source: str) -> str:
        """A field of a `save`, which names an answer or is a text."""
        return self.shown(saved(source))

    def value(self, name: str) -> str:
        """What will stand where a text shows this value."""
        return f"[{self._named(name)}]"

    def when(self, expression: str) -> str:
        """A condition, so that it reads on after “If”."""
        (test,) = _PARSER.parse(condition(expression)).find_all(nodes.If)
        return self._holds(test.test)

    # Texts

    def _body(self, body: Sequence[nodes.Node]) -> str:
        said = ""
        for part, after in pairwise([*_flat(body), None]):
            if isinstance(part, nodes.TemplateData):
                said += part.data
            elif isinstance(part, nodes.If):
                is_last = after is None or (
                    isinstance(after, nodes.TemplateData) and after.data.startswith("\n")
                )
                said += self._choice(part, alone=said[-1:] in ("", "\n") and is_last)
            elif isinstance(part, nodes.For):
                said += f"[for each of {self._value(part.iter)}: {self._body(part.body).strip()}]"
            elif part is not None:
                said += self._gap(part)
        return said

    def _choice(self, part: nodes.If, *, alone: bool) -> str:
        """The branches: on lines of their own where the text has them so, else in brackets."""
        branches = [(f"If {self._holds(one.test)}", one.body) for one in (part, *part.elif_)]
        if part.else_:
            branches.append(("Otherwise", part.else_))
        bodies = [self._body(body) for _, body in branches]
        said = [
            f"{head}: {_set_off(body.strip(), alone=alone)}"
            for (head, _), body in zip(branches, bodies, strict=True)
        ]
        if alone:
            return "\n".join(said)
        if all(body.startswith("\n") for body in bodies):
            return "\n" + "\n".join(said)
        return f"[{' '.join(said)}]"

    def _gap(self, node: nodes.Node) -> str:
        said = self._value(node)
        return said if self._is_known(node) else f"[{said}]"

    def _is_known(self, node: nodes.Node) -> bool:
        """Whether it reads the same for everybody: how many minutes it takes."""
        while isinstance(node, nodes.Filter):
            node = node.node or nodes.Const("")
        return isinstance(node, nodes.Name) and node.name == "minutes"

    # Values

    def _value(self, node: nodes.Node) -> str:
        match node:
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr():
                return self._field(node)
            case nodes.Const():
                words = isinstance(node.value, str)
                return f"“{escape(node.value)}”" if words else str(node.value)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Or():
                return f"{self._value(node.left)}, or else {self._value(node.right)}"
            case nodes.CondExpr():
                chosen = f"if {self._holds(node.test)}: {self._value(node.expr1)}"
                return chosen + (f", otherwise {self._value(node.expr2)}" if node.expr2 else "")
            case nodes.List() | nodes.Tuple():
                return listed(self._value(one) for one in node.items)
        return self._holds(node)

    def _filtered(self, node: nodes.Filter) -> str:
        inner = node.node or nodes.Const("")
        if node.name == "plural" and self._is_known(inner):
            words = [one.value for one in node.args if isinstance(one, nodes.Const)]
            return escape(plural(self._script.minutes, *words))
        said = self._value(inner)
        return f"the length of {said}" if node.name == "length" else said

    def _named(self, name: str) -> str:
        step = self._script.steps.get(name)
        if isinstance(step, Ask):
            what = "the day you picked" if step.dates else f"what you {_did(step)}"
            return f"{what} at: {spoken(name)}"
        if isinstance(step, Each):
            return f"your answers at: {spoken(name)}"
        if name == "minutes":
            return str(self._script.minutes)
        fixed = {
            "name": "your name, if you gave one",
            "item": "one of the list",
            "next_time": "the day and time of the next message",
        }
        return fixed.get(name, spoken(name))

    def _field(self, node: nodes.Getattr) -> str:
        whole = node.node.name if isinstance(node.node, nodes.Name) else ""
        step = self._script.steps.get(whole)
        if whole in self._drawn:
            return _OF_A_PROMPT.get(node.attr, spoken(node.attr))
        if isinstance(step, Each):
            item = next((one.label for one in step.items if one.id == node.attr), node.attr)
            return f"your answer about “{escape(item)}” at: {spoken(whole)}"
        field = "" if node.attr == "text" else f", {spoken(node.attr)}"
        return f"what your log has under “{escape(kind_in_the_log(whole, self._words))}”{field}"

    # Conditions

    def _holds(self, node: nodes.Node, *, not_: bool = False) -> str:
        match node:
            case nodes.Not():
                return self._holds(node.node, not_=not not_)
            case nodes.And() | nodes.Or():
                joint = "and" if isinstance(node, nodes.And) is not not_ else "or"
                left, right = (self._holds(one, not_=not_) for one in (node.left, node.right))
                return f"{left}, {joint} {right}"
            case nodes.Test():
                return self._holds(node.node, not_=not_)
            case nodes.Compare():
                return self._compared(node, not_=not_)
        return self._there(node, not_=not_)

    def _there(self, node: nodes.Node, *, not_: bool) -> str:
        """Whether a value is there at all: whether its question was answered."""
        name = node.name if isinstance(node, nodes.Name) else ""
        step = self._script.steps.get(name)
        if isinstance(step, Ask):
            some, none = ("a day", "no day") if step.dates else ("something", "nothing")
            return f"you {_did(step)} {none if not_ else some} at “{spoken(name)}”"
        if name == "name":
            return f"you gave {'no' if not_ else 'a'} name"
        return f"there is {'nothing' if not_ else 'something'} for: {self._value(node)}"

    def _compared(self, node: nodes.Compare, *, not_: bool) -> str:
        operand = node.ops[0]
        step = self._script.steps.get(node.expr.name) if isinstance(node.expr, nodes.Name) else None
        if isinstance(step, Ask) and step.choices and operand.op in ("eq", "ne", "in", "notin"):
            negative = not_ is not (operand.op in ("ne", "notin"))
            labels = {one.id: one.label for one in step.choices}
            ids = [str(one.value) for one in operand.expr.find_all(nodes.Const)]
            if isinstance(operand.expr, nodes.Const):
                ids = [str(operand.expr.value)]
            chosen = listed(f"“{escape(labels.get(one, one))}”" for one in ids)
            did = "did not choose" if negative else "chose"
            return f"you {did} {chosen} at “{spoken(step.name)}”"
        said = f"{self._value(node.expr)} {_COMPARED[operand.op]} {self._value(operand.expr)}"
        return f"it is not so that {said}" if not_ else said


def _flat(body: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """The parts of a text in order, whichever of Jinja's nodes they hang in."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node


def _did(step: Ask) -> str:
    """What people do at a question."""
    return "wrote" if step.length else "picked" if step.dates else "chose"


def _set_off(body: str, *, alone: bool) -> str:
    """What stands behind “If …:”; quoted where it would run into that colon."""
    return body if alone or body[:1].isalnum() or body[:1] in "“[*_" else f"“{body}”"
