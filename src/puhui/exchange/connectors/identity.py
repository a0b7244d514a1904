"""What a registry says for checks against fraud: status, recent changes, and keyed digests of address and telephone.

A digest is equal where the thing is the same, for whoever asks, and says nothing else: the key is the registry's own
and never leaves it. Whether stated factors agree with the register is compared at the desk, which stands before this.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators import Definition, read_row
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import Holdings
from puhui.exchange.connectors.kept import KeptView
from puhui.exchange.covering import require_permits
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId

Tag = Callable[[str, str], str]
"""The keyed digest of a value of a kind."""

_REGISTERED = ("status", "lr_chg_3m", "lr_chg_6m", "sh_chg_6m")  # as `registration` has them


@dataclass(frozen=True)
class ContactsView:
    """How the register reaches each enterprise, as of one moment; digests are made when somebody asks."""

    definitions: Mapping[str, Definition]
    made_at: datetime
    reached: Mapping[str, Mapping[str, str]]
    roofs: frozenset[str]
    approved: Mapping[str, date]
    tag: Tag

    def told(self, code: Uscc) -> IndicatorSet:
        """The digests of an enterprise's address and telephone; `no_record` where none is registered."""
        held = self.reached.get(code, {})
        row: dict[str, Any] = {"as_of": self.made_at.date(), "record_months": 1}
        for kind in ("address", "phone"):
            if kind in held:
                row[f"{kind}_tag"] = self.tag(kind, held[kind])
        if "address" in held:
            row["address_houses_many"] = int(held["address"] in self.roofs)
        return read_row(row, self.definitions)


def contacts_view(holdings: Holdings, dataset: Dataset, now: datetime, tag: Tag) -> ContactsView:
    """The contacts that hold now, the newest of each kind; raises `SourceDown`."""
    frames = holdings.whole(dataset)
    holds = pl.col("until").is_null() | (pl.col("until") > now.date())
    there = frames["contacts"].filter(
        pl.col("kind").is_in(["address", "phone"]) & holds & pl.col("value").is_not_null()
    )
    newest = (
        there.sort("since", "value", nulls_last=False).group_by("uscc", "kind", maintain_order=True).last().collect()
    )
    reached: dict[str, dict[str, str]] = {}
    for code, kind, value in newest.select("uscc", "kind", "value").iter_rows():
        reached.setdefault(code, {})[kind] = value
    approved = frames["changes"].drop_nulls("changed_on").group_by("uscc").agg(pl.col("changed_on").max()).collect()
    roofs = frozenset(frames["incubators"].collect()["value"].to_list())
    return ContactsView(dataset.definitions, now, reached, roofs, dict(approved.iter_rows()), tag)


class IdentityConnector:
    """The registry's dataset `identity-checks`, behind permits. Safe from many threads."""

    def __init__(
        self,
        *,
        holdings: Holdings,
        dataset: Dataset,
        registration: Dataset,
        custodian: OrgId,
        clock: Clock,
        tag: Tag,
    ) -> None:
        self._holdings, self._dataset, self._registration = holdings, dataset, registration
        self._custodian = custodian
        self._view = KeptView(holdings, dataset, clock, lambda own, of, at: contacts_view(own, of, at, tag))

    def start(self) -> None:
        """Make the view in the background until `stop`."""
        self._view.start()

    def stop(self) -> None:
        """See `KeptView.stop`."""
        self._view.stop()

    def check(self) -> None:
        """See `Connector.check`."""
        self._view.now()
        self._holdings.check(self._registration)

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        require_permits(permits, usccs, fields, dataset=self._dataset, custodian=self._custodian)
        view, registered = self._view.now(), self._holdings.indicators(self._registration, usccs)
        told = []
        for code in usccs:
            of_contacts = view.told(code)
            parts = {name: of_contacts[name] for name in self._dataset.definitions}
            parts |= {name: registered[code][name] for name in _REGISTERED}
            told.append(IndicatorSet(tuple(parts[name] for name in fields)))
        return told

    def approved_on(self, uscc: Uscc) -> date | None:
        """The day of the newest change on the register; raises `SourceDown`."""
        view = self._view.now()
        assert isinstance(view, ContactsView)  # it is made by `contacts_view` alone
        return view.approved.get(uscc)
