"""The post of a coordinator: claimed with a code, handed on, given up, and gone with its person."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.service.claims import MOST_TRIES, Claims
from tests.standin import Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.running import HERE, Cairn, begun
from tests.talk.test_choice import desk_of, go
from tests.talk.test_consent import rows

UNKNOWN = "I do not know that one"


def first_code(cairn: Cairn) -> str:
    """What a start prints while nobody has the post."""
    cairn.installation = replace(HERE, claims=Claims())
    return cairn.installation.claims.open()


@pytest.fixture
async def cairn(api: StandIn, tmp_path: Path) -> Cairn:
    """Not started yet, so that a test can have its code first."""
    return Cairn(api, tmp_path)


async def _somebody(api: StandIn) -> Person:
    person = api.person()
    await begun(person)
    return person


async def _coordinator(api: StandIn, code: str) -> Person:
    person = await _somebody(api)
    await person.say(f"/claim {code}")
    await person.expect("You are a coordinator now")
    return person


async def _invitation(coordinator: Person) -> str:
    said = await go(coordinator, "/coordinators", "Invite a colleague")
    found = re.search(r"/claim (\S+)", said.text)
    assert found
    return found[1]


async def test_the_first_code_makes_one_coordinator_and_then_ends(
    api: StandIn, cairn: Cairn
) -> None:
    """However it is typed; a second person with it is told that it does not work."""
    code = first_code(cairn)
    async with cairn:
        first, second = await _somebody(api), await _somebody(api)
        await first.say(f"/claim {code.lower().replace('-', ' ')}")
        await first.expect("You are a coordinator now", "/try")
        await second.say(f"/claim {code}")
        await second.expect("That code does not work")
        await second.say("/try")
        await second.expect(UNKNOWN)
        await first.say("/claim whatever")
        await first.expect("You are a coordinator already")


async def test_a_stranger_is_asked_for_their_yes_first(api: StandIn, cairn: Cairn) -> None:
    """Nothing is kept of them, and the code works still."""
    code = first_code(cairn)
    async with cairn:
        stranger = api.person()
        await stranger.say(f"/claim {code}")
        await stranger.expect("please say yes below first", "I am Cairn")
        assert (await rows(cairn))["people"] == 0
        await begun(stranger)
        await stranger.say(f"/claim {code}")
        await stranger.expect("You are a coordinator now")


async def test_after_a_few_wrong_codes_it_rests_for_that_person_alone(
    api: StandIn, cairn: Cairn
) -> None:
    """Even the right one is not looked at for a quarter of an hour; others are not held up."""
    code = first_code(cairn)
    async with cairn:
        guesser = await _somebody(api)
        for _ in range(MOST_TRIES):
            await guesser.say("/claim 2222-2222")
            await guesser.expect("That code does not work")
        await guesser.say(f"/claim {code}")
        await guesser.expect("wait a quarter of an hour")
        other = await _somebody(api)
        await other.say("/claim")
        await other.expect("That code does not work")
        cairn.clock.later(minutes=16)
        await guesser.say(f"/claim {code}")
        await guesser.expect("You are a coordinator now")


async def test_a_code_of_an_earlier_start_does_not_work(api: StandIn, cairn: Cairn) -> None:
    """It lives in the process that printed it."""
    code = first_code(cairn)
    async with cairn:
        person = await _somebody(api)
        new = first_code(cairn)
        await cairn.restart()
        await person.say(f"/claim {code}")
        await person.expect("That code does not work")
        await person.say(f"/claim {new}")
        await person.expect("You are a coordinator now")
        await cairn.restart()
        await person.say("/try")
        await person.expect("Which dialogue")


async def test_the_post_is_given_to_a_colleague_with_a_code_that_works_once(
    api: StandIn, cairn: Cairn
) -> None:
    """The message can be sent on; a newer code ends the one before."""
    code = first_code(cairn)
    async with cairn:
        coordinator = await _coordinator(api, code)
        older = await _invitation(coordinator)
        newer = await _invitation(coordinator)
        colleague, other = await _somebody(api), await _somebody(api)
        await other.say(f"/claim {older}")
        await other.expect("That code does not work")
        await colleague.say(f"/claim {newer}")
        await colleague.expect("You are a coordinator now")
        await other.say(f"/claim {newer}")
        await other.expect("That code does not work")
        await colleague.say("/try")
        await colleague.expect("Which dialogue")


async def test_an_invitation_ends_after_a_day(api: StandIn, cairn: Cairn) -> None:
    """And nothing of it stays."""
    code = first_code(cairn)
    async with cairn:
        coordinator = await _coordinator(api, code)
        invitation = await _invitation(coordinator)
        cairn.clock.later(hours=24, minutes=1)
        colleague = await _somebody(api)
        await colleague.say(f"/claim {invitation}")
        await colleague.expect("That code does not work")
        assert (await rows(cairn))["invitations"] == 0


async def test_giving_up_the_post_ends_it_at_once_with_its_invitation(
    api: StandIn, cairn: Cairn
) -> None:
    """Asked once; the first code is not good for it again, old buttons do nothing."""
    code = first_code(cairn)
    async with cairn:
        coordinator = await _coordinator(api, code)
        invitation = await _invitation(coordinator)
        await go(coordinator, "/try check-in")
        preview = coordinator.messages[-1]
        await go(coordinator, "/coordinators", "Give up the post", "Yes, give it up")
        assert (await rows(cairn))["invitations"] == 0
        await coordinator.say("/try")
        await coordinator.expect(UNKNOWN)
        await coordinator.tap("Steady", message=preview)
        await coordinator.expect("That one is closed")
        for one in (code, invitation):
            await coordinator.say(f"/claim {one}")
            await coordinator.expect("That code does not work")
        assert (await rows(cairn))["coordinators"] == 0


async def test_an_invitation_of_somebody_who_left_the_settings_does_not_work(
    api: StandIn, cairn: Cairn
) -> None:
    """The post is looked up again when the code is used."""
    named = api.person(id=7_313_377_331)
    cairn.installation = replace(HERE, admins=frozenset({f"tg:{named.id}"}))
    async with cairn:
        await begun(named)
        invitation = await _invitation(named)
        cairn.installation = HERE
        await cairn.restart()
        colleague = await _somebody(api)
        await colleague.say(f"/claim {invitation}")
        await colleague.expect("That code does not work")
        await named.say("/try")
        await named.expect(UNKNOWN)


@pytest.mark.parametrize("way", ["Steady", "“steady”", "“back”", "/nonsense"])
async def test_an_open_preview_ends_for_somebody_who_left_the_settings(
    api: StandIn, cairn: Cairn, way: str
) -> None:
    """The post is looked up at every tap and word, not only at the command."""
    named = api.person()
    cairn.installation = replace(HERE, admins=frozenset({f"tg:{named.id}"}))
    async with cairn:
        await begun(named)
        await go(named, "/try check-in")
        cairn.installation = HERE
        await cairn.restart()
        said = await go(named, way)
        assert "You are no longer a coordinator" in said.text
        assert "Preview" not in said.text
        assert not (await desk_of(cairn, named)).tries


async def test_whoever_the_settings_name_is_a_coordinator_without_a_code(
    api: StandIn, cairn: Cairn
) -> None:
    """They can invite; their own post cannot be given up here, and that is said."""
    named = api.person()
    cairn.installation = replace(HERE, admins=frozenset({f"tg:{named.id}"}))
    async with cairn:
        await named.say("/try")
        await named.expect("I am Cairn")
        await begun(named)
        await named.say("/try")
        await named.expect("Which dialogue")
        colleague = await _somebody(api)
        await colleague.say(f"/claim {await _invitation(named)}")
        await colleague.expect("You are a coordinator now")
        said = await go(named, "/coordinators", "Give up the post", "Yes, give it up")
        assert "Your post stands in the settings" in said.text


async def test_the_post_and_invitations_go_with_everything_else(api: StandIn, cairn: Cairn) -> None:
    """Erasing the person erases the role; until then `/export` says it."""
    code = first_code(cairn)
    async with cairn:
        coordinator = await _coordinator(api, code)
        await _invitation(coordinator)
        await coordinator.say("/export")
        await coordinator.expect("For a computer")
        data = [one.document for one in coordinator.messages if one.document][-1]
        assert data and b'"coordinator_since": "2026-11-25"' in data.data
        await go(coordinator, "/forget", "Everything", "Yes, forget everything")
        counted = await rows(cairn)
        assert counted["coordinators"] == counted["invitations"] == 0
        await begun(coordinator)
        await coordinator.say("/try")
        await coordinator.expect(UNKNOWN)


async def test_no_code_lies_in_any_file_or_printed_line(
    api: StandIn, cairn: Cairn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the first one nor an invitation, as it is or without its hyphen."""
    code = first_code(cairn)
    async with cairn:
        coordinator = await _coordinator(api, code)
        codes = [code, await _invitation(coordinator)]
        planted = [*codes, *(one.replace("-", "") for one in codes)]
        assert not hunt(cairn.folder, planted)
        printed = "".join(capsys.readouterr())
        assert not [one for one in planted if one in printed]
