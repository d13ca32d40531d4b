"""Group chats beside people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Everybody so far is a person."""
    op.add_column(
        "people", sa.Column("kind", sa.String(8), nullable=False, server_default="person")
    )
