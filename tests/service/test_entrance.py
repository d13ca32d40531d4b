"""Links and codes that let a browser in: once, for ten minutes, and for whoever they were made."""

from __future__ import annotations

import pytest

from bot.service.entrance import LIVES, MOST_WAITING, Entrance


class Clock:
    """Seconds that only grow."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Now."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that a test moves."""
    return Clock()


@pytest.fixture
def entrance(clock: Clock) -> Entrance:
    """An entrance with an address."""
    return Entrance("https://cairn.example.org", clock)


def token(link: str) -> str:
    """What a link hands over; it stands where no server and no log on the way sees it."""
    address, hash_, secret = link.partition("#")
    assert (address, hash_) == ("https://cairn.example.org/enter", "#")
    return secret


def test_a_link_works_once(entrance: Entrance) -> None:
    """For whom it was made; whoever finds it afterwards has nothing of it."""
    secret = token(entrance.link("morag"))
    assert entrance.use("guess") is None
    assert entrance.use(secret) == "morag"
    assert entrance.use(secret) is None


def test_a_link_ends_after_ten_minutes_and_when_there_is_a_newer_one(
    entrance: Entrance, clock: Clock
) -> None:
    """A message further up in the chat opens nothing."""
    first = token(entrance.link("morag"))
    second = token(entrance.link("morag"))
    others = token(entrance.link("ewan"))
    assert entrance.use(first) is None
    assert entrance.use(others) == "ewan"
    clock.now += LIVES
    assert entrance.use(second) is None


def test_a_browser_is_let_in_as_whoever_confirmed_its_code(entrance: Entrance) -> None:
    """However the code is typed; the browser proves itself by a secret that is not shown."""
    secret, code = entrance.ask()
    other, _ = entrance.ask()
    assert entrance.collect(secret) is None
    assert entrance.shows(code.lower())
    assert entrance.confirm(f" {code.replace(' ', '-')} ", "morag")
    assert entrance.collect(other) is None
    assert entrance.collect(code) is None
    assert entrance.collect(secret) == "morag"
    assert entrance.collect(secret) is None


def test_a_code_is_confirmed_once(entrance: Entrance) -> None:
    """Nobody takes a browser over that somebody else has let in."""
    secret, code = entrance.ask()
    assert entrance.confirm(code, "morag")
    assert not entrance.confirm(code, "ewan")
    assert entrance.collect(secret) == "morag"


def test_a_code_ends_after_ten_minutes(entrance: Entrance, clock: Clock) -> None:
    """Confirmed or not."""
    secret, code = entrance.ask()
    later, other = entrance.ask()
    assert entrance.confirm(other, "morag")
    clock.now += LIVES
    assert not entrance.shows(code)
    assert not entrance.confirm(code, "morag")
    assert entrance.collect(secret) is None
    assert entrance.collect(later) is None


def test_browsers_that_ask_and_go_away_fill_no_memory(entrance: Entrance) -> None:
    """The oldest gives way."""
    first, _ = entrance.ask()
    codes = [entrance.ask()[1] for _ in range(MOST_WAITING)]
    assert not entrance.confirm("", "morag")
    assert entrance.shows(codes[0])
    assert entrance.confirm(codes[0], "morag")
    assert entrance.collect(first) is None
