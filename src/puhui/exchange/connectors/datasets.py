"""A connector for each dataset of a custodian: its indicators by statement, or its graph."""

from collections.abc import Mapping, Sequence

from puhui.exchange.answering import RowConnector
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.graph import GraphConnector
from puhui.exchange.connectors.holdings import Holdings, WarehouseConnector
from puhui.exchange.fields import RELATIONS
from puhui.kernel import Clock
from puhui.kernel.ids import DatasetId, OrgId


def connectors_of(
    holdings: Holdings, datasets: Sequence[Dataset], custodian: OrgId, clock: Clock
) -> Mapping[DatasetId, RowConnector]:
    """A connector for each dataset, by its id at the custodian."""
    return {
        dataset.id_at(custodian): GraphConnector(holdings, dataset, custodian, clock)
        if dataset.source == RELATIONS
        else WarehouseConnector(holdings, dataset, custodian)
        for dataset in datasets
    }
