"""The pages that explain the rules, from `docs/rules`, as plain parts for a page to show."""

from __future__ import annotations

import re
from pathlib import Path

from bot.studio.on_card import ON_CARD

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"
_CODE = re.compile(r"[A-Z]\d{3}")
_INLINE = re.compile(r"`([^`]*)`|\*\*([^*]*)\*\*|\[([^\]]*)\]\([^)]*\)")

Part = tuple[str, str]  # what it is (heading, text, list, example) and its words


def rule_page(code: str, folder: Path = FOLDER) -> tuple[str, list[Part]] | None:
    """The heading and the parts of a rule's page; None where there is no such page."""
    file = folder / f"{code}.md"
    if not _CODE.fullmatch(code) or not file.is_file():
        return None
    title, _, rest = file.read_text(encoding="utf-8").partition("\n")
    return title.lstrip("# "), _with_card(ON_CARD.get(code, ""), _parts(rest))


def _with_card(on_card: str, parts: list[Part]) -> list[Part]:
    """Says first where on the card it is, and of the examples that they are of the file's text."""
    told = [
        (kind, f"{words}, in the file’s text" if words in ("Wrong", "Right") else words)
        for kind, words in parts
    ]
    if not on_card:
        return told
    card = [("heading", "On the card"), ("text", on_card.strip()), ("heading", "More about it")]
    return [told[0], *card, *told[1:]]


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    for at, piece in enumerate(re.split(r"^```.*$\n?", text, flags=re.MULTILINE)):
        if at % 2:
            parts.append(("example", piece.rstrip()))
            continue
        for block in filter(None, (one.strip() for one in piece.split("\n\n"))):
            words = _INLINE.sub(lambda found: found[1] or found[2] or found[3] or "", block)
            if block.startswith(("- ", "|")):
                parts.append(("list", "\n".join(_items(words))))
                continue
            kind = "heading" if block.startswith("#") else "text"
            parts.append((kind, " ".join(words.lstrip("# ").split())))
    return parts


def _items(block: str) -> list[str]:
    """The points of a list, or the rows of a table, each in one line."""
    if block.startswith("|"):
        rows = [[cell.strip() for cell in row.strip("| ").split("|")] for row in block.split("\n")]
        return [": ".join(row) for row in rows[2:]]
    return [" ".join(one.split()) for one in re.split(r"^- ", block, flags=re.MULTILINE) if one]
