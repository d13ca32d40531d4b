"""Support lines that nobody checked for a long time."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.app import opened
from bot.problems import CannotStart
from bot.settings import SHIPPED_DIALOGUES, Settings, read_settings


@pytest.fixture
def old(tmp_path: Path) -> Settings:
    """An installation whose support lines were last checked years ago."""
    folder = tmp_path / "dialogues"
    shutil.copytree(SHIPPED_DIALOGUES, folder)
    file = folder / "shared" / "support.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"checked: \d{4}-", "checked: 2019-", text), "utf-8")
    return read_settings(dialogues=folder, data_dir=tmp_path / "data")


async def test_old_lines_do_not_keep_the_bot_from_starting(old: Settings) -> None:
    """A restart long after the last check has the card all the same; doctor and lint tell."""
    async with opened(old, print) as house:
        assert house.service.library.support["staff"].lines


async def test_any_other_error_still_stops_the_start(old: Settings) -> None:
    """A dialogue that breaks a rule does not go out."""
    (old.dialogues / "broken.yaml").write_text("dialogue: broken\ntitle: Broken\nsteps: {}\n")
    with pytest.raises(CannotStart):
        async with opened(old, print):
            pass
