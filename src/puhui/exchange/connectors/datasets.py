"""A connector for each dataset of a custodian: its indicators by statement, or told from a view of whole tables."""

from collections.abc import Mapping, Sequence

from puhui.exchange.answering import RowConnector
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.graph import graph_view
from puhui.exchange.connectors.holdings import Holdings, WarehouseConnector
from puhui.exchange.connectors.kept import KeptView, ViewConnector, ViewOf
from puhui.exchange.connectors.news import news_view
from puhui.exchange.fields import NEWS, RELATIONS
from puhui.kernel import Clock
from puhui.kernel.ids import DatasetId, OrgId

VIEWS: Mapping[str, ViewOf] = {RELATIONS: graph_view, NEWS: news_view}
"""How the datasets of a source are told that no statement answers."""


def kept_views_of(holdings: Holdings, datasets: Sequence[Dataset], clock: Clock) -> dict[str, KeptView]:
    """The view of each dataset that is told from one, by slug. Whoever wires them starts and stops them."""
    told = [dataset for dataset in datasets if dataset.source in VIEWS]
    return {one.slug: KeptView(holdings, one, clock, VIEWS[one.source]) for one in told}


def connectors_of(
    holdings: Holdings, views: Mapping[str, KeptView], datasets: Sequence[Dataset], custodian: OrgId
) -> Mapping[DatasetId, RowConnector]:
    """A connector for each dataset, by its id at the custodian; `views` by slug are those of `kept_views_of`."""
    return {
        dataset.id_at(custodian): ViewConnector(views[dataset.slug], dataset, custodian)
        if dataset.slug in views
        else WarehouseConnector(holdings, dataset, custodian)
        for dataset in datasets
    }
