"""The enterprise signs the loan contract with the key that never leaves its device."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, Text, encode, yuan
from puhui.kernel.ids import ApplicationId, LoanId, OrgId
from puhui.kernel.subject_keys import subject_key
from puhui.lending import store
from puhui.lending.agreed import PrepaymentTerms
from puhui.lending.application import Applicant, Application, ApprovedApplication, ContractedApplication, become
from puhui.lending.applying import wrong_state
from puhui.lending.defaults import defaults
from puhui.lending.disclosing import all_in_yearly_rate
from puhui.lending.documents import to_document
from puhui.lending.errors import ContractNotSigned, FirstDrawingRefused
from puhui.lending.office import LoanOffice
from puhui.lending.schedule import DayCount, Instalment, schedule
from puhui.lending.supported import SupportTerms
from puhui.market import Repayment

_STAGE = "lending.contracting"


@dataclass(frozen=True, slots=True)
class Contract:
    """What is agreed. The days of the instalments follow from the day of the payment to the enterprise.

    `all_in_rate` is what the loan costs a year with its fees, were it paid out on the day of the decision. Interest is
    not taken off beforehand: the whole principal is paid out (民法典, art. 670). `redraws`: a revolving line, whose
    limit is `principal_fen`: `first_drawing_fen` is paid out first where the enterprise wants less than all, and what
    is left or was repaid may be drawn until it matures. `renews`: the loan whose principal it carries over.
    `support`: the letter that stands behind it and the subsidy that was promised, by their digests.
    """

    application: ApplicationId
    lender: OrgId
    borrower: Applicant
    product: str
    product_version: str
    principal_fen: int
    annual_rate: Decimal
    term_months: int
    repayment: Repayment
    court_term: str
    day_count: DayCount
    penalty_multiplier: Decimal
    purpose: str
    fees_rate: Decimal
    all_in_rate: Decimal
    decision_digest: str
    prepayment: PrepaymentTerms | None = None
    redraws: bool = False
    renews: LoanId | None = None
    support: SupportTerms | None = None
    first_drawing_fen: int | None = None

    def encoded(self) -> bytes:
        """The canonical bytes that are digested, signed and kept."""
        return encode({"v": 1, **to_document(self)})


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """A contract ready to sign: `challenge` is what the device signs, `instalments` as if paid out today.

    `ends`: what stood behind the loan that it renews and does not stand behind this one.
    """

    contract: Contract
    digest: str
    challenge: bytes
    instalments: tuple[Instalment, ...]
    ends: SupportTerms | None = None


def draft_contract(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    *,
    support: SupportTerms | None = None,
    first_drawing_fen: int | None = None,
) -> ContractDraft:
    """The contract of an approved application: the same until it is signed, for the same first drawing.

    Raises `WrongApplicationState`, `FirstDrawingRefused`.
    """
    application = _approved(store.application(connection, id))
    terms, held = application.terms, defaults(office.day_of(application.decision.decided_at))
    decided_on = office.day_of(application.decision.decided_at)
    offered = _plan(application, decided_on, held.day_count)
    fees_rate = application.assessment.fees_rate
    first = _first_drawing(application, first_drawing_fen)
    contract = Contract(
        application=application.id,
        lender=application.lender,
        borrower=application.applicant,
        product=application.product,
        product_version=application.product_version,
        principal_fen=terms.amount_fen,
        annual_rate=terms.annual_rate,
        term_months=terms.term_months,
        repayment=terms.repayment,
        court_term=terms.repayment.court_term,
        day_count=held.day_count,
        penalty_multiplier=held.penalty_multiplier,
        purpose=application.purpose,
        fees_rate=fees_rate,
        all_in_rate=all_in_yearly_rate(offered, fees_rate=fees_rate),
        decision_digest=office.digest(encode(to_document(application.decision))).hex(),
        prepayment=None if terms.repayment is Repayment.REVOLVING else held.prepayment,
        redraws=terms.repayment is Repayment.REVOLVING,
        support=support,
        first_drawing_fen=first,
    )
    digest = office.digest(contract.encoded()).hex()
    plan = _plan(application, office.today(), held.day_count, first)
    return ContractDraft(contract, digest, contract_challenge(office, digest), tuple(plan))


def contract_challenge(office: LoanOffice, digest: str) -> bytes:
    """What the enterprise's device signs: it says that it is a contract, so no other signature can stand for it."""
    return office.digest(encode({"contract": digest}))


def sign_contract(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    *,
    key: str,
    signature: Mapping[str, Any],
    support: SupportTerms | None = None,
    first_drawing_fen: int | None = None,
) -> ContractedApplication:
    """Accept the enterprise's signature over its contract; `key` is its enrolled subject key's text.

    The same again answers the signed contract. Raises `ContractNotSigned`, `WrongApplicationState`,
    `FirstDrawingRefused`.
    """
    application = store.application(connection, id)
    if isinstance(application, ContractedApplication):
        return application
    draft = draft_contract(connection, office, id, support=support, first_drawing_fen=first_drawing_fen)
    try:
        subject_key(key).check(signature, draft.challenge)
    except PuhuiError as reason:
        why = reason.cause_text
        raise ContractNotSigned(contract=draft.digest, reason=why.zh, reason_en=why.en, stage=_STAGE) from None
    approved = _approved(application)
    signed_state = become(approved, ContractedApplication, contract_digest=draft.digest, signed_at=office.now())
    contracted = store.save_application(connection, signed_state)
    signed = {"contract": draft.contract.encoded(), "key": key, "signature": dict(signature)}
    store.record(connection, office, id, "contract.signed", signed)
    return contracted


def _first_drawing(application: ApprovedApplication, asked_fen: int | None) -> int | None:
    """What is paid out first where it is less than all; raises `FirstDrawingRefused`."""
    terms = application.terms
    if asked_fen is None:
        return None
    if terms.repayment is not Repayment.REVOLVING:
        why = Text(zh="该合同不是循环额度，一次放款", en="this contract is no revolving line and is paid out at once")
        raise FirstDrawingRefused(reason=why, stage=_STAGE)
    if not 0 < asked_fen <= terms.amount_fen:
        limit = yuan(terms.amount_fen)
        why = Text(zh=f"须大于 0，不超过额度 {limit} 元", en=f"more than 0, and {limit} yuan at most")
        raise FirstDrawingRefused(reason=why, stage=_STAGE)
    return None if asked_fen == terms.amount_fen else asked_fen


def _plan(
    application: ApprovedApplication, start: date, day_count: DayCount, first_fen: int | None = None
) -> list[Instalment]:
    terms = application.terms
    paid_out = terms.amount_fen if first_fen is None else first_fen
    return schedule(paid_out, terms.annual_rate, terms.term_months, terms.repayment, start, day_count=day_count)


def _approved(application: Application) -> ApprovedApplication:
    if isinstance(application, ApprovedApplication) and application.state == "approved":
        return application
    raise wrong_state(application, "签约", "signed", _STAGE)
