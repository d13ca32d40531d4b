"""D401 and D406: what a tired person can read and answer in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.script.draft import Draft, problem
from bot.script.graph import Path
from bot.script.joined import Amount, amount, drawn
from bot.script.model import Each, Guide, Place, Step
from bot.script.problems import Problem
from bot.script.rules.size import LONGEST_MESSAGE
from bot.script.sentences import sentences
from bot.script.shown import FILLED, Fills, shown
from bot.script.texts import messages

MOST_CHARACTERS = 600
MOST_SENTENCES = 4
MOST_WORDS = 20
_FEW = 5  # words of a sentence that are enough to find it by

Placed = Callable[[int, int], Place]
_NOTHING = Amount()


def brief(draft: Draft) -> Iterator[Problem]:
    """Measures everything that is sent, together with what is said before it in one message."""
    always = drawn(draft.script)
    for step in draft.script.steps.values():
        fills = always | _items(step)
        for path, text, before in _sent(draft, step):

            def placed(line: int, col: int, path: Path = path) -> Place:
                return draft.line_at(path, line, col)

            yield from _too_much(text, placed, before, fills)
            yield from _long_sentences(text, placed, fills)
            yield from _two_questions(text, placed, before, fills)


def brief_problems(text: str, placed: Placed) -> Iterator[Problem]:
    """Rule D401 for a text that is read by itself."""
    yield from _too_much(text, placed, _NOTHING, frozenset())
    yield from _long_sentences(text, placed, frozenset())


def question_problems(text: str, placed: Placed) -> Iterator[Problem]:
    """Rule D406 for a text that is read by itself."""
    yield from _two_questions(text, placed, _NOTHING, frozenset())


def _items(step: Step) -> Fills:
    """What `{{ item }}` stands for, at the longest."""
    if not isinstance(step, Each) or not step.items:
        return frozenset()
    return frozenset({("item", max((item.label for item in step.items), key=len))})


def _sent(draft: Draft, step: Step) -> Iterator[tuple[Path, str, Amount]]:
    """The texts of a step that are messages, each with what is said before it."""
    here: Path = ("steps", step.name)
    before = draft.before[step.name]
    if step.why:
        yield (*here, "why"), step.why, _NOTHING
    if step.heads_up:
        yield (*here, "heads_up"), step.heads_up, before
        before = _NOTHING  # it waits for “Go on”
    for path, text in messages(step):
        yield path, text, before
        before = _NOTHING if isinstance(step, Guide) else before


def _long_sentences(text: str, placed: Placed, fills: Fills) -> Iterator[Problem]:
    told: set[str] = set()
    for one in shown(text, fills):
        for sentence in sentences(one):
            few = few_words(sentence.words)
            if len(sentence.words) > MOST_WORDS and few not in told:
                told.add(few)
                yield problem(
                    placed(*where(text, sentence.words)),
                    "D401",
                    f"the sentence “{few} …” has {len(sentence.words)} words,"
                    f" and {MOST_WORDS} are plenty",
                    "make two sentences of it, or leave something out",
                    "W",
                )


def _too_much(text: str, placed: Placed, before: Amount, fills: Fills) -> Iterator[Problem]:
    """Told where the message grows too long, and not again further on."""
    whole = before + amount(text, fills)
    if before.characters <= MOST_CHARACTERS < whole.characters <= LONGEST_MESSAGE:
        yield problem(
            placed(1, 1),
            "D401",
            f"{_called(before)} has {whole.characters} characters,"
            f" and {MOST_CHARACTERS} are plenty",
            "cut it, or put a question between its parts",
            "W",
        )
    elif before.sentences <= MOST_SENTENCES < whole.sentences and not _too_long(before, whole):
        yield problem(
            placed(1, 1),
            "D401",
            f"{_called(before)} has {whole.sentences} sentences, and {MOST_SENTENCES} are plenty",
            "keep what is needed now, and leave the rest out",
            "W",
        )


def _too_long(before: Amount, whole: Amount) -> bool:
    """Whether its length was told already, here or further up."""
    return before.characters > MOST_CHARACTERS or whole.characters > LONGEST_MESSAGE


def _two_questions(text: str, placed: Placed, before: Amount, fills: Fills) -> Iterator[Problem]:
    """Told at the text that asks the second one."""
    whole = before + amount(text, fills)
    if before.questions <= 1 < whole.questions:
        yield problem(
            placed(1, 1),
            "D406",
            f"{_called(before)} asks {whole.questions} questions, and people answer only one",
            "ask one of them, and give the other a step of its own",
            "W",
        )


def _called(before: Amount) -> str:
    return "this message, with what is said before it," if before.characters else "this message"


def few_words(words: tuple[str, ...]) -> str:
    """Enough of a sentence to know it by."""
    return " ".join(words[:_FEW]).replace(FILLED, "…").rstrip(".,;:?!")


def where(text: str, words: tuple[str, ...]) -> tuple[int, int]:
    """Line and column at which words stand in a text with its marks and gaps still in it."""
    start = _start(text, words)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _start(text: str, words: tuple[str, ...]) -> int:
    at = first = -1
    for word in words[:_FEW]:
        at = -1 if FILLED in word else text.find(word.strip("*_"), max(at, 0))
        if at < 0:
            break
        first = at if first < 0 else first
    return max(first, 0)
