"""Telegram, for processes that run beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.standin import StandIn


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Telegram, as strict as the real one."""
    async with StandIn() as standin:
        yield standin
