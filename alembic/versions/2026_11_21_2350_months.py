"""Months: pods that were there before are told of theirs from the next one on."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2350"
down_revision = "2026_11_21_2340"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The step itself finds the first weekday of the next month, where each pod lives.
    op.get_bind().execute(
        sa.text(
            "INSERT INTO due (team_id, subject_id, step, at) "
            "SELECT team_id, id, 'month', :now FROM pod WHERE archived_at IS NULL"
        ).bindparams(sa.bindparam("now", datetime.now(UTC), type_=sa.DateTime(timezone=True)))
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE step = 'month'")
