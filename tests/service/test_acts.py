"""Every act goes through JSON and comes back as it was."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import acts
from bot.service.acts import Act, Drawing, Print

RECIPES = st.dictionaries(st.text(), st.lists(st.lists(st.text() | st.none())))


@pytest.mark.parametrize("kind", get_args(Act))
def test_an_act_comes_back_from_the_outbox(kind: type[Act]) -> None:
    """Whatever it holds: a row of the outbox is all that is left of it after a crash."""
    recipe = {"of": RECIPES} if kind in (Drawing, Print) else {}

    @given(st.builds(kind, **recipe))
    def comes_back(act: Act) -> None:
        body = json.loads(json.dumps(acts.to_json(act)))
        assert acts.from_json(body) == act

    comes_back()
