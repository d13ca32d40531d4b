"""How words look at Telegram."""

from hypothesis import given
from hypothesis import strategies as st

from bot.script.markup import escape, plain
from bot.service.acts import LINK, Button
from bot.telegram.render import CAPTION_UNITS, TEXT_UNITS, caption, keyboard, pieces, units


def shown(text: str, entity: dict[str, object]) -> str:
    """The stretch of a text that an entity covers, counted as Telegram counts."""
    start, length = entity["offset"], entity["length"]
    assert isinstance(start, int)
    assert isinstance(length, int)
    raw = text.encode("utf-16-le")
    return raw[start * 2 : (start + length) * 2].decode("utf-16-le")


def test_marks_become_entities() -> None:
    """Strong is bold and gentle is italic, and the marks themselves are gone."""
    [(text, entities)] = pieces("One *small* change, _for today_.")
    assert text == "One small change, for today."
    assert [(each["type"], shown(text, each)) for each in entities] == [
        ("bold", "small"),
        ("italic", "for today"),
    ]


def test_positions_count_emoji_twice() -> None:
    """Telegram counts UTF-16 units, so an emoji before or inside a mark shifts what follows."""
    [(text, entities)] = pieces("🪨🪨 *a 🪨 cairn* and _é_")
    assert [shown(text, each) for each in entities] == ["a 🪨 cairn", "é"]
    assert entities[0] == {"type": "bold", "offset": 5, "length": 10}


def test_space_around_a_text_is_taken_off_before_counting() -> None:
    """Telegram cuts space off the ends itself, which would shift every position."""
    [(text, entities)] = pieces("\n\n  *Hello* there \n")
    assert text == "Hello there"
    assert entities == [{"type": "bold", "offset": 0, "length": 5}]


def test_a_text_that_fits_is_one_message() -> None:
    """4,096 characters are one message."""
    assert len(pieces("x" * TEXT_UNITS)) == 1
    assert len(pieces("x" * (TEXT_UNITS + 1))) == 2


def test_a_long_text_is_cut_between_paragraphs() -> None:
    """What is too long for one message is cut where a paragraph ends."""
    paragraph = "word " * 300 + "end."
    parts = [text for text, _ in pieces("\n\n".join([paragraph] * 5))]
    assert len(parts) == 3
    assert all(part.startswith("word") and part.endswith("end.") for part in parts)


def test_a_long_paragraph_is_cut_between_words() -> None:
    """Without a paragraph or a line to end at, a word is not cut in two."""
    parts = [text for text, _ in pieces("stone " * 1500)]
    assert all(set(part.split()) == {"stone"} for part in parts)


def test_a_mark_over_a_cut_goes_on_behind_it() -> None:
    """Words in bold stay bold on both sides of a cut."""
    parts = pieces("*" + "stone " * 1000 + "end*")
    assert all([shown(text, each) for each in entities] == [text] for text, entities in parts)


@given(st.lists(st.text(alphabet="ab 🪨\n", min_size=1), max_size=6))
def test_cutting_loses_no_words_and_keeps_the_limit(parts: list[str]) -> None:
    """However a text is cut, every word is there, in order, and every piece fits."""
    markup = escape((" ".join(parts) + " ") * 700)
    made = pieces(markup)
    assert all(0 < units(text) <= TEXT_UNITS for text, _ in made)
    assert "".join("".join(text.split()) for text, _ in made) == "".join(plain(markup).split())


def test_nothing_to_say_is_no_message() -> None:
    """Empty words make no message at all."""
    assert pieces(" \n ") == []


def test_a_caption_is_cut_with_an_ellipsis() -> None:
    """Under a file there is room for 1,024 characters."""
    text, _ = caption("word " * 400)
    assert units(text) <= CAPTION_UNITS
    assert text.endswith("word…")
    assert caption("*Your log*, in words")[0] == "Your log, in words"


def test_a_keyboard_keeps_rows_labels_and_tokens() -> None:
    """Buttons stand in their rows; their labels lose marks, for a button cannot show any."""
    rows = ((Button("Fine", "a"),), (Button("*Back*", "b"), Button(escape("2 * 3"), "c")))
    assert keyboard(rows) == {
        "inline_keyboard": [
            [{"text": "Fine", "callback_data": "a"}],
            [{"text": "Back", "callback_data": "b"}, {"text": "2 * 3", "callback_data": "c"}],
        ]
    }
    assert keyboard(()) == {"inline_keyboard": []}


def test_a_link_to_the_bot_needs_its_name() -> None:
    """With the username it opens the private chat; without, the button is left out, and its row."""
    rows = ((Button("In private", f"{LINK}card_a_b"),), (Button("Fine", "a"),))
    url = "https://t.me/cairn_test_bot?start=card_a_b"
    assert keyboard(rows, "cairn_test_bot") == {
        "inline_keyboard": [
            [{"text": "In private", "url": url}],
            [{"text": "Fine", "callback_data": "a"}],
        ]
    }
    assert keyboard(rows) == {"inline_keyboard": [[{"text": "Fine", "callback_data": "a"}]]}
