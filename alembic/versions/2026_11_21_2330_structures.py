"""Rituals: how the time of a session is divided, where it is not as its kind says."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2330"
down_revision = "2026_11_21_2300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.add_column(sa.Column("structure", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.alter_column("structure", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.drop_column("structure")
