"""Cairn's tests, and the tools they share."""
