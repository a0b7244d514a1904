"""A warehouse's row, as `credit.indicators.series` gives it, into the document that leaves the custodian. Pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from puhui.credit.series.model import FORMAT, MONTHS, SeriesKind, kinds


def series_text(kind: str, row: Mapping[str, Any]) -> str | None:
    """The series of one enterprise; None where nothing of it is on record."""
    known, day = kinds()[kind], row.get("as_of")
    as_of = date.fromisoformat(day) if isinstance(day, str) else day
    record = min(int(row.get("record_months") or 0), MONTHS)
    if as_of is None or record < 1:
        return None
    last = as_of.year * 12 + as_of.month - 1
    told = {
        "format": FORMAT,
        "kind": kind,
        "as_of": as_of.isoformat(),
        "months": [
            {"month": f"{(last - back) // 12:04d}-{(last - back) % 12 + 1:02d}", "values": _values(known, row, back)}
            for back in reversed(range(record))
        ],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _values(kind: SeriesKind, row: Mapping[str, Any], back: int) -> list[float | None]:
    if not (kind.quiet_is_zero or row.get(f"rows_m{back}")):
        return [None] * len(kind.columns)
    found = [row.get(f"{column.origin}_m{back}") or 0 for column in kind.columns]
    return [
        value if column.divisor == 1 else value / column.divisor
        for value, column in zip(found, kind.columns, strict=True)
    ]
