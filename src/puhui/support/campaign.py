"""A campaign of the government's: for a time, for whom, which subsidy of the interest, out of which budget. Pure.

What is promised to one loan is the most that it can earn, so that promises never exceed the budget; what a loan earns
is balance × days × rate / 360 while it is not overdue, and what it does not earn goes back to the budget when it ends.

>>> earned_fen(1_000_000_00, 90, Decimal("0.01"))
250000
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from puhui.kernel import Text, yuan
from puhui.kernel.moves import moved
from puhui.support.errors import CampaignUnsound, SupportStepRefused
from puhui.support.institution import support_defaults
from puhui.support.states import CAMPAIGN_MOVES, STATE_TEXTS, SUBSIDY_MOVES

_RATE_MAX = Decimal("0.05")
_DAYS_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Terms:
    """What a campaign offers and to whom. Empty `products`, `regions`, `industries` or `segments`: all of them.

    `products` are `bank/code`, `regions` beginnings of a county's name, `industries` as the registry names them. The
    subsidy is `subsidy_rate` a year of the balance, at most `client_most_fen` an enterprise, out of `budget_fen`; at
    most `quota` loans are promised one. `listed`: only for enterprises on that white list ("" for none).
    """

    name: Text
    about: Text
    funder: Text
    opens_on: date
    ends_on: date
    subsidy_rate: Decimal
    budget_fen: int
    client_most_fen: int
    quota: int
    products: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with its state, and what of its budget is promised or spent."""

    id: str
    office: str
    terms: Terms
    state: str
    made_at: datetime
    made_by: str
    version: int = 1
    published_by: str = ""
    reason: str = ""

    def to(self, step: str, **parts: Any) -> "Campaign":
        """The campaign after a step; raises `SupportStepRefused`."""
        return replace(self, state=_moved(CAMPAIGN_MOVES, step, self.state, self.id), **parts)

    def open_on(self, day: date) -> bool:
        """Whether one may apply under it on that day."""
        return self.state == "published" and self.terms.opens_on <= day <= self.terms.ends_on


@dataclass(frozen=True, slots=True)
class Applied:
    """What a campaign's conditions look at. None where it is not known yet."""

    bank: str | None
    product: str | None
    region: str | None
    industry: str | None
    segment: str | None
    on: date
    listed: bool | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a campaign: `pass`, `fail` or `ask`, and in words."""

    code: str
    state: str
    text: Text


@dataclass(frozen=True, slots=True)
class Used:
    """How much of a campaign is promised to loans under way, was spent, and to how many it was promised."""

    promised_fen: int
    spent_fen: int
    loans: int
    client_fen: int = 0

    def left_fen(self, terms: Terms) -> int:
        """What may still be promised in all."""
        return max(0, terms.budget_fen - self.promised_fen - self.spent_fen)


@dataclass(frozen=True, slots=True)
class Subsidy:
    """A subsidy as it was answered to one application. `spent_fen` is what the loan has earned so far.

    `owed_fen`, `told_on` and `normal` are what the bank told last: what is earned next goes from there.
    """

    id: str
    campaign: str
    application: str
    bank: str
    product: str
    uscc: str
    region: str
    state: str
    rate: Decimal
    made_at: datetime
    version: int = 1
    promised_fen: int = 0
    spent_fen: int = 0
    valid_until: date | None = None
    reason: Text = field(default_factory=lambda: Text(zh="", en=""))
    loan: str = ""
    principal_fen: int = 0
    owed_fen: int = 0
    told_on: date | None = None
    normal: bool = True
    news: int = 0

    def to(self, step: str, **parts: Any) -> "Subsidy":
        """The subsidy after a step; raises `SupportStepRefused`."""
        return replace(self, state=_moved(SUBSIDY_MOVES, step, self.state, self.id), **parts)

    def earns_until(self, day: date) -> int:
        """What it has earned up to a day, never more than was promised."""
        if self.told_on is None or not self.normal:
            return self.spent_fen
        days = max(0, (day - self.told_on).days)
        return min(self.promised_fen, self.spent_fen + earned_fen(self.owed_fen, days, self.rate))


def check_terms(terms: Terms) -> None:
    """Raises `CampaignUnsound` unless the terms promise something and agree with one another."""
    for held, reason in (
        (
            bool(terms.name.zh.strip() and terms.name.en.strip()),
            Text(zh="须有中英文名称", en="it needs a name in both languages"),
        ),
        (terms.opens_on <= terms.ends_on, Text(zh="结束日早于开始日", en="it ends before it opens")),
        (
            0 < terms.subsidy_rate <= _RATE_MAX,
            Text(
                zh=f"贴息率须大于0且不超过{_RATE_MAX:.0%}",
                en=f"the subsidy is above 0 and at most {_RATE_MAX:.0%} a year",
            ),
        ),
        (terms.budget_fen > 0, Text(zh="预算须大于0", en="the budget is above zero")),
        (
            0 < terms.client_most_fen <= terms.budget_fen,
            Text(zh="单户上限须大于0且不超过预算", en="an enterprise gets more than nothing and at most the budget"),
        ),
        (terms.quota > 0, Text(zh="名额须大于0", en="the quota is above zero")),
    ):
        if not held:
            raise CampaignUnsound(reason_zh=reason.zh, reason=reason.en, stage="support.campaign")


def conditions(campaign: Campaign, who: Applied) -> list[Condition]:
    """Every condition of the campaign on what is known; what is not known asks and never refuses."""
    return list(_conditions(campaign, who))


def fits(found: list[Condition]) -> str:
    """`fail` where one fails, else `ask` where one is open, else `pass`."""
    states = {one.state for one in found}
    return "fail" if "fail" in states else "ask" if "ask" in states else "pass"


def most_fen(terms: Terms, principal_fen: int, term_months: int) -> int:
    """The most that a loan could earn, were nothing repaid before its end; at most the enterprise's own ceiling."""
    days = term_months * _DAYS_A_MONTH
    most = principal_fen * days * terms.subsidy_rate / support_defaults().decimal("subsidy_days_a_year")
    return min(terms.client_most_fen, int(most.to_integral_value(ROUND_CEILING)))


def earned_fen(owed_fen: int, days: int, rate: Decimal) -> int:
    """What a balance earns in so many days: whole fen downwards, so that no budget is overspent by roundings."""
    earned = owed_fen * days * rate / support_defaults().decimal("subsidy_days_a_year")
    return int(earned.to_integral_value(ROUND_FLOOR))


def refusal(campaign: Campaign, used: Used, wanted_fen: int) -> Text | None:
    """Why nothing can be promised any more: the enterprise's ceiling, the quota, the budget. None where it can."""
    terms = campaign.terms
    if used.client_fen + wanted_fen > terms.client_most_fen:
        most = yuan(terms.client_most_fen)
        return Text(zh=f"该企业补贴已达单户上限{most}元", en=f"the enterprise has reached its ceiling of {most} yuan")
    if used.loans >= terms.quota:
        return Text(zh=f"名额{terms.quota}个已用完", en=f"all {terms.quota} places are taken")
    if wanted_fen > used.left_fen(terms):
        left = yuan(used.left_fen(terms))
        return Text(zh=f"预算仅余{left}元", en=f"{left} yuan of the budget are left")
    return None


def _conditions(campaign: Campaign, who: Applied) -> Iterator[Condition]:
    terms = campaign.terms
    days = f"{terms.opens_on}–{terms.ends_on}"
    text = Text(zh=f"活动时间{days}", en=f"open {days}")
    yield Condition("OPEN", "pass" if campaign.open_on(who.on) else "fail", text)
    if terms.products:
        told = who.bank is not None and who.product is not None
        yield _one_of(
            "PRODUCT", f"{who.bank}/{who.product}" if told else None, terms.products, Text(zh="产品", en="products")
        )
    if terms.regions:
        region = who.region
        held = None if not region else any(region.startswith(one) for one in terms.regions)
        yield _state("REGION", held, terms.regions, Text(zh="地区", en="counties"))
    if terms.industries:
        yield _one_of("INDUSTRY", who.industry or None, terms.industries, Text(zh="行业", en="industries"))
    if terms.segments:
        yield _one_of("SEGMENT", who.segment or None, terms.segments, Text(zh="企业类型", en="kinds of enterprise"))
    if terms.listed:
        yield _state("LISTED", who.listed, (terms.listed,), Text(zh="白名单", en="white list"))


def _one_of(code: str, value: str | None, allowed: tuple[str, ...], what: Text) -> Condition:
    return _state(code, None if value is None else value in allowed, allowed, what)


def _state(code: str, held: bool | None, allowed: tuple[str, ...], what: Text) -> Condition:
    text = Text(zh=f"{what.zh}：{'、'.join(allowed)}", en=f"{what.en}: {', '.join(allowed)}")
    return Condition(code, "ask" if held is None else "pass" if held else "fail", text)


def _moved(moves: Any, step: str, state: str, thing: str) -> str:
    found = moved(moves, step, state)
    if found is None:
        text = STATE_TEXTS[state]
        raise SupportStepRefused(thing=thing, state_zh=text.zh, state=text.en, stage="support.campaign")
    return found
