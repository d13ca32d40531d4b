"""Sealing: who can open what.

Master keys (one in use, older ones kept while keys rotate) wrap each person's own key. A person's
key seals everything they typed or chose, bound to its place, so that a value moved to another
row, column or person no longer opens. Addresses are looked up by a keyed hash.

AES-256-GCM with random 96-bit nonces: safe for 2**32 values a key (NIST SP 800-38D, 8.3).
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.problems import SealBroken

KEY_BYTES = 32
NONCE_BYTES = 12
MARK_BYTES = 4
"""Length of the mark before values sealed under a master key, telling which key that was."""

_from_json = json.JSONDecoder().decode
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Body = dict[str, Any]
"""What is sealed: anything that JSON can hold."""


class Place(NamedTuple):
    """Where a sealed value lives; it opens nowhere else."""

    table: str
    column: str
    person: str
    row: str

    def bound(self) -> bytes:
        """The place as bytes, each part with its length, so that no two places read alike."""
        t, c, p, r = self
        return f"{len(t)}:{t}{len(c)}:{c}{len(p)}:{p}{len(r)}:{r}".encode()


# Building a cipher costs as much as using it, and a batch opens and seals with the same few keys.
@lru_cache(maxsize=512)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def forget_keys() -> None:
    """Let go of the ciphers kept for speed: after somebody was erased, their key is not kept."""
    _cipher.cache_clear()


def seal(key: bytes, place: Place, clear: bytes) -> bytes:
    """Nonce and ciphertext of `clear`, to be opened with the same key at the same place only."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, clear, place.bound())


def open_sealed(key: bytes, place: Place, sealed: bytes) -> bytes:
    """What `seal` was given.

    Raises:
        SealBroken: another key, another place, or changed bytes.
    """
    try:
        return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.bound())
    except (InvalidTag, ValueError):
        raise SealBroken(place.table, place.column) from None


def pack(body: Body) -> bytes:
    """A body as compact JSON."""
    return _to_json(body).encode()


def unpack(clear: bytes) -> Body:
    """The body that `pack` was given."""
    body: Body = _from_json(clear.decode())
    return body


def seal_body(key: bytes, place: Place, body: Body) -> bytes:
    """A sealed body."""
    return seal(key, place, pack(body))


def open_body(key: bytes, place: Place, sealed: bytes) -> Body:
    """The body that `seal_body` sealed; raises SealBroken as `open_sealed` does."""
    return unpack(open_sealed(key, place, sealed))


class _Derived:
    """The keys made from one master key, each for one purpose (HKDF-SHA256, RFC 5869)."""

    def __init__(self, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError("a master key has 32 bytes")

        def derive(purpose: str, length: int = KEY_BYTES) -> bytes:
            return HKDF(SHA256(), length, None, f"cairn {purpose}".encode()).derive(master)

        self.mark = derive("mark", MARK_BYTES)
        self.check = derive("check", 16)
        self.wrapping = derive("wrapping")
        self.strangers = derive("strangers")
        self.lookup = derive("lookup")


class Vault:
    """The master keys at work; the last one given is the one in use."""

    def __init__(self, masters: Sequence[bytes]) -> None:
        if not masters:
            raise ValueError("a vault needs a master key")
        self._all: list[_Derived] = []
        self._by_mark: dict[bytes, _Derived] = {}
        for master in masters:
            self.use(master)

    def use(self, master: bytes) -> None:
        """Put a further master key in use; those before it still open what they sealed."""
        derived = _Derived(master)
        self._all.append(derived)
        self._by_mark[derived.mark] = derived
        self._used = derived

    @property
    def check(self) -> bytes:
        """Sixteen bytes that recognise the key in use, and give nothing of it away."""
        return self._used.check

    def knows(self, check: bytes) -> bool:
        """Whether `check` belongs to one of the keys here."""
        return any(hmac.compare_digest(derived.check, check) for derived in self._all)

    def lookup(self, address: str) -> bytes:
        """The hash under which an address is stored."""
        return self._hash(self._used, address)

    def lookups(self, address: str) -> list[bytes]:
        """Every hash an address may be stored under while keys rotate, the one in use first."""
        return [self._hash(derived, address) for derived in reversed(self._all)]

    def new_person_key(self) -> bytes:
        """A key for one person, from the system's randomness."""
        return os.urandom(KEY_BYTES)

    def wrap(self, person: str, key: bytes) -> bytes:
        """A person's key, sealed under the master key in use."""
        return self._used.mark + seal(self._used.wrapping, _key_of(person), key)

    def unwrap(self, person: str, wrapped: bytes) -> bytes:
        """A person's key; raises SealBroken for another person's or an unknown master key's."""
        place = _key_of(person)
        return open_sealed(self._sealed_by(wrapped, place).wrapping, place, wrapped[MARK_BYTES:])

    def is_current(self, wrapped: bytes) -> bool:
        """Whether the master key in use wrapped this key (if not, it waits to be wrapped anew)."""
        return wrapped[:MARK_BYTES] == self._used.mark

    def seal_for_stranger(self, place: Place, clear: bytes) -> bytes:
        """Seal what is on its way to somebody who has not agreed to anything being kept."""
        return self._used.mark + seal(self._used.strangers, place, clear)

    def open_for_stranger(self, place: Place, sealed: bytes) -> bytes:
        """What `seal_for_stranger` was given; raises SealBroken."""
        return open_sealed(self._sealed_by(sealed, place).strangers, place, sealed[MARK_BYTES:])

    def _sealed_by(self, sealed: bytes, place: Place) -> _Derived:
        try:
            return self._by_mark[sealed[:MARK_BYTES]]
        except KeyError:
            raise SealBroken(place.table, place.column) from None

    @staticmethod
    def _hash(derived: _Derived, address: str) -> bytes:
        return hmac.digest(derived.lookup, address.encode(), "sha256")


def _key_of(person: str) -> Place:
    return Place("people", "wrapped_key", person, person)
