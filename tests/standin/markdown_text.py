"""parse_mode MarkdownV2, with Telegram's reserved characters and its complaints."""

from typing import Any

from tests.standin.errors import RefusalError, bad_request
from tests.standin.html_text import units

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = (
    ("||", "spoiler"),
    ("__", "underline"),
    ("*", "bold"),
    ("_", "italic"),
    ("~", "strikethrough"),
)


class _Reader:
    """Reads one text once, from the left, with a stack of open marks."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[tuple[str, str, int]] = []  # mark, kind, where it begins
        self.entities: list[dict[str, Any]] = []
        self.quote_begins: int | None = None

    def complain(self, words: str, at: int | None = None) -> RefusalError:
        where = self.at if at is None else at
        offset = len(self.source[:where].encode())
        return bad_request(f"can't parse entities: {words} at byte offset {offset}")

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def entity(self, kind: str, begins: int, **more: str) -> None:
        if self.length > begins:
            length = self.length - begins
            self.entities.append({"type": kind, "offset": begins, "length": length, **more})

    def read(self) -> None:
        while self.at < len(self.source):
            self.line_start()
            if self.at < len(self.source):
                self.step()
        self.end_quote()
        if self.open:
            raise self.complain(f"Can't find end of {self.open[-1][1].title()} entity")

    def line_start(self) -> None:
        if self.at and self.source[self.at - 1] != "\n":
            return
        if self.source.startswith(">", self.at):
            if self.quote_begins is None:
                self.quote_begins = self.length
            self.at += 1
        elif self.source.startswith("**>", self.at):
            self.end_quote()
            self.quote_begins = self.length
            self.at += 3
        else:
            self.end_quote()

    def end_quote(self) -> None:
        if self.quote_begins is not None:
            self.entity("blockquote", self.quote_begins)
            self.quote_begins = None

    def step(self) -> None:
        source, at = self.source, self.at
        character = source[at]
        if character == "\\" and at + 1 < len(source) and ord(source[at + 1]) < 127:
            self.add(source[at + 1])
            self.at += 2
        elif source.startswith("```", at):
            self.code_block()
        elif character == "`":
            self.code()
        elif character == "[":
            self.open.append(("]", "text_link", self.length))
            self.at += 1
        elif source.startswith("![", at):
            self.open.append(("]", "custom_emoji", self.length))
            self.at += 2
        elif character == "]" and self.open and self.open[-1][0] == "]":
            self.link_end()
        elif not self.mark():
            if character in _RESERVED:
                raise self.complain(
                    f"Character '{character}' is reserved and must be escaped with the "
                    "preceding '\\'"
                )
            self.add(character)
            self.at += 1

    def mark(self) -> bool:
        for mark, kind in _MARKS:
            if not self.source.startswith(mark, self.at):
                continue
            if self.open and self.open[-1][0] == mark:
                self.entity(kind, self.open.pop()[2])
            elif any(opened == mark for opened, _, _ in self.open):
                raise self.complain(f"Can't find end of {self.open[-1][1].title()} entity")
            else:
                self.open.append((mark, kind, self.length))
            self.at += len(mark)
            return True
        return False

    def verbatim(self, closing: str, begins: int) -> str:
        text = ""
        while not self.source.startswith(closing, self.at):
            if self.at >= len(self.source):
                raise self.complain("Can't find end of Code entity", begins)
            if self.source[self.at] == "\\" and self.at + 1 < len(self.source):
                self.at += 1
            text += self.source[self.at]
            self.at += 1
        self.at += len(closing)
        return text

    def code(self) -> None:
        start, begins = self.at, self.length
        self.at += 1
        self.add(self.verbatim("`", start))
        self.entity("code", begins)

    def code_block(self) -> None:
        start, begins = self.at, self.length
        self.at += 3
        text = self.verbatim("```", start)
        language, newline, rest = text.partition("\n")
        named = bool(newline and language and not language.strip().count(" "))
        self.add(rest if newline and (named or not language) else text)
        self.entity("pre", begins, **({"language": language} if named else {}))

    def link_end(self) -> None:
        _, kind, begins = self.open.pop()
        self.at += 1
        if not self.source.startswith("(", self.at):
            self.entity(kind, begins, url="")
            self.entities = [entity for entity in self.entities if entity.get("url") != ""]
            return
        start = self.at
        self.at += 1
        url = self.verbatim(")", start)
        if kind == "custom_emoji":
            self.entity(kind, begins, custom_emoji_id=url.removeprefix("tg://emoji?id="))
        else:
            self.entity(kind, begins, url=url)


def parse_markdown(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities.

    Raises:
        RefusalError: A reserved character that is not escaped, or a mark that is never closed.
    """
    reader = _Reader(source)
    reader.read()
    reader.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.parts), reader.entities
