"""A script in plain words: what people see, where buttons lead, how long an answer is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.printing.lists import LISTS
from bot.printing.reading import sheet_of
from bot.printing.sheet import Kind
from bot.printing.text import as_text
from bot.script.grammar import GAP
from bot.script.markup import plain
from bot.script.model import Ask, Each, Review, Script
from bot.script.texts import all_texts, fingerprint, messages
from tests.printing.shared import paper, read, shipped, with_script


def test_a_question_says_where_each_button_leads() -> None:
    """Steps are numbered in the order of the file, and buttons name the step they lead to."""
    first = sheet_of(shipped().scripts["check-in"], shipped()).rows[0]
    assert first.heading == "Step 1, today"
    ways = [plain(line.text) for line in first.lines if line.kind is Kind.WAY]
    assert ways == [
        "“Steady” goes to step 3, remember.",
        "“Okay” goes to step 4, words.",
        "“Stretched” goes to step 2, low.",
        "“Running on empty” goes to step 2, low.",
        "“Rather not say” goes to step 11, close.",
    ]


def test_how_long_an_answer_is_kept_is_said_as_people_are_told() -> None:
    """The very sentences of words.yaml, for every question of every dialogue."""
    words = shipped().words
    for script in shipped().scripts.values():
        rows = sheet_of(script, shipped()).rows
        for step, row in zip(script.steps.values(), rows, strict=True):
            kept = " ".join(one.text for one in row.lines if one.kind is Kind.KEPT)
            if not isinstance(step, Ask | Each):
                assert kept == ""
                continue
            for keep in step.keep:
                assert words.text(f"engine.why_{keep.replace('-', '_')}") in kept
            assert bool(step.keep) != (words.text("engine.why_none") in kept)


def test_typed_words_that_are_kept_show_how_they_are_asked_about() -> None:
    """Keep, Reword and Let it go stand with the step that has them, and where each leads."""
    remember = read(sheet_of(shipped().scripts["check-in"], shipped()).rows[2])
    assert "Shall I keep this in your private log?\n\n“[what you wrote at: remember]”" in remember
    assert "“Keep” goes to step 5, anything else." in remember
    assert "“Reword” asks again." in remember


@pytest.mark.parametrize("script", shipped().scripts.values(), ids=lambda one: one.name)
def test_every_text_of_the_file_is_found_by_where_it_stands(script: Script) -> None:
    """Each line of a file’s own says where it stands there, or in which group; no other does."""
    sheet = sheet_of(script, shipped())
    lines = [*sheet.about, *(line for row in sheet.rows for line in row.lines)]
    told = {line.where for line in lines if line.where}
    texts = {tuple(map(str, where)) for where, _ in all_texts(script)} - {("title",)}
    assert {one for one in texts if not any(one[: len(at)] == at for at in told)} == set()
    assert {at for at in told if not any(one[: len(at)] == at for one in texts)} == set()


@pytest.mark.parametrize("script", shipped().scripts.values(), ids=lambda one: one.name)
def test_every_word_of_a_script_is_on_its_sheet(script: Script) -> None:
    """Messages, buttons, heads-ups, whys, nudges: nothing is left out."""
    sheet = sheet_of(script, shipped())
    text = as_text(paper(sheet))
    flat = " ".join(text.split())
    for step in script.steps.values():
        for _, message in messages(step):
            for part in plain(message).split("\n"):
                assert GAP.search(part) or " ".join(part.split()) in flat
        for said in (step.heads_up, step.why):
            assert not said or " ".join(plain(said).split()) in flat
        if isinstance(step, Ask | Each):
            for choice in step.choices:
                assert f"“{choice.label}” goes to" in text
    assert all(nudge.text in flat for nudge in script.nudges.values())


def test_every_verb_has_its_sentence() -> None:
    """Steps that show nothing themselves say what they do and what comes next."""
    script, library = with_script(
        """
  one:
    say: Hello *there*.
    next: two
  two:
    guide:
      - First.
      - Second.
    heads_up: This one is quiet.
    stop: three
    next: three
  three:
    draw: prompt
    from: culture
    next: four
  four:
    each: How is {{ item }}?
    items:
      door: The door
    buttons:
      fine: Fine
    stop: five
    next: five
  five:
    remind: 1 day
    next: six
  six:
    support: staff
    next: seven
  seven:
    run: quiet-minute
    next: eight
  eight:
    end: Bye.
"""
    )
    rows = [read(row) for row in sheet_of(script, library).rows]
    assert rows[0] == ["Hello there.", "Goes on to step 2, two."]
    assert rows[1] == [
        "This one is quiet.",
        "“Go on” goes on to what follows here.",
        "“Not today” goes to step 3, three.",
        "First.",
        "Second.",
        "One line at a time.",
        "“Next” shows the next line.",
        "“Stop” goes to step 3, three.",
        "Goes on to step 3, three.",
    ]
    assert rows[2][0].startswith("A question is drawn from the subject “The feel of the place”")
    assert "“Go on”, “A different one” or “Leave it for today”" in rows[2][1]
    assert rows[3][:3] == [
        "The same is asked about each of a list, one after the other:",
        "The door",
        "How is [one of the list]?",
    ]
    assert rows[4][0].startswith("Comes back once, 1 day later")
    assert rows[5][0] == "Shows the support card, as it reads at that moment."
    assert rows[6] == ["Plays “A quiet minute” (quiet-minute), then goes on to step 8, eight."]
    assert rows[7] == ["Bye.", "The conversation ends here."]


def test_a_check_and_a_save_are_said_in_words() -> None:
    """“If you wrote something at …”, and what is kept under which name."""
    rows = {
        row.heading: read(row) for row in sheet_of(shipped().scripts["reflect"], shipped()).rows
    }
    assert rows["Step 36, influence"][1:] == [
        "If you wrote something at “question”: to step 37, influence back.",
        "Otherwise: to step 39, influence line.",
    ]
    assert rows["Step 28, save idea"][:3] == [
        "Keeps this in the private log, under “A small change”:",
        "The words: If you chose “The first one” at “ideas”: [the first idea] Otherwise: "
        "[the second idea]",
        "A day to look again: [the day you picked at: idea day]",
    ]
    assert "You asked me to come back today. Does now suit you?" in rows["Step 28, save idea"]


def test_who_read_the_words_is_said_and_whether_they_changed_since() -> None:
    """By role, with the day and what changed because of it; newer words are told apart."""
    script, library = with_script("  bye:\n    end: Bye.")
    nobody = " ".join(plain(line.text) for line in sheet_of(script, library).about)
    assert "Nobody is noted yet as having read these words." in nobody
    review = Review("two carers", "2026-11-20", "“visit” became “call”", fingerprint(script))
    for words, changed in ((fingerprint(script), False), ("000000000000", True)):
        reviewed = replace(script, reviews=(replace(review, words=words),))
        about = " ".join(plain(line.text) for line in sheet_of(reviewed, library).about)
        assert "Read by two carers, 20 November 2026." in about
        assert "What changed because of it: “visit” became “call”." in about
        assert ("Words have changed since then." in about) is changed
        assert ("No word has changed since then." in about) is not changed
        unknown = replace(script, reviews=(replace(review, words=""),))
        about = " ".join(plain(line.text) for line in sheet_of(unknown, library).about)
        assert "It is not noted which words they were." in about


def test_the_text_can_be_read_aloud() -> None:
    """Title, day, how to read it, then row by row; no mark of markup, no code."""
    text = as_text(paper(sheet_of(shipped().scripts["huddle-prompt"], shipped())))
    assert text.startswith("Words to read\nPrinted on 25 November 2026.\n")
    assert "    [the subject of the question]\n\n    [the question that was drawn]\n" in text
    assert not {"{", "*", "_"} & set(text)


@pytest.mark.parametrize("name", LISTS)
def test_lists_print_every_word_too(name: str) -> None:
    """Prompts, huddle cards, the support card and resources with their gaps, themes, principles."""
    library = shipped()
    text = " ".join(as_text(paper(*LISTS[name](library))).split())
    said = {
        "prompts": [
            w for one in library.prompts for w in (one.ask, *one.ideas, one.heads_up or "")
        ],
        "lists": [item.text for one in library.lists.values() for item in one.items.values()],
        "huddles": [w for one in library.huddles for w in (one.ask, one.close)],
        "support": ["999", "116 123", "Your union", "to fill in", "Checked on 22 November 2026"],
        "resources": [
            "Still to fill in, and left out until then: Help with this near you and Networks",
            "May be offered after: Learning as we go.",
            "Checked on 22 November 2026, from public pages, not opened.",
            *(w for one in library.resources for w in (one.name, one.about, one.web, one.note)),
        ],
        "themes": [w for one in library.themes.values() for w in (one.name, one.about)],
    }[name]
    assert len(said) > 4
    assert [words for words in said if " ".join(words.split()) not in text] == []


def test_names_on_a_paper_are_told_apart() -> None:
    """All lists and dialogues together have names of their own, for links within the paper."""
    library = shipped()
    sheets = [sheet for make in LISTS.values() for sheet in make(library)]
    sheets += [sheet_of(script, library) for script in library.scripts.values()]
    names = [sheet.name for sheet in sheets]
    assert len(set(names)) == len(names)
