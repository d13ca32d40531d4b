"""What was played in the chat, kept as a test: its name, and what stands in its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from bot.script.files import TRANSCRIPTS
from bot.service.tryout import CannotPlay, Tryout
from bot.service.tryout_record import Said

_LONGEST = 40  # characters of a name behind the dialogue's own
_BARE = "from-the-start"


def path_of(name: str) -> str:
    """Where a test of this name lies."""
    return f"{TRANSCRIPTS}/{name}.chat"


def fitted(called: str, dialogue: str) -> str:
    """Whatever somebody calls a test, as a name that it can have: “Low day!” is `check-in.low-day`.

    The dialogue's name stands before it, for `cairn test <dialogue>` finds its tests by that.
    """
    letters = unicodedata.normalize("NFKD", called).encode("ascii", "ignore").decode()
    plain = _dashed(letters.removesuffix(".chat")).removeprefix(f"{_dashed(dialogue)}-")
    if plain == _dashed(dialogue):
        plain = ""
    return f"{dialogue}.{_short(plain) or _BARE}"


def suggested(tryout: Tryout, taken: Collection[str]) -> str:
    """A name for what was played, by the buttons that were tapped; never one that is taken.

    Args:
        tryout: What was played.
        taken: The paths of all files.
    """
    name = fitted("-".join(_ways(tryout.said)), tryout.dialogue)
    free, number = name, 2
    while path_of(free) in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def transcript(tryout: Tryout, name: str) -> str:
    """What stands in the file.

    Raises:
        CannotPlay: What was said cannot be written down; says so in a sentence.
    """
    try:
        return tryout.transcript(name)
    except CannotPlay:
        # Only words that look like a button that is not there come to this.
        raise CannotPlay(
            "This chat cannot be kept: something typed in it stands in [ ], as a button does."
        ) from None


def _ways(said: Sequence[Said]) -> list[str]:
    """A word for each answer, since a reminder may have begun another dialogue."""
    moved = [at for at, one in enumerate(said) if one.how == "later"]
    since = said[moved[-1] + 1 :] if moved else said
    words = {"typed": "words", "back": "back"}
    every = [words.get(one.how, one.words) for one in since or said if one.how != "later"]
    return [word for at, word in enumerate(every) if at == 0 or word != every[at - 1]]


def _dashed(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _short(plain: str) -> str:
    """As many whole words as fit."""
    if len(plain) <= _LONGEST:
        return plain
    cut = plain[: _LONGEST + 1]
    return (cut.rpartition("-")[0] or plain[:_LONGEST]).strip("-")
