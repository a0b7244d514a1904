"""A custodian's lists, behind mandates: what private computations read, and nobody else."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from puhui.consent import MandatePermit
from puhui.exchange.connectors.holdings import Holdings
from puhui.exchange.covering import OTHER_DATA
from puhui.exchange.errors import PermitDoesNotCover
from puhui.exchange.lists import ListDataset
from puhui.kernel.ids import DatasetId, OrgId


class ListConnector:
    """One list of a custodian; see `puhui.exchange.lists.ListKeeper`."""

    def __init__(self, holdings: Holdings, listed: ListDataset, custodian: OrgId) -> None:
        self.listed = listed
        self._holdings = holdings
        self._custodian = str(custodian)
        self._id = listed.id_at(custodian)

    def count(self) -> int:
        """See `ListKeeper.count`."""
        return self._holdings.count_list(self.listed)

    def write(self, permit: MandatePermit, columns: Sequence[str], path: Path) -> int:
        """See `ListKeeper.write`."""
        covered = isinstance(permit, MandatePermit) and permit.dataset == self._id
        if not covered or not set(columns) <= set(permit.fields):
            raise PermitDoesNotCover(what=OTHER_DATA, party=self._custodian, stage="exchange.connectors")
        return self._holdings.write_list(self.listed, columns, path)

    def write_for_ourselves(self, columns: Sequence[str], path: Path) -> int:
        """See `ListKeeper.write_for_ourselves`."""
        return self._holdings.write_list(self.listed, columns, path)


def list_connectors_of(
    holdings: Holdings, lists: Sequence[ListDataset], custodian: OrgId
) -> Mapping[DatasetId, ListConnector]:
    """A connector for each list, by its id at the custodian."""
    return {one.id_at(custodian): ListConnector(holdings, one, custodian) for one in lists}
