"""Whole messages that are no answer: thanks, a greeting, a goodbye, a command without its slash.

Only looked at where words are not an answer themselves; nothing of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.flow.given import plain

_HELLO = """
hello, hi, hiya, hey, heya, hullo, hello there, hi there, yo, good morning, morning, good afternoon,
good evening, evening, how are you, hows it going, fit like, whits up, whats up, awright, alright,
hello again, hi again, hello cairn, hi cairn
"""
_THANKS = """
thanks, thank you, ta, cheers, ta very much, thanks a lot, many thanks, thank you very much, magic,
thank you so much, nice one, much appreciated, ok thanks, okay thanks, great, lovely, brilliant,
tapadh leat, tapadh leibh
"""
_FINE = """
ok, okay, fine, no thanks, no thank you, no, nah, naw, nope, nothing, not now, maybe later, later,
bye, goodbye, good bye, cheerio, good night, goodnight, night, night night, see you, see ya, ta ta,
see you later, thats all, thats me, im done, finished
"""
_REMINDERS = {
    "": "remind me, reminder, my reminders, set a reminder, change my reminders, notifications",
    "off": """
stop reminding me, stop reminders, stop the reminders, stop my reminders, no reminders,
no more reminders, reminders off, turn off reminders, turn off my reminders, turn reminders off,
switch off reminders, switch reminders off, cancel reminders, cancel my reminders,
dont remind me, do not remind me, stop messaging me, stop writing to me
""",
    "away": """
im away, i am away, on leave, im on leave, i am on leave, annual leave, on holiday, im on holiday,
i am on holiday, going on holiday, going on leave, time off
""",
    "back": "im back, i am back, back at work, im back at work, i am back at work",
}
"""Whole messages about reminders, by what they ask `/reminders` for."""
_KINDS = {
    said.strip(): kind
    for kind, all_of_them in (("hello", _HELLO), ("thanks", _THANKS), ("fine", _FINE))
    for said in all_of_them.split(",")
}
_COMMANDS = {
    "check in": "checkin",
    "reflection": "reflect",
    "my log": "log",
    "continue": "resume",
    "carry on": "resume",
    "begin": "start",
    "menu": "help",
    "quit": "stop",
    "exit": "stop",
    **{
        said.strip(): f"reminders {about}".strip()
        for about, all_of_them in _REMINDERS.items()
        for said in all_of_them.split(",")
    },
}
_ASKS = re.compile(
    r"(?:who|what|whats|whit|how|why|when|where|which|can|could|do|does|is|are|will|would)\b"
)
FEWEST_WORDS = 3


def kind_of(text: str) -> str | None:
    """`hello`, `thanks` or `fine`; None for anything else."""
    return _KINDS.get(plain(text))


def command_in(text: str, known: Collection[str]) -> tuple[str, str] | None:
    """The one of the known commands that the whole message names without its slash, and for what.

    “Stop reminding me” → (`reminders`, `off`).
    """
    said = plain(text)
    command, _, about = _COMMANDS[said].partition(" ") if said in _COMMANDS else (said, "", "")
    return (command, about) if command in known else None


def is_worth_keeping(text: str) -> bool:
    """Whether words that nobody asked for may be something to keep: a few of them, no question."""
    said = plain(text)
    return len(said.split()) >= FEWEST_WORDS and "?" not in text and not _ASKS.match(said)
