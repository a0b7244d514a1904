"""A challenger: one JSON file with its features, its trees, and one digest over both.

The file (`format` is `puhui-challenger/1`; canonical JSON apart from blanks):

    name, version, label {zh, en}
    held_by       the one party that holds all features; empty where nobody said
    scaling, grades, sources   as in a scorecard
    features      [{name, label {zh, en}, source, type "numeric" | "categorical",
                    direction -1 | 0 | 1 (1: more is better), groups * [[text]] (categories in groups of
                    rising goodness; the group's number is the value),
                    missing_known, low, high, variance, reason * {code, text, cure},
                    training {edges *, counts}}]
    calibration * what its log odds were mapped by, after training (`calibration.py`)
    trees         LightGBM's model as text, line by line: log odds of bad
    target, training, metrics, excluded   as in a scorecard; training names seed, parameters and library versions
    digest        of the canonical JSON of all the rest

`low` and `high` are the 10 % and 90 % quantiles of the points that the feature gave in training, `variance` their
spread: what its absence leaves open. `missing_known` says that training had enough rows without a value for "no
record" to mean something; else a missing value counts as absent.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Self

from numpy.typing import NDArray

from puhui.credit.attributes import ReasonText, Source, number, text_from_json, words
from puhui.credit.canonical import canonical, digest_of
from puhui.credit.challenger.outcomes import ChallengerScores, TreeExplanation
from puhui.credit.challenger.scoring import TreeScorer
from puhui.credit.errors import MalformedChallenger
from puhui.credit.grades import GradeTable, Scaling
from puhui.kernel import Text

FORMAT = "puhui-challenger/1"
_STAGE = "credit.challenger"


@dataclass(frozen=True, slots=True)
class Feature:
    """One column that the trees read. `groups` are a category's values by group, worst first; empty for a quantity."""

    name: str
    label: Text
    source: str
    direction: int = 0
    groups: tuple[tuple[str, ...], ...] = ()
    missing_known: bool = False
    low: float = 0.0
    high: float = 0.0
    variance: float = 0.0
    reason: ReasonText | None = None
    training: Mapping[str, Any] = field(default_factory=dict)

    @property
    def numeric(self) -> bool:
        """Whether it is a quantity."""
        return not self.groups

    def as_json(self) -> dict[str, Any]:
        """The feature as the file spells it."""
        raw = {
            "name": self.name,
            "label": asdict(self.label),
            "source": self.source,
            "type": "numeric" if self.numeric else "categorical",
            "direction": self.direction,
            "missing_known": self.missing_known,
            "low": self.low,
            "high": self.high,
            "variance": self.variance,
            "training": dict(self.training),
        }
        if self.groups:
            raw["groups"] = [list(group) for group in self.groups]
        if self.reason is not None:
            raw["reason"] = asdict(self.reason)
        return raw

    @classmethod
    def of_json(cls, raw: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`; raises `KeyError`, `TypeError` or `ValueError`."""
        reason = raw.get("reason")
        if raw["direction"] not in (-1, 0, 1) or raw["type"] not in ("numeric", "categorical"):
            raise ValueError(f"feature {raw['name']}: its direction or type is unknown")
        groups = tuple(tuple(words(value) for value in group) for group in raw.get("groups", ()))
        if bool(groups) != (raw["type"] == "categorical"):
            raise ValueError(f"feature {raw['name']}: categories, and only they, have groups")
        return cls(
            name=words(raw["name"]),
            label=text_from_json(raw["label"]),
            source=words(raw["source"]),
            direction=raw["direction"],
            groups=groups,
            missing_known=bool(raw["missing_known"]),
            low=number(raw["low"]),
            high=number(raw["high"]),
            variance=number(raw["variance"]),
            reason=ReasonText(words(reason["code"]), text_from_json(reason["text"]), text_from_json(reason["cure"]))
            if reason
            else None,
            training=raw.get("training", {}),
        )


@dataclass(frozen=True)
class Challenger:
    """A boosted model of the log odds of bad. Immutable; `parse` and `dump` are exact inverses."""

    name: str
    version: str
    label: Text
    features: tuple[Feature, ...]
    sources: tuple[Source, ...]
    trees: str
    held_by: str = ""
    scaling: Scaling = field(default_factory=Scaling)
    grades: str = "puhui-10@2026.1"
    calibration: Mapping[str, Any] = field(default_factory=dict)
    target: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    excluded: tuple[Mapping[str, str], ...] = ()

    def __post_init__(self) -> None:
        names = [feature.name for feature in self.features]
        known = {source.source for source in self.sources}
        if not names or len(set(names)) != len(names):
            raise MalformedChallenger(
                where="features", reason=Text(zh="没有，或名称重复", en="none, or a name occurs twice"), stage=_STAGE
            )
        for feature in self.features:
            if feature.source not in known:
                reason = Text(
                    zh=f"来源 {feature.source!r} 不在来源之列", en=f"source {feature.source!r} is not among the sources"
                )
                raise MalformedChallenger(where=f"features.{feature.name}", reason=reason, stage=_STAGE)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file's bytes; raises `MalformedChallenger` that names the place, a digest that differs too."""
        try:
            raw = json.loads(data)
        except ValueError as reason:
            raise MalformedChallenger(where="file", reason=str(reason), stage=_STAGE) from None
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            found = raw.get("format") if isinstance(raw, dict) else type(raw).__name__
            raise MalformedChallenger(where="format", reason=f"{found!r}, not {FORMAT!r}", stage=_STAGE)
        said = raw.pop("digest", None)
        try:
            if said != digest_of(raw):
                raise MalformedChallenger(
                    where="digest",
                    reason=Text(zh="文件生成后被改动", en="the file was changed after it was made"),
                    stage=_STAGE,
                )
            return cls(
                name=words(raw["name"]),
                version=words(raw["version"]),
                label=text_from_json(raw["label"]),
                features=tuple(Feature.of_json(item) for item in raw["features"]),
                sources=tuple(
                    Source(s["source"], text_from_json(s["label"]), number(s["weight"])) for s in raw["sources"]
                ),
                trees="\n".join(raw["trees"]),
                held_by=raw["held_by"],
                scaling=Scaling(**{key: number(value) for key, value in raw["scaling"].items()}),
                grades=words(raw["grades"]),
                calibration=raw.get("calibration", {}),
                target=raw["target"],
                training=raw["training"],
                metrics=raw["metrics"],
                excluded=tuple(raw["excluded"]),
            )
        except KeyError as reason:
            raise MalformedChallenger(where=str(reason), reason="missing", stage=_STAGE) from None
        except (TypeError, ValueError, AttributeError) as reason:
            raise MalformedChallenger(where="file", reason=str(reason), stage=_STAGE) from None

    def dump(self) -> bytes:
        """The file: canonical JSON, one key of the top a line."""
        raw = self._document()
        said = raw | {"digest": digest_of(raw)}
        lines = (f"{canonical(key).decode()}: {canonical(said[key]).decode()}" for key in said)
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()

    def _document(self) -> dict[str, Any]:
        raw: dict[str, Any] = {
            "format": FORMAT,
            "name": self.name,
            "version": self.version,
            "label": asdict(self.label),
            "held_by": self.held_by,
            "scaling": asdict(self.scaling),
            "grades": self.grades,
            "sources": [asdict(source) for source in self.sources],
            "features": [feature.as_json() for feature in self.features],
            "target": dict(self.target),
            "training": dict(self.training),
            "metrics": dict(self.metrics),
            "excluded": [dict(item) for item in self.excluded],
            "trees": self.trees.split("\n"),
        }
        return raw | ({"calibration": dict(self.calibration)} if self.calibration else {})

    @cached_property
    def scorer(self) -> TreeScorer:
        """The trees loaded from their text, with the grade table that the file cites."""
        return TreeScorer(self, GradeTable.shipped(self.grades))

    def score(
        self, frame: Mapping[str, NDArray[Any]], *, absent: Collection[str] = (), reasons: bool = True
    ) -> ChallengerScores:
        """Score every row; absence as in `Scorecard.score`. Without `reasons` it costs little more than the trees.

        Raises `AttributesMissing`, `ColumnNotNumeric`, `ColumnLengthsDiffer`, `UnknownSource`.
        """
        return self.scorer.score(frame, absent=absent, reasons=reasons)

    def explain(self, row: Mapping[str, Any], *, absent: Collection[str] = ()) -> TreeExplanation:
        """The score of one row, feature by feature (TreeSHAP): `base_points + Σ points` is `total`, before clipping."""
        return self.scorer.explain(row, absent=absent)
