"""The stand-in itself: its life, its network, and the people in it."""

import asyncio
import random
import socket
import weakref
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.standin import control
from tests.standin.clock import Clock
from tests.standin.dispatch import Dispatcher, make_request
from tests.standin.flood import Flood, Limits
from tests.standin.groups import Group
from tests.standin.people import Person
from tests.standin.replies import reset
from tests.standin.signals import PATIENCE

TOKEN = "4711000001:stand-in-token-for-tests-only_abcdefg"


class StandIn(Dispatcher):
    """One bot's Telegram, for ``async with StandIn() as api:``.

    Leaving the block fails the test with every call Telegram would have refused, unless the
    test allowed it or was failing already. ``api.url`` is the base address; a bot calls
    ``{url}/bot{token}/{method}``.

    Args:
        token: The bot's token; the number before the colon is its id.
        port: Where to listen on 127.0.0.1; 0 takes a free port.
        flood: Sending limits; None (the default) lets everything through.
        record: Keep ``calls``; ``count`` is always kept.
        clock: The stand-in's wall clock.
        bot_name: The bot's first name.
        bot_username: The bot's user name.
        first_update_id: The first update's id; by default somewhere at random, as at Telegram.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        flood: Limits | None = None,
        record: bool = True,
        clock: Clock | None = None,
        bot_name: str = "Cairn",
        bot_username: str = "cairn_test_bot",
        first_update_id: int | None = None,
    ) -> None:
        super().__init__(
            token=token,
            clock=clock or Clock(),
            bot_name=bot_name,
            bot_username=bot_username,
            first_update_id=first_update_id or random.randrange(10**8, 9 * 10**8),
            record=record,
        )
        if flood is not None:
            self.flood = Flood(flood)
        self.port = port
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.fail = self.faults.fail
        self.drop_before = self.faults.drop_before
        self.drop_after = self.faults.drop_after
        self.hang = self.faults.hang
        self.slow = self.faults.slow
        self.chaos = self.faults.chaos
        self.restart_ids = self.updates.restart_ids
        # Connections of the control API outlive "no network".
        self._steering: weakref.WeakSet[object] = weakref.WeakSet()
        self._server: web.Server | None = None
        self._listener: asyncio.Server | None = None
        self._hole: tuple[socket.socket, ...] = ()

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return self.updates.pending + self.webhook.pending

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        if kind is None:
            self.check()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer the control API, or a call of the bot."""
        if request.path.startswith("/control/"):
            self._steering.add(request.transport)
            return await control.handle(self, request)
        return await self.answer(request)

    async def start(self) -> None:
        """Listen; ``url`` is right from here on."""
        self._server = web.Server(
            self.handle,
            request_factory=make_request,
            handler_cancellation=True,
            access_log=None,
        )
        await self._listen()

    async def stop(self) -> None:
        """Close every connection and stop."""
        self.closing.set()
        await self.webhook.close()
        self._fill_hole()
        if self._listener is not None:
            self._listener.close()
        if self._server is not None:
            await self._server.shutdown(timeout=0.1)

    def person(
        self,
        first_name: str | None = None,
        *,
        id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "en",
    ) -> Person:
        """A person with a private chat; names not given are unusual ones, easy to hunt for."""
        number = id if id is not None else self.world.new_user_id()
        assert number not in self.people, "there is already a person with this id"
        person = Person(
            self,
            {
                "id": number,
                "is_bot": False,
                "first_name": first_name or f"Firstname{number}",
                "last_name": last_name or f"Lastname{number}",
                "username": username or f"username_{number}",
                "language_code": language_code,
            },
        )
        self.people[number] = person
        return person

    def group(
        self,
        title: str = "A team",
        *,
        admins: tuple[Person, ...] = (),
        members: tuple[Person, ...] = (),
        supergroup: bool = False,
    ) -> Group:
        """A group without the bot in it yet; see ``Group.add_bot``."""
        group = Group(self, title, admins=admins, members=members, supergroup=supergroup)
        self.groups[group.id] = group
        return group

    async def network_down(self, *, refuse: bool = False, silent: bool = False) -> None:
        """No network: every connection of the bot is reset, open ones too.

        Args:
            refuse: Close the port as well, so that nobody can connect (the control API too).
            silent: Nothing is reset or refused: open connections just carry nothing any more, and
                new ones are never made, as when every packet is lost. What was asked meanwhile is
                not answered later.
        """
        self.down, self.silent = True, silent
        if (refuse or silent) and self._listener is not None:
            self._listener.close()
            self._listener = None
        if silent:
            self._hole = _hole(self.port)
        elif self._server is not None:
            for connection in list(self._server.connections):
                if connection.transport not in self._steering:
                    reset(connection.transport)

    async def network_up(self) -> None:
        """The network is back."""
        self.down = self.silent = False
        self._fill_hole()
        if self._listener is None:
            await self._listen()

    async def wait_calls(self, method: str, number: int, within: float = PATIENCE) -> None:
        """Wait until so many calls of a method have come in, since the start.

        Raises:
            AssertionError: It was not within this many seconds.
        """
        if not await self.signal.until(lambda: self.count[method] >= number, within):
            had = self.count[method]
            raise AssertionError(f"{method} was called {had} times in {within} s, not {number}")

    async def wait_idle(self, within: float = PATIENCE) -> None:
        """Wait until the bot has confirmed every update.

        Raises:
            AssertionError: Some are left after this many seconds.
        """
        if not await self.signal.until(lambda: not self.pending, within):
            raise AssertionError(f"{self.pending} updates are unconfirmed after {within} s")

    def _fill_hole(self) -> None:
        for each in self._hole:
            each.close()
        self._hole = ()

    async def _listen(self) -> None:
        assert self._server is not None
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(
            self._server, "127.0.0.1", self.port, backlog=1024, reuse_address=True
        )
        self.port = self._listener.sockets[0].getsockname()[1]


def _hole(port: int) -> tuple[socket.socket, ...]:
    """Listens and never accepts, its queue filled by a connection of its own."""
    hole = socket.socket()
    hole.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    hole.bind(("127.0.0.1", port))
    hole.listen(0)
    return hole, socket.create_connection(("127.0.0.1", port))
