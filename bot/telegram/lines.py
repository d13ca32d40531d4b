"""Who is next: one line of jobs for each chat, replies before nudges, chats in turn.

A chat has one job under way at a time, which is what keeps its order. Chats take turns, so that
nobody who sends much holds up the others. No clock and no calls here: just the order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from bot.service.acts import Act, Close, Delete, Refresh, Say
from bot.service.outgoing import NUDGE, REPLY, Outgoing
from bot.telegram.limiter import Weight
from bot.telegram.render import Piece


@dataclass(slots=True, eq=False)
class Job:
    """One row on its way: what is left of it, and how often it failed."""

    row: Outgoing
    act: Act
    pieces: list[Piece] | None = None
    sent_pieces: int = 0
    message: int | None = None
    failures: int = 0
    tries: int = 0
    sent_before: int = 0
    picture: bytes | None = None  # or another file that is made; empty where it could not be
    drawing: bool = False

    @property
    def nudge(self) -> bool:
        """Whether it is sent at most once."""
        return self.row.lane == NUDGE

    @property
    def weight(self) -> Weight:
        """What its next call counts as."""
        match self.act:
            case Close() | Refresh():
                return Weight.EDIT
            case Delete():
                return Weight.FREE
            case _:
                return Weight.SEND


@dataclass(slots=True, eq=False)
class Line:
    """What waits for one chat, in two lanes."""

    address: str
    chat: int
    lanes: tuple[deque[Job], deque[Job]] = field(default_factory=lambda: (deque(), deque()))
    busy: bool = False
    held: bool = False  # busy until what was sent is marked
    parked: bool = False
    draws: bool = False  # parked until its next picture is drawn
    listed: list[bool] = field(default_factory=lambda: [False, False])

    @property
    def lane(self) -> int | None:
        """The lane whose turn it is; None when nothing waits."""
        if self.lanes[REPLY]:
            return REPLY
        return NUDGE if self.lanes[NUDGE] else None


class Lines:
    """All the lines, and whose turn it is."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}
        self._ready: tuple[deque[Line], deque[Line]] = (deque(), deque())

    def line(self, address: str, chat: int) -> Line:
        """The line of an address, a new one where there was none."""
        line = self._lines.get(address)
        if line is None:
            line = self._lines[address] = Line(address, chat)
        return line

    def add(self, line: Line, job: Job) -> None:
        """Put a job at the end of its lane; an urgent one, the support card, at its front."""
        if isinstance(job.act, Say) and job.act.urgent:
            line.lanes[job.row.lane].appendleft(job)
            if line.draws:  # who needs somebody to talk to does not wait for a picture
                line.parked = line.draws = False
        else:
            line.lanes[job.row.lane].append(job)
        self._list(line)

    def first(self) -> tuple[Line, Job] | None:
        """Whose turn it is, and with what; it stays in its place until `take` or `park`."""
        for lane, ready in enumerate(self._ready):
            while ready:
                line = ready[0]
                if not line.busy and not line.parked and line.lane == lane:
                    return line, line.lanes[lane][0]
                ready.popleft()
                line.listed[lane] = False
        return None

    def take(self, line: Line) -> Job:
        """Take out the job that `first` told; the line is busy until `free`."""
        lane = self._unlist(line)
        line.busy = True
        return line.lanes[lane].popleft()

    def park(self, line: Line) -> None:
        """Leave the line that `first` told aside until `free`."""
        self._unlist(line)
        line.parked = True

    def park_until_drawn(self, line: Line) -> None:
        """Leave the line that `first` told aside until `drawn`."""
        self.park(line)
        line.draws = True

    def drawn(self, line: Line) -> None:
        """A picture that the line may have waited for is there."""
        if line.draws:
            self.free(line)

    def give_back(self, line: Line, job: Job) -> None:
        """Put a job that is not finished back to the front of its lane."""
        line.lanes[job.row.lane].appendleft(job)

    def free(self, line: Line) -> None:
        """The line may go on; one where nothing waits is forgotten."""
        line.busy = line.held = line.parked = line.draws = False
        if line.lane is None:
            del self._lines[line.address]
        else:
            self._list(line)

    def take_nudges(self, address: str) -> list[Job]:
        """Take the reminders that are not under way out of a chat's line."""
        line = self._lines.get(address)
        if line is None or not line.lanes[NUDGE]:
            return []
        jobs = list(line.lanes[NUDGE])
        line.lanes[NUDGE].clear()
        if line.lane is None and not line.busy and not line.parked:
            del self._lines[address]
        return jobs

    def empty(self, line: Line) -> Iterable[Job]:
        """Take out everything that waits in a line."""
        jobs = [job for lane in line.lanes for job in lane]
        for lane in line.lanes:
            lane.clear()
        return jobs

    def withdraw(self, address: str, rows: Collection[int]) -> list[Job]:
        """Take out the jobs of these rows that are not under way."""
        line = self._lines.get(address)
        if line is None:
            return []
        gone = [job for lane in line.lanes for job in lane if job.row.row in rows]
        for lane in line.lanes:
            left = [job for job in lane if job.row.row not in rows]
            lane.clear()
            lane.extend(left)
        if line.lane is not None:
            self._list(line)
        elif not line.busy and not line.parked:
            del self._lines[address]
        return gone

    def _list(self, line: Line) -> None:
        lane = line.lane
        if lane is None or line.busy or line.parked or line.listed[lane]:
            return
        self._ready[lane].append(line)
        line.listed[lane] = True

    def _unlist(self, line: Line) -> int:
        lane = line.lane
        assert lane is not None
        assert self._ready[lane][0] is line
        self._ready[lane].popleft()
        line.listed[lane] = False
        return lane
