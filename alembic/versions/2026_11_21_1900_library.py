"""The library: notes, where they are shared again, and the index of their words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "2026_11_21_1900"
down_revision = "2026_11_21_1830"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "artifact",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("keeper_id", sa.String(length=22), nullable=False),
        sa.Column("source_id", sa.String(length=22), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("topics", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=2000), nullable=False),
        sa.Column("link_key", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("start_here", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_artifact_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "keeper_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_artifact_team_id_keeper_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_artifact_team_id_pod_id_pod"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "source_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_artifact_team_id_source_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_artifact")),
        sa.UniqueConstraint("number", name=op.f("uq_artifact_number")),
    )
    with op.batch_alter_table("artifact") as batch_op:
        batch_op.create_index(
            "ix_artifact_created", ["team_id", "state", "created_at"], unique=False
        )
        batch_op.create_index("ix_artifact_link", ["team_id", "link_key"], unique=False)
        batch_op.create_index("ix_artifact_pod", ["team_id", "pod_id", "start_here"], unique=False)
        batch_op.create_index("ix_artifact_source", ["team_id", "source_id"], unique=False)

    op.create_table(
        "artifact_share",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("artifact_id", sa.String(length=22), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "artifact_id"],
            ["artifact.team_id", "artifact.id"],
            name=op.f("fk_artifact_share_team_id_artifact_id_artifact"),
        ),
        sa.PrimaryKeyConstraint(
            "team_id", "artifact_id", "channel_id", "ts", name=op.f("pk_artifact_share")
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE artifact_words"
            " USING fts5(title, topics, body, tokenize = 'ascii')"
        )
        return
    op.create_table(
        "artifact_words",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["artifact.team_id", "artifact.id"],
            name=op.f("fk_artifact_words_team_id_id_artifact"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_artifact_words")),
    )
    op.create_index("ix_artifact_words", "artifact_words", ["words"], postgresql_using="gin")


def downgrade() -> None:
    op.execute("DROP TABLE artifact_words")
    op.drop_table("artifact_share")
    with op.batch_alter_table("artifact") as batch_op:
        batch_op.drop_index("ix_artifact_source")
        batch_op.drop_index("ix_artifact_pod")
        batch_op.drop_index("ix_artifact_link")
        batch_op.drop_index("ix_artifact_created")

    op.drop_table("artifact")
    op.execute("DELETE FROM contribution WHERE kind = 'note'")
    op.execute("DELETE FROM subject WHERE kind = 'artifact'")
