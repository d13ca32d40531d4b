"""Cairn as real processes, while everything goes wrong around it."""
