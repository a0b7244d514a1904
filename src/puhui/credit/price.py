"""What a loan must cost, term by term, and what it costs all told.

`r = FTP + opex + PD·(LGD·(1−c) + LGD_covered·c) + RW·CAR·(h − FTP) + margin − relief`, clamped to the product's
floor and cap, to a basis point, and quoted as LPR ± bp (domain/limit-price-loans §3). The covered share `c` loses
`LGD_covered` and no more: writing `PD·LGD·(1−c)` and a lower LGD as well would count the guarantee twice. The handbook
leaves open whether the covered share loses anything at all: the default `covered_loss` says `lgd_covered` or `nothing`.
Who bears which share: `price_cover`. The LPR is that of the day `on`; without one, the default's.

>>> offer = price(pd=Decimal("0.02"), floor_rate=Decimal("0.0300"), cap_rate=Decimal("0.1500"))
>>> str(offer.annual_rate), offer.clamped_by, offer.quote
('0.0483', None, 'LPR + 183 bp')
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from puhui.credit.defaults import LENDING, Defaults
from puhui.kernel import Category, PuhuiError, Text, half_up

_BP = Decimal("0.0001")
_RELATIVE = Decimal("1e-15")  # of a monthly discount factor
_CAPITAL = Text(
    zh="风险权重 {weight} × 资本充足率 {ratio} ×（资本回报率 {hurdle} − {ftp}）",
    en="RW {weight} × CAR {ratio} × ({hurdle} − {ftp})",
)


class NotAPriceInput(PuhuiError):
    """A probability or share lies outside 0 to 1, or the product's floor lies above its cap."""

    category = Category.INVALID
    cause = Text(zh="定价参数“{name}”无效：{value}", en="{name} of {value} makes no price")
    remedy = Text(zh="请检查输入", en="check the input")


class NoRateOfReturn(PuhuiError):
    """The payments never repay what was paid out, so no rate fits them."""

    category = Category.INVALID
    cause = Text(
        zh="还款现金流无法覆盖放款，内部收益率不存在", en="the payments do not repay the loan: no rate fits them"
    )
    remedy = Text(zh="请检查还款计划和费用", en="check the schedule and the fees")


@dataclass(frozen=True, slots=True)
class RateTerm:
    """One summand of the yearly rate; negative lowers it."""

    name: str
    label: Text
    rate: Decimal
    formula: Text


@dataclass(frozen=True, slots=True)
class Price:
    """`annual_rate` to a basis point, after clamping; `clamped_by` is `product_floor`, `product_cap` or None."""

    annual_rate: Decimal
    terms: tuple[RateTerm, ...]
    clamped_by: str | None
    lpr_rate: Decimal
    warnings: tuple[Text, ...] = ()

    @property
    def spread_bp(self) -> int:
        """Basis points above (or below) the LPR."""
        return int((self.annual_rate - self.lpr_rate) / _BP)

    @property
    def quote(self) -> str:
        """As a Chinese loan contract quotes it."""
        return f"LPR {'+' if self.spread_bp >= 0 else '−'} {abs(self.spread_bp)} bp"


def price(
    *,
    pd: Decimal,
    floor_rate: Decimal,
    cap_rate: Decimal,
    covered: Decimal = Decimal(0),
    relief_rate: Decimal = Decimal(0),
    segment: str = "",
    on: date | None = None,
    rules: Defaults = LENDING,
) -> Price:
    """The yearly rate for a borrower of that PD under a product; `covered` is the share a guarantee or pool bears.

    `segment` medium has the risk weight of its own, all others that of small and micro; `on` the day of the offer.

    Raises `NotAPriceInput`.
    """
    for name, share in (("pd", pd), ("covered", covered)):
        if not 0 <= share <= 1:
            raise NotAPriceInput(name=name, value=share, stage="credit.price")
    if not 0 <= floor_rate <= cap_rate:
        raise NotAPriceInput(name="floor_rate", value=f"{floor_rate} > {cap_rate}", stage="credit.price")
    weight = rules.decimal("risk_weight_medium" if segment == "medium" else "risk_weight")
    ftp, capital = rules.decimal("ftp_rate"), weight * rules.decimal("capital_ratio")
    unsecured, secured = rules.decimal("lgd_unsecured"), _covered_lgd(rules)
    loss = unsecured * (1 - covered) + secured * covered
    hurdle = rules.decimal("capital_return_rate")
    terms = (
        RateTerm(
            "ftp",
            Text(zh="资金成本", en="funds"),
            ftp,
            Text(zh="内部资金转移价格（FTP）", en="funds transfer price (FTP)"),
        ),
        RateTerm(
            "opex",
            Text(zh="运营成本", en="operation"),
            rules.decimal("opex_rate"),
            Text(zh="运营成本率", en="operating cost rate"),
        ),
        RateTerm(
            "expected_loss",
            Text(zh="预期损失", en="expected loss"),
            pd * loss,
            Text(
                zh=f"违约概率 {pd:.4f} ×（违约损失率 {unsecured} × {1 - covered} + {secured} × {covered}）",
                en=f"PD {pd:.4f} × (LGD {unsecured} × {1 - covered} + {secured} × {covered})",
            ),
        ),
        RateTerm(
            "capital",
            Text(zh="资本成本", en="capital"),
            capital * (hurdle - ftp),
            _CAPITAL.fill(weight=weight, ratio=rules.decimal("capital_ratio"), hurdle=hurdle, ftp=ftp),
        ),
        RateTerm(
            "margin",
            Text(zh="利润加点", en="margin"),
            rules.decimal("margin_rate"),
            Text(zh="目标利润率", en="target margin"),
        ),
        RateTerm("relief", Text(zh="优惠减点", en="relief"), -relief_rate, Text(zh="优惠利率", en="agreed relief")),
    )
    wanted = sum((term.rate for term in terms), Decimal(0)).quantize(_BP, ROUND_HALF_UP)
    clamped_by = "product_floor" if wanted < floor_rate else "product_cap" if wanted > cap_rate else None
    rate = min(max(wanted, floor_rate), cap_rate)
    lpr = lpr_on(on, rules)
    return Price(rate, terms, clamped_by, lpr, _warnings(rate, lpr, on, rules))


def lpr_on(day: date | None, rules: Defaults = LENDING) -> Decimal:
    """The one-year LPR in force on a day; the bank's current one without a day, or before the first that is known."""
    dated = rules.on("lpr_1y_history", day) if day is not None else None
    return rules.decimal("lpr_1y_rate") if dated is None else dated


def is_inclusive(line_fen: int, segment: str, on: date, *, tool: bool = False, rules: Defaults = LENDING) -> bool:
    """Whether a loan counts as inclusive (普惠小微) on a day, by the client's whole credit line.

    Operating loans of sole proprietors and farmers count whatever their size, medium enterprises' never. `tool`: by the
    ceiling of the central bank's lending tool.

    >>> is_inclusive(1_000_000_000, "small_micro", date(2026, 1, 1))
    True
    >>> is_inclusive(1_000_000_001, "small_micro", date(2026, 1, 1))
    False
    """
    if segment in ("sole_proprietor", "farmer"):
        return True
    ceiling = rules.on("inclusive_tool_ceiling_fen" if tool else "inclusive_ceiling_fen", on)
    return segment == "small_micro" and ceiling is not None and line_fen <= ceiling


def _covered_lgd(rules: Defaults) -> Decimal:
    match rules.text("covered_loss"):
        case "lgd_covered":
            return rules.decimal("lgd_covered")
        case "nothing":
            return Decimal(0)
        case other:
            raise NotAPriceInput(name="covered_loss", value=other, stage="credit.price")


def _warnings(rate: Decimal, lpr: Decimal, on: date | None, rules: Defaults) -> tuple[Text, ...]:
    ceiling = rules.decimal("rate_ceiling_multiple") * lpr
    before = on is not None and on < date.fromisoformat(rules["rate_ceiling_multiple"].valid_from)
    if before or rate <= ceiling:
        return ()
    told = Text(
        zh="利率 {rate:.2%} 高于一年期LPR四倍（{ceiling:.2%}）：民间借贷上限，对持牌银行不具约束力",
        en="{rate:.2%} is above four times the 1-year LPR ({ceiling:.2%}), the ceiling of private lending; "
        "it does not bind licensed banks",
    )
    return (told.fill(rate=rate, ceiling=ceiling),)


def all_in_rate(paid_out_fen: int, payments_fen: Sequence[int], fees_fen: int = 0) -> Decimal:
    """The yearly cost, all told: twelve times the monthly internal rate of return, to 1/100 of a basis point.

    `payments_fen` are the monthly payments (guarantee and other periodic fees included), `fees_fen` what is due at the
    start. A loan without fees costs exactly its contract rate. Raises `NoRateOfReturn`.

    >>> all_in_rate(1_000_000, [85_310] * 12) - all_in_rate(1_000_000, [85_310] * 12, fees_fen=0)
    Decimal('0.000000')
    >>> str(all_in_rate(100_000_000, [8_530_990] * 11 + [8_530_989]))
    '0.043500'
    """
    received = paid_out_fen - fees_fen
    if received <= 0 or sum(payments_fen) < received:
        raise NoRateOfReturn(stage="credit.price")

    # What the lender is ahead is a polynomial of the monthly discount factor, rising and convex: from 1 on, where it is
    # not negative, each step of Newton's comes nearer to its one root and none goes past it.
    coefficients = [Decimal(payment) for payment in reversed(payments_fen)] + [Decimal(-received)]
    discount, step = Decimal(1), Decimal(1)
    while step > _RELATIVE * discount:
        ahead = slope = Decimal(0)
        for coefficient in coefficients:
            slope = slope * discount + ahead
            ahead = ahead * discount + coefficient
        step = ahead / slope
        discount -= step
    return ((1 / discount - 1) * 12).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def after_subsidy(annual_rate: Decimal, subsidy_rate: Decimal) -> Decimal:
    """What the borrower bears after an interest subsidy (贴息), not below zero."""
    return max(Decimal(0), annual_rate - subsidy_rate)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a loan costs its borrower a year: as contracted, all told, and what is left after the subsidy."""

    annual_rate: Decimal
    all_in_rate: Decimal
    net_rate: Decimal
    net_all_in_rate: Decimal


def cost_of(
    principal_fen: int,
    payments_fen: Sequence[int],
    annual_rate: Decimal,
    *,
    fees_fen: int = 0,
    subsidy_rate: Decimal = Decimal(0),
    outstanding_fen: Sequence[int] | None = None,
) -> Cost:
    """The four rates that an enterprise is told (互联网贷款管理办法 art. 26 asks for the second, S-).

    `payments_fen` are the monthly payments with periodic fees, `fees_fen` what is due at the start. The subsidy comes
    back each month on what is outstanding at its beginning (`outstanding_fen`; the whole principal where none is
    given), and never makes a payment negative. Raises `NoRateOfReturn`, `NotAPriceInput`.

    >>> interest = [300_000] * 11 + [100_300_000]
    >>> cost = cost_of(100_000_000, interest, Decimal("0.036"), subsidy_rate=Decimal("0.01"))
    >>> str(cost.all_in_rate), str(cost.net_rate), str(cost.net_all_in_rate)
    ('0.036000', '0.026', '0.026000')
    """
    if not 0 <= subsidy_rate <= 1:
        raise NotAPriceInput(name="subsidy_rate", value=subsidy_rate, stage="credit.price")
    owed = list(outstanding_fen) if outstanding_fen is not None else [principal_fen] * len(payments_fen)
    rate = min(subsidy_rate, annual_rate)
    paid = [max(0, payment - half_up(rate * due / 12)) for payment, due in zip(payments_fen, owed, strict=True)]
    return Cost(
        annual_rate=annual_rate,
        all_in_rate=all_in_rate(principal_fen, payments_fen, fees_fen),
        net_rate=after_subsidy(annual_rate, subsidy_rate),
        net_all_in_rate=all_in_rate(principal_fen, paid, fees_fen),
    )
