"""Cairn, the running assistant."""
