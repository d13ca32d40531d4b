"""Texts, captions and formatting that Telegram takes or refuses."""

from typing import Any

import pytest

from tests.standin import Person, RawBot, StandIn

BOLD = {"type": "bold", "offset": 0, "length": 2}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\t "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🙂" * 4097}, "message is too long"),
        ({"text": "hi", "link_preview_options": [1]}, "object expected as link preview options"),
        ({"text": "hi", "reply_parameters": [1]}, "object expected as reply parameters"),
        ({"text": "hi", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"text": "<p>hi</p>", "parse_mode": "HTML"}, 'Unsupported start tag "p" at byte offset 0'),
        ({"text": "é <3 x", "parse_mode": "HTML"}, 'Unsupported start tag "3" at byte offset 3'),
        ({"text": "<b>hi", "parse_mode": "HTML"}, 'corresponding to start tag "b"'),
        ({"text": "hi</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 2"),
        ({"text": "<b><i>x</b></i>", "parse_mode": "HTML"}, 'expected "</i>", found "</b>"'),
        ({"text": "<b", "parse_mode": "HTML"}, "Unclosed start tag at byte offset 0"),
        ({"text": "<span>x</span>", "parse_mode": "HTML"}, 'must have class "tg-spoiler"'),
        ({"text": "Hi.", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ({"text": "*hi", "parse_mode": "MarkdownV2"}, "Can't find end of Bold entity"),
        ({"text": "*a _b* c_", "parse_mode": "MarkdownV2"}, "Can't find end of Italic entity"),
        ({"text": "`hi", "parse_mode": "MarkdownV2"}, "Can't find end of Code entity"),
        ({"text": "hi", "entities": [{**BOLD, "type": "loud"}]}, "unknown entity type 'loud'"),
        ({"text": "hi", "entities": [{**BOLD, "offset": -1}]}, "incorrect offset"),
        ({"text": "hi", "entities": [{**BOLD, "length": 0}]}, "incorrect length"),
        ({"text": "hi", "entities": [{**BOLD, "length": 3}]}, "ends after the end of the text"),
        ({"text": "hi", "entities": [{**BOLD, "offset": 2}]}, "begins after the end of the text"),
        ({"text": "🙂🙂", "entities": [{**BOLD, "offset": 1}]}, "begins in a middle"),
        ({"text": "🙂🙂", "entities": [{**BOLD, "length": 3}]}, "ends in a middle"),
        ({"text": "hi", "entities": [{**BOLD, "type": "text_link"}]}, 'Can\'t find field "url"'),
        ({"text": "hi", "entities": "bold"}, "can't parse entities JSON object"),
        ({"text": "hi", "entities": {"type": "bold"}}, "expected an Array"),
        ({"text": "hi", "entities": ["bold"]}, "expected an Object"),
        ({"text": "hi", "entities": [BOLD] * 101}, "too many entities"),
        ({"text": "<b>a</b>" * 101, "parse_mode": "HTML"}, "too many entities"),
        (
            {"text": "abc", "entities": [BOLD, {"type": "italic", "offset": 1, "length": 2}]},
            "entities overlap at UTF-16 offset 1",
        ),
    ],
)
async def test_words_telegram_refuses(
    api: StandIn, bot: RawBot, ailsa: Person, params: dict[str, Any], words: str
) -> None:
    """Words that are empty, too long or badly formatted get a 400 that says which."""
    api.allow_refusals()
    answer = await bot("sendMessage", chat_id=ailsa.id, **params)
    assert (answer.status, answer.body["error_code"]) == (400, 400)
    assert answer.description.startswith("Bad Request: ")
    assert words in answer.description
    assert ailsa.messages[-1].text == "/start"


@pytest.mark.parametrize("text", ["a" * 4096, "🙂" * 4096, "<b>" + "a" * 4096 + "</b>"])
async def test_the_longest_text_is_counted_after_parsing(
    bot: RawBot, ailsa: Person, text: str
) -> None:
    """4,096 characters pass, whatever the markup around them and however wide they are."""
    await bot("sendMessage", chat_id=ailsa.id, text=text, parse_mode="HTML")
    assert len(ailsa.last.text) == 4096


async def test_html_becomes_text_and_entities(bot: RawBot, ailsa: Person) -> None:
    """Tags become entities counted in UTF-16 units, references become characters."""
    source = (
        '🙂 <b>one <i>two</i></b> &lt;3 &amp; <a href="https://example.org/?a=1&amp;b=2">link</a> '
        '<pre><code class="language-python">x = 1</code></pre><blockquote expandable>q</blockquote>'
        '<span class="tg-spoiler">s</span><tg-emoji emoji-id="5">x</tg-emoji> a & b'
    )
    await bot("sendMessage", chat_id=ailsa.id, text=source, parse_mode="HTML")
    assert ailsa.last.text == "🙂 one two <3 & link x = 1qsx a & b"
    assert ailsa.last.entities == [
        {"type": "bold", "offset": 3, "length": 7},
        {"type": "italic", "offset": 7, "length": 3},
        {"type": "text_link", "offset": 16, "length": 4, "url": "https://example.org/?a=1&b=2"},
        {"type": "pre", "offset": 21, "length": 5, "language": "python"},
        {"type": "expandable_blockquote", "offset": 26, "length": 1},
        {"type": "spoiler", "offset": 27, "length": 1},
        {"type": "custom_emoji", "offset": 28, "length": 1, "custom_emoji_id": "5"},
    ]


async def test_markdown_becomes_text_and_entities(bot: RawBot, ailsa: Person) -> None:
    """Marks become entities, escaped characters stay as they are."""
    source = (
        "*bold _both_* __under__ ~gone~ ||hid|| `a\\`b`\n"
        "[li\\-nk](https://example.org/\\)) Done\\.\n>quoted\n>twice\nend\n```py\nx\n```"
    )
    await bot("sendMessage", chat_id=ailsa.id, text=source, parse_mode="MarkdownV2")
    text = "bold both under gone hid a`b\nli-nk Done.\nquoted\ntwice\nend\nx"
    assert ailsa.last.text == text
    found = {
        entity["type"]: text[entity["offset"] :][: entity["length"]]
        for entity in ailsa.last.entities
    }
    assert found == {
        "bold": "bold both",
        "italic": "both",
        "underline": "under",
        "strikethrough": "gone",
        "spoiler": "hid",
        "code": "a`b",
        "text_link": "li-nk",
        "blockquote": "quoted\ntwice\n",
        "pre": "x",
    }


async def test_blank_space_at_both_ends_is_cut_with_its_entities(
    bot: RawBot, ailsa: Person
) -> None:
    """Telegram trims a text and moves its entities along."""
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 5, "length": 3},
    ]
    await bot("sendMessage", chat_id=ailsa.id, text="  hi there  ", entities=entities)
    assert ailsa.last.text == "hi there"
    assert ailsa.last.entities == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 3, "length": 3},
    ]
