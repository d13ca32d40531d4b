"""The page that says whether the bot is well, and the page of figures; both about nobody.

They answer on the same port as the coordinators’ pages, but never under the same name: figures
are for whoever runs Cairn, and in a small pilot a number gives somebody away.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from prometheus_client.process_collector import ProcessCollector

from bot.problems import CannotStart

MOST_BYTES = 2_000_000  # of one request: a long dialogue has 300,000 characters
WEDGED_AFTER = 180.0  # seconds without an answer from Telegram; a poll by itself takes up to 25


class PortTaken(CannotStart):
    """The address for pages, health and figures cannot be used; `str()` is the sentence."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How things are at this moment.

    Attributes:
        since_poll: Seconds since Telegram last answered a poll; None before the first.
        up: Seconds since the start.
        sent: Messages sent since the start.
        unsent: Messages that wait to be sent.
        people: How many people there are.
        due: How many reminders are due.
        reminders: What became of reminders since the start: `{"send": {"due": 3}}`.
        taken_up: Reminders that were taken up since the start, to be decided about.
        since_tick: Seconds since what is due was last looked at; None before the first time.
        per_second: How many messages a second may leave.
    """

    since_poll: float | None
    up: float
    sent: int
    unsent: int
    people: int
    due: int
    reminders: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    taken_up: int = 0
    since_tick: float | None = None
    per_second: float = 30.0

    @property
    def wave_seconds(self) -> float:
        """How long it takes, at the rate that is allowed, until all that is due has left."""
        return (self.due + self.unsent) / self.per_second

    @property
    def silence(self) -> float:
        """Seconds without a successful poll, counted from the start where there was none."""
        return self.up if self.since_poll is None else self.since_poll

    @property
    def well(self) -> bool:
        """Whether polls come through: the one sign that a poll which hangs does not fake."""
        return self.silence <= WEDGED_AFTER


class HealthPage:
    """Serves `/health`, `/metrics`, and `/reminders` for `cairn nudges`.

    Args:
        figures: How things are, when asked.
        studio: The coordinators’ pages, with the host under which they answer.
    """

    def __init__(
        self,
        figures: Callable[[], Awaitable[Figures]],
        studio: tuple[str, web.Application] | None = None,
    ) -> None:
        self._figures = figures
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._gauges = {
            "since_poll_seconds": self._gauge("since_poll_seconds", "Since the last good poll."),
            "sent": self._gauge("sent", "Messages sent since the start."),
            "unsent": self._gauge("unsent", "Messages that wait to be sent."),
            "people": self._gauge("people", "People who said yes."),
            "due": self._gauge("due", "Reminders that are due."),
            "reminders_taken_up": self._gauge("reminders_taken_up", "Reminders taken up so far."),
            "since_tick_seconds": self._gauge("since_tick_seconds", "Since the last look at them."),
            "wave_seconds": self._gauge("wave_seconds", "Until all that is due has left."),
        }
        self._outcomes = self._gauge(
            "reminders", "What became of reminders since the start.", "outcome", "reason"
        )
        app = web.Application()
        app.add_routes([web.get("/health", self._health), web.get("/metrics", self._metrics)])
        app.add_routes([web.get("/reminders", self._reminders)])
        root = web.Application(client_max_size=MOST_BYTES)
        if studio is not None:
            root.add_domain(*studio)
        root.add_domain("*", app)
        # No access log: it would be the one log that nobody looked over.
        self._runner = web.AppRunner(root, access_log=None)

    async def open(self, host: str, port: int) -> None:
        """Begins to serve.

        Raises:
            PortTaken: the address is in use, or not this machine’s.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise PortTaken(
                f"The address {host}:{port} for pages, health and figures is in use, or is not "
                "this machine’s; choose another in CAIRN_HTTP."
            ) from None

    async def close(self) -> None:
        """Stops serving."""
        await self._runner.cleanup()

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        return Gauge(f"cairn_{name}", words, labels, registry=self._registry)

    async def _health(self, _request: web.Request) -> web.Response:
        figures = await self._figures()
        body = {"well": figures.well, "since_poll": round(figures.silence, 1)}
        return web.json_response(body, status=200 if figures.well else 503)

    async def _reminders(self, _request: web.Request) -> web.Response:
        figures = await self._figures()
        return web.json_response(
            {
                "due": figures.due,
                "taken_up": figures.taken_up,
                "outcomes": figures.reminders,
                "since_tick": figures.since_tick,
                "wave_seconds": figures.wave_seconds,
            }
        )

    async def _metrics(self, _request: web.Request) -> web.Response:
        figures = await self._figures()
        for name, value in (
            ("since_poll_seconds", figures.silence),
            ("sent", figures.sent),
            ("unsent", figures.unsent),
            ("people", figures.people),
            ("due", figures.due),
            ("reminders_taken_up", figures.taken_up),
            (
                "since_tick_seconds",
                figures.up if figures.since_tick is None else figures.since_tick,
            ),
            ("wave_seconds", figures.wave_seconds),
        ):
            self._gauges[name].set(value)
        for outcome, reasons in figures.reminders.items():
            for reason, count in reasons.items():
                self._outcomes.labels(outcome, reason).set(count)
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
