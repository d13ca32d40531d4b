"""What people wrote down while going over a list, and what they hand on by a code."""

import sqlalchemy as sa
from alembic import op

from storage.sqlite import BIG

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nobody went over a list so far."""
    op.create_table(
        "sheets",
        sa.Column("id", BIG, nullable=False, autoincrement=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sheets"),
        _of_a_person("sheets"),
    )
    op.create_index("ix_sheets_person", "sheets", ["person"])
    op.create_table(
        "handovers",
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_handovers"),
        _of_a_person("handovers"),
    )
    op.create_index("ix_handovers_person", "handovers", ["person"])
    op.create_index("ix_handovers_until", "handovers", ["until"])


def _of_a_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person"], ["people.id"], name=f"fk_{table}_person_people", ondelete="CASCADE"
    )
