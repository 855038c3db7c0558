"""Decisions: the log of what retrospectives changed about rituals."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2340"
down_revision = "2026_11_21_2330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=150), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_id", sa.String(length=22), nullable=True),
        sa.Column("shown_id", sa.String(length=22), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["team_id", column],
                [f"{table}.team_id", f"{table}.id"],
                name=op.f(f"fk_decision_team_id_{column}_{table}"),
            )
            for column, table in (
                ("pod_id", "pod"),
                ("ritual_id", "ritual"),
                ("occurrence_id", "occurrence"),
                ("person_id", "person"),
                ("asked_id", "occurrence"),
                ("shown_id", "occurrence"),
            )
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision") as batch_op:
        batch_op.create_index("ix_decision_pod", ["team_id", "pod_id", "state"], unique=False)
        for column in ("ritual", "occurrence", "asked", "shown"):
            batch_op.create_index(
                f"ix_decision_{column}", ["team_id", f"{column}_id"], unique=False
            )


def downgrade() -> None:
    op.drop_table("decision")
