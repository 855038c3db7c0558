"""The hours in which somebody wants no messages."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1200"
down_revision = "2026_11_21_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("quiet_begin", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("quiet_end", sa.Time(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_column("quiet_end")
        batch_op.drop_column("quiet_begin")
