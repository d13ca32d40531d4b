"""When two conversations can only go on in the same way, however they came about.

An answer that nothing reads from here on makes no difference. So a dialogue has far fewer moments
than it has ways through it, and every one of them can be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from bot.flow.session import Session
from bot.flow.verbs.ask import REVIEW
from bot.script.graph import ways
from bot.script.model import Ask, Draw, Each, Listing, Pick, Script, Step
from bot.script.reads import step_reads

_Names = frozenset[str]


class Alike:
    """Tells moments apart by what can still matter."""

    def __init__(self, script: Callable[[str, str | None], Script]) -> None:
        self._script = script
        self._read_later: dict[str, dict[str, _Names]] = {}

    def key(self, session: Session) -> Hashable:
        """The same for two sessions exactly when they go on alike, but for where Back leads."""
        step = self._script(session.dialogue, session.revision).steps[session.step]
        names = self._later(session.dialogue, session.step)
        if session.stage == REVIEW:
            names |= {step.name}
        if isinstance(step, Draw | Pick):
            names |= {step.prompt if isinstance(step, Draw) else step.item}
        callers = []
        for frame in session.callers:
            after = self._script(frame.dialogue, frame.revision).steps[frame.step].next
            if after:  # one that ends with what it plays has nothing more to say
                later = self._later(frame.dialogue, after)
                kept = _only(later, frame.answers), _only(later, frame.drawn)
                callers.append((frame.dialogue, after, *kept))
        entry = session.entry
        return (
            (session.dialogue, session.step, session.line, session.stage),
            _only(names, session.answers),
            _only(names, session.drawn),
            (entry.kind, _only(frozenset(entry.fields), entry.fields)) if entry else None,
            session.next_time,
            tuple(callers),
            session.care,
        )

    def _later(self, dialogue: str, step: str) -> _Names:
        if dialogue not in self._read_later:
            self._read_later[dialogue] = read_later(self._script(dialogue, None))
        return self._read_later[dialogue][step]


def read_later(script: Script) -> dict[str, _Names]:
    """For every step the answers that are read there or further on, before they are given anew."""
    found = {name: _reads(step, script) for name, step in script.steps.items()}
    grows = True
    while grows:
        grows = False
        for name, step in script.steps.items():
            further = (found.get(way.to or "", frozenset()) for way in ways(step))
            now = found[name].union(*(names - _gives_anew(step) for names in further))
            grows = grows or now != found[name]
            found[name] = now
    return found


def _reads(step: Step, script: Script) -> _Names:
    # What stands at the head of a list is noted, and never shown here.
    reads = () if isinstance(step, Listing) else step_reads(step, script)
    mentions = (one for read in reads for one in read.mentions)
    own = {step.name} if isinstance(step, Each | Listing) else set()  # taken up where it was left
    return frozenset({one.path.partition(".")[0] for one in mentions} | own)


def _gives_anew(step: Step) -> _Names:
    """What a step replaces on every way out of it."""
    if isinstance(step, Ask) and not step.heads_up and (step.keep or not step.choices):
        return frozenset({step.name})
    return frozenset()


def _only(names: _Names, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    kept = ((name, value) for name, value in values.items() if name.partition(".")[0] in names)
    return tuple(sorted(kept))
