"""A bank's studio: versions of its rules and products, what is wrong with a draft, and what a backtest found."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from puhui.desks.views.base import Digest, View
from puhui.desks.views.products import ProductView

VersionKind = Literal["rules", "product"]
VersionState = Literal[
    "draft", "tested", "backtested", "approved", "published", "superseded", "offline", "rejected", "deleted"
]
FactKind = Literal["number", "text", "boolean"]
FILE_CHARACTERS_MAX = 1_000_000
PRODUCT_CHARACTERS_MAX, PRODUCT_DEPTH_MAX = 50_000, 8

_Name = Annotated[str, Field(max_length=64)]
_Line = Annotated[str, Field(max_length=500)]
_Value = str | int | float | bool | None
_Facts = Annotated[dict[_Name, _Value], Field(max_length=300)]


def _bounded(product: dict[str, Any]) -> dict[str, Any]:
    """A product's JSON is small and flat, whatever else is wrong with it."""
    if _depth(product) > PRODUCT_DEPTH_MAX or len(json.dumps(product)) > PRODUCT_CHARACTERS_MAX:
        raise ValueError(f"a product has at most {PRODUCT_CHARACTERS_MAX} characters, {PRODUCT_DEPTH_MAX} levels deep")
    return product


def _depth(value: object, level: int = 1) -> int:
    if level > PRODUCT_DEPTH_MAX or not isinstance(value, dict | list):
        return level
    inside = value.values() if isinstance(value, dict) else value
    return max((_depth(item, level + 1) for item in inside), default=level)


ProductJson = Annotated[dict[str, Any], AfterValidator(_bounded)]


class KnownFactView(View):
    """A fact that rules may look at: what it is called, its unit, and where it is from."""

    name: str
    kind: FactKind
    zh: str
    en: str
    unit: str
    source: str
    products: bool


class KnownFactList(View):
    """All of them."""

    items: list[KnownFactView]


class SheetFact(View):
    """A fact that a sheet declares."""

    name: _Name
    kind: FactKind
    zh: _Line
    en: _Line
    source: _Name


class SheetThreshold(View):
    """A value set apart: a number as integer or decimal text, or a list of texts."""

    name: _Name
    value: int | str | list[str]
    mark: _Name
    valid_from: _Name
    stricter: _Name
    low: int | str | None = None
    high: int | str | None = None
    zh: _Line
    en: _Line


class SheetRule(View):
    """One rule: the condition that is true where it is broken, and what that means."""

    condition: Annotated[str, Field(max_length=4_000)]
    code: _Name
    severity: _Name
    if_absent: _Name = ""
    evidence: _Name
    mark: _Name
    zh: _Line
    en: _Line
    cure_zh: _Line
    cure_en: _Line
    clears: _Name = ""
    basis: _Line = ""


class RuleSheet(View):
    """A decision file as people edit it."""

    style: _Name
    version: _Name
    valid_from: _Name
    facts: Annotated[list[SheetFact], Field(max_length=300)]
    thresholds: Annotated[list[SheetThreshold], Field(max_length=500)]
    rules: Annotated[list[SheetRule], Field(max_length=500)]


class SheetCase(View):
    """A worked case: what is changed of the sound enterprise, and what must come out."""

    name: _Line
    change: _Facts = Field(default_factory=dict)
    verdict: _Name
    findings: Annotated[dict[_Name, _Name], Field(max_length=500)] = Field(default_factory=dict)


class CaseSheet(View):
    """The worked cases: a sound enterprise's facts, and the cases."""

    facts: _Facts = Field(default_factory=dict)
    cases: Annotated[list[SheetCase], Field(max_length=1_000)] = Field(default_factory=list)


class RulesOpening(View):
    """A draft of rules: after a version (the one in force where none is named), or from a decision file (JDM)."""

    based_on: Annotated[str, Field(max_length=40)] | None = None
    file: Annotated[str, Field(max_length=FILE_CHARACTERS_MAX)] | None = None


class ProductOpening(View):
    """A draft of a product: after a version, or a new one of its JSON."""

    based_on: Annotated[str, Field(max_length=40)] | None = None
    product: ProductJson | None = None


class VersionSaving(View):
    """What to save, and the revision that it was written on."""

    revision: int
    sheet: RuleSheet | None = None
    cases: CaseSheet | None = None
    product: ProductJson | None = None


class VersionStepping(View):
    """The revision that a step is about, with a word on why."""

    revision: int
    comment: Annotated[str, Field(max_length=1_000)] = ""


class VersionReturning(View):
    """The revision that is sent back or taken offline, and why."""

    revision: int
    reason: Annotated[str, Field(min_length=1, max_length=1_000)]


class FaultView(View):
    """A fault by cell. `row` counts rules from 1, 0 for the whole; `column` names a rule's column or a threshold."""

    row: int
    column: str
    text: str


class CaseFailure(View):
    """A case that came out otherwise, with what came out."""

    case: str
    wanted: str
    found: str
    verdict: str
    findings: dict[str, str]


class UncoveredRule(View):
    """A rule, and what no case shows of it."""

    code: str
    lacks: list[str]


class RuleChange(View):
    """What became of one rule since the version in force; `weakens` where that is not allowed."""

    code: str
    what: str
    detail: str
    fixed: bool
    weakens: bool


class VersionVerdict(View):
    """What a check of a version found."""

    sound: bool
    faults: list[FaultView]
    cases: int
    failed: list[CaseFailure]
    uncovered: list[UncoveredRule]
    changes: list[RuleChange]


class VersionBacktest(View):
    """A backtest under way or over. `report` is of this very draft, or None; its shape: docs/reference/studio.md."""

    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int
    asked_at: datetime
    asked_by: str
    problem: str | None
    digest: Digest | None
    report: dict[str, Any] | None


class VersionStep(View):
    """A step: who did what when, and its entry on the ledger (None for saving and for what came in a file)."""

    at: datetime
    by_name: str
    action: str
    comment: str
    entry: str | None


class VersionSummary(View):
    """A version in a list. `code` is the state's number as financing platforms count."""

    id: str
    kind: VersionKind
    subject: str
    number: int
    name: str
    title: str
    state: VersionState
    code: int
    revision: int
    changed_at: datetime
    changed_by: str
    file: Digest | None


class VersionView(VersionSummary):
    """A version with all that it says. `offered` is the product as customers see it, with what it costs all told."""

    based_on: str | None
    sheet: RuleSheet | None
    cases: CaseSheet | None
    product: dict[str, Any] | None
    offered: ProductView | None
    verdict: VersionVerdict
    backtest: VersionBacktest | None
    mine: bool
    steps: list[VersionStep]


class VersionList(View):
    """All versions, the newest first; `in_force` are the ids of those that serve."""

    items: list[VersionSummary]
    in_force: list[str]
