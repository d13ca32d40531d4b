"""The folder and the page: whose words are live."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.service.publishing.merging import merged
from storage.editions import BACK, FOLDER, PAGE, Edition, hash_of

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TEXTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("12345"))


def hashes(texts: dict[str, str]) -> dict[str, str]:
    """As an edition keeps them."""
    return {path: hash_of(text) for path, text in texts.items()}


def edition(
    number: int, way: str, texts: dict[str, str], folder: dict[str, str] | None = None
) -> Edition:
    """One edition."""
    seen = None if folder is None else hashes(folder)
    return Edition(number, NOW, way, "", hashes(texts), seen)


@given(TEXTS, TEXTS)
def test_without_the_page_the_folder_is_what_is_live(
    before: dict[str, str], now: dict[str, str]
) -> None:
    """Whatever was changed, added or taken away."""
    history = [edition(1, FOLDER, before, before)]
    for by_hand in (True, False):
        assert merged(now, before, history, by_hand=by_hand).texts == now


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_of_the_page_is_lost(
    first: dict[str, str], page: dict[str, str], folder: dict[str, str]
) -> None:
    """What the page changed stays; what it did not touch is the folder's; both is told."""
    history = [edition(2, PAGE, page), edition(1, FOLDER, first, first)]
    for by_hand in (True, False):
        result = merged(folder, page, history, by_hand=by_hand)
        for path in {*first, *page, *folder}:
            changed_there = first.get(path) != page.get(path)
            expected = page.get(path) if changed_there else folder.get(path)
            assert result.texts.get(path) == expected
            told = changed_there and folder.get(path) != page.get(path)
            assert (path in (*result.both, *result.elsewhere)) == told
            assert (path in result.both) == (told and folder.get(path) != first.get(path))


@given(TEXTS, TEXTS)
def test_what_was_taken_back_comes_again_only_by_hand(
    old: dict[str, str], new: dict[str, str]
) -> None:
    """The folder still has the words that were taken back."""
    history = [
        edition(3, BACK, old),
        edition(2, FOLDER, new, new),
        edition(1, FOLDER, old, old),
    ]
    assert merged(new, old, history, by_hand=False).texts == old
    assert merged(new, old, history, by_hand=True).texts == new
