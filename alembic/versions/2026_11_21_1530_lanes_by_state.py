"""Find what is under way in a lane without reading what was said there before."""

from alembic import op

revision = "2026_11_21_1530"
down_revision = "2026_11_21_1500"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_delivery_lane", table_name="delivery")
    op.create_index("ix_delivery_lane", "delivery", ["team_id", "lane", "state", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_delivery_lane", table_name="delivery")
    op.create_index("ix_delivery_lane", "delivery", ["team_id", "lane", "created_at"])
