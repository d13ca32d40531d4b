"""The codes of coordinators: easy to type, hard to guess, and listened to a few times only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.service.claims import LETTERS, MOST_KNOWN, MOST_TRIES, REST, Claims, bare, new_code
from tests.service.conftest import NOW


def test_a_code_has_no_letter_that_is_read_as_another_one() -> None:
    """Two groups of four, and half a million million of them to guess among."""
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert len(code) == 9 and code[4] == "-"
        assert set(bare(code)) <= set(LETTERS)
    assert not set("01IOLU") & set(LETTERS)
    assert len(LETTERS) ** 8 > 5 * 10**11


@pytest.mark.parametrize("written", ["{}", " {} ", "claim"])
def test_the_first_code_works_for_the_first_who_has_it(written: str) -> None:
    """For the same person again, as a transaction may be tried twice; never for another."""
    claims = Claims()
    assert not claims.take("", "a")
    code = claims.open()
    if written == "claim":
        assert not claims.take(written, "a")
        return
    assert claims.take(written.format(code.lower()), "a")
    assert not claims.take(code, "b")
    assert claims.take(code, "a")
    claims.close()
    assert not claims.take(code, "a")


def test_a_few_wrong_tries_rest_a_while_and_then_count_anew() -> None:
    """Of one address; another one is not held up."""
    claims = Claims()
    for _ in range(MOST_TRIES):
        assert not claims.rests("a", NOW)
        claims.missed("a", NOW)
    assert claims.rests("a", NOW + REST - timedelta(seconds=1))
    assert not claims.rests("b", NOW)
    assert not claims.rests("a", NOW + REST)
    claims.missed("a", NOW + REST)
    assert not claims.rests("a", NOW + REST)


def test_only_so_many_addresses_are_known() -> None:
    """Whoever tries from many does not fill the memory; the oldest is forgotten."""
    claims = Claims()
    for _ in range(MOST_TRIES):
        claims.missed("first", NOW)
    for number in range(MOST_KNOWN):
        claims.missed(str(number), NOW)
    assert not claims.rests("first", NOW)
