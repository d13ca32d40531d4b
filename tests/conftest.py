"""For all tests: none is judged by its time, and what was measured stands at the end."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# How long a test takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

FIGURES = "figures"  # what a test gives `record_property`, with a line of text


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints each line once."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, line in report.user_properties:
                if name == FIGURES:
                    terminalreporter.write_line(line)
