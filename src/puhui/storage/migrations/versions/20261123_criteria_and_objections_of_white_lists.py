"""Criteria of white lists, and objections of enterprises to their places in them."""

import sqlalchemy as sa
from alembic import op

revision = "d66c0bff3479"
down_revision = "b8d59b6247ff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    op.create_table(
        "support_criteria",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_criteria")),
    )
    with op.batch_alter_table("support_criteria", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_criteria_list"), ["list"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_criteria_state"), ["state"], unique=False)

    op.create_table(
        "support_objections",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_objections")),
        sa.UniqueConstraint("uscc", "criteria", "listing", name=op.f("uq_support_objections_uscc_criteria_listing")),
    )
    with op.batch_alter_table("support_objections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_objections_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_objections_uscc"), ["uscc"], unique=False)


def downgrade() -> None:
    """The tables as the one before has them."""
    with op.batch_alter_table("support_objections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_objections_uscc"))
        batch_op.drop_index(batch_op.f("ix_support_objections_state"))

    op.drop_table("support_objections")
    with op.batch_alter_table("support_criteria", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_criteria_state"))
        batch_op.drop_index(batch_op.f("ix_support_criteria_list"))

    op.drop_table("support_criteria")
