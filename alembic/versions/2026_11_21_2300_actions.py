"""Actions: what retrospectives want done, by whom and until when."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2300"
down_revision = "2026_11_21_2200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_id", sa.String(length=22), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["team_id", column],
                [f"{table}.team_id", f"{table}.id"],
                name=op.f(f"fk_action_team_id_{column}_{table}"),
            )
            for column, table in (
                ("id", "subject"),
                ("pod_id", "pod"),
                ("occurrence_id", "occurrence"),
                ("asked_id", "occurrence"),
                ("person_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_action")),
    )
    with op.batch_alter_table("action") as batch_op:
        batch_op.create_index("ix_action_pod", ["team_id", "pod_id", "state"], unique=False)
        batch_op.create_index("ix_action_person", ["team_id", "person_id", "state"], unique=False)
        batch_op.create_index("ix_action_occurrence", ["team_id", "occurrence_id"], unique=False)
        batch_op.create_index("ix_action_asked", ["team_id", "asked_id"], unique=False)


def downgrade() -> None:
    op.drop_table("action")
