"""What custodians tell month by month, as the portrait shows it: each series under its own grant, with who told it.

A series comes as one document of its dataset. What is none is not shown: whoever sent it is told in the log, for it
signed it. A series is for the eye; no card and no rule reads one.
"""

from collections.abc import Sequence
from typing import Any

import structlog

from puhui.credit.indicator import DOCUMENT
from puhui.credit.indicators import SERIES
from puhui.credit.series import Column, MalformedSeries, ToldSeries, kinds, read_series
from puhui.desks.localising import both
from puhui.desks.scoring import Collected
from puhui.kernel import Text

_log = structlog.get_logger("puhui.desks.series")

Document = dict[str, Any]
_YEAR = 12
_TEN_THOUSAND_YUAN_FEN = 1_000_000


def series_documents(collected: Sequence[Collected]) -> list[Document]:
    """Every series that was told, in the order collected; texts in both languages."""
    found = ((part, told_series(part)) for part in collected if part.source in SERIES)
    return [_document(part, told) for part, told in found if told is not None]


def told_series(part: Collected) -> ToldSeries | None:
    """The series of one custodian's answer; None where it told none, or nothing that can be read."""
    item = part.indicators.get(part.source)
    if item is None or item.unit != DOCUMENT or not isinstance(item.value, str):
        return None
    try:
        told = read_series(item.value)
    except MalformedSeries as reason:
        _log.error("a series that cannot be read is not shown", custodian=part.custodian, cause=reason.cause_text.en)
        return None
    if told.kind != part.source:
        _log.error("a series of another kind than its dataset is not shown", custodian=part.custodian)
        return None
    return told


def _document(part: Collected, told: ToldSeries) -> Document:
    kind = kinds()[told.kind]
    return {
        "code": told.kind.upper(),
        "text": both(_sentence(told)),
        "title": both(kind.label),
        "custodian": part.custodian,
        "told_by": both(part.label),
        "as_of": told.as_of.isoformat(),
        "columns": [{"name": one.name, "label": both(one.label), "unit": one.unit} for one in kind.columns],
        "months": [{"month": one.month, "values": one.values} for one in told.months],
    }


def _sentence(told: ToldSeries) -> Text:
    """The last twelve months of each column that adds up, in words."""
    columns, last = kinds()[told.kind].columns, told.months[-_YEAR:]
    sums = [_sum(one, [month.values[at] for month in last]) for at, one in enumerate(columns) if one.adds_up]
    return Text(
        zh=f"近{len(last)}个月：" + "，".join(one.zh for one in sums),
        en=f"last {len(last)} months: " + ", ".join(one.en for one in sums),
    )


def _sum(column: Column, values: Sequence[float | None]) -> Text:
    known = [value for value in values if value is not None]
    if not known:
        return Text(zh="{label}未知", en="{label} unknown").fill(label=column.label)
    if column.unit == "fen":
        told = f"{sum(known) / _TEN_THOUSAND_YUAN_FEN:,.2f}"
        return Text(zh="{label} {told} 万元", en="{label} ¥{told} × 10,000").fill(label=column.label, told=told)
    return Text(zh="{label} {told} 千瓦时", en="{label} {told} kWh").fill(label=column.label, told=f"{sum(known):,.0f}")
