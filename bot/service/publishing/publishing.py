"""Publishing: what would change is put together and looked over, and then it is live, or not.

A publication is one edition and one transaction. Whoever is part-way ends on the words they began
with (`Revisions`); whoever begins from then on has the new ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.script.files import Files
from bot.script.memo import Memo
from bot.service.aside import aside
from bot.service.played import played_again
from bot.service.publishing.changes import Change, changes
from bot.service.publishing.drafting import written
from bot.service.publishing.looking_over import LookedOver, look_over
from bot.service.publishing.merging import merged
from bot.service.revisions import Revisions
from storage import drafts, editions
from storage.editions import BACK, FOLDER, PAGE, Edition, hash_of
from storage.store import Store, Unit

LONGEST_ROLE = 60
OLD_LINE = "D505"  # what nobody checked lately: words that were live may be again


class CannotPublish(Exception):
    """Nothing was published and nothing changed; `str()` says why in plain words."""


class Overtaken(CannotPublish):
    """Somebody else published meanwhile; look again at what would change."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody published other words meanwhile. Look again at what would change."
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that could be published.

    Attributes:
        over: The number of the edition that they would take the place of; None for the first.
        files: Everything as it would be.
        changes: What would read otherwise than now.
        looked: What the rules and the transcripts say.
        folder: What the folder says, where it was looked at.
        drafts: The drafts that are part of it, by path; none where the folder is published.
        both, elsewhere: As in `Merged`.
    """

    over: int | None
    files: Files
    changes: Sequence[Change]
    looked: LookedOver
    folder: Mapping[str, str] | None = None
    drafts: Mapping[str, str] = field(default_factory=dict)
    both: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def says_the_same(self) -> bool:
        """Whether nobody would notice."""
        return not self.changes


async def of_folder(
    store: Store, folder: Files, now: datetime, memo: Memo, *, by_hand: bool
) -> Proposal:
    """What publishing the folder would do.

    Args:
        store: Where the editions are.
        folder: The folder as it was read.
        now: The moment.
        memo: What was read before.
        by_hand: Somebody asked for it (see `merged`).
    """
    async with store.read() as unit:
        history = await editions.history(unit)
        live = await editions.texts_of(unit, history[0].files) if history else {}
        result = merged(folder.texts, live, history, by_hand=by_hand)
        earlier = await _earlier(unit, history, live, result.texts)
    files = Files(result.texts, folder.lost, folder.root)
    return Proposal(
        over=history[0].number if history else None,
        files=files,
        changes=await aside(changes, live, result.texts),
        looked=await aside(look_over, files, earlier, now.date(), memo),
        folder=folder.texts,
        both=result.both,
        elsewhere=result.elsewhere,
    )


async def of_page(
    store: Store, paths: Collection[str], now: datetime, memo: Memo, *, follow: bool = False
) -> Proposal:
    """What publishing the drafts of these files would do, and nothing else that is being written.

    Args:
        store: Where the editions and the drafts are.
        paths: Which files.
        now: The moment.
        memo: What was read before.
        follow: Whether transcripts that go another way by now are written down as they go, and
            those whose way is gone are taken away.

    Raises:
        CannotPublish: other words of one of them were published since its draft began.
    """
    async with store.read() as unit:
        history = await editions.history(unit)
        here = await written(unit)
        overtaken = sorted({*paths}.intersection(here.overtaken))
        if overtaken:
            raise CannotPublish(
                f"Other words of {', '.join(overtaken)} were published since you began. Look at "
                "what is published now, and say whether you stand by yours."
            )
        chosen = {path: one.text for path, one in here.drafts.items() if path in paths}
        texts = {**here.live, **chosen}
        earlier = await _earlier(unit, history, here.live, texts)
    files = Files(texts)
    looked = await aside(look_over, files, earlier, now.date(), memo)
    if follow and looked.played:
        texts = await aside(_followed, texts, looked)
        files = Files(texts)
        looked = await aside(look_over, files, earlier, now.date(), memo)
    return Proposal(
        over=history[0].number if history else None,
        files=files,
        changes=await aside(changes, here.live, texts),
        looked=looked,
        drafts=chosen,
    )


def _followed(texts: Mapping[str, str], looked: LookedOver) -> dict[str, str]:
    """All texts, with the transcripts as they go now, and without those that cannot be played."""
    followed = dict(texts)
    for one in looked.played:
        again = played_again(followed.pop(one.file), one.file, looked.library, follow=True)
        if not again.problem:
            followed[one.file] = again.plays
    return followed


async def publish(store: Store, proposal: Proposal, now: datetime, by: str = "") -> Edition:
    """Makes a proposal live.

    Raises:
        CannotPublish: something has to be mended, or somebody else published meanwhile.
    """
    reasons = proposal.looked.refusals()
    if reasons:
        raise CannotPublish("\n".join(reasons))
    return await _go_live(store, proposal, now, by, PAGE if proposal.drafts else FOLDER)


async def publish_first(store: Store, files: Files, looked: LookedOver, now: datetime) -> Edition:
    """Makes the folder live where nothing is live yet: there is nothing that could go on."""
    proposal = Proposal(None, files, (), looked, files.texts)
    return await _go_live(store, proposal, now, "", FOLDER)


@dataclass(frozen=True, slots=True)
class WayBack:
    """An earlier edition that could be live again: its number, and what that would change."""

    number: int
    proposal: Proposal


async def way_back(store: Store, number: int | None, now: datetime) -> WayBack:
    """What making an earlier edition live again would do.

    Args:
        store: Where the editions are.
        number: Which; without one, that before what is live. Asked twice, it goes back twice.
        now: The moment.

    Raises:
        CannotPublish: there is no such edition, or its words cannot be played any more.
    """
    async with store.read() as unit:
        history = await editions.history(unit)
        wanted = number if number is not None else _one_before(history)
        found = next((one for one in history if one.number == wanted), None)
        if found is None:
            raise CannotPublish(
                f"There is no edition {wanted}." if wanted > 0 else "There is no earlier edition."
            )
        if found.files == history[0].files:
            raise CannotPublish(f"Edition {wanted} says what is live now.")
        files = Files(await editions.texts_of(unit, found.files))
        live = await editions.texts_of(unit, history[0].files)
    looked = await aside(look_over, files, {}, now.date(), Memo())
    broken = [p.line() for p in looked.problems if p.severity == "E" and p.code != OLD_LINE]
    if broken:
        raise CannotPublish("\n".join(broken))
    proposal = Proposal(history[0].number, files, changes(live, files.texts), looked)
    return WayBack(wanted, proposal)


async def take_back(store: Store, way: WayBack, now: datetime, by: str = "") -> Edition:
    """Goes that way back; the earlier words are live again, as a new edition.

    Raises:
        CannotPublish: somebody else published meanwhile.
    """
    return await _go_live(store, way.proposal, now, by, BACK)


def _one_before(history: Sequence[Edition]) -> int:
    """The edition before what is live; after a way back, the one before that which it restored."""
    if not history:
        return 0
    live, *earlier = history
    restored = (one.number for one in earlier if one.files == live.files)
    return (next(restored, live.number) if live.way == BACK else live.number) - 1


async def _go_live(store: Store, proposal: Proposal, now: datetime, by: str, way: str) -> Edition:
    role = " ".join(by.split())
    if len(role) > LONGEST_ROLE:
        raise CannotPublish(f"Say in at most {LONGEST_ROLE} characters who publishes, by role.")
    folder = proposal.folder
    hashes = None if folder is None else {path: hash_of(text) for path, text in folder.items()}
    async with store.write() as unit:
        if await editions.newest_number(unit) != proposal.over:
            raise Overtaken
        made = await editions.add(unit, proposal.files.texts, now, way=way, by=role, folder=hashes)
        await Revisions(proposal.looked.library).publish(unit, now)
        here = await drafts.every(unit)
        for path, text in proposal.drafts.items():
            if path in here and here[path].text == text:
                await drafts.drop(unit, [path])
            else:  # somebody wrote on while this was looked over
                await drafts.stand_over(unit, path, hash_of(text))
    return made


async def _earlier(
    unit: Unit, history: Sequence[Edition], live: Mapping[str, str], texts: Mapping[str, str]
) -> dict[str, list[str]]:
    """Every published text of the files that change, newest first."""
    changed = [path for path in texts if path in live and texts[path] != live[path]]
    found: dict[str, list[str]] = {}
    for path in changed:
        hashes = dict.fromkeys(one.files[path] for one in history if path in one.files)
        by_hash = await editions.texts_of(unit, {one: one for one in hashes})
        found[path] = [by_hash[one] for one in hashes]
    return found
