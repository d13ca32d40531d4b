"""A message's words: plain text, its entities, and the limits on both."""

from typing import Any

from tests.standin.errors import bad_request
from tests.standin.html_text import parse_html, units
from tests.standin.markdown_text import parse_markdown
from tests.standin.params import Params

Entities = list[dict[str, Any]]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100

_KINDS = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}


def read_text(params: Params) -> tuple[str, Entities]:
    """The text of a message: 1 to 4,096 characters after parsing.

    Characters are code points here, as in the project's design; entities count UTF-16 units.

    Raises:
        RefusalError: Empty, too long, or badly formatted.
    """
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    text, entities = _read(params, source, "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(params: Params) -> tuple[str, Entities]:
    """The words under a file: at most 1,024 characters after parsing, and there may be none.

    Raises:
        RefusalError: Too long, or badly formatted.
    """
    text, entities = _read(params, params.text("caption"), "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _read(params: Params, source: str, entities_name: str) -> tuple[str, Entities]:
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode == "markdownv2":
        text, entities = parse_markdown(source)
    elif mode:
        # Telegram still reads the old "Markdown"; nobody should write it any more.
        raise bad_request("unsupported parse_mode")
    else:
        text, entities = source, check_entities(source, params.parsed(entities_name))
    if len(entities) > MOST_ENTITIES:
        # Telegram drops the rest without a word; here it is a mistake worth hearing about.
        raise bad_request("can't parse entities: too many entities")
    return trim(text, entities)


def trim(text: str, entities: Entities) -> tuple[str, Entities]:
    """Take blank space off both ends, as Telegram does, and move the entities along."""
    bare = text.strip()
    if len(bare) == len(text):
        return text, entities
    shift, length = units(text[: len(text) - len(text.lstrip())]), units(bare)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(length, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return bare, kept


def check_entities(text: str, entities: Any) -> Entities:
    """Check entities that were given as such, without a parse_mode.

    Stricter than Telegram in one thing: entities that overlap without one lying inside the
    other are refused, where Telegram would quietly cut them up.

    Raises:
        RefusalError: Not a list of entities, out of the text, or overlapping.
    """
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    length = units(text)
    inner = _inside_pairs(text)
    for entity in entities:
        _check_entity(entity, length, inner)
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    ends: list[int] = []
    for entity in ordered:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            raise bad_request(f"can't parse entities: entities overlap at UTF-16 offset {start}")
        ends.append(end)
    return ordered


def _check_entity(entity: Any, length: int, inner: frozenset[int]) -> None:
    if not isinstance(entity, dict):
        raise bad_request("can't parse entities: expected an Object")
    kind = entity.get("type")
    if kind not in _KINDS:
        raise bad_request(f"can't parse entities: unknown entity type {kind!r}")
    needed = _NEEDS.get(kind)
    if needed and not entity.get(needed):
        raise bad_request(f"can't parse entities: Can't find field \"{needed}\"")
    start, size = entity.get("offset"), entity.get("length")
    if type(start) is not int or start < 0:
        raise bad_request("can't parse entities: receive an entity with incorrect offset")
    if type(size) is not int or size <= 0:
        raise bad_request("can't parse entities: receive an entity with incorrect length")
    if start >= length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if start + size > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text "
            f"at UTF-16 offset {start + size}"
        )
    if start in inner:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {start}")
    if start + size in inner:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at UTF-16 offset {start + size}"
        )


def _inside_pairs(text: str) -> frozenset[int]:
    """UTF-16 offsets that lie between the two halves of one character."""
    found, position = set(), 0
    for character in text:
        if ord(character) > 0xFFFF:
            found.add(position + 1)
            position += 1
        position += 1
    return frozenset(found)
