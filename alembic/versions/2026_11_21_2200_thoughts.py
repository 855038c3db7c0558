"""Retrospectives: what people say in them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2200"
down_revision = "2026_11_21_2100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thought",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("column", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "ritual_id"],
            ["ritual.team_id", "ritual.id"],
            name=op.f("fk_thought_team_id_ritual_id_ritual"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_thought_team_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "occurrence_id"],
            ["occurrence.team_id", "occurrence.id"],
            name=op.f("fk_thought_team_id_occurrence_id_occurrence"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_thought")),
    )
    with op.batch_alter_table("thought") as batch_op:
        batch_op.create_index(
            "ix_thought_ritual", ["team_id", "ritual_id", "occurrence_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("thought")
