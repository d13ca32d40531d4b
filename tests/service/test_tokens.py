"""What a button carries comes back as what it was, and nothing else means anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.service.tokens import BACK, PAUSE, STOP, Standing, VisitToken, read_token

KEYS = st.one_of(st.integers(0, 99).map(str), st.sampled_from([BACK, PAUSE, STOP]))


@given(st.binary(min_size=4, max_size=4), st.integers(0, 10**12), KEYS)
def test_a_visits_token_comes_back(nonce: bytes, visit: int, key: str) -> None:
    """It is read as it was written, and fits Telegram's 64 bytes after years of use."""
    token = VisitToken(nonce.hex(), visit, key)
    assert read_token(str(token)) == token
    assert len(str(token).encode()) <= 64


def test_a_command_stands_on_a_button() -> None:
    """A standing token is a command and what follows it."""
    assert read_token("/support") == Standing("support", "")
    assert read_token("/reflect quiet-minute") == Standing("reflect", "quiet-minute")


@given(st.text())
def test_anything_else_means_nothing(text: str) -> None:
    """Whatever somebody forges is read without an error, and reads back as itself or as nothing."""
    means = read_token(text)
    if isinstance(means, VisitToken):
        assert read_token(str(means)) == means
    else:
        assert means is None or text.startswith("/")


def test_a_forged_visit_is_none() -> None:
    """Letters that were never ours, a missing part, a sign, another script's digits' letters."""
    for token in ("", "ab.1", "AB.1.0", "ab.-1.0", "ab.1.x", "ab.1.0.0", " ab.1.0", "ab.1.0\n"):
        assert read_token(token) is None
