"""The record of a scoring: what went in, which model file, what came out; so that any past score can be recomputed.

A record is text, one canonical JSON document a line: a head, one line a row, a foot with the number of rows and the
digest of all lines before it.

    head  {format: "puhui-scorings/1", at, use, model: {name, version, kind, digest}, shadows: [the same], columns,
           absent: [source], libraries: {name: version}}
    row   {key, inputs: [value by column], outcome, shadows: [outcome]}
    foot  {rows, digest}

An outcome is `{score, pd, grade, coverage, low, high, reasons: [code]}`: points to a hundredth, PD to a millionth,
nulls where there was no score. Inputs are exact: a number's JSON reads back to the same bits; an infinity is
`"Infinity"` or `"-Infinity"`; no value is null. Shadows scored beside the model and decided nothing.
"""

import importlib.metadata
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from puhui.credit.canonical import canonical, digest_of_bytes
from puhui.credit.errors import MalformedRecord, ModelMissing
from puhui.credit.models import Model, ModelScores, columns_of, kind_of
from puhui.credit.registry import ModelId
from puhui.credit.scoring import GRANTED
from puhui.kernel import Text

FORMAT = "puhui-scorings/1"
_STAGE = "credit.record"
_INFINITIES = {"Infinity": np.inf, "-Infinity": -np.inf}
Frame = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A model with the digest of its file, and the scores it gave."""

    model: Model
    digest: str
    scores: ModelScores

    @property
    def id(self) -> ModelId:
        """Which model it is."""
        return ModelId(self.model.name, self.model.version, kind_of(self.model), self.digest)


def record(
    scored: Scored,
    shadows: Sequence[Scored],
    frame: Frame,
    keys: Sequence[Any],
    *,
    at: datetime,
    use: str = "",
    absent: Collection[str] = (),
) -> Iterator[bytes]:
    """The lines of a record, each with its newline. Of `frame` only the columns that the models read are kept."""
    read = {name for one in (scored, *shadows) for name in columns_of(one.model)}
    read |= {GRANTED + source.source for one in (scored, *shadows) for source in one.model.sources}
    columns = sorted(name for name in read if name in frame)
    head = {
        "format": FORMAT,
        "at": at.astimezone(UTC).isoformat(),
        "use": use,
        "model": asdict(scored.id),
        "shadows": [asdict(one.id) for one in shadows],
        "columns": columns,
        "absent": sorted(absent),
        "libraries": libraries(),
    }
    lines = [canonical(head) + b"\n"]
    cells = [[_cell(value) for value in frame[name].tolist()] for name in columns]
    outcomes = [outcomes_of(one.scores) for one in (scored, *shadows)]
    for row, key in enumerate(keys):
        line = {
            "key": key,
            "inputs": [column[row] for column in cells],
            "outcome": outcomes[0][row],
            "shadows": [found[row] for found in outcomes[1:]],
        }
        lines.append(canonical(line) + b"\n")
    foot = {"rows": len(keys), "digest": digest_of_bytes(b"".join(lines))}
    yield from lines
    yield canonical(foot) + b"\n"


def outcomes_of(scores: ModelScores) -> list[dict[str, Any]]:
    """Each row's outcome, as a record keeps it."""
    numbers = {
        "score": np.round(scores.score, 2),
        "pd": np.round(scores.pd, 6),
        "coverage": np.round(scores.coverage, 4),
        "low": np.round(scores.low, 2),
        "high": np.round(scores.high, 2),
    }
    lists = {name: [None if np.isnan(value) else value for value in found.tolist()] for name, found in numbers.items()}
    grades = scores.grade.tolist()
    return [
        {
            **{name: found[row] for name, found in lists.items()},
            "grade": grades[row],
            "reasons": [] if lists["score"][row] is None else [reason.code for reason in scores.reasons(row)],
        }
        for row in range(len(scores))
    ]


def libraries() -> dict[str, str]:
    """The versions of what scores are computed with."""
    return {name: importlib.metadata.version(name) for name in ("lightgbm", "numpy", "puhui")}


@dataclass(frozen=True)
class ScoringRecord:
    """A record as read; its foot's digest was checked."""

    head: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...]
    digest: str

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a record's bytes; raises `MalformedRecord`, also where a line was changed, added or left out."""
        lines = data.splitlines(keepends=True)
        try:
            head, rows, foot = json.loads(lines[0]), [json.loads(line) for line in lines[1:-1]], json.loads(lines[-1])
            if head["format"] != FORMAT:
                raise MalformedRecord(
                    reason=Text(
                        zh=f"格式为 {head['format']!r}，应为 {FORMAT!r}",
                        en=f"format {head['format']!r}, not {FORMAT!r}",
                    ),
                    stage=_STAGE,
                )
            digest = digest_of_bytes(b"".join(lines[:-1]))
            if foot["rows"] != len(rows) or foot["digest"] != digest:
                raise MalformedRecord(
                    reason=Text(zh="内容与末行的摘要不符", en="its lines do not match the digest in its foot"),
                    stage=_STAGE,
                )
            width = len(head["columns"])
            if any(len(row["inputs"]) != width for row in rows):
                raise MalformedRecord(
                    reason=Text(zh="有一行的输入与列数不符", en="a row has not one input a column"), stage=_STAGE
                )
        except (ValueError, KeyError, TypeError, IndexError) as reason:
            raise MalformedRecord(reason=repr(reason), stage=_STAGE) from None
        return cls(head, tuple(rows), digest)

    @property
    def models(self) -> tuple[ModelId, ...]:
        """The model that decided, then the shadows."""
        return tuple(ModelId(**raw) for raw in (self.head["model"], *self.head["shadows"]))

    def frame(self) -> dict[str, NDArray[Any]]:
        """The inputs as columns, as they were scored."""
        found: dict[str, NDArray[Any]] = {}
        for at, name in enumerate(self.head["columns"]):
            cells = [row["inputs"][at] for row in self.rows]
            found[name] = _column(cells)
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that came out otherwise: which model, what was recorded, what came now."""

    key: Any
    model: ModelId
    recorded: Mapping[str, Any]
    recomputed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Replay:
    """A record recomputed: how many rows and outcomes, what differed, and which libraries are of another version."""

    rows: int
    outcomes: int
    differences: tuple[Difference, ...]
    libraries: Mapping[str, tuple[str, str]]

    @property
    def identical(self) -> bool:
        """Whether every outcome came out to the last digit."""
        return not self.differences


def replay(past: ScoringRecord, models: Mapping[str, Model]) -> Replay:
    """Recompute every row with the very files that scored it, by digest; raises `ModelMissing`."""
    frame = past.frame()
    differences = []
    for number, identity in enumerate(past.models):
        model = models.get(identity.digest)
        if model is None:
            raise ModelMissing(model=str(identity), digest=identity.digest[:16], stage=_STAGE)
        known = {source.source for source in model.sources}
        scores = model.score(frame, absent=[source for source in past.head["absent"] if source in known])
        for row, now in zip(past.rows, outcomes_of(scores), strict=True):
            before = row["outcome"] if number == 0 else row["shadows"][number - 1]
            if canonical(before) != canonical(now):
                differences.append(Difference(row["key"], identity, before, now))
    here = libraries()
    other = {
        name: (version, here.get(name, "-"))
        for name, version in past.head["libraries"].items()
        if here.get(name) != version
    }
    return Replay(len(past.rows), len(past.rows) * len(past.models), tuple(differences), other)


def _cell(value: Any) -> Any:
    """A frame's cell as JSON: exact, or refused by `canonical`."""
    if value is None or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return None
    if isinstance(value, float) and np.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value if isinstance(value, str | int | float | bool) else str(value)


def _column(cells: Iterable[Any]) -> NDArray[Any]:
    """One column of inputs: booleans, numbers (with the words for infinities), or text."""
    values = list(cells)
    kinds = {"number" if value in _INFINITIES else type(value).__name__ for value in values if value is not None}
    if kinds == {"bool"} and None not in values:
        return np.array(values, dtype=np.bool_)
    if "number" in kinds and not kinds <= {"number", "int", "float"}:
        kinds = {"str"}  # the words stand among text: they are text
    if kinds <= {"number", "int", "float"}:
        numbers = [np.nan if value is None else _INFINITIES.get(value, value) for value in values]
        return np.array(numbers, dtype=np.float64)
    return np.array(values, dtype=object)
