"""Rituals: how many times in a row nobody joined."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2358"
down_revision = "2026_11_21_2355"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.add_column(sa.Column("unjoined", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.alter_column("unjoined", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.drop_column("unjoined")
