"""Among whom an enterprise is placed: segment × industry section × size × region, and wider where too few are there.

The order of widening is fixed and said: region goes first (neighbours in trade are better peers than neighbours in
place), then the size, then the industry section. What is not known of the enterprise cannot narrow. A group narrower
than the segment needs `peers_min`; the segment itself serves down to the lending default `radar_peers_min`, and below
that the radar is hollow: other segments are no peers.

>>> kin = {"segment": "small_micro", "industry_section": "C", "size": "micro", "region": "A"}
>>> groups = PeerGroups([kin | {"rev12_fen": n * 1e6} for n in range(40)], peers_min=10)
>>> found = groups.of("small_micro", "C", "micro", "B")
>>> found.used, found.size, found.said.en
(('small_micro', 'C', 'micro'), 40, '40 peers of the same segment, industry and size; fewer than 10 in the region')
>>> groups.of("small_micro", "C", None, "A").said.en
'40 peers of the same segment and industry; the size is not known'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from puhui.credit.defaults import LENDING
from puhui.credit.expert.inputs import DEFINITIONS
from puhui.credit.indicators import Definition
from puhui.credit.radar import PeerGroup
from puhui.kernel import Text

PEERS_MIN = 30  # mark J: a percentile among fewer jumps by more than three at one peer's move
LEAST = LENDING.integer("radar_peers_min")
KEYS: Final = ("segment", "industry_section", "size", "region")


@dataclass(frozen=True)
class Chosen:
    """The group used: its keys, its rows, and why it is not the one wanted."""

    wanted: tuple[str | None, ...]
    used: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    said: Text
    least: int
    definitions: Mapping[str, Definition]

    @property
    def size(self) -> int:
        """How many peers."""
        return len(self.rows)

    @cached_property
    def group(self) -> PeerGroup:
        """The group, ranked."""
        return PeerGroup(self.rows, self.definitions, peers_min=self.least)


class PeerGroups:
    """All peers, parted by `KEYS`. A group is ranked once, when it is first asked for. Safe from many threads."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        definitions: Mapping[str, Definition] = DEFINITIONS,
        *,
        peers_min: int = PEERS_MIN,
    ) -> None:
        """`rows` have the keys (None: not told) and indicators by name; an enterprise is best left out of its own."""
        self._definitions = definitions
        self._peers_min = peers_min
        self._least = min(peers_min, LEAST)
        self._parted: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for row in rows:
            keys = _told(*(row.get(key) for key in KEYS))
            for length in range(1, len(keys) + 1):
                self._parted.setdefault(keys[:length], []).append(row)
        self._chosen: dict[tuple[str | None, ...], Chosen] = {}

    def of(self, segment: str | None, industry_section: str | None, size: str | None, region: str | None) -> Chosen:
        """The narrowest group with enough peers; where even the segment has too few, that one, and it says so."""
        wanted = (segment, industry_section, size, region)
        if wanted not in self._chosen:
            known = _told(*wanted)
            held = (length for length in range(len(known), 1, -1) if self._count(known[:length]) >= self._peers_min)
            length = next(held, 1 if self._count(known[:1]) >= self._least else 0)
            used = known[: length or 1]
            self._chosen[wanted] = Chosen(
                wanted=wanted,
                used=used,
                rows=self._parted.get(used, []),
                said=_said(length, self._count(used), len(known), self._peers_min if length else self._least),
                least=self._least,
                definitions=self._definitions,
            )
        return self._chosen[wanted]

    def _count(self, keys: tuple[str, ...]) -> int:
        return len(self._parted.get(keys, ()))


def _told(*keys: Any) -> tuple[str, ...]:
    """The keys up to the first that is not known."""
    known = [None if key is None else str(key) for key in keys]
    end = known.index(None) if None in known else len(known)
    return tuple(key for key in known[:end] if key is not None)


_WORDS = (
    Text(zh="同客群", en="segment"),
    Text(zh="同行业", en="industry"),
    Text(zh="同规模", en="size"),
    Text(zh="同地区", en="region"),
)
_UNKNOWN = ("客群", "行业", "规模", "地区")


def _said(length: int, count: int, known: int, least: int) -> Text:
    """How the group was chosen: `length` of the `known` keys were used, of all that there are."""
    if length == 0:
        return Text(zh=f"同客群不足 {least} 户，不作比较", en=f"fewer than {least} peers of the segment: not compared")
    used = _WORDS[:length]
    english = " and ".join(filter(None, [", ".join(word.en for word in used[:-1]), used[-1].en]))
    zh, en = f"与{'、'.join(word.zh for word in used)}的 {count} 户比较", f"{count} peers of the same {english}"
    if length < known:
        return Text(
            zh=f"{zh}；{_WORDS[length].zh}不足 {least} 户", en=f"{en}; fewer than {least} in the {_WORDS[length].en}"
        )
    if length < len(KEYS):
        return Text(zh=f"{zh}；{_UNKNOWN[length]}未知", en=f"{en}; the {_WORDS[length].en} is not known")
    return Text(zh=zh, en=en)
