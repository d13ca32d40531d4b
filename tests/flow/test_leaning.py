"""Leaning towards what a person chose: an order of drawing, and never a sieve."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.flow import engine
from bot.flow.leaning import lean
from bot.flow.scene import Scene
from bot.flow.turn import Drew
from bot.script.model import Prompt, Script
from tests.flow.scenes import library, prompt, scene, script

THEMES = ("culture", "budgets", "feedback", "policies", "knowledge")
TALK = script("  a:\n    draw: prompt\n    from: everything\n    quiet: yes\n    next: b\n"
              "  b:\n    ask: \"{{ prompt.ask }}\"\n    text: short\n    keep: until-end\n"
              "    next: c\n  c:\n    end: Done.\n")  # fmt: skip
SUBJECT = script(
    "  a:\n    draw: prompt\n    from: culture\n    next: b\n"
    '  b:\n    ask: "{{ prompt.ask }}"\n    text: short\n    keep: until-end\n'
    "    next: c\n  c:\n    end: Done.\n",
    "subject",
)

pools = st.lists(
    st.builds(
        lambda theme, number, fits, hard: prompt(
            f"{theme}/{number}", fits=fits, heads_up="Harder." if hard else None
        ),
        st.sampled_from(THEMES), st.integers(0, 9),
        st.sampled_from(("anyone", "desk", "ward")), st.booleans(),
    ),
    max_size=25, unique_by=lambda one: one.key,
)  # fmt: skip
wishes = st.lists(st.sampled_from(THEMES), max_size=3, unique=True).map(tuple)


def draws(many: int, around: Scene, talk: Script = TALK) -> list[Prompt]:
    """So many draws, one after the other, each noted as had."""
    by_key = {one.key: one for one in around.prompts}
    seen, drawn = around.seen, []
    for _ in range(many):
        here = scene(talk, prompts=around.prompts, seen=seen, priorities=around.priorities,
                     workday=around.workday, choose=around.choose)  # fmt: skip
        for effect in engine.begin(talk, here).effects:
            if isinstance(effect, Drew):
                drawn.append(by_key[effect.prompt])
                seen = (*(one for one in seen if one != effect.prompt), effect.prompt)
    return drawn


@given(pools, wishes, st.integers(0, 2**32), st.sampled_from((None, "desk")))
def test_leaning_only_changes_the_order(
    pool: Sequence[Prompt], wishes: tuple[str, ...], luck: int, workday: str | None
) -> None:
    """In as many draws as there are prompts each has its turn once, whatever was chosen.

    None of them is a harder one where the draw is quiet, and all fit the working day where any do.
    """
    around = scene(prompts=tuple(pool), priorities=wishes, workday=workday,
                   choose=Random(luck).choice)  # fmt: skip
    easy = [one for one in pool if not one.heads_up]
    fitting = [one for one in easy if not workday or {"anyone", workday} & set(one.fits)] or easy
    drawn = draws(len(fitting), around)
    assert sorted(one.key for one in drawn) == sorted(one.key for one in fitting)


@given(pools, wishes, st.integers(0, 2**32))
def test_two_in_three_are_about_the_priorities_while_both_kinds_are_there(
    pool: Sequence[Prompt], wishes: tuple[str, ...], luck: int
) -> None:
    """Two about the priorities, one about something else, and so on until one kind has run out."""
    easy = [one for one in pool if not one.heads_up]
    about = sum(one.theme in wishes for one in easy)
    around = scene(prompts=tuple(pool), priorities=wishes, choose=Random(luck).choice)
    drawn = draws(len(easy), around)
    whole = min(about // 2, len(easy) - about)
    for at in range(whole):
        three = [one.theme in wishes for one in drawn[3 * at : 3 * at + 3]]
        assert three == [True, True, False]


@given(pools, wishes, st.permutations(THEMES))
def test_the_same_past_leads_to_the_same_choice(
    pool: Sequence[Prompt], wishes: tuple[str, ...], past: Sequence[str]
) -> None:
    """What a draw is from hangs on what was seen and chosen alone, and is never empty by itself."""
    keys = [one.key for one in pool]
    themes = {one.key: one.theme for one in pool} | {f"{one}/past": one for one in THEMES}
    seen = [f"{one}/past" for one in past]
    first = lean(keys, seen, themes, wishes)
    assert first == lean(keys, seen, themes, wishes)
    assert set(first) <= set(keys) and bool(first) == bool(keys)


def test_over_sixty_draws_every_priority_comes_and_the_others_still_do() -> None:
    """With the shipped prompts: forty of sixty are about the three, in turns; twenty are not."""
    wishes = ("budgets", "workforce-care", "policies")
    around = scene(prompts=library().prompts, priorities=wishes, choose=Random(60).choice)
    drawn = [one.theme for one in draws(60, around)]
    for theme in wishes:
        assert theme in drawn[:5]
    assert len(set(drawn) - set(wishes)) == 6


def test_priorities_take_turns_even_where_chance_has_a_favourite() -> None:
    """The one that was longest ago comes first, so that none of three hides the others."""
    pool = [prompt(f"{theme}/{number}") for theme in THEMES for number in range(9)]
    wishes = ("policies", "culture", "budgets")
    drawn = draws(9, scene(prompts=pool, priorities=wishes, choose=lambda keys: keys[0]))
    about = [one.theme for one in drawn if one.theme in wishes]
    assert about == ["policies", "culture", "budgets"] * 2


def test_a_subject_that_was_picked_stays_as_it_is() -> None:
    """Whoever picks a subject gets that one; priorities are for what comes as a surprise."""
    pool = (prompt("budgets/one"), prompt("culture/one"))
    drawn = draws(1, scene(SUBJECT, prompts=pool, priorities=("budgets",)), SUBJECT)
    assert [one.theme for one in drawn] == ["culture"]


def test_huddle_cards_among_what_was_seen_do_not_count() -> None:
    """Cards for a team are noted beside the prompts, and are no draw of this person’s."""
    pool = [prompt("culture/one"), prompt("budgets/one"), prompt("culture/two")]
    seen = ("culture/one", "culture_card", "culture_other")
    drawn = draws(1, scene(prompts=pool, seen=seen, priorities=("culture",)))
    assert [one.key for one in drawn] == ["culture/two"]
