"""Who was asked to read which words, and what they said about them."""

import sqlalchemy as sa
from alembic import op

from storage.sqlite import BIG

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nobody was asked so far."""
    op.create_table(
        "readings",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("asked", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("secret", name="uq_readings_secret"),
    )
    op.create_index("ix_readings_until", "readings", ["until"])
    op.create_table(
        "remarks",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        sa.Column("reading", BIG, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("settled_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_remarks"),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name="fk_remarks_reading", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_remarks_reading", "remarks", ["reading"])
