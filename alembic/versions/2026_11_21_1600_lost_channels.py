"""Why the app cannot speak in a pod's channel."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1600"
down_revision = "2026_11_21_1530"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pod") as batch_op:
        batch_op.add_column(sa.Column("lost", sa.String(64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("pod") as batch_op:
        batch_op.drop_column("lost")
