"""Demos: no version; a card that waits to be drawn again is found by what it is about."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0145"
down_revision = "2026_11_22_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("demo") as batch_op:
        batch_op.drop_column("version")


def downgrade() -> None:
    with op.batch_alter_table("demo") as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
