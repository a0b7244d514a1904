"""On 0.82 million real invoices of 325 small firms: the shipped SQL against sums computed another way."""

import numpy as np
import polars as pl
import pytest

from puhui.cli.credit.indicators import compute
from puhui.credit.expert import shipped
from tests.unit.credit.conftest import DATA

pytestmark = pytest.mark.data
YEAR = (pl.date(2019, 2, 1), pl.date(2020, 1, 31))


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    computed = compute(DATA / "cumcm2020c")
    assert computed.summary["as_of"] == "2020-01-31"
    return pl.DataFrame(computed.rows(), infer_schema_length=None)


def invoices(name: str, other: str) -> pl.DataFrame:
    """One side in Polars, by the same rules: a row that repeats an invoice is dropped, blanks around the status too."""
    return (
        pl.read_parquet(DATA / "cumcm2020c" / f"{name}.parquet")
        .rename({other: "other"})
        .with_columns(
            valid=pl.col("发票状态").str.strip_chars() == "有效发票", fen=(pl.col("金额") * 100).round().cast(pl.Int64)
        )
        .sort("other")
        .unique(["企业代号", "发票号码", "开票日期", "金额", "税额", "valid"], keep="first", maintain_order=True)
    )


def test_every_enterprise_has_a_row(found: pl.DataFrame) -> None:
    assert found.height == 325
    assert found["enterprise"].n_unique() == 325
    assert found["record_months"].min() >= 1


def test_revenue_void_rate_and_concentration_agree_with_another_engine(found: pl.DataFrame) -> None:
    year = invoices("invoices_out", "购方单位代号").filter(pl.col("开票日期").is_between(*YEAR))
    sums = year.group_by("企业代号").agg(
        revenue=pl.col("fen").filter("valid").sum(),
        void=1 - pl.col("valid").mean(),
        red=-pl.col("fen").filter(pl.col("valid") & (pl.col("fen") < 0)).sum(),
    )
    buyers = year.filter("valid").group_by("企业代号", "other").agg(net=pl.col("fen").sum()).filter(pl.col("net") > 0)
    shares = buyers.group_by("企业代号").agg(
        buyers=pl.len(),
        top1=pl.col("net").max() / pl.col("net").sum(),
        hhi=((pl.col("net") / pl.col("net").sum()) ** 2).sum(),
    )
    both = found.join(sums, left_on="enterprise", right_on="企业代号").join(
        shares, left_on="enterprise", right_on="企业代号"
    )
    assert both.height > 300
    assert both["rev12_fen"].to_list() == both["revenue"].to_list()
    assert both["buyers12"].to_list() == both["buyers"].to_list()
    for ours, theirs in (("void_rate12", "void"), ("top1_share", "top1"), ("hhi", "hhi")):
        assert np.allclose(both[ours].to_numpy(), both[theirs].to_numpy(), atol=1e-12)


def test_purchases_agree_with_another_engine(found: pl.DataFrame) -> None:
    year = invoices("invoices_in", "销方单位代号").filter(pl.col("开票日期").is_between(*YEAR) & pl.col("valid"))
    sums = year.group_by("企业代号").agg(spent=pl.col("fen").sum())
    both = found.join(sums, left_on="enterprise", right_on="企业代号")
    assert both.height > 250
    assert both["buy12_fen"].to_list() == both["spent"].to_list()


def test_repeated_deliveries_are_few_enterprises_and_are_told(found: pl.DataFrame) -> None:
    repeated = found.filter(pl.col("repeated_rows") > 0)
    assert repeated.height == 3
    assert repeated["repeated_rows"].sum() == 10_601


def test_the_expert_card_spreads_real_firms_over_the_grades(found: pl.DataFrame) -> None:
    card = shipped("vat-expert")
    frame = {item.name: found[item.name].cast(pl.Float64).fill_null(np.nan).to_numpy() for item in card.attributes}
    scores = card.score(frame)
    assert not np.isnan(scores.score).any()
    shares = {grade: float((scores.grade == grade).mean()) for grade in set(scores.grade)}
    assert len(shares) >= 5
    assert max(shares.values()) < 0.5
