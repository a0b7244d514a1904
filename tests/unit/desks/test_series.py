"""Month by month and public records, as the portrait shows them: who told it, under which name, and nothing unread."""

import json
from datetime import date

from puhui.credit.indicator import DOCUMENT, Cause, Indicator, IndicatorSet
from puhui.credit.series import series_text
from puhui.desks.localising import localised
from puhui.desks.records import record_documents
from puhui.desks.scoring import Collected
from puhui.desks.series import series_documents
from puhui.kernel import Language, Text

DAY = date(2026, 6, 30)
ROW = {"as_of": DAY, "record_months": 2, "rows_m0": 3, "rows_m1": 2, "sales_fen_m0": 2_500_000, "sales_fen_m1": 500_000}
TEXT = str(series_text("trade_months", ROW))


def part(text: str | None, source: str = "trade_months", name: str = "trade_months") -> Collected:
    cause = Cause.NO_RECORD if text is None else Cause.GRANTED
    item = Indicator(name, text, DOCUMENT, source, DAY, 1.0, cause)
    return Collected(source, "tax", Text(zh="逐月销项与进项", en="by month"), IndicatorSet((item,)), cause)


def test_a_series_is_shown_with_who_told_it_and_what_each_column_is() -> None:
    (shown,) = localised(series_documents([part(TEXT)]), Language.EN)
    assert (shown["code"], shown["custodian"], shown["told_by"]) == ("TRADE_MONTHS", "tax", "by month")
    assert [(one["name"], one["label"], one["unit"]) for one in shown["columns"]] == [
        ("sales_fen", "sales", "fen"), ("purchases_fen", "purchases", "fen"),
    ]  # fmt: skip
    assert [(one["month"], one["values"]) for one in shown["months"]] == [
        ("2026-05", [500000, 0]),
        ("2026-06", [2500000, 0]),
    ]
    assert shown["text"] == "last 2 months: sales ¥3.00 × 10,000, purchases ¥0.00 × 10,000"


def test_what_is_no_series_or_another_custodians_kind_is_not_shown() -> None:
    power = str(series_text("power_months", {"as_of": DAY, "record_months": 1, "rows_m0": 1}))
    bent = json.dumps(json.loads(TEXT) | {"months": [{"month": "2026-06", "values": [10**9]}]})
    assert series_documents([part(None), part("not JSON"), part(bent), part(power)]) == []


def test_public_records_are_those_that_are_there_and_no_register_is_clean_that_nobody_asked() -> None:
    def held(name: str, value: float, unit: str) -> Indicator:
        return Indicator(name, value, unit, "court", DAY, 1.0, Cause.GRANTED)

    court = Text(zh="涉诉", en="court")
    items = IndicatorSet((held("dishonest_now", 1, "flag"), held("lawsuits_defendant24", 0, "count")))
    found = record_documents([Collected("court", "court", court, items, Cause.GRANTED)])
    assert found is not None
    (record,), newest = found
    assert (record["code"], record["told_by"]["en"], newest) == ("DISHONEST_NOW", "court", DAY)
    assert record_documents([part(TEXT)]) is None
    down = Collected("court", "court", court, IndicatorSet(()), Cause.SOURCE_DOWN)
    assert record_documents([down]) is None
