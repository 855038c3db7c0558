"""Sessions: who was there, what they were asked, who reads it, and what they do next."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2000"
down_revision = "2026_11_21_1900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("presence", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "occurrence_id"],
            ["occurrence.team_id", "occurrence.id"],
            name=op.f("fk_attendance_team_id_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_attendance_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint(
            "team_id", "occurrence_id", "person_id", name=op.f("pk_attendance")
        ),
    )
    op.create_table(
        "form_reader",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("form_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "form_id"],
            ["form.team_id", "form.id"],
            name=op.f("fk_form_reader_team_id_form_id_form"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_form_reader_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "form_id", "person_id", name=op.f("pk_form_reader")),
    )
    op.create_table(
        "next_step",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "occurrence_id"],
            ["occurrence.team_id", "occurrence.id"],
            name=op.f("fk_next_step_team_id_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_next_step_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_next_step")),
        sa.UniqueConstraint(
            "team_id",
            "occurrence_id",
            "person_id",
            name=op.f("uq_next_step_team_id_occurrence_id_person_id"),
        ),
    )
    with op.batch_alter_table("next_step") as batch_op:
        batch_op.create_index(
            "ix_next_step_person", ["team_id", "person_id", "state"], unique=False
        )
    with op.batch_alter_table("form") as batch_op:
        batch_op.add_column(sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    _add("form_question", sa.Column("scale", sa.Boolean(), nullable=False), sa.false())
    _add("response", sa.Column("late", sa.Boolean(), nullable=False), sa.false())
    _add("ritual", sa.Column("template", sa.String(length=16), nullable=False), "two")
    _add("ritual", sa.Column("scales", sa.Boolean(), nullable=False), sa.false())


def _add(table: str, column: sa.Column, value: object) -> None:
    """Fill what is there already; later rows get their value from us, not from the database."""
    column.server_default = sa.DefaultClause(value)
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column(column.name, server_default=None)


def downgrade() -> None:
    for table, columns in (
        ("ritual", ("scales", "template")),
        ("response", ("late",)),
        ("form_question", ("scale",)),
        ("form", ("closed_at", "remind_at")),
    ):
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
    for table in ("next_step", "form_reader", "attendance"):
        op.drop_table(table)
