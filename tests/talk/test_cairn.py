"""The cairn, in the chat: the small changes somebody kept, as a picture with its words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from storage import entries, people
from tests.standin import Message, Person
from tests.storage.hunt import hunt
from tests.talk.running import Cairn, shipped
from tests.talk.test_privacy import PLANTED, keep

FEW = [("2025-11-30", "culture"), ("2026-03-02", None), ("2026-03-31", "policies")]


async def kept(
    cairn: Cairn, person: Person, days: list[tuple[str, str | None]], kind: str = "small_change"
) -> None:
    """Puts entries into somebody's log: the day and the theme of each."""
    async with cairn.store.write() as unit:
        address = f"tg:{person.id}"
        who = (await people.find(unit, [address]))[address]
        words = {"kind": kind, "notes": [], "fields": {"text": PLANTED}}
        rows = [(who, {**words, "theme": theme, "made": day}) for day, theme in days]
        await entries.add(unit, rows)


def labels(said: Message) -> list[str]:
    """What stands on the buttons."""
    return [one["text"] for row in said.keyboard for one in row]


async def test_the_cairn_is_a_photo_with_its_words(person: Person, cairn: Cairn) -> None:
    """`/log cairn` sends a picture; the words under it say how many stones of which kind."""
    await kept(cairn, person, FEW)
    await person.say("/log cairn")
    said = await person.expect("3 stones")
    assert said.photo
    with Image.open(BytesIO(said.photo.data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1080, 1080))
    assert "one of warm yellow sandstone: The feel of the place" in said.text
    assert "one of black basalt: Rules, forms and words" in said.text
    assert "one of grey granite: no theme" in said.text
    assert len(said.text) < 1024
    assert labels(said) == ["By night", "One year", "One month", "One theme", "My log"]


async def test_without_a_stone_there_is_no_picture_and_no_pressing(person: Person) -> None:
    """Before the first small change there is nothing to see, and no button that leads there."""
    await person.say("/log")
    said = await person.expect("nothing here yet")
    assert "See the cairn" not in labels(said)
    await person.say("/log cairn")
    said = await person.expect("or not at all")
    assert not said.photo


async def test_from_the_log_and_after_keeping_one_button_leads_there(person: Person) -> None:
    """The first kept change has a quiet button under it, and so has the log from then on."""
    await keep(person, "Leave at ten to")
    assert labels(person.last) == ["See the cairn", "My log"]
    await person.say("/log")
    await person.tap("See the cairn")
    said = await person.expect("One stone, for a small change that you kept")
    assert said.photo
    assert labels(said) == ["By night", "My log"]


async def test_what_is_no_small_change_is_no_stone(person: Person, cairn: Cairn) -> None:
    """Notes and things to bring stay in the log; a change is a stone whatever came of it."""
    await kept(cairn, person, [("2026-03-02", "culture")], kind="note")
    await keep(person, "Leave at ten to")
    await person.say("/log")
    await person.tap("1. Leave at ten to")
    await person.tap("How did it go?")
    await person.tap("I am letting it go")
    await person.expect("Thank you")
    await person.say("/log cairn")
    await person.expect("One stone")
    await person.say("/log")
    await person.tap("1. Leave at ten to")
    await person.tap("Remove it")
    await person.tap("Yes, remove it")
    await person.expect("removed")
    await person.say("/log cairn")
    assert not (await person.expect("or not at all")).photo


async def test_by_night_it_is_the_same_cairn_in_the_dark(person: Person, cairn: Cairn) -> None:
    """A button draws it on a dark ground, and the way on from there stays dark."""
    await kept(cairn, person, FEW)
    await person.say("/log cairn")
    day = await person.expect("in the morning")
    await person.tap("By night")
    night = await person.expect("under the moon")
    assert day.photo
    assert night.photo
    assert day.photo.data != night.photo.data
    await person.tap("One year")
    await person.tap("2025")
    part = await person.expect("One stone")
    assert "under the moon" in part.text
    await person.tap("By day")
    again = await person.expect("in the morning")
    assert "Your cairn: 2025" in again.text


@pytest.mark.parametrize(
    ("button", "choices"),
    [
        ("One year", {"2026": "2 stones", "2025": "One stone"}),
        ("One month", {"March 2026": "2 stones", "November 2025": "One stone"}),
        (
            "One theme",
            {
                "Rules, forms and words": "One stone",
                "no theme": "One stone",
                "The feel of the place": "One stone",
            },
        ),
    ],
)
async def test_a_part_is_chosen_among_what_was_kept(
    person: Person, cairn: Cairn, button: str, choices: dict[str, str]
) -> None:
    """Only years, months and themes with a stone are offered; no month stands there empty."""
    await kept(cairn, person, FEW)
    await person.say("/log cairn")
    await person.tap(button)
    said = await person.expect("Which part")
    assert labels(said) == [*choices, "The whole cairn"]
    for choice, many in choices.items():
        await person.tap(choice)
        said = await person.expect(f"Your cairn: {choice}")
        assert many in said.text
        assert said.photo
        await person.tap(button)
        await person.expect("Which part")
    await person.tap("The whole cairn")
    await person.expect("3 stones")


async def test_there_are_never_more_than_eight_buttons(person: Person, cairn: Cairn) -> None:
    """With two years of months and every theme, choices come a few at a time."""
    months = [(f"{2025 + at // 12}-{at % 12 + 1:02}-03", None) for at in range(24)]
    themes = [("2027-01-04", theme) for theme in shipped().themes]
    await kept(cairn, person, [*months, *themes])
    await person.say("/log cairn")
    said = await person.expect("33 stones")
    assert len(labels(said)) <= 8
    assert len(said.text) <= 1024
    await person.tap("One month")
    seen = []
    for _ in range(5):
        said = await person.expect("Which part")
        assert len(labels(said)) <= 8
        seen += [one for one in labels(said) if one[-4:].isdecimal()]
        if "Further back" in labels(said):
            await person.tap("Further back")
    assert seen == list(dict.fromkeys(seen))
    assert len(seen) == 25
    await person.tap("Nearer to now")
    await person.expect("Which part")


async def test_a_part_that_is_gone_shows_the_whole(person: Person, cairn: Cairn) -> None:
    """An old button to a year whose stones were removed leads to those that are there."""
    await kept(cairn, person, FEW)
    await person.say("/log cairn 2019")
    said = await person.expect("3 stones")
    assert said.photo


async def test_other_words_are_still_looked_for(person: Person) -> None:
    """`/log cairn on the hill` finds an entry, as it did before there was a picture."""
    await keep(person, "Meet at the cairn on the hill")
    await person.say("/log cairn on the hill")
    said = await person.expect("where it says")
    assert "Meet at the cairn" in said.text


async def test_where_it_cannot_be_drawn_the_words_come(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that cannot draw sends what the picture would have shown, with the same buttons."""
    monkeypatch.setattr("bot.telegram.drawings.sys.executable", "/nonexistent/python")
    await kept(cairn, person, FEW)
    await person.say("/log cairn")
    said = await person.expect("3 stones")
    assert not said.photo
    assert labels(said)[0] == "By night"


async def test_nothing_of_the_picture_rests_anywhere(
    person: Person, cairn: Cairn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither words nor themes of the stones are in a file or a printed line, nor is a picture."""
    await kept(cairn, person, FEW)
    await person.say("/log cairn")
    assert (await person.expect("3 stones")).photo
    assert not hunt(cairn.folder, [PLANTED, '"stones"', 'policies"]', "IHDR"])
    assert "".join(capsys.readouterr()).count("cairn") == 0
