"""The medium enterprise's card on real statements that it never saw: its judgement must order failures."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.credit.expert import shipped
from puhui.credit.validation import auc

RATIOS = {
    "debt_ratio": "total liabilities / total assets",
    "gross_margin": "(sales - cost of products sold) / sales",
    "receivable_d": "(receivables * 365) / sales",
    "inventory_d": "(inventory * 365) / cost of products sold",
}


@pytest.mark.data
def test_the_medium_cards_ratios_order_failures_of_real_firms(data: Path) -> None:
    firms = pl.read_parquet(data / "polish_5year" / "5year.parquet").unique(maintain_order=True)
    card = shipped("medium-expert")
    frame = {
        name: firms[column].cast(pl.Float64).fill_null(np.nan).to_numpy().copy() for name, column in RATIOS.items()
    }
    frame["net_assets_fen"] = np.full(len(firms), np.nan)  # another currency's: not compared
    absent = (source.source for source in card.sources if source.source != "statements")
    frame |= {f"granted.{source}": np.zeros(len(firms), dtype=bool) for source in absent}
    assert auc(-card.scorer.totals(frame), firms["bankruptcy"].to_numpy() == 1) > 0.70
