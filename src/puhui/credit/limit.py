"""How much a bank may lend: several ways to a limit, the smallest of what binds, and every term shown.

`L = score_mult(grade) × min{product cap, requested, working-capital gap, debt-service limit, mean of the methods}
− unsecured exposure elsewhere`, never below zero, never above the product's cap or the request, rounded down to whole
万元 (domain/limit-price-loans §2). With coverage of 40 to 70 % the grade counts as BBB at most and the limit is capped
at 30万; below, there is none. The methods themselves: `limit_methods`.

>>> from puhui.kernel import yuan
>>> found = limit(grade="A", coverage=1.0, methods={"invoice": 88_000_000}, product_cap_fen=100_000_000)
>>> yuan(found.amount_fen), found.binding
('880,000.00', 'methods')
>>> limit(grade="CCC", coverage=1.0, methods={"invoice": 88_000_000}, product_cap_fen=100_000_000).binding
'grade'
>>> summed = Exposure(30_000_000, source=ExposureSource.SECURE_SUM, proof="job_1", as_of=date(2026, 6, 30))
>>> known = {"methods": {"invoice": 88_000_000}, "product_cap_fen": 100_000_000}
>>> found = limit(grade="A", coverage=1.0, exposure=summed, **known)
>>> yuan(found.amount_fen), [term.formula.en for term in found.terms if term.name == "exposure"]
('580,000.00', ['880,000.00 − 300,000.00 (secure sum job_1, as of 2026-06-30)'])
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from puhui.credit.defaults import LENDING, Defaults
from puhui.credit.limit_methods import (
    Cycle,
    NotALimitInput,
    Revenue,
    Sized,
    TurnoverUndefined,
    by_farm,
    by_flow,
    by_invoices,
    by_power,
    by_tax,
    debt_service_limit,
    turnover_days,
    working_capital_gap,
    working_capital_need,
)
from puhui.kernel import Category, PuhuiError, Text, half_up, yuan

_STAGE = "credit.limit"
_PROOF_SHOWN = 16  # characters of a job's digest; the whole stands in the record


class UnknownGrade(PuhuiError):
    """The grade has no multiplier."""

    category = Category.INVALID
    cause = Text(zh="等级“{grade}”没有额度系数", en="grade {grade!r} has no limit multiplier")
    remedy = Text(zh="可用等级：{known}", en="the grades are {known}")


class ExposureSource(StrEnum):
    """Where the exposure at other lenders is known from."""

    UNKNOWN = "unknown"
    DECLARED = "declared"
    SECURE_SUM = "secure_sum"
    TOO_FEW = "too_few"

    @property
    def text(self) -> Text:
        """What people call it."""
        return _SOURCES[self]


_SOURCES = {
    ExposureSource.UNKNOWN: Text(zh="他行敞口未知，未扣除", en="not known, nothing taken off"),
    ExposureSource.DECLARED: Text(zh="企业自报", en="declared"),
    ExposureSource.SECURE_SUM: Text(zh="多方安全求和", en="secure sum"),
    ExposureSource.TOO_FEW: Text(
        zh="参与汇总的银行不足三家，未扣除", en="fewer than three banks to sum over, nothing taken off"
    ),
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """Unsecured exposure at other lenders, with where it is known from.

    `proof` names the job of the secure sum (whose result no lender could see the parts of), or the declaration;
    `lenders` how many there are, where that is known.
    """

    amount_fen: int = 0
    lenders: int | None = None
    source: ExposureSource = ExposureSource.UNKNOWN
    proof: str = ""
    as_of: date | None = None

    @property
    def known(self) -> bool:
        """Whether anybody said: a zero that nobody said is not a zero."""
        return self.source in (ExposureSource.DECLARED, ExposureSource.SECURE_SUM)

    @property
    def text(self) -> Text:
        """Its provenance in words."""
        shown = self.proof if len(self.proof) <= _PROOF_SHOWN else f"{self.proof[:_PROOF_SHOWN]}…"
        proof = f" {shown}" if shown else ""
        zh, en = (f"，截至 {self.as_of}", f", as of {self.as_of}") if self.as_of else ("", "")
        return Text(zh=f"{self.source.text.zh}{proof}{zh}", en=f"{self.source.text.en}{proof}{en}")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a limit: None where it does not apply, with the formula that a person can redo."""

    name: str
    label: Text
    amount_fen: int | None
    formula: Text


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount_fen` in whole 万元; `binding` names the term (or `grade`, `exposure`, `coverage`) that decided it."""

    amount_fen: int
    terms: tuple[Term, ...]
    binding: str


_LABELS = {
    "product_cap": Text(zh="产品上限", en="product cap"),
    "requested": Text(zh="申请金额", en="requested"),
    "working_capital": Text(zh="营运资金缺口", en="working-capital gap"),
    "debt_service": Text(zh="偿债能力上限", en="debt-service limit"),
    "methods": Text(zh="各方法加权平均", en="weighted mean of the methods"),
    "grade": Text(zh="等级系数后额度", en="after the grade's multiplier"),
    "exposure": Text(zh="扣除他行信用敞口", en="less unsecured exposure elsewhere"),
    "coverage": Text(zh="数据覆盖上限", en="coverage cap"),
}
_METHODS = {
    "tax": Text(zh="纳税法", en="by tax"),
    "invoice": Text(zh="发票法", en="by invoices"),
    "flow": Text(zh="流水法", en="by cash flow"),
    "power": Text(zh="电费法", en="by power"),
    "farm": Text(zh="农业法", en="by farm income"),
}


def method_text(name: str) -> Text:
    """What people call a method."""
    return _METHODS[name]


def limit(
    *,
    grade: str | None,
    coverage: float,
    methods: Mapping[str, int | Sized],
    product_cap_fen: int,
    requested_fen: int | None = None,
    working_capital_fen: int | None = None,
    debt_service_fen: int | None = None,
    exposure: Exposure = Exposure(),
    rules: Defaults = LENDING,
) -> Limit:
    """Combine what is known into one limit.

    `methods` holds the methods that have data (`tax`, `invoice`, `flow`, `power`, `farm`); an absent one has no say.
    `grade` None (no score) gives 0. A multiplier above 1 lifts the methods, not the product's cap or the request.
    Raises `UnknownGrade` and `NotALimitInput`.
    """
    weights, multipliers = rules.table("method_weights"), rules.table("score_mult")
    sized = {name: one if isinstance(one, Sized) else Sized(one, Text(zh="", en="")) for name, one in methods.items()}
    amounts = {"product_cap_fen": product_cap_fen, "exposure.amount_fen": exposure.amount_fen}
    for name, amount in (amounts | {f"methods.{name}": one.amount_fen for name, one in sized.items()}).items():
        if amount < 0:
            raise NotALimitInput(name=name, value=amount, stage=_STAGE)
    for name in sized:
        if name not in weights:
            raise NotALimitInput(name="methods", value=name, stage=_STAGE)
    if grade is not None and grade not in multipliers:
        raise UnknownGrade(grade=grade, known=", ".join(multipliers), stage=_STAGE)

    bounds = {
        "product_cap": product_cap_fen,
        "requested": requested_fen,
        "working_capital": working_capital_fen,
        "debt_service": debt_service_fen,
        "methods": _mean(sized, weights),
    }
    known = {name: amount for name, amount in bounds.items() if amount is not None}
    smallest = min(known, key=lambda name: known[name])
    terms = [
        *(Term(name, _METHODS[name], one.amount_fen, _weighted(one, weights[name])) for name, one in sized.items()),
        *(Term(name, _LABELS[name], amount, _formula(name, sized, weights)) for name, amount in bounds.items()),
    ]

    counted = _counted_grade(grade, coverage, rules)
    multiplier = multipliers[counted] if counted is not None else Decimal(0)
    raised = int((known[smallest] * multiplier).to_integral_value(ROUND_FLOOR))
    ceiling = min((name for name in ("product_cap", "requested") if name in known), key=lambda name: known[name])
    graded = min(raised, known[ceiling])
    binding = ceiling if raised > known[ceiling] else "grade" if multiplier == 0 and known[smallest] > 0 else smallest
    shown = Text(zh=counted or "无评分", en=counted or "no score")
    if counted != grade:
        shown = Text(zh=f"{grade} 因数据覆盖按 {counted} 计", en=f"{grade}, counted as {counted} on thin data")
    terms.append(
        Term(
            "grade",
            _LABELS["grade"],
            graded,
            Text(
                zh=f"{yuan(known[smallest])} × {multiplier}（{shown.zh}）",
                en=f"{yuan(known[smallest])} × {multiplier} ({shown.en})",
            ),
        )
    )

    free = max(0, graded - exposure.amount_fen)
    if exposure.amount_fen and free == 0 and graded > 0:
        binding = "exposure"
    taken, why = f"{yuan(graded)} − {yuan(exposure.amount_fen)}", exposure.text
    terms.append(Term("exposure", _LABELS["exposure"], free, Text(zh=f"{taken}（{why.zh}）", en=f"{taken} ({why.en})")))

    cap = _coverage_cap(coverage, rules)
    if cap is not None and cap < free:
        free, binding = cap, "coverage"
    terms.append(
        Term("coverage", _LABELS["coverage"], cap, Text(zh=f"覆盖度 {coverage:.0%}", en=f"coverage {coverage:.0%}"))
    )
    step = rules.integer("limit_step_fen")
    return Limit(free // step * step, tuple(terms), binding)


def _mean(sized: Mapping[str, Sized], weights: Mapping[str, Decimal]) -> int | None:
    if not sized:
        return None
    weight = sum((weights[name] for name in sized), Decimal(0))
    return half_up(sum((weights[name] * one.amount_fen for name, one in sized.items()), Decimal(0)) / weight)


def _counted_grade(grade: str | None, coverage: float, rules: Defaults) -> str | None:
    """The grade whose multiplier counts: on thin data no better than the cap."""
    if grade is None or coverage >= float(rules.decimal("coverage_full")):
        return grade
    order, cap = list(rules.table("score_mult")), rules.text("thin_coverage_grade")
    return max(grade, cap, key=order.index)


def _coverage_cap(coverage: float, rules: Defaults) -> int | None:
    if coverage < float(rules.decimal("coverage_min")):
        return 0
    return rules.integer("thin_coverage_cap_fen") if coverage < float(rules.decimal("coverage_full")) else None


def _weighted(one: Sized, weight: Decimal) -> Text:
    before = Text(
        zh=f"{one.formula.zh}；" if one.formula.zh else "", en=f"{one.formula.en}; " if one.formula.en else ""
    )
    return Text(zh=f"{before.zh}权重 {weight}", en=f"{before.en}weight {weight}")


def _formula(name: str, sized: Mapping[str, Sized], weights: Mapping[str, Decimal]) -> Text:
    if name != "methods" or not sized:
        return Text(zh="", en="")
    shown = " + ".join(f"{weights[method]}×{yuan(one.amount_fen)}" for method, one in sized.items())
    formula = f"({shown}) / {sum((weights[method] for method in sized), Decimal(0))}"
    return Text(zh=formula, en=formula)


__all__ = [
    "Cycle",
    "Exposure",
    "ExposureSource",
    "Limit",
    "NotALimitInput",
    "Revenue",
    "Sized",
    "Term",
    "TurnoverUndefined",
    "UnknownGrade",
    "by_farm",
    "by_flow",
    "by_invoices",
    "by_power",
    "by_tax",
    "debt_service_limit",
    "limit",
    "method_text",
    "turnover_days",
    "working_capital_gap",
    "working_capital_need",
]
