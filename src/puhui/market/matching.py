"""Rank products for a need: hard conditions first, then a degree of 0 to 100 that shows what it is made of.

The order is: products whose conditions are all kept, then those with open questions, then those that do not fit. Of
those with open questions the one with the fewest stands first, since a degree over what nobody has shown is a hope;
then, and in the other two, by degree, and where degrees are equal by expected rate, days, lender and code. Nothing that
a lender pays enters. Points and settings stand in `matching.json`.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from puhui.decisions import Fact
from puhui.kernel import Text, yuan
from puhui.market.approval import Approval, guess
from puhui.market.conditions import Check, State
from puhui.market.facts import Facts
from puhui.market.need import Need
from puhui.market.product import Guarantee, Product
from puhui.market.settings import settings

_ORDER = {State.PASS: 0, State.ASK: 1, State.FAIL: 2}
_REASONS = 3
_GUARANTOR_DECIDES = Text(
    zh="由担保机构担保，随贷款一并申请，由其审核",
    en="a guarantee institution stands in: asked for with the loan, decided by it",
)
_ASK_GUARANTOR = Text(zh="申请贷款时一并申请担保", en="apply: the guarantee is asked for with the loan")
_NO_CURE = Text(zh="选择其他产品", en="choose another product")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the degree: `points` of at most `of`, and why."""

    name: str
    label: Text
    points: float
    of: float
    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence with its code; `gain` is what it would add to the degree, where that can be said."""

    code: str
    text: Text
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A product against a need.

    `expected_rate` is the yearly rate with fees that the enterprise may expect. `reasons` are what speaks against the
    product where a condition fails, then what speaks for it; `asks` what must be found out; `raises` what would lift
    the degree or the verdict.
    """

    product: Product
    verdict: State
    degree: float
    parts: tuple[Part, ...]
    expected_rate: float
    checks: tuple[Check, ...]
    reasons: tuple[Note, ...]
    asks: tuple[Note, ...]
    raises: tuple[Note, ...]


def match(
    need: Need, products: Iterable[Product], facts: Facts, *, on: date, approval: Approval | None = None
) -> list[Match]:
    """Every product against the need, best first, on that day. Pure: the same input gives the same order.

    `approval` is how likely each lender approves; without it, the shipped guess.
    """
    known, curves = _Known.of(facts), approval or guess()
    found = [_match(_Case(need, product, facts, known, on, curves)) for product in products]
    return sorted(
        found,
        key=lambda one: (
            _ORDER[one.verdict],
            len(one.asks) if one.verdict is State.ASK else 0,
            -one.degree,
            one.expected_rate,
            one.product.days_to_decision,
            one.product.lender,
            one.product.code,
        ),
    )


def checks(need: Need, product: Product, facts: Facts, *, on: date) -> tuple[Check, ...]:
    """The product's hard conditions on the need and on the enterprise."""
    return (*_need_checks(need, product, on), *(condition.check(facts) for condition in product.conditions))


@dataclass(frozen=True, slots=True)
class _Known:
    """The few facts that the degree looks at, as floats; None where absent."""

    pd: float | None
    limit_fen: float | None

    @classmethod
    def of(cls, facts: Facts) -> "_Known":
        return cls(_float(facts.get("pd")), _float(facts.get("limit_fen")))


@dataclass(frozen=True, slots=True)
class _Case:
    """One need against one product, on what is known."""

    need: Need
    product: Product
    facts: Facts
    known: _Known
    on: date
    approval: Approval

    def checks(self) -> tuple[Check, ...]:
        return checks(self.need, self.product, self.facts, on=self.on)


def _match(case: _Case) -> Match:
    applied = case.checks()
    states = [check.state for check in applied]
    verdict = State.FAIL if State.FAIL in states else State.ASK if State.ASK in states else State.PASS
    parts = _parts(case, states)
    asks = tuple(Note(check.code, check.text) for check in applied if check.state is State.ASK)
    return Match(
        product=case.product,
        verdict=verdict,
        degree=_degree(parts),
        parts=parts,
        expected_rate=_expected_rate(case.product, case.known),
        checks=applied,
        reasons=_reasons(applied, parts),
        asks=asks,
        raises=_raises(case, applied, parts),
    )


def _need_checks(need: Need, product: Product, on: date) -> Iterable[Check]:
    low, high = yuan(product.amount_min_fen), yuan(product.amount_max_fen)
    yield _check(
        "AMOUNT_OFFERED",
        product.amount_min_fen <= need.amount_fen <= product.amount_max_fen,
        Text(zh=f"额度范围{low}至{high}元", en=f"amounts from {low} to {high} yuan"),
        Text(zh=f"将金额调整到{low}至{high}元", en=f"ask for {low} to {high} yuan"),
    )
    shortest, longest = product.term_min_months, product.term_max_months
    yield _check(
        "TERM_OFFERED",
        shortest <= need.term_months <= longest,
        Text(zh=f"期限范围{shortest}至{longest}个月", en=f"terms from {shortest} to {longest} months"),
        Text(zh=f"将期限调整到{shortest}至{longest}个月", en=f"ask for {shortest} to {longest} months"),
    )
    wanted = "、".join(one.text.zh for one in product.guarantee), " or ".join(one.text.en for one in product.guarantee)
    guarantee = Text(zh=f"担保方式：{wanted[0]}", en=f"security: {wanted[1]}")
    offer = Text(zh=f"提供{wanted[0]}", en=f"offer {wanted[1]}")
    if Guarantee.NONE in product.guarantee:
        yield Check("GUARANTEE_AVAILABLE", State.PASS, guarantee, offer, guarantee)
    elif product.cover is not None:
        yield Check("GUARANTEE_AVAILABLE", State.ASK, _GUARANTOR_DECIDES, _ASK_GUARANTOR, _GUARANTOR_DECIDES)
    elif need.guarantees is None:
        yield Check("GUARANTEE_AVAILABLE", State.ASK, guarantee, offer, guarantee)
    else:
        yield _check("GUARANTEE_AVAILABLE", bool(need.guarantees & set(product.guarantee)), guarantee, offer)
    offered = Text(zh="产品在售期内", en="the product is on offer")
    yield _check("ON_OFFER", product.on_offer(on), offered, _NO_CURE)
    if product.quota_remaining_fen is not None:
        left = yuan(product.quota_remaining_fen)
        text = Text(zh=f"产品剩余额度{left}元", en=f"{left} yuan of the product's quota are left")
        yield _check("QUOTA_LEFT", product.quota_remaining_fen >= need.amount_fen, text, _NO_CURE)


def _check(code: str, held: bool, text: Text, cure: Text) -> Check:
    return Check(code, State.PASS if held else State.FAIL, text, cure, text)


def _parts(case: _Case, states: list[State]) -> tuple[Part, ...]:
    table, need, product, known = settings(), case.need, case.product, case.known
    shares = {
        "amount": _amount(need, product, known),
        "rate": _rate(need, product, known),
        "approval": _approval(case, states),
        "guarantee": _guarantee(need, product),
        "tenor": _tenor(need, product),
        "speed": _speed(need, product),
        "repayment": _repayment(need, product),
    }
    return tuple(
        Part(name, table.labels[name], hundredths(share, table.points[name]) / 100, table.points[name], text)
        for name, (share, text) in shares.items()
    )


def hundredths(share: float, points: float) -> int:
    """A part's points in hundredths, half up: whole numbers add up to the same degree in any order."""
    return math.floor(share * (points * 100) + 0.5)


def _degree(parts: tuple[Part, ...]) -> float:
    return round(sum(part.points for part in parts), 2)


def _amount(need: Need, product: Product, known: _Known) -> tuple[float, Text]:
    most = product.amount_max_fen if known.limit_fen is None else min(product.amount_max_fen, known.limit_fen)
    if need.amount_fen < product.amount_min_fen:
        text = Text(zh="需求低于产品起点金额", en="the need is below the product's least amount")
        return need.amount_fen / product.amount_min_fen, text
    share = max(0.0, min(1.0, most / need.amount_fen))
    if share >= 1.0:
        return 1.0, Text(zh="可满足全部金额", en="the whole amount can be met")
    return share, Text(zh=f"预计可满足金额的{share:.0%}", en=f"about {share:.0%} of the amount can be met")


def _expected_rate(product: Product, known: _Known) -> float:
    low, high, fees = product.rates
    where = 0.5 if known.pd is None else _clamp(known.pd / settings().of["pd_at_rate_max"])
    return math.floor((low + (high - low) * where + fees) * 1e6 + 0.5) / 1e6


def _rate(need: Need, product: Product, known: _Known) -> tuple[float, Text]:
    rate, of = _expected_rate(product, known), settings().of
    if need.rate_acceptable is not None:
        most = float(need.rate_acceptable)
        share = _clamp(1 - (rate - most) / (most * of["rate_over_acceptable"]))
    else:
        share = _clamp((of["rate_worst"] - rate) / (of["rate_worst"] - of["rate_best"]))
    guess = Text(zh="（尚无信用分，取区间中值）", en=" (no score yet: the middle of the range)")
    plain = Text(zh="", en="")
    note = guess if known.pd is None else plain
    return share, Text(zh=f"预计综合年化利率{rate:.2%}{note.zh}", en=f"expected all-in yearly rate {rate:.2%}{note.en}")


def _approval(case: _Case, states: list[State]) -> tuple[float, Text]:
    if State.FAIL in states:
        return 0.0, Text(zh="有准入条件不满足", en="a condition is not met")
    asks, pd = states.count(State.ASK), case.known.pd
    likely = case.approval.likelihood(case.product.lender, pd, asks=asks)
    open_zh, open_en = (f"，另有{asks}项待确认", f", {asks} open question(s)") if asks else ("", "")
    if pd is None:
        return likely, Text(zh=f"尚无信用分{open_zh}", en=f"no score yet{open_en}")
    return likely, Text(zh=f"通过可能性{likely:.0%}{open_zh}", en=f"likelihood of approval {likely:.0%}{open_en}")


def _guarantee(need: Need, product: Product) -> tuple[float, Text]:
    if Guarantee.NONE in product.guarantee:
        return 1.0, Text(zh="信用方式，无须担保", en="no guarantee is needed")
    if product.cover is not None:
        return 0.5, _GUARANTOR_DECIDES
    if need.guarantees is None:
        return 0.5, Text(zh="需要担保，尚未说明可提供的担保", en="a guarantee is needed; yours is not stated")
    if need.guarantees & set(product.guarantee):
        return 1.0, Text(zh="可提供的担保符合要求", en="your guarantee is accepted")
    return 0.0, Text(zh="缺少所需担保", en="the guarantee that it needs is missing")


def _tenor(need: Need, product: Product) -> tuple[float, Text]:
    if need.term_months > product.term_max_months:
        text = Text(zh="期限短于需求", en="the term is shorter than needed")
        return product.term_max_months / need.term_months, text
    if need.term_months < product.term_min_months:
        text = Text(zh="期限长于需求", en="the term is longer than needed")
        return need.term_months / product.term_min_months, text
    return 1.0, Text(zh="期限符合需求", en="the term fits")


def _speed(need: Need, product: Product) -> tuple[float, Text]:
    of, days = settings().of, product.days_to_decision
    if need.within_days is not None:
        share = 1.0 if days <= need.within_days else need.within_days / days
    else:
        share = _clamp((of["days_none"] - days) / (of["days_none"] - of["days_full"]))
    return share, Text(zh=f"{days}个工作日内审批", en=f"a decision within {days} working day(s)")


def _repayment(need: Need, product: Product) -> tuple[float, Text]:
    offered = Text(
        zh="、".join(one.text.zh for one in product.repayment), en=", ".join(one.text.en for one in product.repayment)
    )
    fits = need.repayment is None or need.repayment in product.repayment
    return float(fits), Text(zh=f"还款方式：{offered.zh}", en=f"repayment: {offered.en}")


def _reasons(applied: tuple[Check, ...], parts: tuple[Part, ...]) -> tuple[Note, ...]:
    against = [Note(check.code, check.text) for check in applied if check.state is State.FAIL]
    best = sorted((part for part in parts if part.points > 0), key=lambda part: (-part.points / part.of, -part.of))
    return (*against, *(Note(part.name.upper(), part.text, part.points) for part in best))[:_REASONS]


def _raises(case: _Case, applied: tuple[Check, ...], parts: tuple[Part, ...]) -> tuple[Note, ...]:
    """What the enterprise can do about it: each change to the need is tried, and its gain is what came out."""
    notes = []
    for code, changed, text in _changes(case.need, case.product, case.known, parts):
        other = replace(case, need=changed)
        gain = round(_degree(_parts(other, [check.state for check in other.checks()])) - _degree(parts), 2)
        if gain > 0:
            notes.append(Note(code, text, gain))
    told = {note.code for note in notes}
    notes += [Note(c.code, c.cure) for c in applied if c.state is not State.PASS and c.code not in told]
    if case.known.pd is None:
        grant = Text(zh="授权数据并生成信用分", en="grant data so that a score can be made")
        notes.append(Note("SCORE", grant))
    return tuple(sorted(notes, key=lambda note: (-note.gain, note.code)))


def _changes(need: Need, product: Product, known: _Known, parts: tuple[Part, ...]) -> Iterable[tuple[str, Need, Text]]:
    full = {part.name for part in parts if part.points >= part.of}
    if "amount" not in full:
        most = product.amount_max_fen if known.limit_fen is None else min(product.amount_max_fen, int(known.limit_fen))
        amount = max(min(need.amount_fen, most), product.amount_min_fen)
        text = Text(zh=f"将金额调整为{yuan(amount)}元", en=f"ask for {yuan(amount)} yuan")
        yield "AMOUNT_OFFERED", replace(need, amount_fen=amount), text
    if "tenor" not in full:
        months = max(min(need.term_months, product.term_max_months), product.term_min_months)
        text = Text(zh=f"将期限调整为{months}个月", en=f"ask for {months} months")
        yield "TERM_OFFERED", replace(need, term_months=months), text
    if "guarantee" not in full and product.cover is None:
        offer = product.guarantee[0]
        more = (need.guarantees or frozenset()) | {offer}
        text = Text(zh=f"提供{offer.text.zh}", en=f"offer {offer.text.en}")
        yield "GUARANTEE_AVAILABLE", replace(need, guarantees=more), text
    if "repayment" not in full:
        way = product.repayment[0]
        text = Text(zh=f"接受{way.text.zh}", en=f"accept {way.text.en}")
        yield "REPAYMENT", replace(need, repayment=way), text


def _clamp(share: float) -> float:
    return max(0.0, min(1.0, share))


def _float(one: Fact | None) -> float | None:
    return None if one is None or one.absent else float(one.number)
