"""Putting new translated words into a file that holds remarks, so that the remarks stay."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.edit import Where, add, put, remove, set_texts
from bot.script.graph import Path
from bot.script.layout import layout_of
from bot.script.translation import Said, Translation, read_translation

_ORDER = ("from", "words", "note")


def has_remarks(source: str) -> bool:
    """Whether something stands in a file that is no part of what it says.

    Raises:
        CannotEdit: The file cannot be read at all.
    """
    layout = layout_of(source)
    return layout.has_remarks(0, len(layout.text))


def retold(source: str, translation: Translation) -> str:
    """The file with the words of a translation, and everything else as it was.

    Args:
        source: The file as it is; it can be read.
        translation: What it should say, in the order in which new texts are put in.

    Raises:
        CannotEdit: A change would touch more than it should.
    """
    before, _ = read_translation(source, "", translation.language, translation.name)
    assert before is not None, "whoever asks has read it"
    if before.checked and not translation.checked:
        source = remove(source, ("checked",))
    if not before.texts:
        texts = {name: dict(_fields(said)) for name, said in translation.texts.items()}
        return put(source, ("texts",), texts)
    # Nearly all that changes is words that stand there: together they take one reading.
    source = set_texts(source, dict(_other_words(source, before, translation)))
    after: str | Where = Where.FIRST
    for name, said in translation.texts.items():
        if name in before.texts:
            source = _changed(source, name, before.texts[name], said)
        else:
            source = add(source, ("texts",), name, dict(_fields(said)), after)
        after = name
    return source


def _other_words(source: str, before: Translation, now: Translation) -> Iterator[tuple[Path, str]]:
    """What is said otherwise from now on, by where the file says it."""
    layout = layout_of(source)
    for name in before.texts.keys() & now.texts.keys():
        for field, words in _fields(now.texts[name]):
            path = ("texts", name, field)
            if path in layout:
                yield path, words


def _changed(source: str, name: str, old: Said, new: Said) -> str:
    was, now = dict(_fields(old)), dict(_fields(new))
    for field in _ORDER:
        path = ("texts", name, field)
        if field in was and field not in now:
            source = remove(source, path)
        elif field in now and now[field] != was.get(field):
            source = put(source, path, now[field], _ORDER)
    return source


def _fields(said: Said) -> Iterator[tuple[str, str]]:
    yield "from", said.made_from
    yield "words", said.words
    if said.note:
        yield "note", said.note
