"""Transcripts that are played again after words were changed."""

from __future__ import annotations

from pathlib import Path

from bot.service.played import Played, same_way

TRANSCRIPTS = Path(__file__).parents[2] / "dialogues" / "transcripts"


def test_other_words_on_the_same_way_are_the_same_way() -> None:
    """Words and labels may change; a button more, a question less or another turn may not."""
    for file in sorted(TRANSCRIPTS.glob("*.chat")):
        text = file.read_text("utf-8")
        reworded = text.replace("How ", "In what way ").replace("[Skip]", "[Not this one]")
        assert same_way(text, reworded), file.name
        assert not same_way(text, f"{text}you: [Back]\n"), file.name
        assert not same_way(text, text.replace("     [", "     [One more] [", 1)), file.name
        assert not same_way(text, ""), file.name


def test_only_the_lines_that_differ_are_shown() -> None:
    """With what stands around them, and without the heads that a computer wants."""
    one = Played(
        "a.chat", "bot: Hello\nyou: [Yes]\nbot: Bye\n", "bot: Good day\nyou: [Yes]\nbot: Bye\n"
    )
    assert one.differences()[1:] == ["-bot: Hello", "+bot: Good day", " you: [Yes]", " bot: Bye"]
