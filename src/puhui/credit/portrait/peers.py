"""Among whom an enterprise is placed: segment × industry section × region, and wider where that group is too small.

The order of widening is fixed and said: region goes first (neighbours in trade are better peers than neighbours in
place), then the industry section. Below `peers_min` in the widest group (the segment) the radar is hollow: other
segments are no peers.

>>> rows = [{"segment": "small_micro", "industry_section": "C", "region": "A", "rev12_fen": n * 1e6} for n in range(40)]
>>> groups = PeerGroups(rows, peers_min=10)
>>> found = groups.of("small_micro", "C", "B")
>>> found.used, found.size, found.said.en
(('small_micro', 'C'), 40, 'fewer than 10 peers in the region: compared within the segment and industry')
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from puhui.credit.expert.inputs import DEFINITIONS
from puhui.credit.indicators import Definition
from puhui.credit.radar import PeerGroup
from puhui.kernel import Text

PEERS_MIN = 30  # mark J: a percentile among fewer jumps by more than three at one peer's move
_KEYS = ("segment", "industry_section", "region")


@dataclass(frozen=True)
class Chosen:
    """The group used: its keys, its rows, and why it is not the one wanted."""

    wanted: tuple[str, ...]
    used: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    said: Text
    peers_min: int
    definitions: Mapping[str, Definition]

    @property
    def size(self) -> int:
        """How many peers."""
        return len(self.rows)

    @cached_property
    def group(self) -> PeerGroup:
        """The group, ranked."""
        return PeerGroup(self.rows, self.definitions, peers_min=self.peers_min)


class PeerGroups:
    """All peers, parted by segment, industry section and region. A group is ranked once, when it is first asked for."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        definitions: Mapping[str, Definition] = DEFINITIONS,
        *,
        peers_min: int = PEERS_MIN,
    ) -> None:
        """`rows` have the three keys and indicators by name. An enterprise is best left out of its own peers."""
        self._definitions = definitions
        self._peers_min = peers_min
        self._parted: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for row in rows:
            keys = tuple(str(row.get(key)) for key in _KEYS)
            for length in range(1, len(keys) + 1):
                self._parted.setdefault(keys[:length], []).append(row)
        self._chosen: dict[tuple[str, ...], Chosen] = {}

    def of(self, segment: str | None, industry_section: str | None, region: str | None) -> Chosen:
        """The narrowest group with enough peers; where even the segment has too few, that one, and it says so."""
        wanted = tuple(str(key) for key in (segment, industry_section, region))
        if wanted not in self._chosen:
            held = (length for length in (3, 2, 1) if len(self._parted.get(wanted[:length], ())) >= self._peers_min)
            length = next(held, 0)
            self._chosen[wanted] = Chosen(
                wanted=wanted,
                used=wanted[: length or 1],
                rows=self._parted.get(wanted[: length or 1], []),
                said=_SAID[length].fill(least=self._peers_min),
                peers_min=self._peers_min,
                definitions=self._definitions,
            )
        return self._chosen[wanted]


_SAID = {
    3: Text(zh="与同客群、同行业、同地区企业比较", en="compared within the segment, industry and region"),
    2: Text(
        zh="本地区同类不足 {least} 户，改为同客群、同行业比较",
        en="fewer than {least} peers in the region: compared within the segment and industry",
    ),
    1: Text(
        zh="同行业同类不足 {least} 户，改为同客群比较",
        en="fewer than {least} peers in the industry: compared within the segment",
    ),
    0: Text(zh="同客群不足 {least} 户，不作比较", en="fewer than {least} peers in the segment: not compared"),
}
