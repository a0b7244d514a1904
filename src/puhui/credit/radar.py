"""Seven axes that place an enterprise among its peers (domain/scoring §7): percentiles, never raw values.

An axis's sub-score is the mean of its indicators' percentiles among the peers (the better end is 1); the axis shows the
percentile of that sub-score, 0 to 100, beside the peers' median and the share of its indicators that is known. An axis
without data, or with too few peers, is hollow: None, never zero. Peers are of one segment, industry and region; whoever
calls chooses them.

>>> peers = PeerGroup([{"rev12_fen": n * 1_000_000, "hhi": n / 20} for n in range(20)])
>>> axes = {found.axis.value: found for found in peers.radar({"rev12_fen": 19_000_000, "hhi": 0.0})}
>>> axes["operation"].value, axes["operation"].peer_median, axes["guarantee"].value
(100.0, 50.0, None)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.defaults import LENDING
from puhui.credit.indicators import VAT, Axis, Definition, Direction
from puhui.kernel import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AxisValue:
    """One axis: `value` and `peer_median` are 0 to 100 or None; `coverage` is the share of its indicators known."""

    axis: Axis
    label: Text
    value: float | None
    peer_median: float | None
    coverage: float


class PeerGroup:
    """The peers' indicators, ranked once, so that many enterprises can be placed among them."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        definitions: Mapping[str, Definition] = VAT,
        *,
        peers_min: int = LENDING.integer("radar_peers_min"),
    ) -> None:
        self.size = len(rows)
        self._peers_min = peers_min
        self._by_axis = {
            axis: tuple(d for d in definitions.values() if d.axis is axis and d.direction is not Direction.NEITHER)
            for axis in Axis
        }
        self._values = {d.name: _column(rows, d.name) for group in self._by_axis.values() for d in group}
        self._sorted = {name: np.sort(values[~np.isnan(values)]) for name, values in self._values.items()}
        self._lower = {d.name: d.direction is Direction.LOWER for group in self._by_axis.values() for d in group}
        self._scores = {}
        for axis, group in self._by_axis.items():
            scores, _ = self._sub_scores(group, self._values, len(rows))
            self._scores[axis] = np.sort(scores[~np.isnan(scores)])

    def radar(self, row: Mapping[str, Any]) -> tuple[AxisValue, ...]:
        """All seven axes of one enterprise."""
        columns = {name: _column([row], name) for name in self._values}
        found = []
        for axis, group in self._by_axis.items():
            scores, known = self._sub_scores(group, columns, 1)
            peers = self._scores[axis]
            hollow = bool(np.isnan(scores[0])) or len(peers) < self._peers_min
            found.append(
                AxisValue(
                    axis=axis,
                    label=axis.label,
                    value=None if hollow else round(100 * float(_percentile(peers, scores)[0]), 1),
                    peer_median=None if hollow else round(100 * float(_percentile(peers, np.median(peers[None]))), 1),
                    coverage=round(float(known[0]), 4),
                )
            )
        return tuple(found)

    def place(self, name: str, value: float | None) -> tuple[float | None, float | None]:
        """One indicator's percentile among the peers (0 to 100, the better end high) and their median of it.

        None where the value is not known, the indicator has no better end, or fewer than `peers_min` peers have it.
        """
        peers = self._sorted.get(name)
        if peers is None or len(peers) < self._peers_min:
            return None, None
        median = float(np.median(peers))
        if value is None or not np.isfinite(value):
            return None, median
        share = float(_percentile(peers, np.float64(value)))
        better = 1 - share if self._lower[name] else share
        return round(100 * better, 1), median

    def _sub_scores(
        self, group: Sequence[Definition], columns: Mapping[str, Floats], rows: int
    ) -> tuple[Floats, Floats]:
        """Mean percentile of each row's known indicators (NaN without any), and the share of them that is known."""
        places = np.full((max(len(group), 1), rows), np.nan)
        for number, item in enumerate(group):
            if len(self._sorted[item.name]):
                share = _percentile(self._sorted[item.name], columns[item.name])
                places[number] = 1 - share if item.direction is Direction.LOWER else share
        known = ~np.isnan(places)
        count = known.sum(axis=0)
        total = np.where(known, places, 0.0).sum(axis=0)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan), count / max(len(group), 1)


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> Floats:
    return np.array([np.nan if row.get(name) is None else float(row[name]) for row in rows], dtype=np.float64)


def _percentile(peers: Floats, values: Any) -> Any:
    """Share of peers below, those equal counting half; NaN stays NaN."""
    below = np.searchsorted(peers, values, side="left")
    up_to = np.searchsorted(peers, values, side="right")
    return np.where(np.isnan(values), np.nan, (below + up_to) / 2 / len(peers))
