"""A statement as CSV, and as the papers that people keep: the statement and the certificate of settlement as PDF.

All are made of the same view as the page. CSV amounts are yuan with two decimals; the file begins with a byte order
mark, without which spreadsheets in China read UTF-8 wrongly.
"""

import csv
import io
from datetime import UTC, datetime

from puhui.desks.printing import set_paper
from puhui.desks.servicing.errors import NotSettledYet
from puhui.desks.views import StatementView
from puhui.kernel import Language

_HEADS = {
    Language.ZH_CN: ("日期", "摘要", "金额", "费用", "罚息", "复利", "利息", "本金", "剩余本金"),
    Language.EN: ("date", "movement", "amount", "costs", "penalty", "compound", "interest", "principal", "balance"),
}
_KINDS = {
    Language.ZH_CN: {
        "disbursed": "放款",
        "repaid": "还款",
        "renewed": "续贷结清",
        "drawn": "提用",
        "waived": "减免",
        "prepayment": "提前还本变更还款计划",
        "deferral": "延期变更还款计划",
    },
    Language.EN: {
        "disbursed": "paid out",
        "repaid": "repayment",
        "renewed": "ended by renewal",
        "drawn": "drawn",
        "waived": "waived",
        "prepayment": "bills changed by a prepayment",
        "deferral": "bills deferred",
    },
}


def statement_csv(statement: StatementView, language: Language) -> bytes:
    """The movements as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS[language])
    for one in statement.movements:
        used = one.used
        parts = (used.costs_fen, used.penalty_fen, used.compound_fen, used.interest_fen, used.principal_fen)
        amounts = (one.amount_fen, *parts, one.balance_fen)
        writer.writerow((one.on.isoformat(), _KINDS[language].get(one.kind, one.kind), *map(_yuan, amounts)))
    return out.getvalue().encode("utf-8-sig")


def statement_pdf(statement: StatementView, language: Language, *, specimen: bool = False) -> bytes:
    """The statement on paper; raises `PrinterWithoutChinese`."""
    return set_paper("statement.typ", statement.model_dump(mode="json"), language, _at(statement), specimen=specimen)


def certificate_pdf(statement: StatementView, language: Language, *, specimen: bool = False) -> bytes:
    """The certificate of settlement (结清证明); raises `NotSettledYet`, `PrinterWithoutChinese`."""
    if statement.settled_on is None:
        raise NotSettledYet(loan=statement.loan, stage="desks.servicing")
    return set_paper("certificate.typ", statement.model_dump(mode="json"), language, _at(statement), specimen=specimen)


def _at(statement: StatementView) -> datetime:
    day = statement.settled_on or statement.on
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if fen >= 0 else f"-{-fen // 100}.{-fen % 100:02d}"
