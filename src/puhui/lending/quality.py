"""The class of a loan with all that bears on it, and the classes of one debtor's loans together. Pure.

商业银行金融资产风险分类办法 (2023). First each loan by itself: its lateness, what the bank knows of impairment, evasion
and liquidation, what a relief froze, and the observation of a restructured loan. Then, for a non-retail debtor, across
its loans: when more than a tenth of its claims in this bank are non-performing all of them are; when more than a fifth
of its debts at all banks are overdue for more than 90 days its loans are non-performing at every bank. Loans to small
and micro enterprises may be classified one by one: for them the cross rules do not speak.

Every class comes with its causes; the worst stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from puhui.kernel import Text
from puhui.lending.classification import LoanClass, classify
from puhui.lending.defaults import Defaults, defaults
from puhui.lending.loan import Loan, Standing

RETAIL = frozenset({"sole_proprietor", "small_micro", "farmer"})
"""Segments that are classified loan by loan."""
_HALF, _NINETY = Decimal("0.5"), Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the bank knows beside the books: impairment as a share of the book value, evasion, liquidation."""

    impairment_share: Decimal = Decimal(0)
    evades: bool = False
    in_liquidation: bool = False


NO_FINDINGS = Findings()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a loan is at least (or, frozen, at most) of a class."""

    code: str
    loan_class: LoanClass
    text: Text


@dataclass(frozen=True, slots=True)
class Classified:
    """A loan's class with every cause of it."""

    loan_class: LoanClass
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim on a debtor: what is outstanding, and how it is classified by itself."""

    loan: str
    outstanding_fen: int
    classified: Classified


def by_itself(loan: Loan, now: Standing, findings: Findings = NO_FINDINGS, rules: Defaults | None = None) -> Classified:
    """The class of one loan, without a look at the debtor's others."""
    held = rules or defaults(now.on)
    late = _late(now.days_past_due)
    frozen = _frozen(loan, now.on)
    if frozen is not None and frozen.loan_class < late.loan_class:
        late = frozen
    causes = [late, *_found(findings), *_observed(loan, now.on, held)]
    return Classified(max(one.loan_class for one in causes), tuple(causes))


def of_debtor(
    claims: Sequence[Claim],
    *,
    segment: str,
    late_at_all_banks: bool | None = None,
    on: date,
    rules: Defaults | None = None,
) -> dict[str, Classified]:
    """The classes of a debtor's claims in this bank; `late_at_all_banks` is the banks' common answer, None unasked."""
    found = {claim.loan: claim.classified for claim in claims}
    if segment in RETAIL:
        return found
    held = rules or defaults(on)
    whole = sum(claim.outstanding_fen for claim in claims)
    bad = sum(claim.outstanding_fen for claim in claims if claim.classified.loan_class.non_performing)
    causes: list[Cause] = []
    if bad > held.cross_in_bank_share * whole:
        share = Decimal(100 * bad) / whole
        text = Text(
            zh=f"该债务人在本行债权的 {share:.1f}% 已为不良",
            en=f"{share:.1f} percent of the debtor's claims in this bank are non-performing",
        )
        causes.append(Cause("cross_in_bank", LoanClass.SUBSTANDARD, text))
    if late_at_all_banks:
        percent = f"{held.cross_all_banks_share * 100:.0f}"
        text = Text(
            zh=f"该债务人在所有银行的债务逾期超过90天的比例超过 {percent}%",
            en=f"more than {percent} percent of its debts at all banks are overdue for more than 90 days",
        )
        causes.append(Cause("cross_all_banks", LoanClass.SUBSTANDARD, text))
    return {loan: _with(classified, causes) for loan, classified in found.items()}


def weighed(outstanding_fen: int, late_90_fen: int, rules: Defaults) -> int:
    """What one bank brings to the common question: its sum over banks is above zero exactly when the answer is yes.

    With a share of 20 percent: 5 × what is late − what is out, in integers, so nothing is rounded.

    >>> weighed(1_000, 200, defaults(date(2026, 7, 1))), weighed(1_000, 201, defaults(date(2026, 7, 1)))
    (0, 5)
    """
    numerator, denominator = rules.cross_all_banks_share.as_integer_ratio()
    return denominator * late_90_fen - numerator * outstanding_fen


def _with(classified: Classified, causes: list[Cause]) -> Classified:
    every = (*classified.causes, *causes)
    return Classified(max(classified.loan_class, *(one.loan_class for one in causes), LoanClass.NORMAL), every)


def _late(days: int) -> Cause:
    text = Text(
        zh=f"逾期 {days} 天" if days else "没有逾期", en=f"{days} days past due" if days else "nothing is overdue"
    )
    return Cause("days_past_due", classify(days), text)


def _frozen(loan: Loan, on: date) -> Cause | None:
    for relief in loan.reliefs:
        if relief.class_at_most is not None and relief.until is not None and relief.on <= on <= relief.until:
            text = Text(
                zh=f"纾困方案 {relief.programme} 至 {relief.until} 不因延期下调分类",
                en=f"frozen until {relief.until} by the relief programme {relief.programme}",
            )
            return Cause("frozen", LoanClass(relief.class_at_most), text)
    return None


def _found(findings: Findings) -> list[Cause]:
    causes = []
    if findings.impairment_share >= _HALF:
        share = f"{findings.impairment_share * 100:.0f}%"
        worst = LoanClass.LOSS if findings.impairment_share >= _NINETY else LoanClass.DOUBTFUL
        causes.append(Cause("impaired", worst, Text(zh=f"减值占账面 {share}", en=f"impaired by {share} of its book")))
    if findings.evades:
        causes.append(Cause("evades", LoanClass.DOUBTFUL, Text(zh="逃废债务", en="evasion of debt")))
    if findings.in_liquidation:
        causes.append(Cause("liquidation", LoanClass.LOSS, Text(zh="破产清算", en="bankruptcy liquidation")))
    return causes


def _observed(loan: Loan, on: date, rules: Defaults) -> list[Cause]:
    causes = []
    for relief in loan.reliefs:
        ends = relief.on + timedelta(days=rules.observation_days)
        if relief.class_at_least is not None and on < ends:
            text = Text(zh=f"重组观察期至 {ends}", en=f"restructured, observed until {ends}")
            causes.append(Cause("restructured", LoanClass(relief.class_at_least), text))
    return causes
