"""What a model may serve for: one segment of customers, or all of them; and the shipped card where nobody approved one.

The shipped cards are judgement: no outcome stands behind their PDs and no three persons behind their use, and every
score by one says so. Of them a segment's own serves where what was answered carries it to a score without a cap;
otherwise the card that covers more of itself, the city's general one being read by every source.

>>> default_for("small_micro", ["tax", "court"]).card.name
'city-expert'
>>> default_for("sole_proprietor", ["owner", "tax", "court"]).card.name
'city-expert'
>>> default_for("sole_proprietor", ["owner", "bank", "power", "court"]).card.name
'sole-proprietor-expert'
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from puhui.credit import Scorecard
from puhui.credit.calibration import calibration_text
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.expert import shipped
from puhui.credit.models import Model
from puhui.credit.segments import Basis, Segment, shipped_shelf
from puhui.desks.cards import city_card
from puhui.desks.models.errors import UnknownUse
from puhui.kernel import Text

ALL = "all"
_POOL = Text(zh="全部客群（合并建模）", en="all segments (pooled)")
_OWN = Text(zh="本客群登记的冠军模型", en="the registered champion of the segment")
_POOLED = Text(zh="登记的合并冠军模型", en="the registered champion of all segments")
_MOVED = Text(
    zh="客群偏移 {points} 分（本行 {rows} 笔贷款，坏账 {bads} 笔）",
    en="moved for the segment by {points} points ({rows} loans here, {bads} bad)",
)
_SHIPPED = Text(
    zh="无已批准的模型，采用出厂专家评分卡，违约概率未经校准",
    en="no approved model: the shipped expert card serves, its PD is uncalibrated",
)


@dataclass(frozen=True, slots=True)
class Served:
    """The card that scores now: the use it serves for, on what basis, and the models that score beside it."""

    card: Scorecard
    digest: str
    use: str
    basis: Basis
    uncalibrated: bool
    why: Text
    shadows: tuple[tuple[Model, str], ...] = ()


def uses() -> dict[str, Text]:
    """Every use, in words."""
    return {segment.value: segment.text for segment in Segment} | {ALL: _POOL}


def known_use(use: str) -> str:
    """The use itself; raises `UnknownUse`."""
    if use not in uses():
        raise UnknownUse(use=use, known=", ".join(uses()), stage="desks.models")
    return use


def uses_for(segment: str) -> tuple[str, ...]:
    """The uses whose champion may score a customer of that segment, the nearest first."""
    return (segment, ALL) if segment in set(Segment) else (ALL,)


def default_for(segment: str, present: Collection[str]) -> Served:
    """The shipped card for a segment ("" where nobody knows it), by the sources that answered."""
    card = _default_card(segment, present)
    return Served(card, digest_of_bytes(card.file), segment or ALL, Basis.EXPERT, True, _SHIPPED)


def registered(card: Scorecard, digest: str, use: str, uncalibrated: bool) -> Served:
    """A registered champion that serves for a use; its sentence names an offset or a calibration by own outcomes."""
    moved = card.training.get("segment_offset")
    basis, why = (Basis.OWN, _OWN) if use != ALL and moved is None else (Basis.POOLED, _POOLED)
    if moved is not None:
        why = _and(why, _MOVED.fill(points=_points(moved), rows=moved["rows"], bads=moved["bads"]))
    if card.calibration.get("steps"):
        why = _and(why, calibration_text(card))
    return Served(card, digest, use, basis, uncalibrated, why)


def _points(moved: Mapping[str, Any]) -> str:
    return f"{moved['offset_points']:+.0f} ± {moved['se_points']:.0f}"


def _and(one: Text, other: Text) -> Text:
    return Text(zh=f"{one.zh}；{other.zh}", en=f"{one.en}; {other.en}")


@cache
def shipped_cards() -> dict[str, Scorecard]:
    """The card that ships for each use."""
    own = {segment.value: _own_card(segment) for segment in Segment}
    return own | {ALL: city_card()}


def shipped_use(name: str) -> str:
    """The use that a shipped card serves for: its segment's, and all for the general card."""
    return next((use for use, card in shipped_cards().items() if card.name == name != city_card().name), ALL)


def _own_card(segment: Segment) -> Scorecard:
    name = shipped_shelf().expert[segment]
    return city_card() if name == "vat-expert" else shipped(name)  # the city's card is the VAT card and more


def _default_card(segment: str, present: Collection[str]) -> Scorecard:
    general = city_card()
    own = shipped_cards().get(segment, general)
    carried = _carried(own, present)
    if carried >= own.scorer.table.coverage.uncapped_from or carried > _carried(general, present):
        return own
    return general


def _carried(card: Scorecard, present: Collection[str]) -> float:
    whole = sum(source.weight for source in card.sources)
    return sum(source.weight for source in card.sources if source.source in present) / whole
