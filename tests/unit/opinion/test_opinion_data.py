"""News of the seed: a model trained on the older titles judges the younger ones above the bar of the data's README."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import roc_auc_score

from puhui.opinion import shipped, train


@pytest.mark.data
def test_younger_titles_are_judged_by_what_older_ones_taught(data: Path) -> None:
    table = pl.read_csv(data / "cn_fin_news_sentiment" / "news_seed.csv", infer_schema_length=0)
    table = table.sort("日期", maintain_order=True)
    titles, bad = table["标题"].to_list(), (table["正/负面"] == "0").to_numpy()
    days = [date.fromisoformat(day) for day in table["日期"]]
    names = [(name or "").split(",") for name in table["公司"]]
    cut = next(at for at, day in enumerate(days) if day >= days[int(len(days) * 0.7)])
    model = train(titles[:cut], bad[:cut], days[:cut], names[:cut])
    p_bad = model.score(titles[cut:], names[cut:]).p_bad
    assert roc_auc_score(bad[cut:], p_bad) >= 0.990  # the bar
    assert ((p_bad >= 0.5) == bad[cut:]).mean() > 0.96
    assert abs(float(np.mean(p_bad)) - bad[cut:].mean()) < 0.02
    lexicon = shipped().score(titles[cut:], names[cut:]).p_bad
    assert roc_auc_score(bad[cut:], lexicon) > 0.95  # no label was used
