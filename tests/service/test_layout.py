"""How buttons stand under a message."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.service.acts import Button
from bot.service.layout import SHORT, rows_of

BUTTONS = st.lists(st.builds(Button, label=st.text(min_size=1, max_size=40), token=st.text()))
WAYS = ((Button("Support", "/support"),), (Button("Pause", "ab.1.p"), Button("Stop", "ab.1.s")))


@given(BUTTONS)
def test_nothing_is_lost_and_the_order_stays(answers: list[Button]) -> None:
    """Read row by row, the answers come as they were given, and then the ways out."""
    rows, count = rows_of(answers, WAYS)
    assert count == len(answers)
    assert [button for row in rows for button in row] == [*answers, *WAYS[0], *WAYS[1]]
    assert rows[-2:] == WAYS


@given(BUTTONS)
def test_only_short_labels_share_a_row(answers: list[Button]) -> None:
    """Two short ones stand side by side on a small phone; a long one has a row of its own."""
    for row in rows_of(answers)[0]:
        assert 1 <= len(row) <= 2
        assert len(row) == 1 or all(len(button.label) <= SHORT for button in row)


def test_short_ones_are_paired_where_they_follow_each_other() -> None:
    """A long label between two short ones leaves each alone: order goes before room."""
    short, long = Button("Yes", "1"), Button("Something a good deal longer", "2")
    assert rows_of([short, short])[0] == ((short, short),)
    assert rows_of([short, long, short])[0] == ((short,), (long,), (short,))
