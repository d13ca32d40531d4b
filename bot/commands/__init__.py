"""What each command of `cairn` does, one module for each; `bot.cli` reads their arguments."""
