"""Rituals: what people look at before a session."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2355"
down_revision = "2026_11_21_2350"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.add_column(
            sa.Column("reading", sa.String(length=300), nullable=False, server_default="")
        )
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.alter_column("reading", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.drop_column("reading")
