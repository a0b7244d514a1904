"""How much a bank may lend: several ways to a limit, the smallest of what binds, and every term shown.

`L = score_mult(grade) × min{product cap, requested, working-capital gap, debt-service limit, mean of the methods}
− unsecured exposure elsewhere`, never below zero, never above the product's cap or the request, rounded down to whole
万元 (domain/limit-price-loans §2). With coverage of 40 to 70 % it is capped at 30万; below, there is none.

>>> from puhui.kernel import yuan
>>> found = limit(grade="A", coverage=1.0, methods={"invoice": 88_000_000}, product_cap_fen=100_000_000)
>>> yuan(found.amount_fen), found.binding
('880,000.00', 'methods')
>>> limit(grade="CCC", coverage=1.0, methods={"invoice": 88_000_000}, product_cap_fen=100_000_000).binding
'grade'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from puhui.credit.defaults import LENDING, Defaults
from puhui.kernel import Category, PuhuiError, Text, half_up, yuan

DAYS = 360  # a bank year, as in T = 360 / days


class TurnoverUndefined(PuhuiError):
    """The cycle's days sum to zero or less: suppliers and buyers finance the enterprise, the formula says nothing."""

    category = Category.INVALID
    cause = Text(zh="营运资金周转天数合计为 {days}，无法测算", en="the days of the cycle sum to {days}: W is undefined")
    remedy = Text(zh="请转人工核定", en="refer it to an officer")


class UnknownGrade(PuhuiError):
    """The grade has no multiplier."""

    category = Category.INVALID
    cause = Text(zh="等级“{grade}”没有额度系数", en="grade {grade!r} has no limit multiplier")
    remedy = Text(zh="可用等级：{known}", en="the grades are {known}")


class NotALimitInput(PuhuiError):
    """An amount or share given to the limit makes no sense."""

    category = Category.INVALID
    cause = Text(zh="额度参数“{name}”无效：{value}", en="{name} of {value} makes no limit")
    remedy = Text(zh="请检查输入", en="check the input")


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


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days that money is bound in, or comes from, the enterprise's cycle (360 / turns)."""

    inventory: Decimal
    receivable: Decimal
    payable: Decimal
    prepaid: Decimal
    advance: Decimal

    @property
    def days(self) -> Decimal:
        """The length of the cycle."""
        return self.inventory + self.receivable - self.payable + self.prepaid - self.advance

    @property
    def turns(self) -> Decimal:
        """`T = 360 / days`; raises `TurnoverUndefined` when the days are zero or less."""
        if self.days <= 0:
            raise TurnoverUndefined(days=self.days, stage="credit.limit")
        return DAYS / self.days


def turnover_days(flow_fen: int, average_balance_fen: int) -> Decimal:
    """Days that a balance stands for: 360 / (flow / balance).

    The flow is sales for receivables and advances received, cost of sales for inventory, payables and prepayments.
    """
    if flow_fen <= 0:
        raise NotALimitInput(name="flow_fen", value=flow_fen, stage="credit.limit")
    return Decimal(DAYS) * average_balance_fen / flow_fen


def working_capital_need(sales_fen: int, margin: Decimal, growth: Decimal, turns: Decimal) -> int:
    """`W = S₀·(1−m)·(1+g)/T` in fen (流动资金贷款需求量测算, mark S)."""
    return half_up(sales_fen * (1 - margin) * (1 + growth) / turns)


def working_capital_gap(need_fen: int, own_fen: int, loans_fen: int, other_fen: int) -> int:
    """What a new loan may fill: need less own funds, existing working-capital loans and other channels, at least 0."""
    return max(0, need_fen - own_fen - loans_fen - other_fen)


def by_tax(tax_24m_fen: int, rules: Defaults = LENDING) -> int:
    """Mean annual tax of 24 months, with what was waived or reduced, times a multiple (S-)."""
    return half_up(Decimal(tax_24m_fen) / 2 * rules.decimal("tax_multiple"))


def by_invoices(rev12_eff_fen: int, rules: Defaults = LENDING) -> int:
    """A share of the effective revenue of 12 months (J)."""
    return half_up(rev12_eff_fen * rules.decimal("invoice_share"))


def by_flow(median_inflow_fen: int, rules: Defaults = LENDING) -> int:
    """A multiple of the median monthly effective inflow (J)."""
    return half_up(median_inflow_fen * rules.decimal("flow_multiple"))


def by_power(fee12_fen: int, energy_cost_share: Decimal | None = None, rules: Defaults = LENDING) -> int:
    """A multiple of the power fee of 12 months, or a share of the revenue that it implies in the industry (J)."""
    if energy_cost_share is None:
        return half_up(fee12_fen * rules.decimal("power_multiple"))
    if not 0 < energy_cost_share <= 1:
        raise NotALimitInput(name="energy_cost_share", value=energy_cost_share, stage="credit.limit")
    return by_invoices(half_up(fee12_fen / energy_cost_share), rules)


def by_farm(net_income_fen: int, discounted_assets_fen: int, cap_fen: int, rules: Defaults = LENDING) -> int:
    """The least of the cap, a multiple of net income, and the discounted assets (J)."""
    return min(cap_fen, half_up(net_income_fen * rules.decimal("farm_multiple")), discounted_assets_fen)


def debt_service_limit(free_monthly_cash_fen: int, annual_rate: Decimal, months: int, rules: Defaults = LENDING) -> int:
    """Present value of the share of free monthly cash that may serve the loan, over its term (J)."""
    if months < 1:
        raise NotALimitInput(name="months", value=months, stage="credit.limit")
    monthly = max(0, free_monthly_cash_fen) * rules.decimal("debt_service_share")
    rate = annual_rate / 12
    factor = Decimal(months) if rate == 0 else (1 - (1 + rate) ** -months) / rate
    return half_up(monthly * factor)


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
    methods: Mapping[str, int],
    product_cap_fen: int,
    requested_fen: int | None = None,
    working_capital_fen: int | None = None,
    debt_service_fen: int | None = None,
    exposure_elsewhere_fen: int = 0,
    rules: Defaults = LENDING,
) -> Limit:
    """Combine what is known into one limit.

    `methods` holds the methods that have data (`tax`, `invoice`, `flow`, `power`, `farm`); an absent one has no say.
    `grade` None (no score) gives 0. A multiplier above 1 lifts the methods, not the product's cap or the request.
    Raises `UnknownGrade` and `NotALimitInput`.
    """
    weights, multipliers = rules.table("method_weights"), rules.table("score_mult")
    amounts = {"product_cap_fen": product_cap_fen, "exposure_elsewhere_fen": exposure_elsewhere_fen}
    for name, amount in (amounts | {f"methods.{name}": amount for name, amount in methods.items()}).items():
        if amount < 0:
            raise NotALimitInput(name=name, value=amount, stage="credit.limit")
    for name in methods:
        if name not in weights:
            raise NotALimitInput(name="methods", value=name, stage="credit.limit")
    if grade is not None and grade not in multipliers:
        raise UnknownGrade(grade=grade, known=", ".join(multipliers), stage="credit.limit")

    mean = None
    if methods:
        weight = sum((weights[name] for name in methods), Decimal(0))
        mean = half_up(sum((weights[name] * amount for name, amount in methods.items()), Decimal(0)) / weight)
    bounds = {
        "product_cap": product_cap_fen,
        "requested": requested_fen,
        "working_capital": working_capital_fen,
        "debt_service": debt_service_fen,
        "methods": mean,
    }
    known = {name: amount for name, amount in bounds.items() if amount is not None}
    smallest = min(known, key=lambda name: known[name])
    terms = [
        *(
            Term(name, _METHODS[name], amount, Text(zh=f"权重 {weights[name]}", en=f"weight {weights[name]}"))
            for name, amount in methods.items()
        ),
        *(Term(name, _LABELS[name], amount, _formula(name, methods, weights)) for name, amount in bounds.items()),
    ]

    multiplier = multipliers[grade] if grade is not None else Decimal(0)
    raised = int((known[smallest] * multiplier).to_integral_value(ROUND_FLOOR))
    ceiling = min((name for name in ("product_cap", "requested") if name in known), key=lambda name: known[name])
    graded = min(raised, known[ceiling])
    binding = ceiling if raised > known[ceiling] else "grade" if multiplier == 0 and known[smallest] > 0 else smallest
    terms.append(
        Term(
            "grade",
            _LABELS["grade"],
            graded,
            Text(
                zh=f"{yuan(known[smallest])} × {multiplier}（{grade or '无评分'}）",
                en=f"{yuan(known[smallest])} × {multiplier} ({grade or 'no score'})",
            ),
        )
    )

    free = max(0, graded - exposure_elsewhere_fen)
    if exposure_elsewhere_fen and free == 0 and graded > 0:
        binding = "exposure"
    terms.append(
        Term("exposure", _LABELS["exposure"], free, _symbols(f"{yuan(graded)} − {yuan(exposure_elsewhere_fen)}"))
    )

    cap = _coverage_cap(coverage, rules)
    if cap is not None and cap < free:
        free, binding = cap, "coverage"
    terms.append(
        Term("coverage", _LABELS["coverage"], cap, Text(zh=f"覆盖度 {coverage:.0%}", en=f"coverage {coverage:.0%}"))
    )
    step = rules.integer("limit_step_fen")
    return Limit(free // step * step, tuple(terms), binding)


def _coverage_cap(coverage: float, rules: Defaults) -> int | None:
    if coverage < float(rules.decimal("coverage_min")):
        return 0
    return rules.integer("thin_coverage_cap_fen") if coverage < float(rules.decimal("coverage_full")) else None


def _formula(name: str, methods: Mapping[str, int], weights: Mapping[str, Decimal]) -> Text:
    if name != "methods" or not methods:
        return _symbols("")
    shown = " + ".join(f"{weights[method]}×{yuan(amount)}" for method, amount in methods.items())
    return _symbols(f"({shown}) / {sum((weights[method] for method in methods), Decimal(0))}")


def _symbols(formula: str) -> Text:
    """A formula of numbers and signs alone: the same in every language."""
    return Text(zh=formula, en=formula)
