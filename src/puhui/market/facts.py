"""From indicators and a score to the facts that products and rules look at.

The mapping is the identity: an indicator's name is the fact's name, with its source, date and cause of absence. The
score adds `score`, `pd`, `grade` and `coverage` (source `score`). Other facts (the bank's own data, an estimated
limit) are passed as they are, under the names of the catalogue.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from puhui.credit.indicator import DOCUMENT, Indicator, IndicatorSet
from puhui.decisions import Fact, fact
from puhui.exchange.fields import outweighs

Facts = Mapping[str, Fact]


class Scored(Protocol):
    """What `credit` says of one enterprise; None where coverage is too thin for a score."""

    @property
    def score(self) -> float | None: ...
    @property
    def pd(self) -> float | None: ...
    @property
    def grade(self) -> str | None: ...
    @property
    def coverage(self) -> float: ...


def build_facts(
    sets: Iterable[IndicatorSet],
    score: Scored | None = None,
    *,
    as_of: date | None = None,
    own: Mapping[str, object] | None = None,
) -> dict[str, Fact]:
    """The facts of one enterprise. `as_of` dates the score and the bank's own data.

    A name that comes twice is kept from where it has a value; of two values the first one stands, of two counts of
    findings the graver. A document is no fact.
    """
    held: dict[str, Indicator] = {}
    for one_set in sets:
        for item in one_set.values():
            if item.unit != DOCUMENT and (item.name not in held or outweighs(item, held[item.name])):
                held[item.name] = item
    facts = {
        name: fact(
            item.value,
            source=item.source,
            as_of=item.as_of,
            cause="" if item.value is not None else item.cause.value,
            name=name,
        )
        for name, item in held.items()
    }
    if score is not None:
        facts |= {
            name: fact(_rounded(getattr(score, name)), source="score", as_of=as_of, name=name)
            for name in ("score", "pd", "grade", "coverage")
        }
    for name, value in (own or {}).items():
        facts[name] = fact(value, source="own", as_of=as_of, name=name)
    return facts


def _rounded(value: float | str | None) -> Decimal | str | None:
    """Eight decimals are more than a score means, and few enough that every machine prints the same."""
    if value is None or isinstance(value, str):
        return value
    number = Decimal(str(float(value)))
    return number if number.is_nan() else number.quantize(Decimal("1e-8")).normalize()
