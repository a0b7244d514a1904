"""What is shown of a group: the statistics of a sum by their names, as the command and the job have them. Pure.

`sum` and `mean` (of each column, or `mean:COLUMN`), `ratio:A/B` (total of A over total of B), `hhi:A` (the
Herfindahl-Hirschman index: how much of A's total lies with few providers, from 1/providers to 1; no value of A may be
negative), `at-least:A:T` (whether the total of A reaches T, yes or no). A mean is over the subjects of all providers.

>>> [one.name for one in parse_statistics(["mean", "ratio:a/b"], ["a", "b"])]
['mean:a', 'mean:b', 'ratio:a/b']
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from puhui.privacy.errors import UnknownStatistic


class Shown(StrEnum):
    """A kind of statistic."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    HHI = "hhi"
    AT_LEAST = "at-least"


WHOLE = {Shown.SUM, Shown.AT_LEAST}  # exact, in whole numbers; the others are fractions in fixed point


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic of `column`; `other` is a ratio's denominator, `least` a threshold in the column's own unit."""

    shown: Shown
    column: str
    other: str = ""
    least: Decimal = Decimal(0)

    @property
    def name(self) -> str:
        """The one way to write it."""
        if self.shown is Shown.RATIO:
            return f"{self.shown}:{self.column}/{self.other}"
        if self.shown is Shown.AT_LEAST:
            return f"{self.shown}:{self.column}:{self.least}"
        return f"{self.shown}:{self.column}"

    @property
    def is_whole(self) -> bool:
        """Whether it is computed in whole numbers."""
        return self.shown in WHOLE

    def threshold(self, decimals: int) -> int:
        """`least` in units of the last declared decimal place; raises `UnknownStatistic`."""
        scaled = self.least.scaleb(decimals)
        if scaled != int(scaled) or abs(scaled) >= 2**62:
            raise UnknownStatistic(said=self.name, stage="privacy.statistics")
        return int(scaled)


def parse_statistics(said: Sequence[str], columns: Sequence[str]) -> tuple[Statistic, ...]:
    """Each statistic once, in the order said; raises `UnknownStatistic`."""
    found = [statistic for one in said for statistic in _parse(one.strip(), columns)]
    return tuple(dict.fromkeys(found))


def _parse(said: str, columns: Sequence[str]) -> list[Statistic]:
    kind, _, rest = said.partition(":")
    for column in columns:
        if kind == Shown.RATIO and rest.startswith(f"{column}/") and rest[len(column) + 1 :] in columns:
            return [Statistic(Shown.RATIO, column, other=rest[len(column) + 1 :])]
        if kind == Shown.AT_LEAST and rest.startswith(f"{column}:"):
            return [Statistic(Shown.AT_LEAST, column, least=_number(rest[len(column) + 1 :], said))]
        if kind in (Shown.SUM, Shown.MEAN, Shown.HHI) and rest == column:
            return [Statistic(Shown(kind), column)]
    if said in (Shown.SUM, Shown.MEAN, Shown.HHI):
        return [Statistic(Shown(said), column) for column in columns]
    raise UnknownStatistic(said=said, stage="privacy.statistics")


def _number(text: str, said: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise UnknownStatistic(said=said, stage="privacy.statistics") from None
    if not number.is_finite():
        raise UnknownStatistic(said=said, stage="privacy.statistics")
    return number
