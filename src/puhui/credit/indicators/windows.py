"""Time windows that the sources share: M(k) is the last k full calendar months up to the day asked for.

>>> import ibis
>>> asked = ibis.memtable([{"enterprise": "E1", "as_of": date(2026, 7, 15)}], schema=SUBJECTS)
>>> until(asked).to_pyarrow().to_pylist()[0]["until"].isoformat()
'2026-06-30'
"""

from datetime import date
from typing import Any

import ibis
from ibis import _

SUBJECTS = {"enterprise": "string", "as_of": "date"}
YEAR = 12

__all__ = ["SUBJECTS", "YEAR", "ago", "date", "either", "ratio", "until"]


def until(subjects: Any) -> Any:
    """`subjects` with `until`, the end of the last full month."""
    month = (_.as_of + ibis.interval(days=1)).truncate("M")
    return subjects.select("enterprise", "as_of", until=(month - ibis.interval(days=1)).cast("date"))


def ago(later: Any, earlier: Any) -> Any:
    """Full calendar months from the month of `earlier` to the month of `later`."""
    return ((later.year() - earlier.year()) * YEAR + (later.month() - earlier.month())).cast("int32")


def ratio(part: Any, whole: Any) -> Any:
    """`part / whole`, absent where the whole is not above zero."""
    return ibis.ifelse(whole > 0, part / whole, ibis.null())


def either(condition: Any, value: Any) -> Any:
    """`value` where the condition holds, else absent."""
    return ibis.ifelse(condition, value, ibis.null())
