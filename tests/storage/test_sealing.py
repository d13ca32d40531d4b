"""Sealed values open with their key at their place, and nowhere else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.problems import SealBroken
from storage.sealing import Place, Vault, open_body, open_sealed, pack, seal, seal_body, unpack

KEY, OTHER = b"k" * 32, b"o" * 32
places = st.builds(Place, st.text(), st.text(), st.text(), st.text())


@given(clear=st.binary(max_size=5000), place=places)
def test_what_is_sealed_opens_again(clear: bytes, place: Place) -> None:
    """Sealing and opening at one place gives back every byte."""
    assert open_sealed(KEY, place, seal(KEY, place, clear)) == clear


@given(one=places, other=places)
def test_a_sealed_value_opens_at_no_other_place(one: Place, other: Place) -> None:
    """A value moved to any other table, column, person or row stays shut."""
    assume(one != other)
    with pytest.raises(SealBroken):
        open_sealed(KEY, other, seal(KEY, one, b"words"))


@pytest.mark.parametrize("part", range(4))
def test_moving_text_between_neighbouring_parts_of_a_place_shows(part: int) -> None:
    """The parts of a place cannot be cut differently: ("ab", "c") is not ("a", "bc")."""
    parts = ["ab", "ab", "ab", "ab"]
    moved = list(parts)
    moved[part], moved[(part + 1) % 4] = "a", "bab"
    with pytest.raises(SealBroken):
        open_sealed(KEY, Place(*moved), seal(KEY, Place(*parts), b"words"))


@given(at=st.integers(0, 32), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed(at: int, bit: int) -> None:
    """Any bit of nonce, text or tag that flips keeps the value shut."""
    place = Place("entries", "body", "p", "1")
    sealed = bytearray(seal(KEY, place, b"words"))
    sealed[at] ^= 1 << bit
    with pytest.raises(SealBroken):
        open_sealed(KEY, place, bytes(sealed))


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_value_cut_short_is_noticed(cut: int) -> None:
    """Half a value is no value, and no other kind of error either."""
    place = Place("entries", "body", "p", "1")
    with pytest.raises(SealBroken):
        open_sealed(KEY, place, seal(KEY, place, b"words")[:cut])


def test_the_error_says_where_and_not_what() -> None:
    """A value that does not open is told by its column, never by what is in it or whose it is."""
    place = Place("entries", "body", "person-id", "17")
    with pytest.raises(SealBroken) as caught:
        open_sealed(OTHER, place, seal(KEY, place, b"private words"))
    assert "entries.body" in str(caught.value)
    assert "person-id" not in str(caught.value)


def test_the_same_words_never_look_the_same() -> None:
    """Two seals of one text differ, so that equal answers cannot be told."""
    place = Place("entries", "body", "p", "1")
    assert seal(KEY, place, b"good") != seal(KEY, place, b"good")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(body=st.dictionaries(st.text(), json_values, max_size=5))
def test_bodies_come_back_as_they_were(body: dict[str, object]) -> None:
    """Whatever JSON can hold goes through, with every sign and line."""
    place = Place("entries", "body", "p", "1")
    assert open_body(KEY, place, seal_body(KEY, place, body)) == body
    assert unpack(pack(body)) == body


def test_a_persons_key_unwraps_for_that_person_only() -> None:
    """A wrapped key copied into another person’s row is refused."""
    vault = Vault([KEY])
    key = vault.new_person_key()
    assert vault.unwrap("ann", vault.wrap("ann", key)) == key
    with pytest.raises(SealBroken):
        vault.unwrap("bob", vault.wrap("ann", key))


def test_another_master_key_unwraps_nothing() -> None:
    """Keys wrapped under one master key do not open under another."""
    wrapped = Vault([KEY]).wrap("ann", OTHER)
    with pytest.raises(SealBroken):
        Vault([OTHER]).unwrap("ann", wrapped)


def test_an_older_master_key_still_opens_what_it_sealed() -> None:
    """While keys rotate, both open; the newer one seals."""
    old, both = Vault([KEY]), Vault([KEY, OTHER])
    wrapped = old.wrap("ann", b"p" * 32)
    assert both.unwrap("ann", wrapped) == b"p" * 32
    assert not both.is_current(wrapped)
    assert Vault([OTHER]).unwrap("ann", both.wrap("ann", b"p" * 32)) == b"p" * 32
    assert both.lookups("77") == [Vault([OTHER]).lookup("77"), old.lookup("77")]


def test_addresses_are_looked_up_by_a_hash_that_needs_the_key() -> None:
    """One address has one hash under one key, another under another."""
    assert Vault([KEY]).lookup("77") == Vault([KEY]).lookup("77")
    assert Vault([KEY]).lookup("77") != Vault([KEY]).lookup("78")
    assert Vault([KEY]).lookup("77") != Vault([OTHER]).lookup("77")


def test_the_check_tells_keys_apart() -> None:
    """The stored check value knows its own key, older keys of the vault, and no other."""
    check = Vault([KEY]).check
    assert Vault([KEY]).knows(check)
    assert Vault([KEY, OTHER]).knows(check)
    assert not Vault([OTHER]).knows(check)


def test_every_purpose_has_a_key_of_its_own() -> None:
    """What is sealed for a stranger cannot be taken for a wrapped key, nor the other way round."""
    vault = Vault([KEY])
    place = Place("people", "wrapped_key", "ann", "ann")
    with pytest.raises(SealBroken):
        vault.unwrap("ann", vault.seal_for_stranger(place, b"p" * 32))
    with pytest.raises(SealBroken):
        vault.open_for_stranger(place, vault.wrap("ann", b"p" * 32))
    assert vault.open_for_stranger(place, vault.seal_for_stranger(place, b"hello")) == b"hello"


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_refused(length: int) -> None:
    """32 bytes, no fewer and no more."""
    with pytest.raises(ValueError, match="32 bytes"):
        Vault([b"x" * length])
