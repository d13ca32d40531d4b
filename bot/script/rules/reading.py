"""D405: what is hard to read for somebody who is tired, or reads little."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.script.draft import Draft, problem
from bot.script.model import Place
from bot.script.problems import Problem, listed
from bot.script.readability import Measured, hardest, measured, reading_age
from bot.script.rules.brief import Placed, few_words, where
from bot.script.rules.plain_words import plainer
from bot.script.sentences import sentences
from bot.script.shown import shown
from bot.script.texts import Worded, messages

AIM = 11
# Few words make the measure jump, so a message is let pass two years more, and a sentence four.
OLDEST_MESSAGE = 13
OLDEST_SENTENCE = 15
ENOUGH_WORDS = 100  # from here on a whole script is held to the aim itself
_LONG_SENTENCE = 15  # words from which two sentences are easier than one
_MOST_ADVICE = 2

# Long by their syllables, and known to every child.
_EVERYDAY = {
    *("another", "anybody", "anyone", "anything", "everybody", "everyone", "everything", "nobody"),
    *("somebody", "whatever", "whenever", "whoever", "wherever", "already", "afterwards"),
    *("family", "remember", "together", "tomorrow", "yesterday"),
}


def reading(draft: Draft) -> Iterator[Problem]:
    """Measures every message, and where those pass, the words of the whole script."""
    told = False
    together: dict[Measured, Worded] = {}
    for path, text in _read(draft):
        together |= dict.fromkeys(_hardest_way(text), (path, text))
        for slow, age in _too_hard(text):
            told = True
            yield _problem(draft.line_at(path, *where(text, slow.words)), slow, "this is", age)
    everything = list(together)
    age = reading_age(everything)
    if not told and age > AIM and sum(one.counted for one in everything) >= ENOUGH_WORDS:
        slow = hardest(everything)
        path, text = together[slow]
        place = draft.line_at(path, *where(text, slow.words))
        yield _problem(place, slow, "the words of this script are, taken together,", age)


def reading_problems(text: str, placed: Placed) -> Iterator[Problem]:
    """The same for one text that stands alone."""
    for slow, age in _too_hard(text):
        yield _problem(placed(*where(text, slow.words)), slow, "this is", age)


@lru_cache(maxsize=1024)
def _too_hard(text: str) -> tuple[tuple[Measured, float], ...]:
    """The sentence to mend and how old a reader has to be; nothing for an easy message."""
    message = _hardest_way(text)
    if not message:
        return ()
    slow = hardest(message)
    whole, alone = reading_age(message), reading_age([slow])
    too_hard = alone > OLDEST_SENTENCE or whole > OLDEST_MESSAGE
    return ((slow, max(whole, alone)),) if too_hard else ()


def _read(draft: Draft) -> Iterator[Worded]:
    """What is read as sentences: messages, and what stands around them; not titles or buttons."""
    script = draft.script
    if script.about:
        yield ("about",), script.about
    for nudge in script.nudges.values():
        yield ("nudges", nudge.id, "text"), nudge.text
    for step in script.steps.values():
        for field, text in (("heads_up", step.heads_up), ("why", step.why)):
            if text:
                yield ("steps", step.name, field), text
        yield from messages(step)


@lru_cache(maxsize=1024)
def _hardest_way(text: str) -> tuple[Measured, ...]:
    """The sentences of a text, in the hardest of the ways it may read."""
    ways = [tuple(measured(sentences(one))) for one in shown(text)]
    return max(ways, key=reading_age, default=())


def _problem(place: Place, slow: Measured, what: str, age: float) -> Problem:
    return problem(
        place,
        "D405",
        f"{what} hard to read, above all “{few_words(slow.words)} …”:"
        f" the reading age is about {age:.0f}, and 9 to {AIM} is the aim",
        "; ".join(_advice(slow)),
        "W",
    )


def _advice(slow: Measured) -> Iterator[str]:
    known = list(plainer(slow.text))[:_MOST_ADVICE]
    if known:
        yield "write " + listed([f"“{plain}” for “{said}”" for said, plain in known], "and")
    named = " ".join(said for said, _ in known)
    strange = [word for word in slow.long if word.lower() not in _EVERYDAY]
    others = [word for word in strange if word not in named][:_MOST_ADVICE]
    if others:
        shorter = listed([f"“{word}”" for word in others], "and")
        yield f"find {'other' if known else 'shorter'} words for {shorter}"
    if len(slow.words) > _LONG_SENTENCE or not (known or others):
        yield "make two sentences of it"
