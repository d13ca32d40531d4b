"""Texts with gaps: a small, safe part of Jinja2.

Authors may show a value (`{{ now_what }}`), choose words (`{% if lean == "hold" %}`) and go once
over a list. Everything else is refused by an allow-list of syntax, because Jinja's own sandbox
does not stop `"a" * 10**9`, nested loops or the built-in globals. A value is escaped when it is
shown, unless it is `Words`, which come from the authors' files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Template, UndefinedError

from bot.script.filters import TemplateProblem, Words, text_of
from bot.script.grammar import GAP, Environment, TemplateFault, survey
from bot.script.markup import escape

__all__ = [
    "TemplateFault",
    "TemplateProblem",
    "Words",
    "condition",
    "faults",
    "holds",
    "names",
    "render",
]

MAX_RESULT = 16_000


def render(source: str, values: Mapping[str, object]) -> str:
    """Fills in a text and gives markup.

    Raises:
        TemplateProblem: The text is faulty, reads a value that is not there, or grows too long.
    """
    if not GAP.search(source):
        return source.strip("\n")
    return _fill(_compiled(source), values)


def holds(expression: str, values: Mapping[str, object]) -> bool:
    """Whether a condition such as `lean == "hold"` is true for these values.

    Raises:
        TemplateProblem: The condition is faulty or reads a value that is not there.
    """
    return _fill(_compiled(condition(expression)), values) != ""


def names(source: str) -> frozenset[str]:
    """The values a text reads, without their fields; empty when the text is faulty."""
    return frozenset(mention.path.partition(".")[0] for mention in survey(source).mentions)


def faults(source: str) -> list[TemplateFault]:
    """What keeps a text from being filled in at all."""
    return list(survey(source).faults)


def condition(expression: str) -> str:
    """A condition as a text, for `faults`, `names` and `grammar.survey`."""
    return "{% if " + expression.strip() + " %}1{% endif %}"


def _shown(value: object) -> str:
    return value if isinstance(value, Words) else escape(text_of(value))


_ENVIRONMENT = Environment(_shown)


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Template:
    found = survey(source).faults
    if found:
        raise TemplateProblem(found[0].line, found[0].message)
    return _ENVIRONMENT.from_string(source)


def _fill(template: Template, values: Mapping[str, object]) -> str:
    context = template.new_context(dict(values), shared=True)
    pieces: list[str] = []
    size = 0
    try:
        for piece in template.root_render_func(context):
            size += len(piece)
            if size > MAX_RESULT:
                raise TemplateProblem(1, f"the text grows beyond {MAX_RESULT} characters")
            pieces.append(piece)
    except UndefinedError as error:
        raise TemplateProblem(1, _missing(error)) from None
    except (TypeError, ValueError):
        raise TemplateProblem(1, "a filter does not fit the value it is given") from None
    return "".join(pieces).strip("\n")


def _missing(error: UndefinedError) -> str:
    """Only the name out of Jinja's message, which may quote a value."""
    quoted = re.findall(r"'([A-Za-z_][A-Za-z0-9_]*)'", error.message or "")
    return f"there is no “{quoted[-1]}” here" if quoted else "a value is missing"
