"""What is stored, why, and for how long. The map for information governance is printed from here.

Each table says `why` it exists and how long its rows are `kept`; each column says in its comment
what it holds, and `sealed` names the key that opens it. What has no `sealed` lies in clear.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from storage.columns import Moment
from storage.sqlite import BIG

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Kind = TypeEngine[Any] | type[TypeEngine[Any]]

OWN_KEY = "the person’s own key"
MASTER_KEY = "the master key"
BY_ITS_CODE = "a key made from the code, which is kept nowhere"
OWN_OR_STRANGER = "the person’s own key; before anybody has agreed to anything, the master key"


def _sealed(name: str, comment: str, by: str = OWN_KEY) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False, comment=comment, info={"sealed": by})


def _id(comment: str) -> Column[Any]:
    return Column("id", BIG, primary_key=True, autoincrement=False, comment=comment)


def _clear(name: str, kind: _Kind, comment: str) -> Column[Any]:
    return Column(name, kind, nullable=False, comment=comment)


def _maybe(name: str, kind: _Kind, comment: str) -> Column[Any]:
    return Column(name, kind, nullable=True, comment=comment)


def _found_by(name: str, kind: _Kind, comment: str) -> Column[Any]:
    return Column(name, kind, nullable=False, index=True, comment=comment)


def _person(index: bool, nullable: bool = False) -> Column[Any]:
    return Column(
        "person",
        String(32),
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=nullable,
        index=index,
        comment="Whose row this is: their random id.",
    )


installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="Always 1."),
    _clear("key_check", LargeBinary, "Recognises the master key; opens nothing."),
    _clear("created", Moment, "When this database was made."),
    _clear("starts", Integer, "How often the store was opened; keeps ids from coming twice."),
    info={
        "why": "To notice a wrong master key before anything is touched.",
        "kept": "as long as the installation",
    },
)

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True, comment="A random id, made up for this purpose."),
    Column(
        "lookup",
        LargeBinary,
        nullable=False,
        unique=True,
        comment="A keyed hash of the chat’s address; cannot be turned back without the master key.",
    ),
    _sealed("wrapped_key", "The person’s own key.", MASTER_KEY),
    _sealed("address", "Where to send answers: the id of the chat."),
    _sealed("desk", "Their settings, and the conversation they are in; of a group, its cards."),
    _clear("desk_version", Integer, "Which shape the sealed desk has."),
    _clear("kind", String(8), "person, or group: a team’s chat that has cards sent to it."),
    _found_by(
        "last_seen",
        Date,
        "The day (not the hour) of their last tap or word, for forgetting after disuse.",
    ),
    info={
        "why": "To recognise somebody who agreed to it, and carry on where they were; to send a"
        " team the cards that its administrators asked for.",
        "kept": "until they erase it, or 12 months after their last tap or word;"
        " a conversation left open, 30 days; a group, until its cards are stopped or end, within"
        " a year of the last choice",
    },
)

revisions = Table(
    "revisions",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the source."),
    _clear("dialogue", String(200), "The dialogue’s name."),
    _clear("source", Text, "The dialogue file as its authors wrote it."),
    _clear("first_used", Moment, "When somebody first began it."),
    info={
        "why": "So that a conversation ends with the words it began with."
        " Holds no personal information.",
        "kept": "as long as a conversation may still need it",
    },
)

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="From 1 on."),
    _clear("made_at", Moment, "When it was published."),
    _clear("way", String(16), "folder, page or back: from where it was published."),
    _clear("by", String(60), "Who published it, by role, as they wrote it; may be empty."),
    _clear("files", Text, "Every file’s name and the SHA-256 of its text."),
    _maybe("folder", Text, "The same of the folder of dialogues, as it stood then."),
    info={
        "why": "So that words are published as a whole, can be compared, and can be taken back."
        " A role is asked for and no name; nothing in it belongs to anybody who talks with Cairn.",
        "kept": "as long as the installation",
    },
)

edition_texts = Table(
    "edition_texts",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the text."),
    _clear("text", Text, "One file as its authors wrote it."),
    info={
        "why": "The words that were published, each version once. No personal information.",
        "kept": "as long as the installation",
    },
)

drafts = Table(
    "drafts",
    metadata,
    Column("path", String(200), primary_key=True, comment="Which file of the dialogues."),
    _clear("text", Text, "What its authors have written so far."),
    _clear("over", String(64), "SHA-256 of the text it is to replace; empty for a new file."),
    _clear("saved_at", Moment, "When it was saved last."),
    info={
        "why": "Words that are written on the page in the browser and not published yet."
        " Nothing in it belongs to anybody who talks with Cairn.",
        "kept": "until published or thrown away",
    },
)

entries = Table(
    "entries",
    metadata,
    _id("Counts up; says nothing of when."),
    _person(index=True),
    _sealed("body", "What they kept: the words, the day, what became of it."),
    info={
        "why": "The private log of small changes.",
        "kept": "until they delete it, or 12 months after their last tap or word",
    },
)

checkins = Table(
    "checkins",
    metadata,
    _id("Counts up; says nothing of when."),
    _person(index=True),
    _found_by(
        "month", String(7), "The month, in clear so that old ones can be forgotten unopened."
    ),
    _sealed("body", "The words they chose, and when."),
    info={
        "why": "So that people can look back at their own check-ins.",
        "kept": "12 months; fewer, or none, when the person says so",
    },
)

sheets = Table(
    "sheets",
    metadata,
    _id("Counts up; says nothing of when."),
    _person(index=True),
    _sealed("body", "Which list they went over, what they answered and noted, and the days."),
    info={
        "why": "What people wrote down while going over a list, such as a walk through a service.",
        "kept": "until they delete it, or 12 months after their last tap or word",
    },
)

handovers = Table(
    "handovers",
    metadata,
    Column(
        "code",
        LargeBinary,
        primary_key=True,
        comment="A keyed hash of the code; cannot be turned back without the master key.",
    ),
    _person(index=True),
    _found_by("until", Moment, "Can be fetched until then."),
    _sealed("body", "A copy of one sheet, without anything that says whose it is.", BY_ITS_CODE),
    info={
        "why": "So that somebody can hand what they noticed on to a colleague, by a code. Whose row"
        " it is stands here so that it goes when they erase everything; whoever fetches the copy"
        " is not told.",
        "kept": "until fetched, or 7 days",
    },
)

nudges = Table(
    "nudges",
    metadata,
    _id("Counts up; says nothing of when."),
    _person(index=True),
    Column(
        "next_due",
        Moment,
        nullable=True,
        index=True,
        comment="When it is next due; in clear, so that due ones are found.",
    ),
    _clear("state", String(16), "on, held, resting or done."),
    _maybe("lease_until", Moment, "Taken up by a sender until then."),
    _maybe("not_after", Moment, "Too late to be of use after this."),
    _sealed("body", "What it is about, and the rule of its times."),
    info={
        "why": "Reminders that people asked for.",
        "kept": "until done, or switched off by the person",
    },
)

outbox = Table(
    "outbox",
    metadata,
    _id("Counts up, so that messages leave in order."),
    _person(index=False, nullable=True),
    _found_by(
        "chat",
        LargeBinary,
        "The keyed hash of the address: keeps a chat’s order, and finds unsent messages.",
    ),
    _clear("lane", Integer, "0 for an answer to somebody waiting, 1 for a reminder."),
    _sealed("address", "Where it goes; empty for a reminder.", OWN_OR_STRANGER),
    _sealed(
        "body", "The message; empty for a reminder, which is written as it leaves.", OWN_OR_STRANGER
    ),
    _maybe("not_before", Moment, "Waits until then."),
    _clear("state", String(16), "waiting or sending."),
    Column(
        "occurrence",
        String(100),
        nullable=True,
        unique=True,
        comment="Which reminder this is, and of which day, so that none goes out twice.",
    ),
    info={
        "why": "Messages that have been written but not yet sent, so that none is lost.",
        "kept": "until sent; seconds, as a rule",
    },
)

shown = Table(
    "shown",
    metadata,
    _id("Counts up; says nothing of when."),
    _person(index=True),
    _sealed("body", "Which message in the chat showed which question or log entry."),
    _found_by("made_at", Moment, "When; for forgetting."),
    info={
        "why": "To close old buttons, follow an edited message, and tidy the chat.",
        "kept": "48 hours",
    },
)

updates = Table(
    "updates",
    metadata,
    _id("The number Telegram gave to a delivery."),
    _found_by("seen_at", Moment, "When; for forgetting."),
    info={
        "why": "So that a delivery that comes twice is answered once. Says nothing about anybody.",
        "kept": "48 hours",
    },
)

coordinators = Table(
    "coordinators",
    metadata,
    Column(
        "person",
        String(32),
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        comment="Who has the post: their random id.",
    ),
    _clear("since", Date, "The day from which they have it."),
    info={
        "why": "To know who may try dialogues out, and give the post to a colleague.",
        "kept": "until they give the post up, or everything of theirs is forgotten",
    },
)

invitations = Table(
    "invitations",
    metadata,
    Column(
        "code",
        LargeBinary,
        primary_key=True,
        comment="A keyed hash of the code; cannot be turned back without the master key.",
    ),
    _person(index=True),
    _found_by("until", Moment, "Works until then."),
    info={
        "why": "So that a coordinator can give the post to a colleague, with a code to send on.",
        "kept": "until used, or 24 hours",
    },
)

readings = Table(
    "readings",
    metadata,
    _id("Counts up; says nothing of when."),
    Column("secret", String(64), nullable=False, unique=True, comment="The link’s, as SHA-256."),
    _clear("path", String(200), "Which file of the dialogues is read."),
    _clear("text", Text, "The file as it was to be read, word for word."),
    _sealed("asked", "Who was asked, by role.", MASTER_KEY),
    _found_by("until", Moment, "The link works until then."),
    _clear("state", String(8), "open, back (taken back), read (to the end) or noted."),
    info={
        "why": "So that people who are asked to can read words and say something about them, by a"
        " link and without an account. A role is asked for and no name.",
        "kept": "until it is over and everything said is settled, or 90 days after it ended; a link"
        " works for 14 days",
    },
)

remarks = Table(
    "remarks",
    metadata,
    _id("Counts up; says nothing of when."),
    Column(
        "reading",
        ForeignKey("readings.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        comment="By which link it was said.",
    ),
    _sealed("body", "What was said, and about which words of the file.", MASTER_KEY),
    _clear("made_at", Moment, "When it was said."),
    _maybe("settled_at", Moment, "When a coordinator settled it."),
    info={
        "why": "What readers say about words, for coordinators. They are asked for no names.",
        "kept": "as long as the reading that it belongs to",
    },
)

PERSONAL = tuple(table for table in reversed(metadata.sorted_tables) if "person" in table.c)
"""Every table with rows that belong to somebody, in the order in which they can be emptied."""
