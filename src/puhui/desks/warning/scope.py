"""What a grant for monitoring covers: of each dataset the fields that the rules of early warning read, and no other.

Pure. A dataset of which no rule reads a field is not asked for at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from puhui.consent import DatasetOffer
from puhui.lending.warning import watched_fields

MONITORING = "monitoring"


DEBTS = ("outstanding_fen", "overdue_90_fen")
"""Of lending records, within sums over banks: what the rule about debts at all banks takes."""


def watched_records(offers: Sequence[DatasetOffer]) -> list[DatasetOffer]:
    """Lending records cut to what is out and what is late."""
    return [replace(one, fields={name: one.fields[name] for name in DEBTS}) if one.joint else one for one in offers]


def watched_offers(offers: Sequence[DatasetOffer]) -> list[DatasetOffer]:
    """The offers cut to what is watched; a person's own data are not."""
    wanted = watched_fields()
    cut = [
        replace(one, fields={name: text for name, text in one.fields.items() if name in wanted}, chosen=False)
        for one in offers
        if not one.alone
    ]
    return [one for one in cut if one.fields]
