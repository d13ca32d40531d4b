"""parse_mode HTML, with Telegram's tags and its complaints."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.standin.errors import RefusalError, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
# Of named references Telegram knows these four; any other "&" is an ordinary character.
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts entities."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    begins: int
    part: int
    attributes: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Reads one text once, from the left."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def complain(self, words: str, at: int) -> RefusalError:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {words} at byte offset {offset}")

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def read(self) -> None:
        position, source = 0, self.source
        for match in re.finditer(r"[<&]", source):
            start = match.start()
            if start < position:
                continue
            self.add(source[position:start])
            if match.group() == "&":
                position = self.reference(start)
            elif source.startswith("</", start):
                position = self.end_tag(start)
            else:
                position = self.start_tag(start)
        self.add(source[position:])
        if self.open:
            raise bad_request(
                "can't parse entities: Can't find end tag corresponding to start tag "
                f'"{self.open[-1].tag}"'
            )

    def reference(self, start: int) -> int:
        match = _REFERENCE.match(self.source, start)
        self.add(html.unescape(match.group()) if match else "&")
        return match.end() if match else start + 1

    def start_tag(self, start: int) -> int:
        name = re.compile(r"[^\s>]*").match(self.source, start + 1)
        assert name is not None
        tag = name.group().lower()
        if name.end() == len(self.source):
            raise self.complain("Unclosed start tag", start)
        if tag not in _KINDS:
            raise self.complain(f'Unsupported start tag "{tag}"', start)
        end = self.source.find(">", name.end())
        if end < 0:
            raise self.complain("Unclosed start tag", start)
        inside = self.source[name.end() : end]
        attributes: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(inside):
            attributes[match.group(1).lower()] = html.unescape((match.group(2) or "").strip("\"'"))
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.complain('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_Open(tag, start, self.length, len(self.parts), attributes))
        return end + 1

    def end_tag(self, start: int) -> int:
        end = self.source.find(">", start)
        if not self.open:
            raise self.complain("Unexpected end tag", start)
        if end < 0:
            raise self.complain("Unclosed end tag", start)
        name = self.source[start + 2 : end].strip().lower()
        opened = self.open.pop()
        if name and name != opened.tag:
            raise self.complain(
                f'Unmatched end tag, expected "</{opened.tag}>", found "</{name}>"', start
            )
        if self.length > opened.begins:
            self.close(opened)
        return end + 1

    def close(self, opened: _Open) -> None:
        entity: dict[str, Any] = {
            "type": _KINDS[opened.tag],
            "offset": opened.begins,
            "length": self.length - opened.begins,
        }
        attributes = opened.attributes
        if opened.tag == "a":
            entity["url"] = attributes.get("href") or "".join(self.parts[opened.part :])
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        elif opened.tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and self.open and self.open[-1].tag == "pre":
            # <pre><code class="language-x"> is one block with a language.
            self.open[-1].attributes.update(attributes)
            return
        elif opened.tag == "pre" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        self.entities.append(entity)


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities.

    Raises:
        RefusalError: A tag Telegram does not know, or tags that are not nested properly.
    """
    reader = _Reader(source)
    reader.read()
    reader.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.parts), reader.entities
