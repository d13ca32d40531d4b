"""A strict stand-in for Telegram's Bot API, over real HTTP, and people who talk through it."""

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
