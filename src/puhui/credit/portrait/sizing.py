"""How large an enterprise is by what its indicators tell: people insured and a year's sales, by the official table.

>>> size_by({"industry_section": "C", "ins_now": 25.0, "rev12_fen": 900_000_000.0}, date(2026, 6, 30))
'small'
>>> size_by({"industry_section": "C", "ins_now": None, "rev12_fen": 900_000_000.0}, date(2026, 6, 30)) is None
True
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from puhui.credit.segments.size import Figures, size_of

NEEDED = ("ins_now", "rev12_fen")
"""The indicators that it takes beside the industry section."""


def size_by(row: Mapping[str, Any], on: date) -> str | None:
    """The size class in force on `on`; None where the section, or a figure that would decide, is not known."""
    section = row.get("industry_section")
    if section is None:
        return None
    staff, revenue = (row.get(name) for name in NEEDED)
    figures = Figures(
        staff=None if staff is None or staff < 0 else int(staff),
        revenue_fen=None if revenue is None or revenue < 0 else int(revenue),
        assets_fen=None,
    )
    found = size_of(str(section), figures, on).size
    return None if found is None else found.value
