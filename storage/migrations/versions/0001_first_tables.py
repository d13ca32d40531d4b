"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.sqlite import BIG

revision = "0001"
down_revision = None


def _person(nullable: bool = False) -> sa.Column[str]:
    return sa.Column("person", sa.String(32), nullable=nullable)


def _keys(table: str, personal: bool = True) -> list[sa.Constraint]:
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    if personal:
        keys.append(
            sa.ForeignKeyConstraint(
                ["person"], ["people.id"], name=f"fk_{table}_person", ondelete="CASCADE"
            )
        )
    return keys


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key_check", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("starts", sa.Integer, nullable=False),
        *_keys("installation", personal=False),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("desk", sa.LargeBinary, nullable=False),
        sa.Column("desk_version", sa.Integer, nullable=False),
        sa.Column("last_seen", sa.Date, nullable=False),
        *_keys("people", personal=False),
        sa.UniqueConstraint("lookup", name="uq_people_lookup"),
    )
    op.create_index("ix_people_last_seen", "people", ["last_seen"])
    op.create_table(
        "revisions",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("dialogue", sa.String(200), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("first_used", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_revisions"),
    )
    op.create_table(
        "entries",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        _person(),
        sa.Column("body", sa.LargeBinary, nullable=False),
        *_keys("entries"),
    )
    op.create_table(
        "checkins",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        _person(),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        *_keys("checkins"),
    )
    op.create_index("ix_checkins_month", "checkins", ["month"])
    op.create_table(
        "nudges",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        _person(),
        sa.Column("next_due", sa.BigInteger, nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("lease_until", sa.BigInteger, nullable=True),
        sa.Column("not_after", sa.BigInteger, nullable=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        *_keys("nudges"),
    )
    op.create_index("ix_nudges_next_due", "nudges", ["next_due"])
    op.create_table(
        "outbox",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        _person(nullable=True),
        sa.Column("chat", sa.LargeBinary, nullable=False),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("occurrence", sa.String(100), nullable=True),
        *_keys("outbox"),
        sa.UniqueConstraint("occurrence", name="uq_outbox_occurrence"),
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat"])
    op.create_table(
        "shown",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        _person(),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        *_keys("shown"),
    )
    op.create_index("ix_shown_made_at", "shown", ["made_at"])
    op.create_table(
        "updates",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        *_keys("updates", personal=False),
    )
    op.create_index("ix_updates_seen_at", "updates", ["seen_at"])
    for table in ("entries", "checkins", "nudges", "shown"):
        op.create_index(f"ix_{table}_person", table, ["person"])
