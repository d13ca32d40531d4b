"""The conversation in a terminal: the real service and the real, sealed store; one address."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.service.acts import Act, Close, Delete, Document, Drawing, Print, Refresh, Say, Withdraw
from bot.service.inputs import Arrived, Command, Input, Tapped, Typed
from bot.service.made import made
from bot.service.outgoing import Done, Outgoing
from bot.service.service import Service
from bot.service.tokens import VisitToken, read_token
from bot.terminal.face import Face
from bot.terminal.keys import WAYS_OUT, Keys, keys_of
from bot.terminal.lines import Lines
from storage.problems import StoreBusy, StoreFull

ADDRESS = "terminal"
TRY_AGAIN = 1.0  # seconds
WELCOME = (
    "Type a number to choose, words to answer, or a command such as /help. Ctrl-D leaves; "
    "what you kept stays."
)


class Chat:
    """One person at a terminal. `deliver` may be called at any time with what is to be shown."""

    def __init__(
        self,
        service: Service,
        face: Face,
        lines: Lines,
        exports: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self._service = service
        self._face = face
        self._lines = lines
        self._exports = exports
        # Numbers that no earlier conversation here used, as edits and tidying go by them.
        self._next_message = count(int(clock().timestamp() * 1000)).__next__
        self._nudges: asyncio.Queue[int] = asyncio.Queue()
        self._keys = Keys()
        self._visit: int | None = None

    def deliver(self, rows: Sequence[int]) -> None:
        """Takes reminders whose time has come; those for other addresses are left alone."""
        for row in rows:
            self._nudges.put_nowait(row)

    async def run(self) -> None:
        """Talks until the end of the input."""
        if self._lines.interactive:
            self._face.note(WELCOME)
        await self._send(await self._service.waiting())
        await self._remind(await self._service.planned())
        if self._lines.interactive:
            await self._hand_in(Command("start"))
        with self._lines.tidy():
            line = asyncio.ensure_future(self._lines.next())
            nudge = asyncio.ensure_future(self._nudges.get())
            try:
                while True:
                    await asyncio.wait({line, nudge}, return_when=asyncio.FIRST_COMPLETED)
                    if nudge.done():
                        await self._interrupt(nudge.result())
                        nudge = asyncio.ensure_future(self._nudges.get())
                    if line.done():
                        words = line.result()
                        if words is None:
                            return
                        await self._said(words)
                        line = asyncio.ensure_future(self._lines.next())
            finally:
                if self._lines.interactive:
                    self._face.interrupt()
                line.cancel()
                nudge.cancel()

    async def _remind(self, rows: Sequence[int]) -> None:
        """Has reminders decided about, and shows those that are to be sent."""
        leaving = await self._service.about_to_send(rows, ADDRESS.__eq__) if rows else {}
        await self._send(list(leaving.values()))

    async def _interrupt(self, nudge: int) -> None:
        """Shows what comes by itself, above the line that somebody may be typing on."""
        if self._lines.interactive:
            self._face.interrupt()
        await self._remind([nudge])
        if self._lines.interactive:
            self._face.resume()

    async def _said(self, line: str) -> None:
        if not self._lines.interactive:
            self._face.heard(line)
        if line.strip():
            await self._hand_in(self._input(line))

    def _input(self, line: str) -> Input:
        button = self._keys.pressed(line)
        if button:
            if isinstance(read_token(button.token), VisitToken):
                self._keys = Keys()  # answered; commands on buttons can be tapped again
            return Tapped(button.token)
        if line.startswith("/"):
            name, _, argument = line[1:].strip().partition(" ")
            return Command(name.casefold(), argument.strip(), self._next_message())
        typed = line.strip()
        return Typed(WAYS_OUT.get(typed.casefold(), typed), self._next_message())

    async def _hand_in(self, given: Input) -> None:
        """Has one input answered, waiting for as long as the store cannot take it."""
        told = False
        while True:
            try:
                answer = await self._service.handle([Arrived(None, ADDRESS, given)])
            except (StoreBusy, StoreFull) as problem:
                if not told:
                    self._face.note(str(problem))
                told = True
                await asyncio.sleep(TRY_AGAIN)
            else:
                return await self._send(answer)

    async def _send(self, outgoing: Sequence[Outgoing]) -> None:
        sent = []
        for one in outgoing:
            # A row that is withdrawn is asked about once more anyway, before it is shown.
            if one.address != ADDRESS or isinstance(one.act, Withdraw):
                continue
            sent.append(self._show(one, one.act))
        if sent:
            await self._service.done(sent)

    def _show(self, one: Outgoing, act: Act) -> Done:
        message = self._next_message()
        match act:
            case Say():
                if act.rows:
                    self._keys, self._visit = keys_of(act), act.visit
                self._face.message(act.text, keys_of(act))
                return Done(one.row, message, one.person, act.visit, act.entry)
            case Refresh():
                self._face.message(act.text, Keys())
            case Close(visit=visit):
                if visit is not None and visit == self._visit:
                    self._keys = Keys()
            case Drawing():
                # Words only: whatever is shown in a terminal can be read aloud and piped.
                if act.rows:
                    self._keys, self._visit = keys_of(act), None
                self._face.message(act.caption, keys_of(act))
            case Print(kind, of, name, words):
                # Nobody else is here who would have to wait for it.
                file = Document(name, made(kind, of), words)
                self._face.message(file.caption, Keys())
                self._face.note(f"Written to {self._write(file)}")
            case Document():
                self._face.message(act.caption, Keys())
                self._face.note(f"Written to {self._write(act)}")
            case Delete() | Withdraw():
                pass  # what stands on a screen cannot be taken back
        return Done(one.row, None, one.person)

    def _write(self, act: Document) -> Path:
        """Writes a file for its owner alone, in the place of an earlier one of the same name."""
        self._exports.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._exports / Path(act.name).name
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(act.data)
        return path
