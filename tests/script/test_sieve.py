"""Looking for hundreds of words at once finds what looking for each of them finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.script.rules.sieve import Sieve

FEW_LETTERS = st.text("abc ", max_size=7)


@given(st.lists(FEW_LETTERS, max_size=12), st.text("abc ", max_size=40))
@example(["", "a", "ab", "abc", "abca"], "abca")
@example(["abcb", "abcc"], "abc")
def test_what_stands_in_a_text_is_let_through_and_nothing_else(words: list[str], text: str) -> None:
    """Words of any length, the shortest as well, come in the order in which they were given."""
    sought = [at for at, word in enumerate(words) if word in text]
    assert Sieve(words).stand_in(text) == sought
