"""Golden transcripts: a conversation as coordinators read and write it, and how it is played.

A file has a head (`dialogue`, `now`, and what else is given), a line `---`, and then lines that
begin with who speaks: `bot:`, `you:`; what was kept: `saved:`, `noted:`, `noted down:`,
`history:`, `counted:`, `nudge:`; and `end`. Playing takes only the `you:` lines and writes the rest
anew; the file is right when both are the same. Between any two steps the session goes through JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from bot.flow import engine
from bot.flow.given import Given, Picked, WentBack, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry, Option, Session
from bot.flow.sheet import Mark, Sheet
from bot.flow.turn import Counted, Effect, History, Kept, Noted, Put, Reminder, TookBack, Turn

INDENT = " " * 5
BACK = "[Back]"
_WHEN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) (\S+)")
_FIELD = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))')
_BUTTONS = re.compile(rf"{INDENT}\[[^\]]*\](?: \[[^\]]*\])*")
_BUTTON = re.compile(r"\[([^\]]*)\]")
HEAD = ("dialogue", "now", "switches", "draws", "workday", "name", "entry", "at")


class TranscriptProblem(ValueError):
    """A transcript that cannot be read; says the file, the line and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says at one point: its line, the words, and the buttons written above it."""

    line: int
    words: str
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as read: its head, what the person says in order, and the whole text."""

    file: str
    head: Mapping[str, str]
    now: datetime
    says: tuple[Said, ...]
    text: str

    def listed(self, key: str) -> tuple[str, ...]:
        """A head line as a list."""
        return tuple(part.strip() for part in self.head.get(key, "").split(",") if part.strip())

    @property
    def entry(self) -> Entry | None:
        """The log entry that is being looked at."""
        kind, _, fields = self.head.get("entry", "").partition(" ")
        return Entry("1", kind, _fields(fields)) if kind else None


def read_transcript(text: str, file: str) -> Transcript:
    """Reads a transcript.

    Raises:
        TranscriptProblem: with file and line.
    """
    head_text, found, body = text.partition("\n---\n")
    if not found:
        raise TranscriptProblem(file, 1, "there is no line --- between the head and the talk")
    head: dict[str, str] = {}
    for number, line in enumerate(head_text.splitlines(), 1):
        key, colon, value = line.partition(":")
        if line.strip() and not line.startswith("#"):
            if not colon or key not in HEAD:
                known = ", ".join(HEAD)
                raise TranscriptProblem(file, number, f"the head knows only: {known}")
            head[key] = value.strip()
    for key in ("dialogue", "now"):
        if key not in head:
            raise TranscriptProblem(file, 1, f"the head needs a line “{key}: …”")
    when = _WHEN.fullmatch(head["now"])
    if not when:
        raise TranscriptProblem(file, 1, "write now: like 2026-03-04 12:15 Europe/London")
    now = datetime.fromisoformat(when[1]).replace(tzinfo=ZoneInfo(when[2]))
    first = head_text.count("\n") + 3
    return Transcript(file, head, now, tuple(_said(body, first)), text)


def play(transcript: Transcript, scene: Scene, *, follow: bool = False) -> str:
    """The transcript as it plays now: the same head and the same answers, the rest written anew.

    Args:
        transcript: What was written.
        scene: The words, and the moment.
        follow: Whether a button whose words were changed is tapped all the same.

    Raises:
        TranscriptProblem: an answer is not among the buttons, or comes after the end.
    """
    head, _, _ = transcript.text.partition("\n---\n")
    lines = [head, "---"]
    script = scene.script(transcript.head["dialogue"], None)
    turn = engine.begin(script, scene, at=transcript.head.get("at"), entry=transcript.entry)
    scene = scene.after(turn)
    lines += _written(turn)
    for said in transcript.says:
        session = _through_json(turn.session)
        if session is None:
            raise TranscriptProblem(transcript.file, said.line, "the dialogue is over by then")
        options = session.question.options if session.question else ()
        words = _renamed(said, options) if follow else said.words
        lines += _you(words)
        turn = engine.resume(session, _given(transcript.file, said.line, words, options), scene)
        scene = scene.after(turn)
        lines += _written(turn)
    return "\n".join(lines) + "\n"


def draws(
    planned: Sequence[str], otherwise: Callable[[Sequence[str]], str] = itemgetter(0)
) -> Callable[[Sequence[str]], str]:
    """Chooses the planned prompts in their order; past them, the first of the pool."""
    left = list(planned)

    def choose(keys: Sequence[str]) -> str:
        if left and left[0] in keys:
            return left.pop(0)
        return otherwise(keys)

    return choose


def told(effect: Effect) -> str:
    """What was kept or promised, as a line; empty for what leaves nothing behind."""
    match effect:
        case Kept(kind, fields):
            given = (field_line(key, value) for key, value in fields.items() if value)
            return f"{'reworded' if effect.change else 'saved'}: {kind} {' '.join(given)}".rstrip()
        case Noted(_, question, answer):
            return f"noted: {question}={answer}"
        case History(_, question, answer):
            return f"history: {question}={answer}"
        case Put(sheet):
            return f"noted down: {sheet.list} {_newest(sheet)}"
        case Counted(_, question, answer):
            return f"counted: {question}={answer}"
        case TookBack(_, question, answer):
            return f"taken back: {question}={answer}"
        case Reminder():
            when = effect.at.date() if effect.dated else f"{effect.at:%Y-%m-%d %H:%M}"
            return f"nudge: {effect.id} on {when}"
        case _:
            return ""


def _newest(sheet: Sheet) -> str:
    """The mark that was made last, as `saved:` writes fields."""
    key, mark = list(sheet.marks.items())[-1] if sheet.marks else ("", Mark())
    said = {"answer": mark.answer, "note": mark.note, "will": mark.will}
    return " ".join([key, *(field_line(name, value) for name, value in said.items() if value)])


def field_line(name: str, value: str) -> str:
    """A field of an entry, as `entry:` and `saved:` write it."""
    bare = value and not re.search(r"[\s\"]", value)
    return f"{name}={value if bare else quoted(value)}"


def quoted(value: str) -> str:
    """Words in quotes, on one line."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _through_json(session: Session | None) -> Session | None:
    if session is None:
        return None
    return Session.from_json(json.loads(json.dumps(session.to_json())))


def _said(body: str, first: int) -> Iterator[Said]:
    """The person's lines; continued lines are joined."""
    number, words = 0, None
    offered: tuple[str, ...] = ()
    for at, line in enumerate(body.splitlines(), first):
        if words is not None and line.startswith(INDENT):
            words += "\n" + line[len(INDENT) :]
            continue
        if words is not None:
            yield Said(number, words, offered)
            words = None
        if line.startswith("you:"):
            number, words = at, line[4:].strip()
        elif _BUTTONS.fullmatch(line):
            offered = tuple(_BUTTON.findall(line))
    if words is not None:
        yield Said(number, words, offered)


def _renamed(said: Said, options: Sequence[Option]) -> str:
    """The tapped button in its words of now: the one that stands where it stood, if it is new."""
    labels = [option.label for option in options]
    label = said.words[1:-1]
    if said.words[:1] != "[" or label in labels or len(labels) != len(said.offered):
        return said.words
    here = labels[said.offered.index(label)] if label in said.offered else label
    return said.words if here in said.offered else f"[{here}]"


def _given(file: str, line: int, said: str, options: Sequence[Option]) -> Given:
    if said == BACK:
        return WentBack()
    if not (said.startswith("[") and said.endswith("]")):
        return Wrote(said)
    for option in options:
        if option.label == said[1:-1]:
            return Picked(option.id)
    shown = " ".join(f"[{option.label}]" for option in options)
    raise TranscriptProblem(file, line, f"there is no button {said}; there are {shown}")


def _you(said: str) -> list[str]:
    first, *rest = said.split("\n")
    return [f"you: {first}", *(INDENT + line for line in rest)]


def _written(turn: Turn) -> list[str]:
    """What a turn looks like in a transcript."""
    lines = [line for effect in turn.effects if (line := told(effect))]
    if turn.text:
        first, *rest = turn.text.split("\n")
        lines += [f"bot: {first}", *((INDENT + line).rstrip() for line in rest)]
    if turn.question and turn.question.options:
        labels = " ".join(f"[{option.label}]" for option in turn.question.options)
        lines.append(INDENT + labels)
    if turn.session is None:
        lines.append("end")
    return lines


def _fields(text: str) -> dict[str, str]:
    fields = {}
    for key, quoted, bare in _FIELD.findall(text):
        fields[key] = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), quoted)
        fields[key] = fields[key] or bare
    return fields
