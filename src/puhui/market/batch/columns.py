"""Needs and facts of many enterprises as columns, absences marked: NaN for numbers, −1 for texts and booleans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.decisions import Fact, Kind
from puhui.market.catalogue import catalogue
from puhui.market.facts import Facts
from puhui.market.need import Need
from puhui.market.product import Guarantee
from puhui.market.repayment import Repayment

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
ABSENT = -1
GUARANTEE_BITS = {one: 1 << number for number, one in enumerate(Guarantee)}
REPAYMENT_BITS = {one: 1 << number for number, one in enumerate(Repayment)}


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts: a code a row, and what the codes stand for."""

    codes: Codes
    values: Mapping[str, int]


@dataclass(frozen=True)
class Enterprises:
    """One row an enterprise with its need.

    `rate_acceptable` and `within_days` are NaN where they are open; `guarantees` is a set of bits, −1 where it is not
    said; `repayment` a bit, 0 where it is open. Facts that no column is given for are absent for everybody.
    """

    amount_fen: Floats
    term_months: Floats
    rate_acceptable: Floats
    within_days: Floats
    guarantees: Codes
    repayment: Codes
    numbers: Mapping[str, Floats]
    texts: Mapping[str, Texts]
    booleans: Mapping[str, Codes]

    def __len__(self) -> int:
        return len(self.amount_fen)

    @classmethod
    def of(cls, needs: Sequence[Need], facts: Sequence[Facts]) -> Self:
        """The columns of needs and facts; a fact of another kind than the catalogue's is absent, as in `match`."""
        known = catalogue()
        names = {name for one in facts for name in one if name in known}

        def column(name: str) -> list[Any]:
            return [_value(one.get(name), known[name].kind) for one in facts]

        held: dict[Kind, dict[str, list[Any]]] = {Kind.NUMBER: {}, Kind.TEXT: {}, Kind.BOOLEAN: {}}
        for name in sorted(names):
            held[known[name].kind][name] = column(name)
        return cls(
            **_asks(needs),
            numbers={name: np.array(one, dtype=float) for name, one in held[Kind.NUMBER].items()},
            texts={name: _texts(one) for name, one in held[Kind.TEXT].items()},
            booleans={name: _flags(one) for name, one in held[Kind.BOOLEAN].items()},
        )

    @classmethod
    def of_frame(cls, frame: pl.DataFrame) -> Self:
        """The columns of a frame: `amount_fen` and `term_months`, and facts by their names in the catalogue; null is
        absent. Columns of other names are left out."""
        known, rows = catalogue(), frame.height
        open_ = np.full(rows, np.nan)
        facts = {name: frame[name] for name in frame.columns if name in known}
        return cls(
            amount_fen=frame["amount_fen"].cast(pl.Float64).to_numpy(),
            term_months=frame["term_months"].cast(pl.Float64).to_numpy(),
            rate_acceptable=_numbers(frame["rate_acceptable"]) if "rate_acceptable" in frame.columns else open_,
            within_days=_numbers(frame["within_days"]) if "within_days" in frame.columns else open_,
            guarantees=np.full(rows, ABSENT, dtype=np.int32),
            repayment=np.zeros(rows, dtype=np.int32),
            numbers={name: _numbers(one) for name, one in facts.items() if known[name].kind is Kind.NUMBER},
            texts={name: _coded(one) for name, one in facts.items() if known[name].kind is Kind.TEXT},
            booleans={
                name: one.cast(pl.Int32).fill_null(ABSENT).to_numpy()
                for name, one in facts.items()
                if known[name].kind is Kind.BOOLEAN
            },
        )

    def part(self, start: int, end: int) -> "Enterprises":
        """The rows from `start` up to `end`."""
        rows = slice(start, end)
        return Enterprises(
            amount_fen=self.amount_fen[rows],
            term_months=self.term_months[rows],
            rate_acceptable=self.rate_acceptable[rows],
            within_days=self.within_days[rows],
            guarantees=self.guarantees[rows],
            repayment=self.repayment[rows],
            numbers={name: one[rows] for name, one in self.numbers.items()},
            texts={name: Texts(one.codes[rows], one.values) for name, one in self.texts.items()},
            booleans={name: one[rows] for name, one in self.booleans.items()},
        )

    def number(self, name: str) -> Floats:
        """A column of numbers; all absent where there is none."""
        found = self.numbers.get(name)
        return np.full(len(self), np.nan) if found is None else found


def _asks(needs: Sequence[Need]) -> dict[str, Any]:
    def floats(values: list[Any]) -> Floats:
        return np.array([np.nan if one is None else float(one) for one in values])

    bits = [ABSENT if one.guarantees is None else sum(GUARANTEE_BITS[each] for each in one.guarantees) for one in needs]
    ways = [0 if one.repayment is None else REPAYMENT_BITS[one.repayment] for one in needs]
    return {
        "amount_fen": floats([one.amount_fen for one in needs]),
        "term_months": floats([one.term_months for one in needs]),
        "rate_acceptable": floats([one.rate_acceptable for one in needs]),
        "within_days": floats([one.within_days for one in needs]),
        "guarantees": np.array(bits, dtype=np.int32),
        "repayment": np.array(ways, dtype=np.int32),
    }


def _value(one: Fact | None, kind: Kind) -> Any:
    if one is None or one.kind is not kind:
        return None
    return float(one.number) if kind is Kind.NUMBER else one.value


def _texts(values: Sequence[str | None]) -> Texts:
    return _coded(pl.Series(values, dtype=pl.String))


def _coded(series: pl.Series) -> Texts:
    words = series.drop_nulls().unique().sort().to_list()
    codes = {word: number for number, word in enumerate(words)}
    if not words:
        return Texts(np.full(len(series), ABSENT, dtype=np.int32), codes)
    coded = series.replace_strict(codes, default=ABSENT, return_dtype=pl.Int32)
    return Texts(coded.fill_null(ABSENT).to_numpy(), codes)


def _flags(values: Sequence[bool | None]) -> Codes:
    return np.array([ABSENT if one is None else int(one) for one in values], dtype=np.int32)


def _numbers(series: pl.Series) -> Floats:
    return series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
