"""Rituals: since which day nobody joined."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0010"
down_revision = "2026_11_21_2358"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.add_column(sa.Column("unjoined_since", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.drop_column("unjoined_since")
