"""A custodian's data without permits, for whoever simulates the city."""

from collections.abc import Sequence
from pathlib import Path

from puhui.credit.indicator import IndicatorSet
from puhui.exchange import Dataset
from puhui.exchange.connectors import VIEWS, Warehouse
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc


def simulated_warehouse(data: Path, clock: Clock) -> Warehouse:
    """The tables of a folder, read at the clock's day."""
    return Warehouse(data, clock, ages=False)


def simulated_answers(
    warehouse: Warehouse, dataset: Dataset, usccs: Sequence[Uscc], clock: Clock
) -> dict[Uscc, IndicatorSet]:
    """What a dataset says of enterprises."""
    if dataset.source not in VIEWS:
        return warehouse.indicators(dataset, usccs)
    view = VIEWS[dataset.source](warehouse, dataset, clock.now())
    return {code: view.told(code) for code in usccs}
