"""What was published, and when; and what is written and not published yet."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing was published so far; the folder is, at the start that follows."""
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_editions"),
    )
    op.create_table(
        "edition_texts",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_edition_texts"),
    )
    op.create_table(
        "drafts",
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("over", sa.String(64), nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_drafts"),
    )
