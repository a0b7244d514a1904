"""The table of all definitions: the reference says the same, and what may never be collected has no place in them."""

from datetime import date

import pytest

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.indicators import SOURCES
from puhui.credit.indicators.compiling import compiled_tables
from puhui.credit.indicators.sources import _file
from tools.describe_indicators import PAGE, page

# 征信业管理条例 article 14: never; and, of a person, only with written consent after a warning: not collected either.
NEVER = (
    "religion", "faith", "gene", "dna", "fingerprint", "blood", "disease", "medical", "illness", "health",
    "宗教", "信仰", "基因", "指纹", "血型", "疾病", "病史", "健康",
)  # fmt: skip
NOT_OF_PERSONS = (
    "income", "deposit", "securities", "insurance", "estate", "tax", "salary",
    "收入", "存款", "有价证券", "保险", "不动产", "纳税",
)  # fmt: skip


def _words(name: str) -> list[str]:
    """Every name and label of a family: its tables, columns, indicators."""
    source = SOURCES[name]
    columns = [column for table in source.columns.values() for column in table]
    labels = [text for item in source.definitions.values() for text in (item.label.zh, item.label.en)]
    return [*source.columns, *columns, *source.definitions, *labels]


@pytest.mark.parametrize("name", SOURCES)
def test_what_may_never_be_collected_does_not_exist(name: str) -> None:
    forbidden = {*NEVER, *(NOT_OF_PERSONS if name == "owner" else ())}
    for word in _words(name):
        parts = word.lower().replace("'s", "").replace(",", " ").replace("_", " ").split()
        assert not forbidden & set(parts), word
        assert not any(ban in word for ban in forbidden if not ban.isascii()), word


def test_the_owners_record_and_a_statement_take_a_consent_of_their_own() -> None:
    assert {name for name, source in SOURCES.items() if source.separate} == {
        "owner",
        "statement",
        "finance",
        "representative",
    }


def test_the_reference_is_what_the_definitions_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_tables_of_columns_are_the_modules_schemas() -> None:
    assert _file("tables.json").decode() == compiled_tables()


def test_every_definition_is_whole() -> None:
    for source in SOURCES.values():
        for item in source.definitions.values():
            assert all((item.label.zh, item.label.en, item.formula, item.absent.zh, item.absent.en))
            assert item.mark in ("S", "S-", "C", "J")
            assert item.axis is not None or item.direction.value == "neither", item.name


def test_stale_is_neither_a_value_nor_no_record() -> None:
    held = IndicatorSet((Indicator("kwh12", 4.0, "kwh", "power", date(2026, 1, 31), 1.0, Cause.GRANTED),))
    (aged,) = held.aged(date(2026, 1, 31)).values()
    assert (aged.value, aged.cause, aged.as_of, aged.coverage) == (None, Cause.STALE, date(2026, 1, 31), 0.0)
    assert aged.cause.text.zh == "数据过旧，待更新"
    refresh = SOURCES["power"].refresh
    assert not refresh.is_stale(date(2026, 1, 31), date(2026, 5, 11))
    assert refresh.is_stale(date(2026, 1, 31), date(2026, 5, 12))
