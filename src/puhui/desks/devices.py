"""The devices by which a portal is used: a random mark in the browser, whose keyed digest others learn under grants.

A mark is no fingerprint: it is drawn at random, lies in the browser alone, and whoever deletes it has a new device.
"""

from collections.abc import Sequence

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators import read_row
from puhui.desks.keyed_tags import KeyedTags
from puhui.desks.store import document, put_document
from puhui.exchange import Dataset, require_permits
from puhui.kernel import Clock, Entropy
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId
from puhui.storage import Database

_KIND = "device"
_MARK_SIZE = 16


class Devices:
    """Which device last applied for each enterprise, at one portal. Safe from many threads."""

    def __init__(self, database: Database, tags: KeyedTags, clock: Clock, entropy: Entropy) -> None:
        self._database, self._tags = database, tags
        self._clock, self._entropy = clock, entropy

    def mark(self, said: str | None) -> str:
        """The browser's mark, or a fresh one where it has none that we could have drawn."""
        if said is not None and len(said) == 2 * _MARK_SIZE and all(sign in "0123456789abcdef" for sign in said):
            return said
        return self._entropy.take(_MARK_SIZE).hex()

    def applied(self, uscc: str, mark: str) -> None:
        """Remember that this device applied for this enterprise; of the mark its digest alone is kept."""
        now = self._clock.now()
        kept = {"tag": self._tags.tag("device", mark), "on": now.date().isoformat()}
        with self._database.transaction() as connection:
            put_document(connection, _KIND, uscc, kept, uscc=uscc, at=now)

    def told(self, uscc: str) -> dict[str, str]:
        """The digest and the day on which it last applied; empty where no device is known."""
        with self._database.transaction() as connection:
            return document(connection, _KIND, uscc) or {}


class SessionDevice:
    """The portal's dataset `session-device`, behind permits. Safe from many threads."""

    def __init__(self, devices: Devices, dataset: Dataset, custodian: OrgId) -> None:
        self._devices, self._dataset = devices, dataset
        self._custodian = custodian

    def check(self) -> None:
        """See `Connector.check`: the node's own database answers."""

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        require_permits(permits, usccs, fields, dataset=self._dataset, custodian=self._custodian)
        rows = []
        for code in usccs:
            told = self._devices.told(code)
            row = {"device_tag": told["tag"], "as_of": told["on"], "record_months": 1} if told else {}
            held = read_row(row, self._dataset.definitions)
            rows.append(IndicatorSet(tuple(held[name] for name in fields)))
        return rows
