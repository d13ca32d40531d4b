"""Which moments are one: those that can only go on in the same way."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.session import Frame, Session
from bot.printing.alike import Alike, read_later
from bot.script.model import Script
from tests.printing.shared import scene, with_script

STEPS = """
  tea:
    ask: Tea?
    buttons:
      with: With milk -> milk
      without: Without -> word
    skip: word
    keep: until-end
  milk:
    heads_up: This one is about cows.
    ask: How much?
    text: short
    keep: until-end
    next: word
  word:
    ask: A word?
    text: short
    keep: log
    next: drawn
  drawn:
    draw: prompt
    from: culture
    next: over
  over:
    end: "{% if milk %}{{ milk }}{% endif %} {{ prompt.ask }}"
"""


def mine() -> tuple[Script, Alike, Session]:
    """The script above, and somebody at its first step."""
    script, library = with_script(STEPS)
    return script, Alike(scene(library).script), Session("mine", script.revision, "tea")


def test_an_answer_matters_until_nothing_reads_it_any_more() -> None:
    """What is shown at the end matters to the end; what only chose a way does not."""
    later = read_later(mine()[0])
    assert "tea" not in later["milk"] | later["word"]
    assert all("milk" in later[step] for step in ("word", "drawn", "over"))


def test_an_answer_that_is_asked_for_anew_does_not_matter_before() -> None:
    """But it does where the new question can be left for today, and the old answer stays."""
    steps = STEPS.replace("    heads_up: This one is about cows.\n", "")
    assert "milk" in read_later(mine()[0])["milk"]
    assert "milk" not in read_later(with_script(steps)[0])["milk"]


def test_moments_differ_by_what_is_shown_back() -> None:
    """Typed words matter while they are shown back, and not while they are asked for."""
    _, alike, session = mine()
    one = replace(session, step="word", answers={"word": "Wet"})
    other = replace(session, step="word", answers={"word": "Dry"})
    assert alike.key(one) == alike.key(other)
    shown = [replace(each, stage="review") for each in (one, other)]
    assert alike.key(shown[0]) != alike.key(shown[1])


def test_moments_differ_by_the_question_that_was_drawn() -> None:
    """Where it is read further on; and where its heads-up is open, for another can be drawn."""
    for steps, before in ((STEPS, True), (STEPS.replace("{{ prompt.ask }}", "Bye."), False)):
        script, library = with_script(steps)
        alike, session = Alike(scene(library).script), Session("mine", script.revision, "tea")
        for step, differ in (("tea", before), ("drawn", True), ("over", before)):
            keys = {
                alike.key(replace(session, step=step, drawn={"prompt": key}))
                for key in ("culture/a", "culture/b")
            }
            assert (len(keys) == 2) is differ, step


def test_moments_differ_by_what_comes_at_the_end() -> None:
    """After something hard there are offers; and a dialogue that waits has more to say."""
    script, alike, session = mine()
    assert alike.key(session) != alike.key(replace(session, care=True))
    waiting = Frame("mine", script.revision, "milk", {}, {})
    over = replace(waiting, step="over")
    assert alike.key(session) != alike.key(replace(session, callers=(waiting,)))
    assert alike.key(session) == alike.key(replace(session, callers=(over,)))
    with_milk = replace(waiting, answers={"milk": "Some"})
    assert alike.key(replace(session, callers=(waiting,))) != alike.key(
        replace(session, callers=(with_milk,))
    )
