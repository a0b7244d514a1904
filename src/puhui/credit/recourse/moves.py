"""The moves that an enterprise has: for each value, the nearest one in each better bin that it can realistically reach.

A bin's nearest value: its lower edge from below, the last value under its upper edge from above, in steps of the
indicator's unit (1 for counts, days, months and fen; 1/10,000 for ratios).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from puhui.credit.attributes import Attribute, Bin, BinKind
from puhui.credit.recourse.actionability import Actionable, Value
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

_STEPS = {"ratio": Decimal("0.0001")}
_STEP = Decimal(1)


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A knock-out or condition that a value stands against: how it is told, which values clear it, and the nearest.

    `clears`: `action`, `time`, `itself`; `never` blocks every plan. `months` and `cost` serve where the table of what
    can be changed does not know the indicator.
    """

    code: str
    name: str
    clears: str
    text: Text
    cure: Text
    nearest: Value | None
    keeps: Callable[[Value], bool]
    months: int = 3
    cost: int = 9


@dataclass(frozen=True, slots=True)
class Move:
    """One value changed: what it gives, costs and takes. `code` is what it clears, empty where it only gives points."""

    name: str
    label: Text
    before: Value | None
    after: Value
    points: float
    cost: int
    cost_class: str
    months: int
    text: Text
    code: str = ""


def moves_for(
    name: str, row: Mapping[str, Value | None], card: Scorecard, table: Mapping[str, Actionable], hurdles: list[Hurdle]
) -> Iterator[Move]:
    """Every move of one value that clears all its hurdles."""
    attribute = next((one for one in card.attributes if one.name == name), None)
    known, before = table.get(name), row.get(name)
    if before is None or any(hurdle.clears == "never" for hurdle in hurdles):
        return
    now = _bin_of(attribute, before) if attribute is not None else None
    seen: set[Value] = set()
    candidates = [*(_better(attribute, now, before, known) if attribute and now and known else ())]
    candidates += [hurdle.nearest for hurdle in hurdles if hurdle.nearest is not None]
    for after in candidates:
        forced = any(hurdle.nearest == after for hurdle in hurdles)
        if after in seen or after == before or not all(hurdle.keeps(after) for hurdle in hurdles):
            continue
        if not forced and (known is None or not known.reaches(before, after)):
            continue
        seen.add(after)
        reached = _bin_of(attribute, after) if attribute is not None else None
        points = (reached.centipoints - now.centipoints) / 100 if reached is not None and now is not None else 0.0
        yield _move(name, attribute, known, hurdles, (before, after), points)


def _move(  # noqa: PLR0917 - one private caller
    name: str,
    attribute: Attribute | None,
    known: Actionable | None,
    hurdles: list[Hurdle],
    values: tuple[Value, Value],
    points: float,
) -> Move:
    before, after = values
    by_hand = known is None or known.can.value == "never"
    return Move(
        name=name,
        label=attribute.label if attribute is not None else Text(zh=name, en=name),
        before=before,
        after=after,
        points=points,
        cost=max(one.cost for one in hurdles) if known is None or by_hand else known.cost,
        cost_class="medium" if known is None or by_hand else known.cost_class,
        months=max(one.months for one in hurdles) if known is None or by_hand else known.months_for(before, after),
        text=hurdles[0].cure if known is None or by_hand else known.sentence(before, after),
        code=", ".join(hurdle.code for hurdle in hurdles),
    )


def _better(attribute: Attribute, now: Bin, before: Value, known: Actionable) -> Iterator[Value]:
    for item in attribute.bins:
        if item.centipoints <= now.centipoints:
            continue
        if item.kind is BinKind.CATEGORY:
            yield from (str(value) for value in item.values)
        elif item.kind is BinKind.INTERVAL and not isinstance(before, str):
            after = _nearest(item, before, _STEPS.get(known.unit, _STEP))
            if after is not None:
                yield after


def _nearest(item: Bin, before: float, step: Decimal) -> float | None:
    """The value of the bin that is nearest to `before`, in whole steps; None where no step lies inside."""
    if item.low is not None and before < item.low:
        after = (Decimal(repr(item.low)) / step).to_integral_value(ROUND_CEILING) * step
    elif item.high is not None and before >= item.high:
        edge = Decimal(repr(item.high)) / step
        below = edge.to_integral_value(ROUND_FLOOR)
        after = (below - 1 if below == edge else below) * step
    else:
        return None
    value = float(after)
    inside = (item.low is None or item.low <= value) and (item.high is None or value < item.high)
    return value if inside else None


def _bin_of(attribute: Attribute, value: Value) -> Bin | None:
    """The bin that a known value falls in."""
    for item in attribute.bins:
        if item.kind in (BinKind.CATEGORY, BinKind.SPECIAL) and value in item.values:
            return item
    if isinstance(value, str):
        return next((item for item in attribute.bins if item.kind is BinKind.OTHER), None)
    if not math.isfinite(value):
        return None
    return next(
        (
            item
            for item in attribute.bins
            if item.kind is BinKind.INTERVAL
            and (item.low is None or item.low <= value)
            and (item.high is None or value < item.high)
        ),
        None,
    )
