"""A page as people have it: opened in a real browser from a file, and looked over by axe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A real browser; where there is none, the test says so."""
    if not CHROMIUM.exists():
        pytest.skip("there is no chromium here to open the page with")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


def holds_for_everybody(
    browser: Browser, file: Path, *, print_: bool = False, dark: bool = False
) -> None:
    """WCAG 2.2 AA as axe checks it, on a telephone; and nothing but the file is asked for."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(
        media="print" if print_ else "screen", color_scheme="dark" if dark else "light"
    )
    page.goto(file.as_uri())
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert asked == [file.as_uri()]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert print_ or wide <= 390
    page.close()
