"""Public records in the portrait: what courts and offices have published of the enterprise, in one list.

They are the indicators of the public registers that are not zero. A register that answered with nothing on record is
`given` and empty; one that nobody asked is not looked at, and does not stand here as clean.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from puhui.credit.indicator import Cause, Indicator
from puhui.desks.localising import both
from puhui.desks.scoring import Collected
from puhui.exchange import all_definitions
from puhui.kernel import Text

Document = dict[str, Any]

REGISTERS = frozenset({"court", "penalties", "encumbrances"})
_SHOWN = frozenset({"count", "flag", "fen"})


def record_documents(collected: Sequence[Collected]) -> tuple[list[Document], date | None] | None:
    """Every record, those of one register together, and the newest day; None where no register answered."""
    asked = [part for part in collected if part.source in REGISTERS and part.cause is Cause.GRANTED]
    if not asked:
        return None
    told = [(part, item) for part in asked for item in part.indicators.values()]
    newest = max((item.as_of for _, item in told if item.as_of is not None), default=None)
    return [_document(part, item) for part, item in told if item.unit in _SHOWN and item.value], newest


def _document(part: Collected, item: Indicator) -> Document:
    label = all_definitions()[item.name].label
    return {
        "code": item.name.upper(),
        "text": both(_told(label, item)),
        "value": None if item.value is None or isinstance(item.value, str) else float(item.value),
        "unit": item.unit,
        "source": part.source,
        "told_by": both(part.label),
        "as_of": None if item.as_of is None else item.as_of.isoformat(),
    }


def _told(label: Text, item: Indicator) -> Text:
    if item.unit == "flag":
        return label
    if item.unit == "fen":
        money = f"{float(item.value or 0) / 100:,.2f}"
        return Text(zh="{label}：{money} 元", en="{label}: ¥{money}").fill(label=label, money=money)
    return Text(zh="{label}：{count}", en="{label}: {count}").fill(label=label, count=f"{float(item.value or 0):,.0f}")
