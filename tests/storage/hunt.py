"""Looks for planted words in every file of a folder, in the forms in which words leak."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path


def forms(word: str | bytes) -> dict[str, bytes]:
    """The ways a word, or the bytes of a key, may lie in a file, by name."""
    raw = word.encode() if isinstance(word, str) else word
    found = {
        "as it is": raw,
        "hex": raw.hex().encode(),
        "HEX": raw.hex().upper().encode(),
    }
    # Base64 depends on where in the whole the word begins; the ends, which its neighbours
    # shape, are left out.
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        inner = coded[(0, 2, 3)[shift] : len(coded) - (0 if (shift + len(raw)) % 3 == 0 else 4)]
        if len(inner) >= 6:
            found[f"base64+{shift}"] = inner
            found[f"base64url+{shift}"] = inner.replace(b"+", b"-").replace(b"/", b"_")
    if isinstance(word, str):
        found["utf-16"] = word.encode("utf-16-le")
        found["utf-16-be"] = word.encode("utf-16-be")
        escaped = json.dumps(word)[1:-1].encode()
        if escaped != raw:
            found["json"] = escaped
    return found


def hunt(folder: Path, words: Iterable[str | bytes]) -> list[str]:
    """Every finding, as `file: form of word n`; empty when there is no trace.

    Names of files are searched as well as what is in them. The words themselves are not repeated
    in what is returned.
    """
    planted = [forms(word) for word in words]
    findings = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        held = name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        findings += [
            f"{name}: word {number} ({form})"
            for number, word in enumerate(planted)
            for form, sought in word.items()
            if sought in held
        ]
    return findings
