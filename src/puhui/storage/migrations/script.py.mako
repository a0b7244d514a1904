<%
    def told(steps):
        lines = [line for line in (steps or "pass").splitlines() if "###" not in line]
        return "\n".join(lines).strip()
%>"""${message[:1].upper() + message[1:]}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables as this revision has them."""
    ${told(upgrades)}


def downgrade() -> None:
    """The tables as the one before has them."""
    ${told(downgrades)}
