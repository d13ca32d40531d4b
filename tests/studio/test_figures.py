"""How long a keystroke and the list take; printed, and judged by nobody."""

from __future__ import annotations

import gc
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from playwright.async_api import Page

from bot.studio.folder_bench import FolderBench
from bot.studio.local import LocalStudio as Studio
from bot.studio.papers import Desk
from bot.studio.shelf import Shelf
from tests.conftest import FIGURES
from tests.studio.conftest import DIALOGUES, TODAY, open_dialogue

TIMED = """async (number) => {
  const field = document.getElementById("at-steps/s100/ask");
  const bad = number % 2 === 0;
  field.focus();
  field.value = bad ? `You must say. How is it? ${number}` : `How is it? ${number}`;
  const began = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const told = document.getElementById("at-steps/s100/ask-told");
  while ((told.querySelector(".problem") !== null) !== bad) {
    await new Promise((done) => requestAnimationFrame(done));
  }
  return performance.now() - began;
}"""


def long_dialogue(steps: int) -> str:
    """A dialogue of many questions, each with three buttons."""
    lines = ["dialogue: long", "title: A long one", "minutes: 3", "", "steps:"]
    for at in range(steps - 1):
        near, far = (f"s{at + by}" if at + by < steps - 1 else "close" for by in (1, 2))
        lines += [
            "", f"  s{at}:", f"    ask: How is part {at} of the week for you?", "    buttons:",
            f"      well: Well enough -> {near}", f"      hard: Hard going -> {far}",
            "      rather_not: Rather not say -> close",
        ]  # fmt: skip
    return "\n".join([*lines, "", "  close:", "    end: Bye for now.", ""])


async def test_a_keystroke_to_its_problem(
    page: Page, studio: Studio, folder: Path, record_property: object
) -> None:
    """From a key to the problem beside the words, in a dialogue of 200 steps."""
    (folder / "long.yaml").write_text(long_dialogue(200), "utf-8")
    await open_dialogue(page, studio, "long")
    await page.get_by_text("As a person sees it").wait_for()
    await page.wait_for_timeout(1_500)  # the chat has begun
    gc.collect()
    gc.disable()  # `cairn studio` collects rarely
    took = [await page.evaluate(TIMED, number) for number in range(40)]
    gc.enable()
    p95 = quantiles(took, n=20)[-1]
    line = f"a keystroke to its problem, 200 steps: p50 {sorted(took)[20]:.0f} ms, p95 {p95:.0f} ms"
    assert callable(record_property)
    record_property(FIGURES, line)


def test_the_list_of_a_thousand(folder: Path, record_property: object) -> None:
    """The list of 1,000 dialogues, when first opened and when all of them were checked."""
    text = (folder / "check-in.yaml").read_text("utf-8")
    for number in range(1000):
        name = f"many-{number}"
        own = text.replace("dialogue: check-in", f"dialogue: {name}")
        (folder / f"{name}.yaml").write_text(own, "utf-8")
    bench, desk, shelf = FolderBench(folder), Desk(), Shelf()
    began = perf_counter()
    listed = shelf.listed(desk.of(bench.look(), TODAY))
    assert sum(one["dialogue"] for one in listed) == 1000 + DIALOGUES
    first = perf_counter() - began
    began = perf_counter()
    assert shelf.check(desk.of(bench.look(), TODAY), seconds=600.0) == 0
    checked = perf_counter() - began
    began = perf_counter()
    listed = shelf.listed(desk.of(bench.look(), TODAY))
    assert all(one["must"] == 0 for one in listed if one["name"] == "many-7")
    again = perf_counter() - began
    line = (
        f"{1000 + DIALOGUES:,} dialogues: listed in {first * 1000:.0f} ms, "
        f"checked in {checked:.1f} s, listed again in {again * 1000:.0f} ms"
    )
    assert callable(record_property)
    record_property(FIGURES, line)
