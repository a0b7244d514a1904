"""People, programs and news."""

import sqlalchemy as sa
from alembic import op

revision = "ff02db4a4aa4"
down_revision = "baseline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    op.create_table(
        "application_messages",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_messages")),
        sa.UniqueConstraint(
            "application", "person", "request", name=op.f("uq_application_messages_application_person_request")
        ),
    )
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.create_index("ix_application_messages_thread", ["application", "at", "id"], unique=False)

    op.create_table(
        "keyed_calls",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_keyed_calls")),
    )
    with op.batch_alter_table("keyed_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keyed_calls_at"), ["at"], unique=False)

    op.create_table(
        "known_devices",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_digest", "person", name=op.f("pk_known_devices")),
    )
    with op.batch_alter_table("known_devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_devices_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "notification_addresses",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "medium", name=op.f("pk_notification_addresses")),
    )
    op.create_table(
        "notification_places",
        sa.Column("watcher", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("watcher", name=op.f("pk_notification_places")),
    )
    op.create_table(
        "notification_reads",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("person", "seq", name=op.f("pk_notification_reads")),
    )
    op.create_table(
        "notification_wishes",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person", "medium", "kind", name=op.f("pk_notification_wishes")),
    )
    op.create_table(
        "notifications",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_notifications")),
        sa.UniqueConstraint("id", name=op.f("uq_notifications_id")),
        sa.UniqueConstraint("key", name=op.f("uq_notifications_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notifications_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notifications_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_notifications_role"), ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_notifications_uscc"), ["uscc"], unique=False)

    op.create_table(
        "people_changes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_changes")),
    )
    with op.batch_alter_table("people_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_changes_code_digest"), ["code_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_changes_state"), ["state"], unique=False)

    op.create_table(
        "people_trail",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_people_trail")),
    )
    op.create_table(
        "program_tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_tokens")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_program_tokens_secret_digest")),
    )
    op.create_table(
        "provider_trips",
        sa.Column("state_digest", sa.LargeBinary(), nullable=False),
        sa.Column("browser_digest", sa.LargeBinary(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("state_digest", name=op.f("pk_provider_trips")),
    )
    with op.batch_alter_table("provider_trips", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_trips_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "sign_in_lanes",
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_sign_in_lanes")),
    )
    with op.batch_alter_table("sign_in_lanes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_lanes_not_before"), ["not_before"], unique=False)

    op.create_table(
        "disabled_people",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_disabled_people_person_people")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_disabled_people")),
    )
    op.create_table(
        "people_identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_people_identities_person_people")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_people_identities")),
        sa.UniqueConstraint("person", "issuer", name=op.f("uq_people_identities_person_issuer")),
    )
    op.create_table(
        "people_sessions",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_people_sessions_person_people")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_people_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_people_sessions_id")),
    )
    with op.batch_alter_table("people_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_sessions_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_sessions_person"), ["person"], unique=False)

    op.create_table(
        "recovery_codes",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_recovery_codes_person_people")),
        sa.PrimaryKeyConstraint("person", "digest", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "second_factors",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_second_factors_person_people")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_second_factors")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sessions_person"))

    op.drop_table("sessions")
    with op.batch_alter_table("sign_in_throttles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_throttles_not_before"))

    op.drop_table("sign_in_throttles")


def downgrade() -> None:
    """The tables as the one before has them."""
    op.create_table(
        "sign_in_throttles",
        sa.Column("login", sa.TEXT(), nullable=False),
        sa.Column("failures", sa.INTEGER(), nullable=False),
        sa.Column("not_before", sa.BIGINT(), nullable=False),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_sign_in_throttles")),
    )
    with op.batch_alter_table("sign_in_throttles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_throttles_not_before"), ["not_before"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.TEXT(), nullable=False),
        sa.Column("begun_at", sa.BIGINT(), nullable=False),
        sa.Column("expires_at", sa.BIGINT(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sessions_person_people")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_expires_at"), ["expires_at"], unique=False)

    op.drop_table("second_factors")
    op.drop_table("recovery_codes")
    with op.batch_alter_table("people_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_sessions_person"))
        batch_op.drop_index(batch_op.f("ix_people_sessions_expires_at"))

    op.drop_table("people_sessions")
    op.drop_table("people_identities")
    op.drop_table("disabled_people")
    with op.batch_alter_table("sign_in_lanes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_lanes_not_before"))

    op.drop_table("sign_in_lanes")
    with op.batch_alter_table("provider_trips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_trips_expires_at"))

    op.drop_table("provider_trips")
    op.drop_table("program_tokens")
    op.drop_table("people_trail")
    with op.batch_alter_table("people_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_changes_state"))
        batch_op.drop_index(batch_op.f("ix_people_changes_code_digest"))

    op.drop_table("people_changes")
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notifications_uscc"))
        batch_op.drop_index(batch_op.f("ix_notifications_role"))
        batch_op.drop_index(batch_op.f("ix_notifications_person"))
        batch_op.drop_index(batch_op.f("ix_notifications_at"))

    op.drop_table("notifications")
    op.drop_table("notification_wishes")
    op.drop_table("notification_reads")
    op.drop_table("notification_places")
    op.drop_table("notification_addresses")
    with op.batch_alter_table("known_devices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_devices_seen_at"))

    op.drop_table("known_devices")
    with op.batch_alter_table("keyed_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keyed_calls_at"))

    op.drop_table("keyed_calls")
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_application_messages_thread")

    op.drop_table("application_messages")
