"""The layout of a picture: nothing lies upon anything else, and lines lead where they should."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.script.flow_map.chart import Chart, chart
from bot.script.flow_map.lattice import lattice
from bot.script.flow_map.layout import Line, Picture, Piece, Rect, Size, laid_out
from bot.script.flow_map.ordering import crossings, ordered
from bot.script.flow_map.typeset import card_size, label_size
from tests.flow.scenes import library

NEAR = 0.01
Graph = tuple[list[Size], list[Line]]

boxes = some.builds(Size, some.floats(20, 240), some.floats(20, 140))
words = some.none() | some.builds(Size, some.floats(10, 160), some.floats(17, 90))


@some.composite
def graphs(draw: some.DrawFn, most: int = 24) -> Graph:
    """Any boxes, and any lines between them: loops, several alike, parts apart."""
    sizes = draw(some.lists(boxes, min_size=1, max_size=most))
    ends = some.integers(0, len(sizes) - 1)
    lines = draw(some.lists(some.builds(Line, ends, ends, words), max_size=2 * len(sizes)))
    return sizes, lines


def of(drawn: Chart) -> Graph:
    """What a dialogue gives to lay out."""
    lines = [Line(one.from_, one.to, label_size(one)) for one in drawn.arrows]
    return [card_size(card) for card in drawn.cards], lines


def points(piece: Piece) -> Iterator[tuple[float, float]]:
    """Points along a line, close together."""
    start, *rest = piece.points
    for at in range(0, len(rest), 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, *rest[at : at + 3]
        for step in range(25):
            t = step / 24
            a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
            yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
        start = rest[at + 2]


def passes(piece: Piece, point: tuple[float, float]) -> bool:
    """Whether a line comes through a point."""
    x, y = point
    return any(
        min(x0, x1) - 0.1 <= x <= max(x0, x1) + 0.1 and min(y0, y1) - 0.1 <= y <= max(y0, y1) + 0.1
        for (x0, y0), (x1, y1) in pairwise(points(piece))
    )


def inside(point: tuple[float, float], rect: Rect) -> bool:
    """Whether a point lies in a box, its edge aside."""
    x, y = point
    return rect.left + 1 < x < rect.right - 1 and rect.top + 1 < y < rect.bottom - 1


def apart(one: Rect, other: Rect) -> bool:
    """Whether there is at least a little room between two boxes."""
    return (
        one.right + 4 <= other.left
        or other.right + 4 <= one.left
        or one.bottom + 4 <= other.top
        or other.bottom + 4 <= one.top
    )


def nothing_lies_upon_anything(picture: Picture) -> None:
    """Boxes and words keep apart; lines keep out of boxes and of the words of other lines."""
    rects = [*picture.boxes, *picture.labels.values()]
    for one, other in combinations(rects, 2):
        assert apart(one, other), (one, other)
    for piece in picture.pieces:
        foreign = [rect for line, rect in picture.labels.items() if line not in piece.lines]
        for rect in [*picture.boxes, *foreign]:
            assert not any(inside(point, rect) for point in points(piece)), (piece, rect)


def everything_is_on_it(picture: Picture) -> None:
    """The picture is as large as what is on it, and keeps the sizes it was given."""
    for rect in [*picture.boxes, *picture.labels.values()]:
        assert rect.left >= -NEAR
        assert rect.right <= picture.width + NEAR
        assert rect.top >= -NEAR
        assert rect.bottom <= picture.height + NEAR
    for piece in picture.pieces:
        for x, y in points(piece):
            assert -NEAR <= x <= picture.width + NEAR
            assert -NEAR <= y <= picture.height + NEAR


def every_line_leads_from_its_box_to_its_box(picture: Picture, graph: Graph) -> None:
    """A line leaves the lower edge of one box and arrives at the upper edge of the other."""
    for number, line in enumerate(graph[1]):
        source, target = picture.boxes[line.from_], picture.boxes[line.to]
        pieces = [piece for piece in picture.pieces if number in piece.lines]
        begins = [one.points[0] for one in pieces if abs(one.points[0][1] - source.bottom) < NEAR]
        ends = [one.points[-1] for one in pieces if one.arrives]
        assert any(source.left <= x <= source.right for x, _ in begins)
        assert [
            abs(y - target.top) < NEAR and target.left <= x <= target.right for x, y in ends
        ] == [True]
        for piece in pieces:  # whatever does not arrive yet goes on where it ends
            rest = [one for one in pieces if one is not piece]
            assert piece.arrives or any(passes(one, piece.points[-1]) for one in rest)
            assert piece.points[0] in begins or any(passes(one, piece.points[0]) for one in rest)
        if number in picture.labels:
            label = picture.labels[number]
            middle = label.left + label.width / 2
            through = [p for one in pieces for p in points(one) if abs(p[1] - label.top) < 12]
            assert any(abs(x - middle) < NEAR for x, _ in through)


@settings(max_examples=120)
@given(graphs())
def test_whatever_is_drawn_nothing_lies_upon_anything(graph: Graph) -> None:
    """Boxes, words and lines keep out of each other’s way in any picture."""
    nothing_lies_upon_anything(laid_out(*graph))


@settings(max_examples=80)
@given(graphs())
def test_every_line_is_drawn_from_its_box_to_its_box(graph: Graph) -> None:
    """No line is lost, ends at a wrong box, or leaves the picture; words stand on their line."""
    picture = laid_out(*graph)
    everything_is_on_it(picture)
    every_line_leads_from_its_box_to_its_box(picture, graph)
    for box, size in zip(picture.boxes, graph[0], strict=True):
        assert (box.width, box.height) == (size.width, size.height)
    assert set(picture.labels) == {at for at, line in enumerate(graph[1]) if line.label}


@settings(max_examples=3, deadline=None)
@given(graphs(most=200))
def test_a_large_picture_holds_to_it_too(graph: Graph) -> None:
    """Up to two hundred boxes."""
    nothing_lies_upon_anything(laid_out(*graph))


@settings(max_examples=60)
@given(some.data())
def test_without_loops_every_line_leads_down(data: some.DataObject) -> None:
    """What comes later stands lower, so that one reads from top to bottom."""
    sizes = data.draw(some.lists(boxes, min_size=2, max_size=20))
    pairs = some.tuples(*[some.integers(0, len(sizes) - 1)] * 2).filter(lambda two: two[0] < two[1])
    lines = [
        Line(one, other, data.draw(words))
        for one, other in data.draw(some.lists(pairs, max_size=30))
    ]
    picture = laid_out(sizes, lines)
    assert not any(piece.climbs for piece in picture.pieces)
    for line in lines:
        assert picture.boxes[line.from_].bottom < picture.boxes[line.to].top


def test_a_chain_stands_straight() -> None:
    """Boxes that follow one another stand exactly above one another."""
    sizes = [Size(100, 40), Size(180, 60), Size(60, 40)]
    picture = laid_out(sizes, [Line(0, 1, Size(50, 17)), Line(1, 2)])
    middles = {box.left + box.width / 2 for box in picture.boxes}
    assert len(middles) == 1


def test_branches_stand_in_the_order_they_are_given() -> None:
    """The first button leads to the left, the last one to the right."""
    picture = laid_out([Size(80, 40)] * 4, [Line(0, at, Size(40, 17)) for at in (1, 2, 3)])
    lefts = [box.left for box in picture.boxes[1:]]
    assert lefts == sorted(lefts)


def test_lines_are_uncrossed_where_that_can_be() -> None:
    """Boxes stand in another order than they are given in, if fewer lines cross then."""
    lines = [Line(0, 1), Line(0, 2), Line(0, 3), Line(1, 4), Line(2, 5), Line(3, 4)]
    made = lattice([Size(80, 40)] * 6, lines)
    assert crossings(ordered(made), made.neighbours()[1]) == 0


def test_parts_that_nothing_joins_stand_close_together() -> None:
    """A part of its own, such as where a reminder begins, does not drift away to the side."""
    graph = of(chart(library().scripts["small-change"]))
    start, reminder, *_ = laid_out(*graph).boxes
    assert reminder.left - start.right < 120


def test_the_same_graph_gives_the_same_picture() -> None:
    """Nothing depends on chance, so a changed picture means a changed dialogue."""
    graph = of(chart(library().scripts["reflect"]))
    assert laid_out(*graph) == laid_out(*graph)


@pytest.mark.parametrize("name", sorted(library().scripts))
def test_every_shipped_dialogue_is_drawn_with_nothing_upon_anything(name: str) -> None:
    """What we ship can be printed and read, with some ways dotted and with none."""
    for walked in (None, frozenset[tuple[str, str]]()):
        graph = of(chart(library().scripts[name], walked))
        picture = laid_out(*graph)
        nothing_lies_upon_anything(picture)
        everything_is_on_it(picture)
        every_line_leads_from_its_box_to_its_box(picture, graph)
