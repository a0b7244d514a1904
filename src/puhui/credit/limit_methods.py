"""The ways to a limit, each with the formula that a person can redo (domain/limit-price-loans §1, §2).

Every method answers `Sized`: an amount in fen and how it came about, with the cap that cut it, where one did.

>>> from puhui.kernel import yuan
>>> sized = by_tax(60_000_000, rating="C")
>>> yuan(sized.amount_fen), sized.capped_by, sized.formula.en
('300,000.00', 'rating C', '300,000.00 a year × 6 = 1,800,000.00, at most 300,000.00 (rating C)')
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from puhui.credit.defaults import LENDING, Defaults
from puhui.kernel import Category, PuhuiError, Text, half_up, yuan

DAYS = 360  # a bank year, as in T = 360 / days
_STAGE = "credit.limit"


class TurnoverUndefined(PuhuiError):
    """The cycle's days sum to zero or less: suppliers and buyers finance the enterprise, the formula says nothing."""

    category = Category.INVALID
    cause = Text(zh="营运资金周转天数合计为 {days}，无法测算", en="the days of the cycle sum to {days}: W is undefined")
    remedy = Text(zh="请转人工核定", en="refer it to an officer")


class NotALimitInput(PuhuiError):
    """An amount or share given to the limit makes no sense."""

    category = Category.INVALID
    cause = Text(zh="额度参数“{name}”无效：{value}", en="{name} of {value} makes no limit")
    remedy = Text(zh="请检查输入", en="check the input")


@dataclass(frozen=True, slots=True)
class Sized:
    """What one method finds; `capped_by` names the cap that cut it, empty where none did."""

    amount_fen: int
    formula: Text
    capped_by: str = ""


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
            raise TurnoverUndefined(days=self.days, stage=_STAGE)
        return DAYS / self.days


def turnover_days(flow_fen: int, average_balance_fen: int) -> Decimal:
    """Days that a balance stands for: 360 / (flow / balance).

    The flow is sales for receivables and advances received, cost of sales for inventory, payables and prepayments.
    """
    if flow_fen <= 0:
        raise NotALimitInput(name="flow_fen", value=flow_fen, stage=_STAGE)
    return Decimal(DAYS) * average_balance_fen / flow_fen


def working_capital_need(sales_fen: int, margin: Decimal, growth: Decimal, turns: Decimal) -> int:
    """`W = S₀·(1−m)·(1+g)/T` in fen (流动资金贷款需求量测算, mark S)."""
    return half_up(sales_fen * (1 - margin) * (1 + growth) / turns)


def working_capital_gap(need_fen: int, own_fen: int, loans_fen: int, other_fen: int) -> int:
    """What a new loan may fill: need less own funds, existing working-capital loans and other channels, at least 0."""
    return max(0, need_fen - own_fen - loans_fen - other_fen)


def by_tax(
    tax_24m_fen: int,
    rules: Defaults = LENDING,
    *,
    waived_24m_fen: int = 0,
    by_kind_24m_fen: Mapping[str, int] | None = None,
    rating: str | None = None,
) -> Sized:
    """Mean annual tax of 24 months, with what was waived or reduced, times a multiple; capped by the tax rating (S-).

    `by_kind_24m_fen` splits the tax where it is known (`vat`, `cit`): each kind has a multiple of its own, the rest and
    what was waived the common one. `rating` A to D or M; None: not known, and no cap. Raises `NotALimitInput`.
    """
    kinds = dict(by_kind_24m_fen or {})
    rest = tax_24m_fen - sum(kinds.values())
    for name, amount in {
        "tax_24m_fen": tax_24m_fen,
        "waived_24m_fen": waived_24m_fen,
        "other tax": rest,
        **kinds,
    }.items():
        if amount < 0:
            raise NotALimitInput(name=name, value=amount, stage=_STAGE)
    multiples, common = rules.table("tax_multiples"), rules.decimal("tax_multiple")
    if unknown := set(kinds) - set(multiples):
        raise NotALimitInput(name="by_kind_24m_fen", value=", ".join(sorted(unknown)), stage=_STAGE)
    parts = [(kinds[kind], multiples[kind]) for kind in kinds] + [(rest + waived_24m_fen, common)]
    found = half_up(sum((Decimal(amount) / 2 * multiple for amount, multiple in parts), Decimal(0)))
    shown = [(yuan(half_up(Decimal(amount) / 2)), multiple) for amount, multiple in parts if amount or len(parts) == 1]
    formula = Text(
        zh=" + ".join(f"年均 {amount} × {multiple}" for amount, multiple in shown) + f" = {yuan(found)}",
        en=" + ".join(f"{amount} a year × {multiple}" for amount, multiple in shown) + f" = {yuan(found)}",
    )
    caps = rules.table("tax_rating_caps_fen")
    if rating is None or rating not in caps:
        return Sized(found, formula)
    return _capped(found, int(caps[rating]), formula, Text(zh=f"纳税等级{rating}", en=f"rating {rating}"))


@dataclass(frozen=True, slots=True)
class Revenue:
    """What makes the effective revenue of 12 months, in fen: valid output invoices and what is taken off them.

    `red_fen` red-letter invoices, `related_fen` sales to related enterprises, `one_off_fen` single orders above 20 % of
    the year from first-time buyers, `circular_fen` sales that come back in a ring of trades. All are amounts, not
    signs; nothing may stand in two of them.
    """

    valid_fen: int
    red_fen: int = 0
    related_fen: int = 0
    one_off_fen: int = 0
    circular_fen: int = 0

    @property
    def effective_fen(self) -> int:
        """`valid − red − related − one-off − circular`, at least zero; raises `NotALimitInput` on a negative part."""
        taken = (self.red_fen, self.related_fen, self.one_off_fen, self.circular_fen)
        if min(self.valid_fen, *taken) < 0:
            raise NotALimitInput(name="revenue", value=min(self.valid_fen, *taken), stage=_STAGE)
        return max(0, self.valid_fen - sum(taken))

    @property
    def formula(self) -> Text:
        """The subtraction, with the parts that are there."""
        zh = ("红字", "关联方", "一次性", "循环")
        en = ("red", "related", "one-off", "circular")
        parts = (self.red_fen, self.related_fen, self.one_off_fen, self.circular_fen)
        told = [(a, b, part) for a, b, part in zip(zh, en, parts, strict=True) if part]
        return Text(
            zh=f"{yuan(self.valid_fen)}" + "".join(f" − {name} {yuan(part)}" for name, _, part in told),
            en=f"{yuan(self.valid_fen)}" + "".join(f" − {name} {yuan(part)}" for _, name, part in told),
        )


def by_invoices(rev12_eff: int | Revenue, rules: Defaults = LENDING) -> Sized:
    """A share of the effective revenue of 12 months (J); of a bare amount, or of `Revenue` with its deductions."""
    share = rules.decimal("invoice_share")
    if isinstance(rev12_eff, Revenue):
        effective, start = rev12_eff.effective_fen, rev12_eff.formula
        begun = Text(zh=f"({start.zh})", en=f"({start.en})")
    else:
        effective, begun = rev12_eff, _same(yuan(rev12_eff))
    found = half_up(effective * share)
    return Sized(found, Text(zh=f"{begun.zh} × {_percent(share)}", en=f"{begun.en} × {_percent(share)}"))


def by_flow(median_inflow_fen: int, rules: Defaults = LENDING) -> Sized:
    """A multiple of the median monthly effective inflow (J). Check the debt service too: `debt_service_limit`."""
    multiple = rules.decimal("flow_multiple")
    return Sized(half_up(median_inflow_fen * multiple), _same(f"{yuan(median_inflow_fen)} × {multiple}"))


def by_power(fee12_fen: int, energy_cost_share: Decimal | None = None, rules: Defaults = LENDING) -> Sized:
    """A multiple of the power fee of 12 months, or a share of the revenue that it implies in the industry (J)."""
    if energy_cost_share is None:
        multiple = rules.decimal("power_multiple")
        return Sized(half_up(fee12_fen * multiple), _same(f"{yuan(fee12_fen)} × {multiple}"))
    if not 0 < energy_cost_share <= 1:
        raise NotALimitInput(name="energy_cost_share", value=energy_cost_share, stage=_STAGE)
    share, revenue = rules.decimal("invoice_share"), half_up(fee12_fen / energy_cost_share)
    return Sized(
        half_up(revenue * share), _same(f"{yuan(fee12_fen)} / {_percent(energy_cost_share)} × {_percent(share)}")
    )


def by_farm(net_income_fen: int, discounted_assets_fen: int, cap_fen: int, rules: Defaults = LENDING) -> Sized:
    """The least of the cap, a multiple of net income, and the discounted assets (J)."""
    multiple = rules.decimal("farm_multiple")
    income = half_up(net_income_fen * multiple)
    found = min(cap_fen, income, discounted_assets_fen)
    parts = f"{yuan(cap_fen)}, {yuan(net_income_fen)} × {multiple}, {yuan(discounted_assets_fen)}"
    by = "cap" if found == cap_fen < income else "assets" if found == discounted_assets_fen < income else ""
    return Sized(found, Text(zh=f"取最小值（{parts}）", en=f"least of {parts}"), by)


def debt_service_limit(free_monthly_cash_fen: int, annual_rate: Decimal, months: int, rules: Defaults = LENDING) -> int:
    """Present value of the share of free monthly cash that may serve the loan, over its term (J)."""
    if months < 1:
        raise NotALimitInput(name="months", value=months, stage=_STAGE)
    monthly = max(0, free_monthly_cash_fen) * rules.decimal("debt_service_share")
    rate = annual_rate / 12
    factor = Decimal(months) if rate == 0 else (1 - (1 + rate) ** -months) / rate
    return half_up(monthly * factor)


def _capped(found: int, cap: int, formula: Text, name: Text) -> Sized:
    if found <= cap:
        return Sized(found, formula)
    told = Text(zh=f"{formula.zh}，上限 {yuan(cap)}（{name.zh}）", en=f"{formula.en}, at most {yuan(cap)} ({name.en})")
    return Sized(cap, told, name.en)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _same(formula: str) -> Text:
    """A formula of numbers and signs alone: the same in every language."""
    return Text(zh=formula, en=formula)
