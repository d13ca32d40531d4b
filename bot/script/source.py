"""A YAML file as a tree that knows where everything stands, and in which every scalar is text.

So `no:` may be a button's id and `14:30` a time. Only the plain part of YAML is read: what would
let a file say one thing and mean another (names written twice, anchors, tags, merge keys) is
refused.
"""

from __future__ import annotations

import yaml

from bot.script.building import Builder, refusal
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.step_by_step import read_step_by_step
from bot.script.tree import Entry, Node, Row, Scalar, Table, find, find_name, plain_value
from bot.script.yaml_plainly import Complaint, explain, refuse_characters

__all__ = [
    "Entry", "Node", "Row", "Scalar", "Table", "find", "find_name", "plain_value", "read_source",
]  # fmt: skip

MAX_CHARACTERS = 300_000
LONG = 10_000  # from here on reading again only what was changed pays


def read_source(
    text: str, file: str, begin: str = "title: …"
) -> tuple[Table | None, list[Problem]]:
    """Reads a file whose outermost part is a table.

    Args:
        text: The whole file.
        file: Its name as problems should give it.
        begin: A line that such a file may begin with, for whoever left it empty.

    Returns:
        The table, or None when the file cannot be read at all; and what is wrong (D100, D101).
    """
    if len(text) > MAX_CHARACTERS:
        place = Place(file, 1, 1)
        return None, [
            Problem(place, "D100", "E", "the file is too large to be a script", "split it up")
        ]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problem = refuse_characters(text)
    if problem:
        return None, [refusal(problem, file)]
    if len(text) >= LONG:
        found = read_step_by_step(text, file)
        if found is not None:
            return found
    builder = Builder(file)
    try:
        builder.feed(text)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, refusal(explain(error, text), file)]
    except Complaint as complaint:
        return None, [*builder.problems, refusal(complaint, file)]
    if not isinstance(builder.root, Table):
        empty = "the file is empty or not made of names"
        return None, [refusal(Complaint(1, 1, empty, f"begin with a line “{begin}”"), file)]
    return builder.root, builder.problems
