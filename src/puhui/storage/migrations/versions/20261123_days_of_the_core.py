"""Days of the core system."""

import sqlalchemy as sa
from alembic import op

revision = "b8d59b6247ff"
down_revision = "c0a406650fe1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    op.create_table(
        "core_reconciliations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("outcome_digest", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_reconciliations")),
        sa.UniqueConstraint(
            "file_digest", "outcome_digest", name=op.f("uq_core_reconciliations_file_digest_outcome_digest")
        ),
    )
    with op.batch_alter_table("core_reconciliations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_core_reconciliations_business_date"), ["business_date"], unique=False)


def downgrade() -> None:
    """The tables as the one before has them."""
    with op.batch_alter_table("core_reconciliations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_core_reconciliations_business_date"))

    op.drop_table("core_reconciliations")
