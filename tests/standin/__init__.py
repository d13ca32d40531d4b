"""A strict stand-in for Telegram's Bot API, over real HTTP, and people who talk through it.

    async with StandIn() as api:                 # leaving fails on every refused call
        ailsa = api.person("Ailsa")
        await ailsa.say("/start")
        await ailsa.expect("Hello")              # waits; on failure shows the chat
        await ailsa.tap("Begin")                 # the newest message with that button
        api.fail("sendMessage", status=429, retry_after=1)
        api.allow_refusals("bot was blocked by the user")

``python -m tests.standin`` runs it as a process, steered over ``/control/…`` (``control.py``).
"""

from tests.standin.backend import Call, Tap
from tests.standin.client import Answer, RawBot
from tests.standin.clock import Clock
from tests.standin.flood import Limits
from tests.standin.groups import Group
from tests.standin.people import Person
from tests.standin.server import StandIn
from tests.standin.world import Message

__all__ = [
    "Answer",
    "Call",
    "Clock",
    "Group",
    "Limits",
    "Message",
    "Person",
    "RawBot",
    "StandIn",
    "Tap",
]
