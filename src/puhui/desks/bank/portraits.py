"""The portrait of an applicant at its bank: drawn up with each assessment, shown while the grants behind it hold."""

from typing import Any

from puhui.consent import ExpiredGrant, RevokedGrant, find_grants
from puhui.credit.portrait import Portrait, Terms, read_portrait
from puhui.desks.assessment_documents import Document
from puhui.desks.bank.books import LoanBook
from puhui.desks.bank.kinds import ASSESSMENT
from puhui.desks.errors import ThingNotFound
from puhui.desks.store import document
from puhui.kernel import Category, PuhuiError, Text
from puhui.kernel.ids import ApplicationId
from puhui.ledger import Ledger
from puhui.lending import store
from puhui.lending.application import Application
from puhui.lending.office import LoanOffice
from puhui.storage import Database


class PortraitOver(PuhuiError):
    """A grant behind the portrait was revoked or has run out: nothing of it is shown any more."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="企业画像所依据的授权 {grant} 已失效，画像不再展示",
        en="grant {grant} behind the portrait no longer holds: the portrait is not shown any more",
    )
    remedy = Text(
        zh="如仍需查看，请企业重新授权；审批记录仍可按授权期内的留痕复核",
        en="ask the enterprise to grant again; the decision's own record stays and replays",
    )


class BankPortraits:
    """Portraits of one bank's applicants. Safe from many threads."""

    def __init__(self, office: LoanOffice, book: LoanBook, database: Database, ledger: Ledger) -> None:
        self._office = office
        self._book = book
        self._database = database
        self._ledger = ledger

    def portrait(self, id_: str) -> Portrait:
        """The portrait of the latest assessment, with the terms of the loan as they stand.

        Raises `ApplicationUnknown`, `ThingNotFound` before the first assessment, `PortraitOver`.
        """
        with self._database.reading() as connection:
            application = store.application(connection, ApplicationId(id_))
            kept = document(connection, ASSESSMENT, id_)
            told = self._book.document(connection, application)
        if kept is None:
            raise ThingNotFound(kind="portrait", id=id_, party=self._office.organisation, stage="desks.bank.portraits")
        self._require_grants(application)
        terms = _terms(told, kept["recommendation"])
        return read_portrait(kept["portrait"] | {"terms": terms.model_dump(mode="json")})

    def _require_grants(self, application: Application) -> None:
        now = self._office.now()
        for grant in find_grants(self._ledger, application.granted, now):
            if isinstance(grant, RevokedGrant | ExpiredGrant):
                raise PortraitOver(grant=grant.id, party=application.applicant.uscc, stage="desks.bank.portraits")


def _terms(application: Document, recommendation: Document) -> Terms:
    return Terms.model_validate(
        {
            "product": application["product"]["name"],
            "amount_fen": application["amount_fen"],
            "term_months": application["term_months"],
            "recommended": _recommended(recommendation),
            "decided": _decided(application["decision"]),
        }
    )


def _recommended(told: Document) -> Document:
    limit, price = told["limit"] or {}, told["price"] or {}
    return {
        "outcome": told["outcome"],
        "limit_fen": limit.get("amount_fen"),
        "limit_terms": limit.get("terms", []),
        "binding": limit.get("binding"),
        "annual_rate": price.get("annual_rate"),
        "rate_terms": price.get("terms", []),
        "clamped_by": price.get("clamped_by"),
        "rules": [{name: rule[name] for name in ("code", "text", "severity")} for rule in told["rules"]],
    }


def _decided(told: dict[str, Any] | None) -> Document | None:
    if told is None:
        return None
    kept = ("outcome", "amount_fen", "annual_rate", "term_months", "repayment", "decided_at")
    return {name: told[name] for name in kept} | {
        "reasons": [{"code": reason["code"], "text": reason["text"]} for reason in told["reasons"]]
    }
