"""The bot's own words, which anybody may mend: `dialogues/shared/words.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.script import template
from bot.script.fields import Notes, text_in
from bot.script.problems import Problem, in_order
from bot.script.source import Entry, Scalar, Table, read_source


class Catalogue:
    """Sentences by their key, such as `engine.skip`."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = dict(sentences)

    def text(self, key: str, **values: object) -> str:
        """The sentence under a key as markup, with the values put in and escaped.

        Raises:
            KeyError: There is no such sentence.
            TemplateProblem: The sentence reads a value that was not given.
        """
        return template.render(self._sentences[key], values)

    def source(self, key: str) -> str:
        """The sentence under a key as the file has it.

        Raises:
            KeyError: There is no such sentence.
        """
        return self._sentences[key]

    def keys(self) -> frozenset[str]:
        """The keys of all sentences."""
        return frozenset(self._sentences)


def read_words(text: str, file: str) -> tuple[Catalogue, list[Problem]]:
    """Reads the file of the bot's own words.

    Returns:
        The catalogue, empty when the file cannot be read; and the problems (D1, D207).
    """
    root, problems = read_source(text, file)
    if root is None:
        return Catalogue({}), problems
    notes = Notes()
    notes.problems.extend(problems)
    sentences: dict[str, str] = {}
    for key, entry in _leaves(root, ""):
        sentences[key] = text_in(entry.value, notes)
        for fault in template.faults(sentences[key]):
            place = entry.value.at(fault.line) if isinstance(entry.value, Scalar) else None
            notes.add(place or entry.name.place, "D207", fault.message)
    return Catalogue(sentences), in_order(notes.problems)


def _leaves(table: Table, above: str) -> Iterator[tuple[str, Entry]]:
    for entry in table:
        key = f"{above}{entry.name.text}"
        if isinstance(entry.value, Table):
            yield from _leaves(entry.value, f"{key}.")
        else:
            yield key, entry
