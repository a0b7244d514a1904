"""Which banks are invited to needs that nobody picked up: the best total fit under every bank's capacity."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy.engine import Connection

from puhui.desks.needs.telling import NeedTeller
from puhui.kernel.ids import OrgId
from puhui.market.assigning import assign
from puhui.market.needs import FinancingNeed, need_settings


def proposals(connection: Connection, teller: NeedTeller, needs: Sequence[FinancingNeed]) -> list[tuple[str, OrgId]]:
    """Invitations, at most one a need and bank. Every bank gets its least share as far as needs fit its products."""
    banks, of = [OrgId(one) for one in teller.banks()], need_settings()
    if not needs or not banks:
        return []
    fitting = [teller.degrees(connection, need) for need in needs]
    degrees = np.array([[one.get(bank, 0.0) for bank in banks] for one in fitting])
    floor = len(needs) * of.share_min_percent // 100
    made = assign(
        degrees,
        seats=[of.banks_max - len(need.held) for need in needs],
        capacity=[of.invitations_per_bank] * len(banks),
        floors=[floor] * len(banks),
    )
    return [(str(needs[i].id), banks[j]) for i, j in made.pairs]
