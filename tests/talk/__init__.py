"""Conversations as people have them: the real bot, a real store, and Telegram's stand-in."""
