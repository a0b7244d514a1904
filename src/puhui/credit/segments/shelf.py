"""Which card serves which segment: its own where it has enough bads, else the pool's with an offset, else judgement.

A card's own account of its training decides: `training.segment` names the segment that an own card was fitted on,
`training.segments` (name → rows, bads) those of a pooled one, `training.bads` how many bads it saw. Which fitted cards
may be handed in at all (approved, not expired) is the model registry's matter.

>>> shelf = shipped_shelf()
>>> shelf.choose("medium", fitted=()).card.name, shelf.choose("medium", fitted=()).basis.value
('medium-expert', 'expert')
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from puhui.credit.expert import shipped
from puhui.credit.scorecard import Kind, Scorecard
from puhui.credit.segments.errors import MalformedSegmentSettings, SegmentNotServed
from puhui.credit.segments.offsets import Offset, with_offset
from puhui.credit.segments.segment import Segment
from puhui.kernel import Text

FORMAT = "puhui-segment-shelf/1"
_STAGE = "credit.segments.shelf"


class Basis(StrEnum):
    """Why this card serves the segment."""

    OWN = "own"
    POOLED = "pooled"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Choice:
    """The card for a segment, on what basis, and the sentence that says so; `uncalibrated` where no outcome stands
    behind its PD."""

    segment: Segment
    card: Scorecard
    basis: Basis
    uncalibrated: bool
    why: Text


@dataclass(frozen=True)
class SegmentShelf:
    """The shelf's settings: the least number of bads for a fitted card, and the expert card of each segment."""

    version: str
    valid_from: date
    mark: str
    bads_min: int
    offset_sd_points: float
    expert: Mapping[Segment, str]

    @classmethod
    def parse(cls, data: bytes) -> "SegmentShelf":
        """Read the file's JSON; raises `MalformedSegmentSettings`."""
        try:
            raw = json.loads(data)
            if raw["format"] != FORMAT:
                raise MalformedSegmentSettings(reason=f"format {raw['format']!r}", stage=_STAGE)
            return cls(
                version=raw["version"],
                valid_from=date.fromisoformat(raw["valid_from"]),
                mark=raw["mark"],
                bads_min=int(raw["bads_min"]),
                offset_sd_points=float(raw["offset_sd_points"]),
                expert={Segment(segment): str(name) for segment, name in raw["expert"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise MalformedSegmentSettings(reason=repr(reason), stage=_STAGE) from None

    def choose(
        self,
        segment: str,
        fitted: Sequence[Scorecard],
        offsets: Mapping[str, Offset] | None = None,
        *,
        general: Scorecard | None = None,
        present: Collection[str] | None = None,
    ) -> Choice:
        """The card that serves the segment now. `offsets` are the segment's, by the pooled card's `name@version`.

        1. A card fitted on the segment alone, with enough bads: the one with the most.
        2. A card fitted on several segments, this among them, with enough bads in all: the one with the most, moved
           by the segment's offset where one was estimated.
        3. The expert card; where the sources `present` cannot carry it to a score and can carry the `general` card (an
           expert card of all segments), that one. Raises `SegmentNotServed` where there is none.
        """
        if segment not in self.expert:
            raise SegmentNotServed(segment=segment, known=", ".join(self.expert), stage=_STAGE)
        named = Segment(segment)
        enough = [card for card in fitted if card.kind is Kind.FITTED and _bads(card) >= self.bads_min]
        # 1.
        own = [card for card in enough if card.training.get("segment") == segment]
        if own:
            card = max(own, key=lambda card: (_bads(card), card.version))
            why = Text(
                zh=f"本客群自有数据建模，坏样本 {_bads(card)} 个", en=f"fitted on this segment, {_bads(card)} bads"
            )
            return Choice(named, card, Basis.OWN, False, why)
        # 2.
        pooled = [card for card in enough if segment in card.training.get("segments", {})]
        if pooled:
            card = max(pooled, key=lambda card: (_bads(card), card.version))
            return self._pooled(named, card, (offsets or {}).get(f"{card.name}@{card.version}"))
        # 3.
        card = shipped(self.expert[named])
        if general is not None and present is not None and not _carries(card, present) and _carries(general, present):
            return Choice(named, general, Basis.EXPERT, True, _GENERAL)
        why = Text(
            zh=f"该客群坏样本不足 {self.bads_min} 个，采用专家评分卡，违约概率未经校准",
            en=f"fewer than {self.bads_min} bads: the expert card serves, its PD is uncalibrated",
        )
        return Choice(named, card, Basis.EXPERT, True, why)

    def _pooled(self, segment: Segment, card: Scorecard, offset: Offset | None) -> Choice:
        said = Text(zh=f"合并建模，坏样本 {_bads(card)} 个", en=f"fitted on a pool, {_bads(card)} bads")
        if offset is None:
            return Choice(segment, card, Basis.POOLED, False, said)
        moved = f"{offset.points:+.0f} ± {offset.se_points:.0f}"
        why = Text(zh=f"{said.zh}，客群偏移 {moved} 分", en=f"{said.en}, moved by {moved} points")
        return Choice(segment, with_offset(card, segment.value, offset), Basis.POOLED, False, why)


_GENERAL = Text(
    zh="已授权的数据不足以支持本客群专家评分卡，采用通用专家评分卡，违约概率未经校准",
    en="the sources at hand cannot carry the segment's expert card: the general one serves, its PD is uncalibrated",
)


def _carries(card: Scorecard, present: Collection[str]) -> bool:
    """Whether these sources, if they know everything, cover as much of the card as a score needs."""
    held = sum(source.weight for source in card.sources if source.source in present)
    return held >= card.scorer.table.coverage.score_from * sum(source.weight for source in card.sources) - 1e-9


def _bads(card: Scorecard) -> int:
    bads = card.training.get("bads", 0)
    return bads if isinstance(bads, int) and not isinstance(bads, bool) else 0


@cache
def shipped_shelf() -> SegmentShelf:
    """The shelf that ships with Puhui."""
    return SegmentShelf.parse(resources.files("puhui.credit.segments").joinpath("shelf.json").read_bytes())
