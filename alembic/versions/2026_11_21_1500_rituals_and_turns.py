"""Rituals, the times that they happen, what is due, and turns."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1500"
down_revision = "2026_11_21_1200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_absence_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence") as batch_op:
        batch_op.create_index(
            "ix_absence_person", ["team_id", "person_id", "until_on"], unique=False
        )

    op.create_table(
        "due",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "subject_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_due_team_id_subject_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "subject_id", "step", name=op.f("pk_due")),
    )
    with op.batch_alter_table("due") as batch_op:
        batch_op.create_index("ix_due_at", ["at"], unique=False)

    op.create_table(
        "journal",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "subject_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_journal_team_id_subject_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal") as batch_op:
        batch_op.create_index("ix_journal_subject", ["team_id", "subject_id", "at"], unique=False)

    op.create_table(
        "ritual",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("good", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tzdata", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_ritual_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_ritual_team_id_pod_id_pod"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_ritual")),
    )
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.create_index("ix_ritual_pod", ["team_id", "pod_id"], unique=False)
        batch_op.create_index("ix_ritual_tzdata", ["tzdata"], unique=False)

    op.create_table(
        "credit",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("last_served_on", sa.Date(), nullable=True),
        sa.Column("shadowed", sa.Boolean(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_credit_team_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "ritual_id"],
            ["ritual.team_id", "ritual.id"],
            name=op.f("fk_credit_team_id_ritual_id_ritual"),
        ),
        sa.PrimaryKeyConstraint(
            "team_id", "ritual_id", "duty", "person_id", name=op.f("pk_credit")
        ),
    )
    op.create_table(
        "occurrence",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_occurrence_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "ritual_id"],
            ["ritual.team_id", "ritual.id"],
            name=op.f("fk_occurrence_team_id_ritual_id_ritual"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "team_id",
            "ritual_id",
            "nominal_on",
            "slot",
            name=op.f("uq_occurrence_team_id_ritual_id_nominal_on_slot"),
        ),
    )
    with op.batch_alter_table("occurrence") as batch_op:
        batch_op.create_index(
            "ix_occurrence_starts", ["team_id", "ritual_id", "starts_at"], unique=False
        )

    op.create_table(
        "passed",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_passed_team_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "ritual_id"],
            ["ritual.team_id", "ritual.id"],
            name=op.f("fk_passed_team_id_ritual_id_ritual"),
        ),
        sa.PrimaryKeyConstraint(
            "team_id", "ritual_id", "duty", "person_id", "on", name=op.f("pk_passed")
        ),
    )
    op.create_table(
        "turn",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("occurrence_id", sa.String(length=22), nullable=False),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("shadow_id", sa.String(length=22), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_turn_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "occurrence_id"],
            ["occurrence.team_id", "occurrence.id"],
            name=op.f("fk_turn_team_id_occurrence_id_occurrence"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_turn")),
        sa.UniqueConstraint(
            "team_id", "occurrence_id", "duty", name=op.f("uq_turn_team_id_occurrence_id_duty")
        ),
    )
    with op.batch_alter_table("turn") as batch_op:
        batch_op.create_index("ix_turn_person", ["team_id", "person_id", "state"], unique=False)

    op.create_table(
        "swap",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("turn_id", sa.String(length=22), nullable=False),
        sa.Column("back_id", sa.String(length=22), nullable=True),
        sa.Column("from_id", sa.String(length=22), nullable=False),
        sa.Column("to_id", sa.String(length=22), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_swap_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "turn_id"],
            ["turn.team_id", "turn.id"],
            name=op.f("fk_swap_team_id_turn_id_turn"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_swap")),
    )
    with op.batch_alter_table("demo") as batch_op:
        batch_op.add_column(sa.Column("occurrence_id", sa.String(length=22), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("demo") as batch_op:
        batch_op.drop_column("occurrence_id")

    op.drop_table("swap")
    with op.batch_alter_table("turn") as batch_op:
        batch_op.drop_index("ix_turn_person")

    op.drop_table("turn")
    op.drop_table("passed")
    with op.batch_alter_table("occurrence") as batch_op:
        batch_op.drop_index("ix_occurrence_starts")

    op.drop_table("occurrence")
    op.drop_table("credit")
    with op.batch_alter_table("ritual") as batch_op:
        batch_op.drop_index("ix_ritual_tzdata")
        batch_op.drop_index("ix_ritual_pod")

    op.drop_table("ritual")
    with op.batch_alter_table("journal") as batch_op:
        batch_op.drop_index("ix_journal_subject")

    op.drop_table("journal")
    with op.batch_alter_table("due") as batch_op:
        batch_op.drop_index("ix_due_at")

    op.drop_table("due")
    with op.batch_alter_table("absence") as batch_op:
        batch_op.drop_index("ix_absence_person")

    op.drop_table("absence")
