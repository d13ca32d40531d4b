"""What tests have measured stands at the end, whichever process they ran in."""

from __future__ import annotations

import pytest

FIGURES = "figures"  # what a test gives `record_property`, with a line of text


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints each line once."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, line in report.user_properties:
                if name == FIGURES:
                    terminalreporter.write_line(line)
