"""Swaps that outlive their turns, and what was done to a turn last."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1830"
down_revision = "2026_11_21_1800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("swap")  # no version has written to it yet
    op.create_table(
        "swap",
        *_columns(),
        sa.Column("ritual_id", sa.String(length=22), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _owned("id", by="subject"),
        _owned("turn_id", by="subject"),
        _owned("back_id", by="subject"),
        _owned("ritual_id", by="ritual"),
        _owned("from_id", by="person"),
        _owned("to_id", by="person"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_swap")),
    )
    asked = sa.text("state = 'asked'")
    op.create_index(
        "uq_swap_asked",
        "swap",
        ["team_id", "turn_id"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.create_index("ix_swap_to", "swap", ["team_id", "to_id", "state"])
    op.create_index("ix_swap_ritual", "swap", ["team_id", "ritual_id", "state"])
    with op.batch_alter_table("turn") as batch_op:
        batch_op.add_column(sa.Column("changed", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("before_id", sa.String(length=22), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("turn") as batch_op:
        batch_op.drop_column("before_id")
        batch_op.drop_column("changed")
    op.drop_table("swap")
    op.create_table(
        "swap",
        *_columns(),
        _owned("id", by="subject"),
        _owned("turn_id", by="turn"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_swap")),
    )


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("turn_id", sa.String(length=22), nullable=False),
        sa.Column("back_id", sa.String(length=22), nullable=True),
        sa.Column("from_id", sa.String(length=22), nullable=False),
        sa.Column("to_id", sa.String(length=22), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _owned(column: str, *, by: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", column],
        [f"{by}.team_id", f"{by}.id"],
        name=op.f(f"fk_swap_team_id_{column}_{by}"),
    )
