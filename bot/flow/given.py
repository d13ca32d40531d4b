"""What a person may give the engine, and how typed words are understood at a row of buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.session import Option


@dataclass(frozen=True, slots=True)
class Picked:
    """A button of the open question, by its id."""

    option: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Typed words."""

    text: str


@dataclass(frozen=True, slots=True)
class WentBack:
    """The Back button."""


Given = Picked | Wrote | WentBack

SHORTEST_PART = 4  # letters of a label that may stand for it
_NOT_WORDS = re.compile(r"[^\w\s]|_")
KEEP, LET_GO = "keep", "let it go"  # yes and no to words that are shown back, as whole labels
_YES, _NO = ("yes", KEEP), ("no", "nothing", "neither", "not now", "rather not say", LET_GO)
_ALSO_SAID = {
    **dict.fromkeys(("aye", "yep", "yeah", "yup", "sure", "please", "yes please", "och aye"), _YES),
    **dict.fromkeys(("no", "nah", "naw", "nope", "no thanks", "no ta", "none"), _NO),
    **dict.fromkeys(("ok", "okay", "fine", "alright"), ("okay", *_YES)),
    "yes": (KEEP,),
}
"""Short words that people type for others; they only count where just one button fits."""


def plain(text: str) -> str:
    """Words without case, punctuation or extra space: how labels and answers are compared."""
    straight = text.replace("’", "").replace("'", "")
    return " ".join(_NOT_WORDS.sub(" ", straight).casefold().split())


def pick_by_words(text: str, options: Sequence[Option], *, parts: bool = False) -> str | None:
    """The id of the option that the typed words name: a number, a label, its only beginning.

    With `parts`, any words out of one label name it too: for questions that take nothing else.

    “Aye”, “nah” and their like name the one button that begins with yes or no. None when the words
    name no option, or more than one.
    """
    words = plain(text)
    if not words:
        return None
    if words.isdecimal():
        at = int(words) - 1 if len(words) < 4 else -1
        return options[at].id if 0 <= at < len(options) else None
    meant = (words, *_ALSO_SAID.get(words, ()))
    named = next((found for one in meant if (found := _named(one, options))), None)
    return named or (_part_of(words, options) if parts else None)


def _named(words: str, options: Sequence[Option]) -> str | None:
    exact = [option.id for option in options if words in (plain(option.label), option.id)]
    if exact or words in (KEEP, LET_GO):
        return exact[0] if exact else None
    begins = [option.id for option in options if plain(option.label).startswith(words + " ")]
    return begins[0] if len(begins) == 1 else None


def _part_of(words: str, options: Sequence[Option]) -> str | None:
    if len(words) < SHORTEST_PART:
        return None
    holding = [option.id for option in options if f" {words} " in f" {plain(option.label)} "]
    return holding[0] if len(holding) == 1 else None
