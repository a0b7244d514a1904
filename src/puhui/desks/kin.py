"""Which peers an enterprise is placed among: its segment, industry section, size and region, as far as known."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from puhui.credit.indicator import Indicator
from puhui.credit.portrait import size_by

_REGION = slice(2, 8)  # GB 32100-2015: characters 3 to 8 are the district of the office that registered it


class Kin(NamedTuple):
    """What peers share; None is not known. The order is that of `credit.portrait.KEYS`."""

    segment: str | None
    industry_section: str | None
    size: str | None
    region: str | None


def kin_of(uscc: str, segment: str | None, indicators: Mapping[str, Indicator], on: date) -> Kin:
    """The enterprise's kin: industry and size come of its indicators, where those were granted and answered."""
    row = {name: item.value for name, item in indicators.items()}
    section = row.get("industry_section")
    return Kin(segment or None, str(section) if section else None, size_by(row, on), uscc[_REGION])
