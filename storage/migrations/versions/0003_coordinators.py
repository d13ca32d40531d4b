"""Coordinators, and the codes with which they invite a colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _of_a_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person"], ["people.id"], name=f"fk_{table}_person", ondelete="CASCADE"
    )


def upgrade() -> None:
    """Nobody has the post so far."""
    op.create_table(
        "coordinators",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_coordinators"),
        _of_a_person("coordinators"),
    )
    op.create_table(
        "invitations",
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_invitations"),
        _of_a_person("invitations"),
    )
    op.create_index("ix_invitations_person", "invitations", ["person"])
    op.create_index("ix_invitations_until", "invitations", ["until"])
