"""The conditions of a relief, each with its verdict, its reason and the rule that makes it. Pure.

What the loan itself tells is decided here; what only people can know asks, and waits for an officer's answer. Relief is
granted when every condition that governs the granting passes. A renewed loan's class may stay normal when those that
govern the class pass too (金规〔2024〕13号); otherwise it is granted, and observed as a restructured loan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from puhui.credit.segments import Segment
from puhui.kernel import Text, yuan
from puhui.lending.classification import LoanClass
from puhui.lending.loan import Loan, Standing, book_of, standing
from puhui.lending.relief.case import Answer, Asked, Condition, Governs, Verdict
from puhui.lending.relief.deferring import affected
from puhui.lending.relief.programmes import Programme, ReliefKind

_PRACTICE = Text(zh="本行惯例", en="the bank's practice")


def conditions(
    loan: Loan,
    asked: Asked,
    programme: Programme,
    *,
    segment: str,
    asked_on: date,
    on: date,
    loan_class: LoanClass,
    letter: bool = False,
    answers: Sequence[Answer] = (),
) -> list[Condition]:
    """Every condition of the case on `on`, with the answers that people have given.

    `letter`: whether a guarantor's letter stands behind the loan.
    """
    now = standing(loan, on)
    made = [_window(programme, asked_on), _scope(loan, programme, segment)]
    match asked.kind:
        case ReliefKind.WAIVER:
            made += _waiver(now)
        case ReliefKind.DEFERRAL:
            made += _deferral(loan, asked, programme, asked_on, on)
        case ReliefKind.RENEWAL:
            made += _renewal(loan, now, programme, asked_on, loan_class)
            made += [_without_letter(programme)] if letter else []
    given = {answer.code: answer for answer in answers}
    return [_answered(one, given[one.code]) if one.code in given else one for one in made]


def open_questions(checked: Sequence[Condition]) -> list[str]:
    """The codes that still ask."""
    return [one.code for one in checked if one.verdict is Verdict.ASK]


def failing(checked: Sequence[Condition], governs: Governs) -> list[Condition]:
    """What fails of those that govern this."""
    return [one for one in checked if one.governs is governs and one.verdict is Verdict.FAIL]


def _answered(condition: Condition, answer: Answer) -> Condition:
    if condition.verdict is not Verdict.ASK:
        return condition  # what the books tell is not for anybody to answer otherwise
    verdict = Verdict.PASS if answer.holds else Verdict.FAIL
    seen = Text(zh=f"{answer.by}：{answer.seen}", en=f"{answer.by}: {answer.seen}")
    return replace(condition, verdict=verdict, reason=seen)


def _said(  # noqa: PLR0917 - a condition in the order of its fields
    code: str, governs: Governs, holds: bool | None, text: Text, reason: Text, source: Text
) -> Condition:
    verdict = Verdict.ASK if holds is None else Verdict.PASS if holds else Verdict.FAIL
    return Condition(code, governs, verdict, text, reason, source)


def _window(programme: Programme, asked_on: date) -> Condition:
    to = programme.open_to
    until = Text(zh=f"至 {to}", en=f"to {to}") if to else Text(zh="长期开放", en="on")
    return _said(
        "programme_open",
        Governs.GRANT,
        programme.is_open(asked_on),
        Text(zh="方案在申请时开放", en="the programme is open when asked for"),
        Text(
            zh=f"方案自 {programme.open_from} 起{until.zh}，申请日 {asked_on}",
            en=f"open from {programme.open_from} {until.en}; asked for on {asked_on}",
        ),
        programme.source,
    )


def _scope(loan: Loan, programme: Programme, segment: str) -> Condition:
    holds = None if not segment else segment in programme.segments
    last = programme.segment_due_before.get(segment)
    kind = Segment(segment).text if segment else Text(zh="未知", en="unknown")
    reason = Text(zh=f"客户类型：{kind.zh}", en=f"segment: {kind.en}")
    if holds and last is not None:
        holds = loan.matures_on < last
        reason = Text(
            zh=f"中型企业贷款须在 {last} 前到期，本笔 {loan.matures_on} 到期",
            en=f"a medium firm's loan matures before {last}; this one on {loan.matures_on}",
        )
    text = Text(zh="属于方案适用的客户", en="the borrower is one whom the programme is for")
    return _said("in_scope", Governs.GRANT, holds, text, reason, programme.source)


def _hardship() -> Condition:
    return _said(
        "hardship",
        Governs.GRANT,
        None,
        Text(zh="暂时困难，经营仍可持续", en="in temporary difficulty, with a business that can go on"),
        Text(zh="须核实经营情况", en="look into the business"),
        _PRACTICE,
    )


def _waiver(now: Standing) -> Iterator[Condition]:
    owed = now.due.penalty_fen + now.due.compound_fen
    yield _said(
        "penalty_owed",
        Governs.GRANT,
        owed > 0,
        Text(zh="有未付的罚息或复利", en="penalty or compound interest is owed"),
        Text(zh=f"截至 {now.on} 为 {yuan(owed)} 元", en=f"{yuan(owed)} yuan on {now.on}"),
        _PRACTICE,
    )
    yield _hardship()


def _deferral(loan: Loan, asked: Asked, programme: Programme, asked_on: date, on: date) -> Iterator[Condition]:
    assert asked.until is not None and asked.parts is not None  # noqa: PT018 - a deferral has both
    latest = programme.latest_new_date(asked_on)
    yield _said(
        "new_day",
        Governs.GRANT,
        on < asked.until and (latest is None or asked.until <= latest),
        Text(zh="新的到期日在方案允许之内", en="the new day is one that the programme allows"),
        Text(zh=f"申请延至 {asked.until}，最晚 {latest}", en=f"asked for {asked.until}; {latest} at the latest"),
        programme.source,
    )
    bills = affected(book_of(loan, on), asked.until, asked.parts)
    first, last = programme.due_from or date.min, programme.due_to or date.max
    outside = [bill for bill in bills if not first <= bill.due_on <= last]
    yield _said(
        "bills_in_window",
        Governs.GRANT,
        bool(bills) and not outside,
        Text(zh="延期的账单到期日在方案期间内", en="the bills that move fall due in the programme's time"),
        Text(
            zh=f"共 {len(bills)} 期，其中 {len(outside)} 期不在期间内",
            en=f"{len(bills)} bills, {len(outside)} of them outside it",
        ),
        programme.source,
    )
    yield _hardship()


def _renewal(
    loan: Loan, now: Standing, programme: Programme, asked_on: date, loan_class: LoanClass
) -> Iterator[Condition]:
    source = programme.source
    yield _said(
        "asked_before_maturity",
        Governs.GRANT,
        asked_on < loan.matures_on,
        Text(zh="到期前提出申请", en="asked for before the loan matures"),
        Text(
            zh=f"申请日 {asked_on}，到期日 {loan.matures_on}",
            en=f"asked for on {asked_on}; it matures on {loan.matures_on}",
        ),
        source,
    )
    yield _said(
        "not_matured",
        Governs.GRANT,
        now.on < loan.matures_on and not now.settled,
        Text(zh="原贷款尚未到期", en="the old loan has not matured"),
        Text(zh=f"到期日 {loan.matures_on}", en=f"it matures on {loan.matures_on}"),
        source,
    )
    yield _said(
        "was_normal",
        Governs.CLASS,
        loan_class is LoanClass.NORMAL,
        Text(zh="原贷款为正常类", en="the old loan is normal"),
        Text(zh=f"现为{loan_class.text.zh}类", en=f"it is {loan_class.text.en}"),
        source,
    )
    arrears = now.due.interest_fen + now.due.penalty_fen + now.due.compound_fen
    yield _said(
        "no_interest_arrears",
        Governs.CLASS,
        arrears == 0 and now.days_past_due == 0,
        Text(zh="没有欠息", en="no interest is in arrears"),
        Text(zh=f"应付未付利息 {yuan(arrears)} 元", en=f"{yuan(arrears)} yuan of interest are due and unpaid"),
        source,
    )
    for code, governs, zh, en in _ASKED_OF_RENEWAL:
        yield _said(code, governs, None, Text(zh=zh, en=en), Text(zh="须由客户经理核实", en="an officer looks"), source)


def _without_letter(programme: Programme) -> Condition:
    """A letter is for one loan: whoever renews lends without it, and has to say that this is sound."""
    return _said(
        "sound_without_letter",
        Governs.GRANT,
        None,
        Text(zh="没有担保函仍可续贷", en="sound without the guarantor's letter"),
        Text(
            zh="原担保函随原贷款结清而终止，须由客户经理核实是否另有担保或无须担保",
            en="the letter ends with the old loan; an officer looks whether there is other cover, or none is needed",
        ),
        programme.source,
    )


_ASKED_OF_RENEWAL = (
    ("operates", Governs.GRANT, "依法合规、正常经营且可持续", "operates lawfully and normally, and can go on"),
    ("meets_standard", Governs.GRANT, "符合发放流动资金贷款的条件和标准", "meets the standard of a new loan"),
    ("good_credit", Governs.CLASS, "信用状况良好，还款意愿强", "good credit, and willing to repay"),
    ("no_misuse", Governs.CLASS, "没有挪用贷款、逃废债务", "no misuse of the loan, no evasion of debt"),
)


def frozen_until(asked: Asked, programme: Programme) -> date | None:
    """The day until which the programme freezes the class; None where it does not."""
    return asked.until if programme.class_frozen and asked.kind is ReliefKind.DEFERRAL else None
