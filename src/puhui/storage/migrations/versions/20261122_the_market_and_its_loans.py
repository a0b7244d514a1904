"""The market and its loans."""

import sqlalchemy as sa
from alembic import op

from puhui.kernel import PuhuiError, decode

revision = "c0a406650fe1"
down_revision = "ff02db4a4aa4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    op.create_table(
        "application_links",
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("application", "kind", "tag", name=op.f("pk_application_links")),
    )
    with op.batch_alter_table("application_links", schema=None) as batch_op:
        batch_op.create_index("ix_application_links_tag", ["kind", "tag", "at"], unique=False)

    op.create_table(
        "lending_accrual_runs",
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("loans", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("business_date", name=op.f("pk_lending_accrual_runs")),
    )
    op.create_table(
        "lending_accruals",
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("loans", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("business_date", "number", name=op.f("pk_lending_accruals")),
    )
    op.create_table(
        "lending_looks",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", "at", name=op.f("pk_lending_looks")),
    )
    op.create_table(
        "lending_positions",
        sa.Column("loan", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("loan", name=op.f("pk_lending_positions")),
    )
    op.create_table(
        "lending_reliefs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("loan", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_reliefs")),
        sa.UniqueConstraint("request", name=op.f("uq_lending_reliefs_request")),
    )
    with op.batch_alter_table("lending_reliefs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lending_reliefs_loan"), ["loan"], unique=False)
        batch_op.create_index(batch_op.f("ix_lending_reliefs_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_lending_reliefs_uscc"), ["uscc"], unique=False)

    op.create_table(
        "lending_warnings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("loan", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("live", sa.Text(), nullable=True),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("due_by", sa.BigInteger(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_warnings")),
        sa.UniqueConstraint("live", name=op.f("uq_lending_warnings_live")),
    )
    with op.batch_alter_table("lending_warnings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lending_warnings_loan"), ["loan"], unique=False)
        batch_op.create_index(batch_op.f("ix_lending_warnings_rule"), ["rule"], unique=False)
        batch_op.create_index(batch_op.f("ix_lending_warnings_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_lending_warnings_uscc"), ["uscc"], unique=False)

    op.create_table(
        "market_choices",
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("list", "product", "act", name=op.f("pk_market_choices")),
    )
    with op.batch_alter_table("market_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_choices_application"), ["application"], unique=False)

    op.create_table(
        "market_events",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_market_events")),
    )
    with op.batch_alter_table("market_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_events_kind"), ["kind"], unique=False)

    op.create_table(
        "market_lists",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_lists")),
    )
    with op.batch_alter_table("market_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_lists_uscc"), ["uscc"], unique=False)

    op.create_table(
        "market_needs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_needs")),
    )
    with op.batch_alter_table("market_needs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_needs_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_market_needs_uscc"), ["uscc"], unique=False)

    op.create_table(
        "own_customers",
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("limit_fen", sa.BigInteger(), nullable=True),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("brought_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uscc", name=op.f("pk_own_customers")),
    )
    op.create_table(
        "studio_backtests",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_studio_backtests")),
    )
    op.create_table(
        "studio_files",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_studio_files")),
    )
    op.create_table(
        "studio_steps",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_studio_steps")),
    )
    with op.batch_alter_table("studio_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_studio_steps_version"), ["version"], unique=False)

    op.create_table(
        "studio_versions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studio_versions")),
        sa.UniqueConstraint("kind", "subject", "number", name=op.f("uq_studio_versions_kind_subject_number")),
    )
    op.create_table(
        "support_campaigns",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_campaigns")),
    )
    with op.batch_alter_table("support_campaigns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_campaigns_state"), ["state"], unique=False)

    op.create_table(
        "support_events",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_support_events")),
    )
    op.create_table(
        "support_guarantees",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("kin", sa.Text(), nullable=False),
        sa.Column("liability_fen", sa.BigInteger(), nullable=False),
        sa.Column("begun_fen", sa.BigInteger(), nullable=False),
        sa.Column("compensated_fen", sa.BigInteger(), nullable=False),
        sa.Column("recovered_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_guarantees")),
        sa.UniqueConstraint("application", name=op.f("uq_support_guarantees_application")),
    )
    with op.batch_alter_table("support_guarantees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_guarantees_kin"), ["kin"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_guarantees_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_guarantees_uscc"), ["uscc"], unique=False)
        batch_op.create_index("ix_support_pools", ["bank", "product"], unique=False)

    op.create_table(
        "support_listings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_listings")),
    )
    with op.batch_alter_table("support_listings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_listings_list"), ["list"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_listings_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_listings_uscc"), ["uscc"], unique=False)

    op.create_table(
        "support_subsidies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("promised_fen", sa.BigInteger(), nullable=False),
        sa.Column("spent_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_subsidies")),
        sa.UniqueConstraint("application", name=op.f("uq_support_subsidies_application")),
    )
    with op.batch_alter_table("support_subsidies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_subsidies_campaign"), ["campaign"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_subsidies_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_subsidies_uscc"), ["uscc"], unique=False)

    with op.batch_alter_table("lending_applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.Text(), nullable=True))
    _name_applicants()
    with op.batch_alter_table("lending_applications", schema=None) as batch_op:
        batch_op.alter_column("name", existing_type=sa.Text(), nullable=False)


def _name_applicants() -> None:
    table = sa.table("lending_applications", sa.column("id"), sa.column("name"), sa.column("body"))
    connection = op.get_bind()
    for id_, body in connection.execute(sa.select(table.c.id, table.c.body)).all():
        connection.execute(table.update().where(table.c.id == id_).values(name=_name_in(body)))


def _name_in(body: bytes) -> str:
    try:
        return str(decode(body)["applicant"]["name"])
    except (KeyError, TypeError, ValueError, PuhuiError):
        return ""  # whoever opens it is told that the row is damaged; its number still finds it


def downgrade() -> None:
    """The tables as the one before has them."""
    with op.batch_alter_table("lending_applications", schema=None) as batch_op:
        batch_op.drop_column("name")

    with op.batch_alter_table("support_subsidies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_subsidies_uscc"))
        batch_op.drop_index(batch_op.f("ix_support_subsidies_state"))
        batch_op.drop_index(batch_op.f("ix_support_subsidies_campaign"))

    op.drop_table("support_subsidies")
    with op.batch_alter_table("support_listings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_listings_uscc"))
        batch_op.drop_index(batch_op.f("ix_support_listings_state"))
        batch_op.drop_index(batch_op.f("ix_support_listings_list"))

    op.drop_table("support_listings")
    with op.batch_alter_table("support_guarantees", schema=None) as batch_op:
        batch_op.drop_index("ix_support_pools")
        batch_op.drop_index(batch_op.f("ix_support_guarantees_uscc"))
        batch_op.drop_index(batch_op.f("ix_support_guarantees_state"))
        batch_op.drop_index(batch_op.f("ix_support_guarantees_kin"))

    op.drop_table("support_guarantees")
    op.drop_table("support_events")
    with op.batch_alter_table("support_campaigns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_campaigns_state"))

    op.drop_table("support_campaigns")
    op.drop_table("studio_versions")
    with op.batch_alter_table("studio_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_studio_steps_version"))

    op.drop_table("studio_steps")
    op.drop_table("studio_files")
    op.drop_table("studio_backtests")
    op.drop_table("own_customers")
    with op.batch_alter_table("market_needs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_market_needs_uscc"))
        batch_op.drop_index(batch_op.f("ix_market_needs_state"))

    op.drop_table("market_needs")
    with op.batch_alter_table("market_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_market_lists_uscc"))

    op.drop_table("market_lists")
    with op.batch_alter_table("market_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_market_events_kind"))

    op.drop_table("market_events")
    with op.batch_alter_table("market_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_market_choices_application"))

    op.drop_table("market_choices")
    with op.batch_alter_table("lending_warnings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lending_warnings_uscc"))
        batch_op.drop_index(batch_op.f("ix_lending_warnings_state"))
        batch_op.drop_index(batch_op.f("ix_lending_warnings_rule"))
        batch_op.drop_index(batch_op.f("ix_lending_warnings_loan"))

    op.drop_table("lending_warnings")
    with op.batch_alter_table("lending_reliefs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lending_reliefs_uscc"))
        batch_op.drop_index(batch_op.f("ix_lending_reliefs_state"))
        batch_op.drop_index(batch_op.f("ix_lending_reliefs_loan"))

    op.drop_table("lending_reliefs")
    op.drop_table("lending_positions")
    op.drop_table("lending_looks")
    op.drop_table("lending_accruals")
    op.drop_table("lending_accrual_runs")
    with op.batch_alter_table("application_links", schema=None) as batch_op:
        batch_op.drop_index("ix_application_links_tag")

    op.drop_table("application_links")
