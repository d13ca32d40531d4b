"""Huddle cards: `dialogues/huddles/<theme>.yaml`, one file a theme.

A card is read out in a team or hangs on a wall, so strangers may read it: it is held to more than a
prompt is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.script.draft import World, problem
from bot.script.fields import Fields, Notes, check_id, unknown
from bot.script.graph import Path
from bot.script.markup import plain
from bot.script.model import Place, Prompt
from bot.script.plain_text import hold_plain
from bot.script.problems import Problem, in_order
from bot.script.source import Entry, find, read_source
from bot.script.texts import Worded
from bot.script.themed import hold_reviews, theme_of

SHORTEST, LONGEST = 5, 10  # minutes
MOST_CHARACTERS = 400  # of a card's own; with the lines that every card has, 600
LONGEST_KEY = 43  # a card's button may carry 64 bytes, with the command before its name
_TEXTS = ("ask", "close")


@dataclass(frozen=True, slots=True)
class Card:
    """A question for a team to talk about.

    Attributes:
        key: `<theme>/<id>`, as a prompt has it; the two are kept apart by `link`.
        ask: The question.
        minutes: How long is plenty, 5 to 10.
        close: One line on how to end; may be empty.
        prompt: The key of the prompt that somebody can think about in private.
    """

    key: str
    theme: str
    ask: str
    minutes: int
    close: str
    prompt: str
    place: Place

    @property
    def link(self) -> str:
        """The card's name in a link and on a button: letters, digits, `_` and `-` only."""
        return f"card_{self.key.replace('/', '_')}"


def read_huddles(
    text: str, file: str, world: World | None = None, prompts: Iterable[Prompt] | None = None
) -> tuple[tuple[Card, ...], list[Problem]]:
    """Reads one theme's cards.

    Args:
        text: What the file says.
        file: Its name.
        world: The themes there are. None: not known, so nothing is held against it.
        prompts: The private prompts there are. None: not known.

    Returns:
        The cards in the order of the file, and the problems (D1, D205, D207, D4, D5, D9).
    """
    root, problems = read_source(text, file)
    if root is None:
        return (), problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "a file of huddle cards")
    theme = theme_of(fields, file, world or World())
    known = None if prompts is None else {one.key: one for one in prompts}
    cards = tuple(_card(entry, theme, notes, known) for entry in fields.table("cards"))
    if theme and not cards:
        notes.problems.append(without_cards(theme, fields.place_of("cards")))
    hold_reviews(fields, "huddles", theme, texts(cards))
    fields.close()
    return cards, in_order(notes.problems)


def texts(cards: Iterable[Card]) -> Iterator[Worded]:
    """Everything people may read of a theme's huddle cards, in order."""
    for one in cards:
        here: Path = ("cards", one.key.partition("/")[2])
        yield (*here, "ask"), one.ask
        if one.close:
            yield (*here, "close"), one.close


def without_cards(theme: str, place: Place) -> Problem:
    """Rule D904: a team that picks this subject would get nothing."""
    return problem(
        place,
        "D904",
        f"the theme “{theme}” has no huddle card, so a team cannot be given one",
        "write one below “cards:”, with “ask:” and “prompt:”",
        "W",
    )


def _card(entry: Entry, theme: str, notes: Notes, prompts: dict[str, Prompt] | None) -> Card:
    check_id(entry.name, notes, "a huddle card")
    fields = Fields(entry.value, notes, f"the huddle card “{entry.name.text}”")
    card = Card(
        key=f"{theme}/{entry.name.text}",
        theme=theme,
        ask=fields.needed("ask"),
        minutes=fields.number("minutes", LONGEST, SHORTEST, LONGEST),
        close=fields.text("close") or "",
        prompt=fields.needed("prompt"),
        place=entry.name.place,
    )
    fields.close()
    _leads_to(card, fields, prompts)
    _asks_once(card, fields)
    _fits(card, fields)
    told = (find(entry.value, name) for name in _TEXTS)
    hold_plain(told, notes, "a huddle card", one_question=False)
    return card


def _leads_to(card: Card, fields: Fields, prompts: dict[str, Prompt] | None) -> None:
    """Rules D205 and D902: the private prompt is there, and is not about something harder."""
    if not card.prompt or prompts is None:
        return
    place = fields.place_of("prompt")
    if card.prompt not in prompts:
        fields.notes.add(
            place, "D205", f"there is no prompt “{card.prompt}”", unknown(card.prompt, prompts)
        )
    elif prompts[card.prompt].heads_up:
        fields.notes.add(
            place,
            "D902",
            f"the prompt “{card.prompt}” has a heads-up, and a card would lead straight into it",
            "name a prompt without one",
        )


def _asks_once(card: Card, fields: Fields) -> None:
    """Rule D901: the question is one question, and how to end is none."""
    marks = card.ask.count("?")
    if card.ask and marks != 1:
        fields.notes.add(
            fields.place_of("ask"),
            "D901",
            f"a huddle card asks one question, and here {_counted(marks)}",
            "end it with one question mark; a second question is a card of its own",
        )
    if "?" in card.close:
        fields.notes.add(
            fields.place_of("close"),
            "D901",
            "a huddle card asks one question, and “close” asks another",
            "say in one line how to end, such as “End with one thing to keep as it is.”",
        )


def _counted(marks: int) -> str:
    return "is none" if marks == 0 else f"are {marks}"


def _fits(card: Card, fields: Fields) -> None:
    """Rule D903: on a wall, on a telephone, and its name on a button."""
    length = len(plain(card.ask)) + len(plain(card.close))
    if length > MOST_CHARACTERS:
        fields.notes.add(
            fields.place_of("ask"),
            "D903",
            f"this huddle card has {length} characters, and {MOST_CHARACTERS} are plenty",
            "cut it to what can be read out in half a minute",
        )
    if len(card.key) > LONGEST_KEY:
        fields.notes.add(
            card.place,
            "D903",
            f"the name “{card.key}” has {len(card.key)} characters, and {LONGEST_KEY} fit a link",
            "give the card a shorter name",
        )
