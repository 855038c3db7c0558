"""Pods, demos, feedback, and the outbox that speaks of them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_0900"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.create_index("ix_delivery_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_delivery_lane", ["team_id", "lane", "created_at"], unique=False)

    op.create_table(
        "installation",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("team_name", sa.String(length=200), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=True),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("bot_user_id", sa.String(length=32), nullable=False),
        sa.Column("bot_token", sa.LargeBinary(), nullable=True),
        sa.Column("scopes", sa.String(length=1000), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_installation")),
    )
    op.create_table(
        "person",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=16), nullable=True),
        sa.Column("bot", sa.Boolean(), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("dm_channel_id", sa.String(length=32), nullable=True),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_person")),
        sa.UniqueConstraint("team_id", "user_id", name=op.f("uq_person_team_id_user_id")),
    )
    op.create_table(
        "subject",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_subject")),
    )
    op.create_table(
        "fact",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=120), nullable=False),
        sa.Column("delivery_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "delivery_id"],
            ["delivery.team_id", "delivery.id"],
            name=op.f("fk_fact_team_id_delivery_id_delivery"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_fact")),
        sa.UniqueConstraint("team_id", "dedupe_key", name=op.f("uq_fact_team_id_dedupe_key")),
    )
    with op.batch_alter_table("fact") as batch_op:
        batch_op.create_index("ix_fact_delivery", ["team_id", "delivery_id"], unique=False)

    op.create_table(
        "form",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("readers", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("k", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extended_to", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "subject_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_form_team_id_subject_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_form")),
        sa.UniqueConstraint("team_id", "subject_id", name=op.f("uq_form_team_id_subject_id")),
    )
    op.create_table(
        "home",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("stale_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_home_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_home")),
    )
    with op.batch_alter_table("home") as batch_op:
        batch_op.create_index("ix_home_stale", ["stale_at"], unique=False)

    op.create_table(
        "pod",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("skill", sa.String(length=200), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("channel_name", sa.String(length=100), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_pod_team_id_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_pod")),
    )
    with op.batch_alter_table("pod") as batch_op:
        batch_op.create_index("ix_pod_channel", ["team_id", "channel_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("permalink", sa.String(length=500), nullable=True),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "subject_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_post_team_id_subject_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post") as batch_op:
        batch_op.create_index("ix_post_subject", ["team_id", "subject_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_contribution_team_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_contribution_team_id_pod_id_pod"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "subject_id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_contribution_team_id_subject_id_subject"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.create_index(
            "ix_contribution_person_at", ["team_id", "person_id", "at"], unique=False
        )
        batch_op.create_index("ix_contribution_pod_at", ["team_id", "pod_id", "at"], unique=False)

    op.create_table(
        "demo",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("author_id", sa.String(length=22), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=2000), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("gone_by_id", sa.String(length=22), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("view_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "author_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_demo_team_id_author_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "id"],
            ["subject.team_id", "subject.id"],
            name=op.f("fk_demo_team_id_id_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_demo_team_id_pod_id_pod"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_demo")),
    )
    with op.batch_alter_table("demo") as batch_op:
        batch_op.create_index(
            "ix_demo_author_posted", ["team_id", "author_id", "posted_at"], unique=False
        )
        batch_op.create_index(
            "ix_demo_pod_posted", ["team_id", "pod_id", "posted_at"], unique=False
        )

    op.create_table(
        "form_question",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("form_id", sa.String(length=22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "form_id"],
            ["form.team_id", "form.id"],
            name=op.f("fk_form_question_team_id_form_id_form"),
        ),
        sa.PrimaryKeyConstraint("team_id", "form_id", "position", name=op.f("pk_form_question")),
    )
    op.create_table(
        "membership",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("pod_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_membership_team_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "pod_id"],
            ["pod.team_id", "pod.id"],
            name=op.f("fk_membership_team_id_pod_id_pod"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership") as batch_op:
        batch_op.create_index("ix_membership_person", ["team_id", "person_id"], unique=False)
        batch_op.create_index("ix_membership_pod", ["team_id", "pod_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("form_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "form_id"],
            ["form.team_id", "form.id"],
            name=op.f("fk_response_team_id_form_id_form"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_response_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_response")),
        sa.UniqueConstraint(
            "team_id", "form_id", "person_id", name=op.f("uq_response_team_id_form_id_person_id")
        ),
    )
    with op.batch_alter_table("response") as batch_op:
        batch_op.create_index("ix_response_person", ["team_id", "person_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("response_id", sa.String(length=22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "response_id"],
            ["response.team_id", "response.id"],
            name=op.f("fk_answer_team_id_response_id_response"),
        ),
        sa.PrimaryKeyConstraint("team_id", "response_id", "position", name=op.f("pk_answer")),
    )
    op.create_table(
        "demo_comment",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("demo_id", sa.String(length=22), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "demo_id"],
            ["demo.team_id", "demo.id"],
            name=op.f("fk_demo_comment_team_id_demo_id_demo"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_demo_comment_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "demo_id", "ts", name=op.f("pk_demo_comment")),
    )
    op.create_table(
        "demo_field",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("demo_id", sa.String(length=22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "demo_id"],
            ["demo.team_id", "demo.id"],
            name=op.f("fk_demo_field_team_id_demo_id_demo"),
        ),
        sa.PrimaryKeyConstraint("team_id", "demo_id", "position", name=op.f("pk_demo_field")),
    )
    op.create_table(
        "demo_watch",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("demo_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "demo_id"],
            ["demo.team_id", "demo.id"],
            name=op.f("fk_demo_watch_team_id_demo_id_demo"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "person_id"],
            ["person.team_id", "person.id"],
            name=op.f("fk_demo_watch_team_id_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("team_id", "demo_id", "person_id", name=op.f("pk_demo_watch")),
    )


def downgrade() -> None:
    op.drop_table("demo_watch")
    op.drop_table("demo_field")
    op.drop_table("demo_comment")
    op.drop_table("answer")
    with op.batch_alter_table("response") as batch_op:
        batch_op.drop_index("ix_response_person")

    op.drop_table("response")
    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_index("ix_membership_pod")
        batch_op.drop_index("ix_membership_person")

    op.drop_table("membership")
    op.drop_table("form_question")
    with op.batch_alter_table("demo") as batch_op:
        batch_op.drop_index("ix_demo_pod_posted")
        batch_op.drop_index("ix_demo_author_posted")

    op.drop_table("demo")
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.drop_index("ix_contribution_pod_at")
        batch_op.drop_index("ix_contribution_person_at")

    op.drop_table("contribution")
    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_index("ix_post_subject")

    op.drop_table("post")
    with op.batch_alter_table("pod") as batch_op:
        batch_op.drop_index("ix_pod_channel")

    op.drop_table("pod")
    with op.batch_alter_table("home") as batch_op:
        batch_op.drop_index("ix_home_stale")

    op.drop_table("home")
    op.drop_table("form")
    with op.batch_alter_table("fact") as batch_op:
        batch_op.drop_index("ix_fact_delivery")

    op.drop_table("fact")
    op.drop_table("subject")
    op.drop_table("person")
    op.drop_table("installation")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.drop_index("ix_delivery_lane")
        batch_op.drop_index("ix_delivery_due")

    op.drop_table("delivery")
