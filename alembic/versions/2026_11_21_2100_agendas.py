"""Agendas: what people want to talk about in the next session, and who wants it too."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2100"
down_revision = "2026_11_21_2000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "ritual_id"],
            ["ritual.team_id", "ritual.id"],
            name=op.f("fk_agenda_item_team_id_ritual_id_ritual"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item") as batch_op:
        batch_op.create_index("ix_agenda_item_ritual", ["team_id", "ritual_id"], unique=False)
    op.create_table(
        "agenda_vote",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["agenda_item.team_id", "agenda_item.id"],
            name=op.f("fk_agenda_vote_team_id_item_id_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_agenda_vote_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "item_id", "person_id", name=op.f("pk_agenda_vote")),
    )


def downgrade() -> None:
    op.drop_table("agenda_vote")
    op.drop_table("agenda_item")
