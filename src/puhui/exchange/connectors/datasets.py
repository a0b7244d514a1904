"""A connector for each dataset of a custodian: its indicators by statement, or told from a view of whole tables."""

from collections.abc import Mapping, Sequence

from puhui.exchange.answering import RowConnector
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.graph import graph_view
from puhui.exchange.connectors.holdings import Holdings, WarehouseConnector
from puhui.exchange.connectors.kept import ViewConnector, ViewOf
from puhui.exchange.connectors.news import news_view
from puhui.exchange.fields import NEWS, RELATIONS
from puhui.kernel import Clock
from puhui.kernel.ids import DatasetId, OrgId

VIEWS: Mapping[str, ViewOf] = {RELATIONS: graph_view, NEWS: news_view}
"""How the datasets of a source are told that no statement answers."""


def connectors_of(
    holdings: Holdings, datasets: Sequence[Dataset], custodian: OrgId, clock: Clock
) -> Mapping[DatasetId, RowConnector]:
    """A connector for each dataset, by its id at the custodian."""
    return {
        dataset.id_at(custodian): ViewConnector(holdings, dataset, custodian, clock, VIEWS[dataset.source])
        if dataset.source in VIEWS
        else WarehouseConnector(holdings, dataset, custodian)
        for dataset in datasets
    }
