"""The door of the page that a running Cairn serves: who comes in, who stays, who gets nothing."""

from __future__ import annotations

import json

import aiohttp

from bot.studio.site import public
from tests.standin import Person, StandIn
from tests.studio.served.conftest import Caller, House, link_for
from tests.talk.running import begun
from tests.talk.test_choice import go


async def test_strangers_see_the_door_and_nothing_else(caller: Caller, house: House) -> None:
    """Pages lead to the door, answers refuse, and figures are not under the public name at all."""
    for path in ("/", "/dialogues/check-in", "/publish", "/health", "/metrics", "/reminders"):
        assert (await caller.get(path))[0] == 303, path
    for path in ("/api/dialogues", "/api/publishing", "/api/dialogues/check-in"):
        assert (await caller.get(path))[0] == 401, path
    assert (await caller.post("/api/publishing/yes", {"id": "x"}))[0] == 401
    status, door = await caller.get("/enter")
    assert status == 200
    assert "check-in" not in door
    async with caller.http.get(f"{house.behind}/health") as answer:
        assert answer.status == 200
    async with caller.http.get(f"{house.behind}/") as answer:
        assert answer.status == 404


async def test_a_link_from_the_chat_lets_in_once(caller: Caller, coordinator: Person) -> None:
    """Whoever finds it later, in a history or a log, gets nothing."""
    link = await link_for(coordinator)
    assert await caller.enter(link) == 200
    assert (await caller.get("/"))[0] == 200
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        thief = Caller(caller.house, http)
        assert await thief.enter(link) == 400
        assert (await thief.get("/"))[0] == 303
    assert (await caller.post("/leave", {}))[0] == 200
    assert (await caller.get("/"))[0] == 303


async def test_a_laptop_shows_a_code_and_the_phone_lets_it_in(
    caller: Caller, coordinator: Person
) -> None:
    """Nobody types anything on the laptop; a code that nobody confirmed opens nothing."""
    assert json.loads((await caller.post("/enter/collect", {}))[1]) == {"state": "over"}
    code = json.loads((await caller.post("/enter/code", {}))[1])["code"]
    assert json.loads((await caller.post("/enter/collect", {}))[1]) == {"state": "waiting"}
    assert (await caller.get("/"))[0] == 303
    await go(coordinator, f"/studio {code}")
    await coordinator.tap("Yes, let it in")
    await coordinator.expect("It is in.")
    assert json.loads((await caller.post("/enter/collect", {}))[1]) == {"state": "in"}
    assert (await caller.get("/"))[0] == 200
    assert json.loads((await caller.post("/enter/collect", {}))[1]) == {"state": "over"}


async def test_whoever_gives_the_post_up_is_out_at_the_next_click(
    caller: Caller, coordinator: Person
) -> None:
    """The role is looked up at every request, not remembered with the session."""
    await caller.enter(await link_for(coordinator))
    seen = {"text": "x", "seen": "x"}
    await go(coordinator, "/coordinators")
    await coordinator.tap("Give up the post")
    await coordinator.tap("Yes, give it up")
    await coordinator.expect("no longer")
    assert (await caller.post("/api/dialogues/check-in/save", seen))[0] == 401
    assert (await caller.get("/"))[0] == 303


async def test_whoever_was_erased_is_out(caller: Caller, coordinator: Person) -> None:
    """With the person goes the way in."""
    await caller.enter(await link_for(coordinator))
    await go(coordinator, "/forget")
    await coordinator.tap("Everything")
    await coordinator.tap("Yes, forget everything")
    await coordinator.expect("It is done")
    assert (await caller.get("/api/dialogues"))[0] == 401


async def test_nobody_else_gets_a_link(api: StandIn, coordinator: Person) -> None:
    """A person who is no coordinator is told so, whatever they send."""
    assert coordinator
    other = api.person()
    await begun(other)
    for words in ("/studio", "/studio ABC DEF"):
        assert "enter#" not in (await go(other, words)).text


async def test_guessing_is_slowed_down_for_whoever_guesses_alone(
    caller: Caller, coordinator: Person
) -> None:
    """Twenty tries a minute; a colleague behind the same proxy comes in meanwhile."""
    guess = {"token": "guess"}
    got = [(await caller.post("/enter", guess))[0] for _ in range(21)]
    assert got == [400] * 20 + [429]
    token = (await link_for(coordinator)).partition("#")[2]
    theirs = {"X-Forwarded-For": "203.0.113.7"}
    assert (await caller.post("/enter", {"token": token}, **theirs))[0] == 200


async def test_a_forged_session_is_none(caller: Caller) -> None:
    """A cookie of the right name with a made-up value is a stranger’s."""
    name = public(caller.house.address).cookie
    caller.http.cookie_jar.update_cookies({name: "x" * 43})
    assert (await caller.get("/api/dialogues"))[0] == 401


def test_the_cookie_goes_by_https_alone_where_the_address_does() -> None:
    """A browser sends it to this host only, and never in the clear."""
    site = public("https://cairn.example.org")
    assert site.secure
    assert site.cookie.startswith("__Host-")
    assert site.origins == {"https://cairn.example.org"}
    assert site.hosts == {"cairn.example.org"}
