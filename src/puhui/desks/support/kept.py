"""Support at a bank: what was asked with an application, what was answered, and what a contract of it is bound to.

The question and every piece of news of the loan stand in the outbox of the bank's own step. What was answered is kept
whole; a letter is believed when its digest is the one that is told, and when it says what was asked for.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.destinations import peer_destination
from puhui.desks.errors import PeerForged
from puhui.desks.store import document, expect_entry, put_document
from puhui.desks.support.calls import Ended, LoanTold, Question, Reopened
from puhui.desks.support.documents import shown
from puhui.kernel import PuhuiError, Text, encode
from puhui.lending import store
from puhui.lending.appealing import REOPENED
from puhui.lending.application import Application, ApprovedApplication
from puhui.lending.loan import Loan, standing
from puhui.lending.office import LoanOffice
from puhui.lending.supported import LetterTerms, SubsidyTerms, SupportTerms
from puhui.market import Product
from puhui.storage import put
from puhui.support import Cover, GuaranteeMissing

ASKED, ANSWERED = "support_asked", "support_answered"
_OVER = ("declined", "withdrawn")
_DAYS_MAX = 100_000
_STAGE = "desks.support"


class SupportKept:
    """One bank's rows of support, in the caller's transaction."""

    def __init__(self, office: LoanOffice, name_of: Callable[[str], Text]) -> None:
        self._office = office
        self._name_of = name_of

    def ask(self, connection: Connection, application: Application, product: Product, wanted: dict[str, Any]) -> None:
        """Owe the guarantor, and the office of the campaign, their questions; the same application again nothing."""
        if document(connection, ASKED, application.id) is not None:
            return
        offices: dict[str, Question] = {}
        cover = product.cover
        for org in {*([cover.guarantor] if cover else []), *([wanted["office"]] if wanted["office"] else [])}:
            guarantees, campaigns = cover is not None and org == cover.guarantor, org == wanted["office"]
            offices[org] = Question(
                kind="question",
                product=application.product,
                uscc=application.applicant.uscc,
                name=application.applicant.name,
                segment=application.applicant.segment,
                loan_fen=application.amount_fen,
                term_months=application.term_months,
                cover=cover.document() if cover is not None and guarantees else None,
                campaign=wanted["campaign"] if campaigns else "",
                region=wanted["region"] if campaigns else "",
                industry=wanted["industry"] if campaigns else "",
                lists=wanted["lists"] and campaigns,
            )
        if not offices:
            return
        kept = {org: one.model_dump(mode="json") for org, one in offices.items()}
        code, now = application.applicant.uscc, self._office.now()
        put_document(connection, ASKED, application.id, kept, uscc=code, at=now)
        for org, one in offices.items():
            self._owe(connection, org, application.id, "question", one)

    def follow(self, connection: Connection, application: Application, loans: list[Loan], version: int) -> None:
        """Owe whoever was asked what became of it."""
        offices = document(connection, ASKED, application.id) or {}
        reopened = any(one.kind == REOPENED for one in store.events(connection, application.id)) if offices else False
        for org, question in offices.items():
            if reopened:
                again = Reopened(kind="reopened", question=Question.model_validate(question))
                self._owe(connection, org, application.id, "reopened", again)
            if application.state in _OVER:
                what = "ended again" if reopened else "ended"
                self._owe(connection, org, application.id, what, Ended(kind="ended"))
            elif loans:
                told = self.loan_told(loans[0], version)
                self._owe(connection, org, application.id, f"loan:{told.number}", told)

    def loan_told(self, loan: Loan, version: int) -> LoanTold:
        """Where the loan stands today. Its number rises with every step and every day."""
        on = max(self._office.today(), loan.last_event_on)
        now = standing(loan, on)
        return LoanTold(
            kind="loan",
            number=version * _DAYS_MAX + min(_DAYS_MAX - 1, (on - loan.disbursed_on).days),
            loan=str(loan.id),
            principal_fen=loan.principal_fen,
            owed_fen=now.outstanding_fen,
            days_past_due=now.days_past_due,
            settled=loan.state == "settled",
            on=on,
            disbursed_on=loan.disbursed_on,
        )

    def keep(self, connection: Connection, caller: str, application: Application, told: dict[str, Any]) -> bool:
        """Keep an answer unless a later one is here; whether it was kept. Raises `PeerForged`."""
        asked = document(connection, ASKED, application.id) or {}
        if caller not in asked:
            raise PeerForged(org=caller, reason=Text(zh="未向其询问", en="nobody asked it"), stage=_STAGE)
        self._check(application, caller, asked[caller], told)
        kept = document(connection, ANSWERED, application.id) or {}
        if caller in kept and kept[caller]["version"] >= told["version"]:
            return False
        code, now = application.applicant.uscc, self._office.now()
        put_document(connection, ANSWERED, application.id, kept | {caller: told}, uscc=code, at=now)
        for part in ("guarantee", "subsidy"):
            if told[part] is not None and told[part]["entry"] is not None:
                expect_entry(connection, told[part]["entry"], uscc=code, at=now)
        return True

    def version(self, connection: Connection, application: str) -> int:
        """A number that rises with every answer."""
        kept = document(connection, ANSWERED, application) or {}
        return sum(int(one["version"]) for one in kept.values())

    def told(self, connection: Connection, application: str) -> dict[str, Any] | None:
        """All that was answered, as one; None where nothing was asked."""
        asked = document(connection, ASKED, application)
        if asked is None:
            return None
        kept = document(connection, ANSWERED, application) or {}
        found: dict[str, Any] = {"guarantee": None, "subsidy": None, "lists": []}
        for one in kept.values():
            found["guarantee"] = one["guarantee"] or found["guarantee"]
            found["subsidy"] = one["subsidy"] or found["subsidy"]
            found["lists"] += one["lists"]
        return found | {"lender": str(self._office.organisation), "waiting": len(kept) < len(asked)}

    def document(self, connection: Connection, application: str) -> dict[str, Any] | None:
        """The same as the bank and the enterprise see it."""
        return shown(self.told(connection, application), self._name_of)

    def bound(self, connection: Connection, application: Application, product: Product) -> SupportTerms | None:
        """What the contract is bound to; raises `GuaranteeMissing` where a product's guarantor has not promised."""
        told = self.told(connection, str(application.id)) or {"guarantee": None, "subsidy": None}
        letter, subsidy = None, None
        if product.cover is not None and isinstance(application, ApprovedApplication):
            letter = self._letter(told["guarantee"], application, product.cover)
        if told["subsidy"] is not None and told["subsidy"]["state"] == "promised":
            one = told["subsidy"]
            subsidy = SubsidyTerms(
                one["office"], one["campaign"], one["id"], one["digest"], Decimal(one["rate"]), one["promised_fen"]
            )
        return None if letter is None and subsidy is None else SupportTerms(letter, subsidy)

    def guarantor_of(self, connection: Connection, application: str) -> str:
        """Where a claim goes; raises `GuaranteeMissing`."""
        told = self.told(connection, application)
        if told is None or told["guarantee"] is None:
            raise _missing(Text(zh="本笔贷款没有担保", en="this loan has no guarantee"))
        return str(told["guarantee"]["guarantor"])

    def _letter(self, told: dict[str, Any] | None, application: ApprovedApplication, cover: Cover) -> LetterTerms:
        if told is None or told["letter"] is None:
            raise _missing(Text(zh="担保机构尚未承诺", en="the guarantor has not promised yet"))
        if told["state"] not in ("promised", "in_force"):
            raise _missing(Text(zh="担保机构不予担保或担保已失效", en="it was refused, or its letter has lapsed"))
        if date.fromisoformat(told["valid_until"]) < self._office.today():
            raise _missing(Text(zh="担保函已到期", en="the letter has ended"))
        if told["cover"] != cover.document() or application.terms.amount_fen > told["letter"]["loan_fen"]:
            raise _missing(Text(zh="担保函与贷款条件不符", en="the letter is not for these terms"))
        return LetterTerms(cover.guarantor, told["id"], told["digest"], cover.fee_rate, cover.shares)

    def _check(self, application: Application, caller: str, asked: dict[str, Any], told: dict[str, Any]) -> None:
        """A letter that is told must be the digested one, from whom it names, for this borrower and bank."""
        guarantee = told["guarantee"]
        if guarantee is None:
            return
        letter, wrong = guarantee["letter"], None
        if asked["cover"] is None or guarantee["guarantor"] != caller:
            wrong = Text(zh="来自另一家担保机构", en="another guarantor")
        elif letter is not None:
            named = (letter["guarantor"], letter["bank"], letter["borrower"], letter["application"])
            ours = (caller, self._office.organisation, application.applicant.uscc, application.id)
            if self._office.digest(encode(letter)).hex() != guarantee["digest"]:
                wrong = Text(zh="担保函摘要不符", en="the letter has another digest")
            elif named != ours:
                wrong = Text(zh="担保函属于另一笔贷款", en="the letter is for another loan")
            elif {**asked["cover"], "shares": _percents(asked["cover"]["shares"])} != {
                "guarantor": caller,
                "fee_rate": letter["fee_rate"],
                "shares": _percents(letter["shares"]),
            }:
                wrong = Text(zh="担保函的分担比例不符", en="the letter has other shares")
        if wrong is not None:
            raise PeerForged(org=caller, reason=wrong, stage=_STAGE)

    def _owe(self, connection: Connection, org: str, application: str, what: str, call: Any) -> None:
        put(
            connection,
            self._office.clock,
            destination=peer_destination(org, f"/support/{application}"),
            key=f"{application}:{what}",
            payload=call.model_dump_json().encode(),
        )


def _percents(shares: list[dict[str, Any]]) -> list[tuple[str, str, int | None]]:
    return [(one["party"], one["percent"], one.get("cap_fen")) for one in shares]


def _missing(why: Text) -> PuhuiError:
    return GuaranteeMissing(reason_zh=why.zh, reason=why.en, stage=_STAGE)
