"""The tables as they were when their history began.

What is there already stays: databases that were made before are taken up by this revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "baseline"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    op.create_table(
        "consent_batch_entries",
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=True),
        sa.Column("entry_index", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("request", "number", name=op.f("pk_consent_batch_entries")),
        if_not_exists=True,
    )
    op.create_table(
        "consent_batches",
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("known", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer_digest", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_consent_batches")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_consent_batches_state"), "consent_batches", ["state"], unique=False, if_not_exists=True)
    op.create_table(
        "consent_mandate_draws",
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Text(), nullable=True),
        sa.Column("entry_index", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer_digest", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_consent_mandate_draws")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_consent_mandate_draws_mandate"), "consent_mandate_draws", ["mandate"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_consent_mandate_draws_state"), "consent_mandate_draws", ["state"], unique=False, if_not_exists=True
    )
    op.create_table(
        "consent_notices",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_consent_notices")),
        if_not_exists=True,
    )
    op.create_table(
        "consent_permits",
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("grant_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Text(), nullable=True),
        sa.Column("entry_index", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answer_digest", sa.Text(), nullable=True),
        sa.Column("outcome_statement", sa.LargeBinary(), nullable=True),
        sa.Column("released_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_consent_permits")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_consent_permits_grant_id"), "consent_permits", ["grant_id"], unique=False, if_not_exists=True
    )
    op.create_index(op.f("ix_consent_permits_state"), "consent_permits", ["state"], unique=False, if_not_exists=True)
    op.create_table(
        "documents",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_documents")),
        if_not_exists=True,
    )
    op.create_index("ix_documents_of", "documents", ["kind", "uscc", "at"], unique=False, if_not_exists=True)
    op.create_table(
        "enterprise_credentials",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", name=op.f("pk_enterprise_credentials")),
        if_not_exists=True,
    )
    op.create_table(
        "enterprises",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", name=op.f("pk_enterprises")),
        sa.UniqueConstraint("subject", name=op.f("uq_enterprises_subject")),
        if_not_exists=True,
    )
    op.create_table(
        "failed_verifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_verifications")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_failed_verifications_asker"), "failed_verifications", ["asker"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_failed_verifications_at"), "failed_verifications", ["at"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_failed_verifications_subject"), "failed_verifications", ["subject"], unique=False, if_not_exists=True
    )
    op.create_table(
        "lending_applications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("decide_by", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_applications")),
        sa.UniqueConstraint("request", name=op.f("uq_lending_applications_request")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_lending_applications_state"), "lending_applications", ["state"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_lending_applications_uscc"), "lending_applications", ["uscc"], unique=False, if_not_exists=True
    )
    op.create_table(
        "lending_events",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_lending_events")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_lending_events_digest"), "lending_events", ["digest"], unique=False, if_not_exists=True)
    op.create_table(
        "lending_loans",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("disbursed_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_loans")),
        sa.UniqueConstraint("application", name=op.f("uq_lending_loans_application")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_lending_loans_state"), "lending_loans", ["state"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_lending_loans_uscc"), "lending_loans", ["uscc"], unique=False, if_not_exists=True)
    op.create_table(
        "lending_rules",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_lending_rules")),
        if_not_exists=True,
    )
    op.create_table(
        "model_events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_model_events")),
        if_not_exists=True,
    )
    op.create_table(
        "model_files",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_model_files")),
        if_not_exists=True,
    )
    op.create_table(
        "model_reports",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("monthly", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_model_reports")),
        if_not_exists=True,
    )
    op.create_table(
        "model_scores",
        sa.Column("score", sa.Text(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("score", name=op.f("pk_model_scores")),
        if_not_exists=True,
    )
    op.create_index("ix_model_scores_of", "model_scores", ["model", "at"], unique=False, if_not_exists=True)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("destination", "key", name=op.f("uq_outbox_destination_key")),
        if_not_exists=True,
    )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["destination", "id"],
        unique=False,
        sqlite_where=sa.text("delivered_at IS NULL"),
        postgresql_where=sa.text("delivered_at IS NULL"),
        if_not_exists=True,
    )
    op.create_table(
        "peer_nonces",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "nonce", name=op.f("pk_peer_nonces")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_peer_nonces_until"), "peer_nonces", ["until"], unique=False, if_not_exists=True)
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
        if_not_exists=True,
    )
    op.create_table(
        "privacy_early_denials",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job", "agreement", name=op.f("pk_privacy_early_denials")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_privacy_early_denials_at"), "privacy_early_denials", ["at"], unique=False, if_not_exists=True
    )
    op.create_table(
        "privacy_job_words",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job", "party", name=op.f("pk_privacy_job_words")),
        if_not_exists=True,
    )
    op.create_table(
        "privacy_jobs",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("spec", sa.LargeBinary(), nullable=False),
        sa.Column("me", sa.Text(), nullable=False),
        sa.Column("initiator", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=True),
        sa.Column("acceptance", sa.LargeBinary(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("sent_bytes", sa.BigInteger(), nullable=False),
        sa.Column("received_bytes", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("running_at", sa.BigInteger(), nullable=True),
        sa.Column("over_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_privacy_jobs")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_privacy_jobs_state"), "privacy_jobs", ["state"], unique=False, if_not_exists=True)
    op.create_table(
        "privacy_leakage_jobs",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("me", sa.Text(), nullable=False),
        sa.Column("initiator", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("spec", sa.LargeBinary(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("under", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_privacy_leakage_jobs")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_privacy_leakage_jobs_at"), "privacy_leakage_jobs", ["at"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_privacy_leakage_jobs_standing"), "privacy_leakage_jobs", ["standing"], unique=False, if_not_exists=True
    )
    op.create_table(
        "privacy_leakage_members",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("members", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_privacy_leakage_members")),
        if_not_exists=True,
    )
    op.create_table(
        "privacy_leakage_secret",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_privacy_leakage_secret")),
        if_not_exists=True,
    )
    op.create_table(
        "privacy_turned_away",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_turned_away")),
        if_not_exists=True,
    )
    op.create_table(
        "registry_activations",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", name=op.f("pk_registry_activations")),
        if_not_exists=True,
    )
    op.create_table(
        "registry_attestations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("attested_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_attestations")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_registry_attestations_uscc"), "registry_attestations", ["uscc"], unique=False, if_not_exists=True
    )
    op.create_table(
        "registry_subjects",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", name=op.f("pk_registry_subjects")),
        if_not_exists=True,
    )
    op.create_table(
        "sign_in_throttles",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_sign_in_throttles")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_sign_in_throttles_not_before"), "sign_in_throttles", ["not_before"], unique=False, if_not_exists=True
    )
    op.create_table(
        "privacy_leakage_answers",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("group_digest", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job"], ["privacy_leakage_jobs.job"], name=op.f("fk_privacy_leakage_answers_job_privacy_leakage_jobs")
        ),
        sa.ForeignKeyConstraint(
            ["members"],
            ["privacy_leakage_members.digest"],
            name=op.f("fk_privacy_leakage_answers_members_privacy_leakage_members"),
        ),
        sa.PrimaryKeyConstraint("job", "receiver", "column", "group_digest", name=op.f("pk_privacy_leakage_answers")),
        if_not_exists=True,
    )
    op.create_index(
        "ix_privacy_leakage_answers_asked",
        "privacy_leakage_answers",
        ["receiver", "dataset"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "privacy_leakage_facts",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job"], ["privacy_leakage_jobs.job"], name=op.f("fk_privacy_leakage_facts_job_privacy_leakage_jobs")
        ),
        sa.PrimaryKeyConstraint("job", "learner", "about", "code", name=op.f("pk_privacy_leakage_facts")),
        if_not_exists=True,
    )
    op.create_table(
        "privacy_leakage_spends",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("counterparty", sa.Text(), nullable=False),
        sa.Column("gauge", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job"], ["privacy_leakage_jobs.job"], name=op.f("fk_privacy_leakage_spends_job_privacy_leakage_jobs")
        ),
        sa.PrimaryKeyConstraint("job", "counterparty", "gauge", name=op.f("pk_privacy_leakage_spends")),
        if_not_exists=True,
    )
    op.create_index(
        "ix_privacy_leakage_spends_budget",
        "privacy_leakage_spends",
        ["counterparty", "dataset", "gauge"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sessions_person_people")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sessions")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_sessions_person"), "sessions", ["person"], unique=False, if_not_exists=True)


def downgrade() -> None:
    """The tables as the one before has them."""
    op.drop_index(op.f("ix_sessions_person"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_privacy_leakage_spends_budget", table_name="privacy_leakage_spends")
    op.drop_table("privacy_leakage_spends")
    op.drop_table("privacy_leakage_facts")
    op.drop_index("ix_privacy_leakage_answers_asked", table_name="privacy_leakage_answers")
    op.drop_table("privacy_leakage_answers")
    op.drop_index(op.f("ix_sign_in_throttles_not_before"), table_name="sign_in_throttles")
    op.drop_table("sign_in_throttles")
    op.drop_table("registry_subjects")
    op.drop_index(op.f("ix_registry_attestations_uscc"), table_name="registry_attestations")
    op.drop_table("registry_attestations")
    op.drop_table("registry_activations")
    op.drop_table("privacy_turned_away")
    op.drop_table("privacy_leakage_secret")
    op.drop_table("privacy_leakage_members")
    op.drop_index(op.f("ix_privacy_leakage_jobs_standing"), table_name="privacy_leakage_jobs")
    op.drop_index(op.f("ix_privacy_leakage_jobs_at"), table_name="privacy_leakage_jobs")
    op.drop_table("privacy_leakage_jobs")
    op.drop_index(op.f("ix_privacy_jobs_state"), table_name="privacy_jobs")
    op.drop_table("privacy_jobs")
    op.drop_table("privacy_job_words")
    op.drop_index(op.f("ix_privacy_early_denials_at"), table_name="privacy_early_denials")
    op.drop_table("privacy_early_denials")
    op.drop_table("people")
    op.drop_index(op.f("ix_peer_nonces_until"), table_name="peer_nonces")
    op.drop_table("peer_nonces")
    op.drop_index(
        "ix_outbox_open",
        table_name="outbox",
        sqlite_where=sa.text("delivered_at IS NULL"),
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.drop_table("outbox")
    op.drop_index("ix_model_scores_of", table_name="model_scores")
    op.drop_table("model_scores")
    op.drop_table("model_reports")
    op.drop_table("model_files")
    op.drop_table("model_events")
    op.drop_table("lending_rules")
    op.drop_index(op.f("ix_lending_loans_uscc"), table_name="lending_loans")
    op.drop_index(op.f("ix_lending_loans_state"), table_name="lending_loans")
    op.drop_table("lending_loans")
    op.drop_index(op.f("ix_lending_events_digest"), table_name="lending_events")
    op.drop_table("lending_events")
    op.drop_index(op.f("ix_lending_applications_uscc"), table_name="lending_applications")
    op.drop_index(op.f("ix_lending_applications_state"), table_name="lending_applications")
    op.drop_table("lending_applications")
    op.drop_index(op.f("ix_failed_verifications_subject"), table_name="failed_verifications")
    op.drop_index(op.f("ix_failed_verifications_at"), table_name="failed_verifications")
    op.drop_index(op.f("ix_failed_verifications_asker"), table_name="failed_verifications")
    op.drop_table("failed_verifications")
    op.drop_table("enterprises")
    op.drop_table("enterprise_credentials")
    op.drop_index("ix_documents_of", table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_consent_permits_state"), table_name="consent_permits")
    op.drop_index(op.f("ix_consent_permits_grant_id"), table_name="consent_permits")
    op.drop_table("consent_permits")
    op.drop_table("consent_notices")
    op.drop_index(op.f("ix_consent_mandate_draws_state"), table_name="consent_mandate_draws")
    op.drop_index(op.f("ix_consent_mandate_draws_mandate"), table_name="consent_mandate_draws")
    op.drop_table("consent_mandate_draws")
    op.drop_index(op.f("ix_consent_batches_state"), table_name="consent_batches")
    op.drop_table("consent_batches")
    op.drop_table("consent_batch_entries")
