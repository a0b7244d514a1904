"""The platform's feed behind permits: what the papers said of one enterprise, with every source."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from puhui.credit.indicator import DOCUMENT, Cause
from puhui.exchange import described
from puhui.exchange.connectors import VIEWS, KeptView, ViewConnector, Warehouse
from puhui.exchange.errors import PermitDoesNotCover, SourceDown
from puhui.exchange.fields import NEWS, TIMELINE
from puhui.kernel import ManualClock
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.opinion import read_timeline

NOW = datetime(2026, 7, 3, 4, tzinfo=UTC)
DATASET = described(DatasetId("platform/public-opinion"))
SEEN, QUIET, STRANGER = uscc("91110000600037341L"), uscc("91130200MA0A1B2C36"), uscc("91369805MA000BLN98")
ARTICLES = [
    ("1", date(2023, 8, 1), "日报", "明澄恒达机械有限公司：中标出口订单", "", "https://site1.example/1"),
    ("2", date(2026, 6, 1), "日报", "明澄恒达机械有限公司被列为失信被执行人", "", "https://site1.example/2"),
    ("3", date(2026, 6, 2), "晚报", "明澄恒达机械有限公司被列为失信被执行人了", "", "javascript:alert(1)"),
    ("4", date(2026, 6, 30), "晚报", "天气晴好", "", ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    columns = ["article", "published_on", "source", "title", "body", "url"]
    pl.DataFrame(ARTICLES, schema=columns, orient="row").write_parquet(tmp_path / "news.parquet")
    names = {"uscc": [SEEN, QUIET], "name": ["明澄恒达机械有限公司", "明澄顺和食品有限公司"]}
    pl.DataFrame(names).write_parquet(tmp_path / "register.parquet")
    return tmp_path


def told(folder: Path, code: Any) -> Any:
    return VIEWS[NEWS](Warehouse(folder, ManualClock(NOW)), DATASET, NOW).told(code)


def test_what_was_written_is_counted_and_told_with_every_source(folder: Path) -> None:
    held = told(folder, SEEN)
    values = {name: held.value(name) for name in ("news_cnt_36", "news_neg_cnt_6", "news_pos_cnt_36", "news_cnt_12")}
    assert values == {"news_cnt_36": 2, "news_neg_cnt_6": 1, "news_pos_cnt_36": 1, "news_cnt_12": 1}
    assert held.value("news_worst_topic_12") == "dishonest_debtor"
    assert (held["news_cnt_12"].as_of, held[TIMELINE].unit) == (date(2026, 6, 30), DOCUMENT)
    line = read_timeline(str(held.value(TIMELINE)))
    assert [(event.mood, len(event.reports)) for event in line.events] == [("bad", 2), ("good", 1)]
    assert [one.url for one in line.events[0].reports] == ["https://site1.example/2", ""]  # no script is a source
    assert [(warning.code, warning.events) for warning in line.warnings] == [("NEWS_SEVERE", [0])]


def test_no_news_is_zero_and_warns_of_nothing_and_a_stranger_is_no_record(folder: Path) -> None:
    held = told(folder, QUIET)
    assert (held.value("news_cnt_36"), held.value("news_neg_share_36")) == (0, None)
    line = read_timeline(str(held.value(TIMELINE)))
    assert (line.events, line.warnings, {month.covered for month in line.months}) == ([], [], {True, False})
    assert {item.cause for item in told(folder, STRANGER).values()} == {Cause.NO_RECORD}


def test_after_the_feeds_last_day_nothing_is_said(folder: Path) -> None:
    """A feed that stopped is dated, so that silence after it is not read as quiet."""
    late = datetime(2027, 2, 1, tzinfo=UTC)
    held = VIEWS[NEWS](Warehouse(folder, ManualClock(late)), DATASET, late).told(SEEN)
    assert held["news_cnt_12"].as_of == date(2026, 6, 30)
    assert held.value("news_neg_cnt_6") == 1


def test_a_feed_that_cannot_be_read_is_a_source_that_is_down(folder: Path) -> None:
    doubled = pl.read_parquet(folder / "news.parquet")
    pl.concat([doubled, doubled]).write_parquet(folder / "news.parquet")
    with pytest.raises(SourceDown):
        told(folder, SEEN)


def test_public_as_it_is_nothing_is_read_without_a_permit(folder: Path) -> None:
    clock = ManualClock(NOW)
    view = KeptView(Warehouse(folder, clock), DATASET, clock, VIEWS[NEWS])
    connector = ViewConnector(view, DATASET, OrgId("platform"))
    with pytest.raises(PermitDoesNotCover):
        connector.fetch(object(), SEEN, [TIMELINE])  # type: ignore[arg-type]
