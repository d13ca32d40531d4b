"""Delivery by webhook: each chat's updates in their order, again until a 2xx came back."""

import asyncio
from collections import deque

import aiohttp

from tests.standin.updates import Update, Updates

FIRST_PAUSE_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 1.0
ANSWER_SECONDS = 60.0


class Webhook:
    """Posts updates to the bot's address, several chats at a time, one at a time in each."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error = ""
        self.last_error_at = 0
        self._lanes: dict[int, deque[Update]] = {}
        self._senders: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(1)
        self._session: aiohttp.ClientSession | None = None

    @property
    def pending(self) -> int:
        """How many updates the bot has not acknowledged yet."""
        return sum(map(len, self._lanes.values()))

    def start(self, url: str, secret: str, max_connections: int) -> None:
        """Deliver everything that waits, and everything that comes, to this address."""
        self.stop()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._gate = asyncio.Semaphore(max_connections)
        self._updates.on_update = self._add
        for update in self._updates.take_all():
            self._add(update)

    def stop(self) -> None:
        """Deliver nothing more; what was not acknowledged waits for getUpdates again."""
        self.url = ""
        self._updates.on_update = None
        for sender in self._senders:
            sender.cancel()
        left = [update for lane in self._lanes.values() for update in lane]
        self._lanes.clear()
        self._updates.give_back(left)

    def drop_pending(self) -> None:
        """Forget what the bot has not acknowledged."""
        for lane in self._lanes.values():
            lane.clear()

    async def close(self) -> None:
        """Stop and let go of every connection."""
        senders = list(self._senders)
        self.stop()
        await asyncio.gather(*senders, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _add(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        sender = asyncio.create_task(self._send_lane(update.lane))
        self._senders.add(sender)
        sender.add_done_callback(self._senders.discard)

    async def _send_lane(self, number: int) -> None:
        lane = self._lanes[number]
        pause = FIRST_PAUSE_SECONDS
        while lane:
            update = lane[0]
            async with self._gate:
                done = await self._post(update)
            if done:
                pause = FIRST_PAUSE_SECONDS
                if lane and lane[0] is update:
                    lane.popleft()
                self._updates.signal.fire()
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        del self._lanes[number]

    async def _post(self, update: Update) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS),
            )
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        try:
            async with self._session.post(self.url, data=update.body, headers=headers) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return True
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError, OSError):
            self._note("Connection refused")
        return False

    def _note(self, error: str) -> None:
        self.last_error = error
        self.last_error_at = self._updates.now()
        self._updates.signal.fire()
