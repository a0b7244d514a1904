"""How an expert card is made: weights and five-level judgements by economic reasoning, turned into points.

Nothing here is fitted. An attribute of weight w gives between −2w and +2w points by its degree in [−1, 1]; the
weights of a card sum to 100, so it spans 600 ± 200 points before clipping. Its PD is what the scale says of such a
score: an order, not a measured frequency, until a bank's own outcomes calibrate it. The card says so in its file. A
source weighs in coverage what its attributes weigh together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from puhui.credit.attributes import Attribute, Bin, BinKind, ReasonText, Source
from puhui.credit.indicators.definitions import Definition
from puhui.credit.scorecard import Kind, Scorecard
from puhui.kernel import Text

BASE_POINTS = 600.0  # all neutral: the scale's base, a PD of 5 %
POINTS_PER_WEIGHT = 2.0
WAN = 1_000_000  # fen
UNCALIBRATED = "none: judgement, not fitted to outcomes; the PD is the scale's, uncalibrated"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One indicator's weight, why it has it, and how good each stretch of its values is, from −1 to 1.

    `degrees` has one more entry than `edges`: values below the first edge, between, and from the last edge on.
    `shares` says how common each stretch is expected to be (mark J); where it is empty all are taken as equally so. It
    moves no points: it says how much a grant would tell, and how wide a score stands without it.
    """

    name: str
    group: str
    weight: int
    edges: tuple[float, ...]
    degrees: tuple[float, ...]
    why: str
    told: Text
    cure: Text
    shares: tuple[float, ...] = ()

    def weighing(self, weight: int) -> "Judgement":
        """The same judgement with another weight, for a segment that it tells more or less of."""
        return replace(self, weight=weight)


def make_card(
    name: str,
    version: str,
    label: Text,
    *,
    sources: Mapping[str, Text],
    judgements: Sequence[Judgement],
    definitions: Mapping[str, Definition],
    codes: str,
    weights: Mapping[str, float] | None = None,
    base_points: float = BASE_POINTS,
) -> Scorecard:
    """The card of these judgements. Reason codes are `<codes>.<indicator>`; `weights` of sources default to theirs."""
    total = {
        source: float(sum(j.weight for j in judgements if definitions[j.name].source == source)) for source in sources
    }
    return Scorecard(
        kind=Kind.EXPERT,
        name=name,
        version=version,
        label=label,
        base_points=base_points,
        sources=tuple(Source(source, text, (weights or total)[source]) for source, text in sources.items()),
        attributes=tuple(_attribute(item, definitions[item.name], codes) for item in judgements),
        target={"definition": UNCALIBRATED},
        training={
            "labels_used": 0,
            "points_per_weight": POINTS_PER_WEIGHT,
            "weights": {item.name: item.weight for item in judgements},
            "rationale": {item.name: item.why for item in judgements},
        },
    )


def _attribute(item: Judgement, definition: Definition, codes: str) -> Attribute:
    bounds = (None, *item.edges, None)
    show = _SHOWN[definition.unit]
    bins = tuple(
        Bin(
            BinKind.INTERVAL,
            round(degree * item.weight * POINTS_PER_WEIGHT, 2),
            low,
            high,
            label=_stretch(low, high, show),
            share=share,
        )
        for degree, share, low, high in zip(
            item.degrees, item.shares or [None] * len(item.degrees), bounds[:-1], bounds[1:], strict=True
        )
    )
    return Attribute(
        name=item.name,
        label=definition.label,
        source=definition.source,
        numeric=True,
        bins=(*bins, Bin(BinKind.MISSING, 0.0, informative=False), Bin(BinKind.NOT_GRANTED, 0.0, informative=False)),
        group=item.group,
        reason=ReasonText(
            code=f"{codes}.{item.name}",
            text=Text(zh=f"{item.told.zh}未达最好水平", en=f"{item.told.en} is short of the best case"),
            cure=item.cure,
        ),
    )


def _stretch(low: float | None, high: float | None, show: Callable[[float], Text]) -> Text:
    if low is None:
        top = show(high or 0.0)
        return Text(zh=f"低于 {top.zh}", en=f"below {top.en}")
    bottom = show(low)
    if high is None:
        return Text(zh=f"{bottom.zh}及以上", en=f"{bottom.en} or more")
    top = show(high)
    return Text(zh=f"{bottom.zh}至 {top.zh}", en=f"{bottom.en} to below {top.en}")


_SHOWN: dict[str, Callable[[float], Text]] = {
    "fen": lambda value: Text(zh=f"{value / WAN:,.0f}万元", en=f"{value / 100:,.0f} yuan"),
    "ratio": lambda value: Text(zh=f"{value:.0%}", en=f"{value:.0%}"),
    "count": lambda value: Text(zh=f"{value:.0f}个", en=f"{value:.0f}"),
    "times": lambda value: Text(zh=f"{value:.0f}次", en=f"{value:.0f} times"),
    "multiple": lambda value: Text(zh=f"{value:g}倍", en=f"{value:g} times"),
    "persons": lambda value: Text(zh=f"{value:.0f}人", en=f"{value:.0f} persons"),
    "flag": lambda value: Text(zh=f"{value:.0f}", en=f"{value:.0f}"),
    "months": lambda value: Text(zh=f"{value:.0f}个月", en=f"{value:.0f} months"),
    "days": lambda value: Text(zh=f"{value:.0f}天", en=f"{value:.0f} days"),
    "level": lambda value: Text(zh=f"{value:.0f}级", en=f"level {value:.0f}"),
}
