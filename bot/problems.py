"""What whoever runs Cairn has to mend before it can do what was asked."""

from __future__ import annotations


class CannotStart(Exception):
    """`str()` is one plain sentence: what is the matter, and what to do."""
