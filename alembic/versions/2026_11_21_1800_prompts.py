"""The prompts of teams, which one was asked, and who answered it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1800"
down_revision = "2026_11_21_1600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_prompt",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("shared_key", sa.String(length=40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.String(length=22), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_team_prompt_team_id_pod_id_pod"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "added_by_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_team_prompt_team_id_added_by_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_team_prompt")),
        sa.UniqueConstraint(
            "team_id", "pod_id", "shared_key", name=op.f("uq_team_prompt_team_id_pod_id_shared_key")
        ),
    )
    with op.batch_alter_table("team_prompt") as batch_op:
        batch_op.create_index("ix_team_prompt_pod", ["team_id", "pod_id", "kind"], unique=False)

    op.create_table(
        "prompt_answer",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "occurrence_id"],
            ["occurrence.team_id", "occurrence.id"],
            name=op.f("fk_prompt_answer_team_id_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_prompt_answer_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "occurrence_id", "ts", name=op.f("pk_prompt_answer")),
    )
    with op.batch_alter_table("occurrence") as batch_op:
        batch_op.add_column(sa.Column("prompt_key", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("occurrence") as batch_op:
        batch_op.drop_column("prompt_key")

    op.drop_table("prompt_answer")
    with op.batch_alter_table("team_prompt") as batch_op:
        batch_op.drop_index("ix_team_prompt_pod")

    op.drop_table("team_prompt")
