"""What people may see of a text with conditions and gaps in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.shown import FILLED, MOST_WAYS, shown
from bot.script.template import TemplateProblem, render


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Plain *words*.\n", {"Plain words."}),
        ("{% if a %}One{% else %}Two{% endif %}.", {"One.", "Two."}),
        ("{% if a %}One{% elif b %}Two{% endif %}.", {"One.", "Two.", "."}),
        ("{{ 'One' if a else 'Two' }}.", {"One.", "Two."}),
        ("You wrote “{{ what }}”.", {f"You wrote “{FILLED}”."}),
        ("{% for one in all %}{{ one }}, {% endfor %}", {f"{FILLED}, "}),
    ],
)
def test_every_way_through_a_text_is_seen(text: str, ways: set[str]) -> None:
    """Each branch is a text of its own, and what is filled in is one word."""
    assert set(shown(text)) == ways


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("{% if a %}A{% endif %}{% if a %}B{% endif %}", {"AB", ""}),
        ("{% if a %}A{% endif %}{% if not a %}B{% endif %}", {"A", "B"}),
        ('{% if a == "x" %}A{% endif %}{% if a == "y" %}B{% endif %}', {"A", "B", ""}),
        ("{% if a and b %}A{% endif %}{% if a %}B{% else %}C{% endif %}", {"AB", "B", "C"}),
        ("{% if a or b %}A{% else %}B{% endif %}{% if a %}C{% endif %}", {"A", "AC", "B"}),
    ],
)
def test_a_condition_met_twice_has_one_answer(text: str, ways: set[str]) -> None:
    """Texts that nobody can ever see are not judged."""
    assert set(shown(text)) == ways


def test_what_is_known_is_filled_in() -> None:
    """A prompt’s question stands for itself."""
    known = frozenset({("prompt.ask", "What?")})
    assert shown("{{ prompt.ask }} {{ prompt.theme }}", known) == (f"What? {FILLED}",)


@pytest.mark.parametrize("text", ["{{ a", "{{ a() }}", "{% if a %}" * 500 + "{% endif %}" * 500])
def test_a_text_that_cannot_be_filled_in_is_not_judged(text: str) -> None:
    """Another rule tells of it."""
    assert shown(text) == ()


def test_of_very_many_ways_the_longest_are_looked_at() -> None:
    """Ten conditions make a thousand texts; the longest of them is among those that are read."""
    text = "".join(f"{{% if a{at} %}}{at}{{% endif %}}" for at in range(10))
    ways = shown(text)
    assert len(ways) <= MOST_WAYS
    assert "0123456789" in ways


PIECES = st.recursive(
    st.sampled_from(["Some words. ", "And more, ", "\n", "what? "]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(st.sampled_from(["a", "b", "not a", 'c == "x"', 'c == "y"']), inner, inner).map(
            lambda made: f"{{% if {made[0]} %}}{made[1]}{{% else %}}{made[2]}{{% endif %}}"
        ),
    ),
    max_leaves=6,
)


@given(PIECES, st.booleans(), st.booleans(), st.sampled_from(["x", "y", "z"]))
def test_what_somebody_sees_is_among_the_ways(text: str, a: bool, b: bool, c: str) -> None:
    """Whatever the answers are, the text they lead to was judged."""
    try:
        seen = render(text, {"a": a, "b": b, "c": c})
    except TemplateProblem:
        return
    ways = shown(text)
    assert seen in ways or len(ways) == MOST_WAYS
