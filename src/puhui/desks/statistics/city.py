"""At a regulator: the numbers that the portal hands out, as its people read them and take them away."""

import csv
import io
from collections.abc import Callable

import orjson
from pydantic import ValidationError

from puhui.desks.errors import PeerForged
from puhui.desks.localising import localised
from puhui.desks.peers import Peers
from puhui.desks.views import StatisticsTable
from puhui.kernel import Language, encode
from puhui.statistics import WHAT

_STAGE = "desks.statistics"
_MEASURES = (
    "count",
    "enterprises",
    "amount_fen",
    "rate",
    "hours_median",
    "hours_p90",
    "unsecured_share",
    "first_loans",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CityStatistics:
    """Asks the portal; keeps nothing."""

    def __init__(self, *, peers: Peers, portal: Callable[[], str]) -> None:
        self._peers, self._portal = peers, portal

    def table(self, by: str, language: Language) -> StatisticsTable:
        """The city's steps by month, county, industry, segment, lender or campaign."""
        portal = self._portal()
        told = self._peers.post(portal, "/statistics", encode({"by": by}))
        try:
            return StatisticsTable.model_validate(localised(orjson.loads(told), language))
        except (ValueError, ValidationError) as broken:
            raise PeerForged(org=portal, reason="JSON", stage=_STAGE) from broken

    def csv(self, by: str, language: Language) -> str:
        """The same as CSV with a byte order mark, as spreadsheets expect it; what is withheld is an empty cell."""
        found = self.table(by, language)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([by, "name", *(f"{what}_{measure}" for what in WHAT for measure in _MEASURES)])
        for row in [*found.rows, found.total]:
            cells = (getattr(getattr(row, what), measure) for what in WHAT for measure in _MEASURES)
            writer.writerow([_plain(row.group), _plain(row.name), *cells])
        return "\ufeff" + out.getvalue()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
