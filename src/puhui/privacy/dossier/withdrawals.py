"""Which entry of the ledger withdrew a mandate: the state tells when, the entry lets anybody look it up. Pure.

The log is read forwards from the mandate's own entry, up to a bound; beyond it the entry is not told.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from puhui.ledger.contracts.mandates import NAME, WITHDRAW
from puhui.ledger.statement import parse_statement
from puhui.privacy.dossier.agreements import Mandated

Entries = Callable[[int, int], Sequence[bytes]]
"""At most so many committed statements of the log from an index on; none beyond its end."""

_BATCH = 100
_LOOKED_AT_MAX = 20_000


def with_entry(mandate: Mandated, entries: Entries) -> Mandated:
    """The mandate with the entry that withdrew it, where it is withdrawn and that entry is found."""
    if mandate.withdrawn_at is None:
        return mandate
    return replace(mandate, withdrawn_by=_withdrawal(mandate, entries))


def _withdrawal(mandate: Mandated, entries: Entries) -> int | None:
    start = mandate.index + 1
    while start <= mandate.index + _LOOKED_AT_MAX:
        some = entries(start, _BATCH)
        if not some:
            return None
        for index, raw in enumerate(some, start=start):
            said = parse_statement(raw)
            if (said.contract, said.action, said.args.get("mandate")) == (NAME, WITHDRAW, mandate.id):
                return index
        start += len(some)
    return None
