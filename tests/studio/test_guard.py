"""Attacks on the studio, each with what it gets."""

from __future__ import annotations

import io
import json
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.studio.guard import POLICY
from bot.studio.limits import Limit
from bot.studio.local import LocalStudio as Studio
from bot.studio.sessions import Sessions
from tests.studio.conftest import Visitor

ONE = "/api/dialogues/check-in"


async def test_another_host_gets_nothing(visitor: Visitor) -> None:
    """A name that was made to point here (DNS rebinding) is not the studio’s address."""
    for host in ("evil.example", "evil.example:80", f"evil.example:{visitor.studio.port}"):
        assert (await visitor.get("/", Host=host))[0] == 421
        assert (await visitor.get("/static/api.js", Host=host))[0] == 421
    assert (await visitor.get("/"))[0] == 200


async def test_another_page_cannot_ask(visitor: Visitor) -> None:
    """A request from another origin, or from none that a browser would name, is refused."""
    body = {"text": "x", "seen": "x"}
    for origin in ("http://evil.example", "null", "https://127.0.0.1", ""):
        assert (await visitor.post(f"{ONE}/save", body, Origin=origin))[0] == 403, origin
    assert (await visitor.get(ONE, Origin="http://evil.example"))[0] == 403


async def test_nothing_changes_without_the_secret_of_the_page(visitor: Visitor) -> None:
    """A POST needs the session’s own secret, not a guess and not none."""
    for csrf in ("", "guess"):
        status, said = await visitor.post(
            f"{ONE}/save", {"text": "x", "seen": "x"}, **{"X-Cairn-Csrf": csrf}
        )
        assert status == 403
        assert "Load it again" in said


async def test_nobody_comes_in_without_the_link(studio: Studio) -> None:
    """Every page and answer but the door and its looks needs a session."""
    async with aiohttp.ClientSession() as http:
        stranger = Visitor(studio, http)
        drawn = ("/words/themes.yaml", "/api/words/themes.yaml")
        for path in (
            "/",
            "/dialogues/check-in",
            "/rules/D504",
            "/api/dialogues",
            ONE,
            *drawn,
            "/x",
        ):
            status, said = await stranger.get(path)
            assert status == 401, path
            assert "check-in.yaml" not in said
        assert (await stranger.post(f"{ONE}/save", {}))[0] == 401
        assert (await stranger.get("/enter"))[0] == 200


async def test_on_ones_own_machine_nobody_is_asked_to_read(visitor: Visitor) -> None:
    """A link would lead nowhere for anybody else: neither the page nor the answers are there."""
    for path in ("/read", "/read/page", "/api/readings/check-in"):
        assert (await visitor.get(path))[0] == 404, path
    assert (await visitor.post("/api/read/remarks", {"where": [], "words": "x"}))[0] == 404
    assert "Ask somebody to read this" not in (await visitor.get("/dialogues/check-in"))[1]


async def test_a_link_works_once_and_only_by_post(studio: Studio) -> None:
    """Looking at a link does not use it up, and using it twice is refused."""
    token = studio.door.token
    async with aiohttp.ClientSession() as http:
        stranger = Visitor(studio, http)
        for _ in range(3):  # a link preview, which gets no more of the link than this
            await stranger.get("/enter")
        assert studio.door.token == token
        for wanted in (200, 400):
            async with http.post(
                f"{stranger.base}/enter", json={"token": token}, headers={"Origin": stranger.base}
            ) as answer:
                assert answer.status == wanted
                cookie = answer.headers.get("Set-Cookie", "HttpOnly SameSite=Strict")
                assert "HttpOnly" in cookie
                assert "SameSite=Strict" in cookie
    assert studio.door.token != token


async def test_guessing_is_slowed_down(studio: Studio) -> None:
    """After twenty wrong links within a minute even the right one has to wait."""
    async with aiohttp.ClientSession() as http:
        stranger = Visitor(studio, http)
        for _ in range(20):
            assert (await stranger.post("/enter", {"token": "guess"}))[0] == 400
        status, said = await stranger.post("/enter", {"token": studio.door.token})
        assert status == 429
        assert "Wait a minute" in said


def test_a_limit_fills_up_again() -> None:
    """Whoever waits may ask again, and others are not held up by whoever asks too often."""
    now = [0.0]
    limit = Limit(60, lambda: now[0])
    assert [limit.allows("a") for _ in range(61)].count(True) == 60
    assert limit.allows("b")
    now[0] = 2.5
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]


def test_sessions_end() -> None:
    """After twelve hours, after an hour without a sign where that is asked for, and on leaving."""
    now = [0.0]
    sessions = Sessions(3600.0, lambda: now[0])
    session = sessions.open("")
    for _ in range(23):
        now[0] += 1800.0
        assert sessions.find(session) is not None
    now[0] += 1801.0
    assert sessions.find(session) is None
    session = sessions.open("")
    now[0] += 3601.0
    assert sessions.find(session) is None
    session = sessions.open("")
    sessions.close(session)
    assert sessions.find(session) is None


@pytest.mark.parametrize(
    "path",
    ["/", "/enter", "/dialogues/check-in", "/words/themes.yaml", "/static/api.js", "/none", ONE],
)
async def test_every_answer_forbids_what_no_page_needs(visitor: Visitor, path: str) -> None:
    """Scripts and styles of our own alone, no frames, no guessing of types, nothing kept."""
    async with visitor.http.get(f"{visitor.base}{path}") as answer:
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        said = await answer.text()
    if answer.content_type == "text/html":
        assert "<script>" not in said
        assert " style=" not in said
        assert " onclick=" not in said


@pytest.mark.parametrize(
    "name",
    ["..%2Fsecret", "%2e%2e%2fsecret", "..", "shared%2Fsupport", "/etc/passwd", "a%00b", "themes"],
)
async def test_a_name_cannot_lead_out_of_the_folder(
    visitor: Visitor, folder: Path, name: str
) -> None:
    """Only dialogues of the folder are read and written, however a name is written."""
    (folder.parent / "secret.yaml").write_text("title: secret\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    status, said = await visitor.get(f"/api/dialogues/{name}")
    assert status in (400, 404)
    assert "secret\n" not in said
    for seen in ("x", ""):
        status, _ = await visitor.post(f"/api/dialogues/{name}/save", {"text": "x", "seen": seen})
        assert status in (400, 404, 405, 409)
    await visitor.get(f"/rules/{name}")
    await visitor.get(f"/static/{name}")
    after = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    "name",
    [
        "..%2Fsecret.yaml", "%2e%2e%2fsecret.yaml", "../secret.yaml", "prompts/../../secret.yaml",
        "prompts/%2e%2e/%2e%2e/secret.yaml", "prompts%2F..%2F..%2Fsecret.yaml", "check-in.yaml",
        "prompts/..%5c..%5csecret.yaml", "prompts/../check-in.yaml", "shared/words.yaml",
        "shared/distress.yaml", "shared/../themes.yaml", "transcripts/first.looks-round.chat",
        "huddles/culture.yaml", "/etc/passwd", "prompts/a%00b.yaml", "prompts/.hidden.yaml",
        "prompts/new.yaml", "themes.yaml/", "themes.yaml%0a", "THEMES.YAML", "prompts/",
        "prompts/linked.yaml",
    ],
)  # fmt: skip
async def test_only_what_dialogues_draw_on_is_reached_by_its_path(
    visitor: Visitor, folder: Path, name: str
) -> None:
    """A path is one of the few that are there, and no other file is read or written by it."""
    (folder.parent / "secret.yaml").write_text("theme: secret\n", "utf-8")
    (folder / "prompts" / ".hidden.yaml").write_text("theme: secret\n", "utf-8")
    (folder / "prompts" / "linked.yaml").symlink_to(folder.parent / "secret.yaml")
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    for page in (f"/words/{name}", f"/api/words/{name}"):
        status, said = await visitor.get(page)
        assert status in (400, 404), page
        assert "theme: secret" not in said
    body = {"text": "x", "seen": "x"}
    assert (await visitor.post(f"/api/words/{name}/save", body))[0] in (400, 404, 405, 409)
    for what in ("draft", "seen", "here"):
        await visitor.post(f"/api/words/{name}/{what}", {"text": "a: b\n"})
    after = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    assert after == before


async def test_what_dialogues_draw_on_has_no_chat_and_no_picture(visitor: Visitor) -> None:
    """A path of theirs leads to what they can do and to nothing else."""
    one = "/api/words/shared/support.yaml"
    assert (await visitor.get(one))[0] == 200
    for what in ("play", "map", "else"):
        status, _ = await visitor.post(f"{one}/{what}", {"text": "x", "asked": {}})
        assert status in (404, 405), what


async def test_a_title_makes_a_name_that_stays_in_the_folder(
    visitor: Visitor, folder: Path
) -> None:
    """Whatever a new dialogue is called, its file lies beside the others."""
    for title in ("../../up", "C:\\up", "themes", "  ", "Ünïcode ☃", "a: b # c", "x" * 120):
        status, said = await visitor.post("/api/dialogues", {"title": title})
        if status == 200:
            name = json.loads(said)["name"]
            assert (folder / f"{name}.yaml").parent == folder
            assert (folder / f"{name}.yaml").is_file()
            status, _ = await visitor.get(f"/api/dialogues/{name}")
            assert status == 200
    assert sorted(path.name for path in folder.parent.iterdir()) == ["dialogues"]


async def test_a_link_in_the_folder_is_not_followed(visitor: Visitor, folder: Path) -> None:
    """A symbolic link to somewhere else is neither read nor written through."""
    target = folder.parent / "elsewhere.yaml"
    target.write_text("title: x\n", "utf-8")
    (folder / "linked.yaml").symlink_to(target)
    assert (await visitor.get("/api/dialogues/linked"))[0] == 404
    body = {"text": "title: y\n", "seen": "x"}
    assert (await visitor.post("/api/dialogues/linked/save", body))[0] == 409
    assert target.read_text("utf-8") == "title: x\n"


BOMBS = {
    "anchors": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "depth": "a: " + "[" * 5000 + "]" * 5000 + "\n",
    "breadth": "a: [" + "x, " * 90_000 + "]\n",
    "template": 'title: "{{ \'a\' * 10**9 }}"\nsteps: {a: {say: "{% for x in y %}{% endfor %}"}}\n',
    "tag": "a: !!python/object/apply:os.system ['true']\n",
    "zero": "a: \x00\n",
}


@pytest.mark.parametrize("bomb", BOMBS)
async def test_a_bomb_is_only_a_file_with_problems(visitor: Visitor, bomb: str) -> None:
    """What would fill a machine’s memory, or run something, is told of as a problem."""
    text = BOMBS[bomb]
    status, said = await visitor.post(f"{ONE}/draft", {"text": text, "changes": []})
    assert status == 200
    assert json.loads(said)["problems"]
    status, said = await visitor.post(f"{ONE}/play", {"text": text, "asked": {}})
    assert status == 200
    assert "mended" in json.loads(said)["cannot"]
    for path in ("themes.yaml", "shared/support.yaml", "prompts/culture.yaml"):
        for what in ("draft", "seen"):
            assert (await visitor.post(f"/api/words/{path}/{what}", {"text": text}))[0] == 200


async def test_what_is_too_large_is_refused_in_a_sentence(visitor: Visitor) -> None:
    """Five megabytes are no dialogue, and neither are 400,000 characters."""
    large = io.BytesIO(json.dumps({"text": "x" * 5_000_000}).encode())
    own = {"Origin": visitor.base, "X-Cairn-Csrf": visitor.csrf}
    async with visitor.http.post(f"{visitor.base}{ONE}/draft", data=large, headers=own) as answer:
        assert answer.status == 413
        assert (await answer.json())["sorry"].startswith("That is too large")
    assert (await visitor.post(f"{ONE}/save", {"text": "x" * 400_000, "seen": "x"}))[0] == 400


@pytest.mark.parametrize(
    "changes",
    [
        [{"do": "delete_everything"}],
        [{"do": "words", "path": [], "words": "x"}],
        [{"do": "words", "path": ["title"], "words": "x", "role": "admin"}],
        [{"do": "words", "path": ["title"] * 9, "words": "x"}],
        [{"do": "checked_today", "path": ["staff"] * 5}],
        [{"do": "add_prompt", "words": "x" * 3000, "after": ""}],
        {"do": "words"},
        "x",
    ],
)
async def test_a_forged_change_is_not_understood(visitor: Visitor, changes: object) -> None:
    """Only changes that a card can make are taken, with nothing added to them."""
    assert (await visitor.post(f"{ONE}/draft", {"text": "a: b\n", "changes": changes}))[0] == 400


async def test_a_fault_inside_says_no_word_of_anybody(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks is told in one sentence and logged by its kind, without what was sent."""

    def broken(*_: object) -> None:
        raise RuntimeError("my private words")

    monkeypatch.setattr("bot.studio.pages.look", broken)
    with capture_logs() as logged:
        status, said = await visitor.post(f"{ONE}/draft", {"text": "a: b\n"})
    assert status == 500
    assert "private words" not in said
    assert logged == [{"event": "studio_failed", "error": "RuntimeError", "log_level": "error"}]


async def test_it_listens_on_this_machine_alone(studio: Studio) -> None:
    """No other machine can reach it."""
    assert studio.address.startswith("http://127.0.0.1:")
