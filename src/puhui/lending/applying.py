"""An enterprise applies, or takes its application back."""

from sqlalchemy.engine import Connection

from puhui.kernel import encode, yuan
from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.application import (
    Application,
    ApplicationRequest,
    ContractedApplication,
    DeclinedApplication,
    SubmittedApplication,
    WithdrawnApplication,
    become,
    state_text,
)
from puhui.lending.defaults import defaults
from puhui.lending.documents import to_document
from puhui.lending.errors import OutsideProduct, ProductNotOnOffer, RequestReused, WrongApplicationState
from puhui.lending.office import LoanOffice
from puhui.market import Product, Repayment

_STAGE = "lending.applying"


def submit(connection: Connection, office: LoanOffice, request: ApplicationRequest, product: Product) -> Application:
    """Take in an application for `product`; the decision is promised within the default's hours.

    The same request again answers the application that it made, in whatever state that is by now. Raises
    `RequestReused` when its content differs, `ProductNotOnOffer`, and `OutsideProduct`.
    """
    content = office.digest(encode(to_document(request))).hex()
    known = store.application_of_request(connection, request.request)
    if known is not None:
        if known.request_digest != content:
            raise RequestReused(request=request.request, application=known.id, stage=_STAGE)
        return known
    check_product(product, office, request.amount_fen, request.term_months, request.repayment)
    if product.code != request.product:
        raise ProductNotOnOffer(product=request.product, day=office.today(), stage=_STAGE)
    now = office.now()
    application = SubmittedApplication(
        id=request.id or ApplicationId.new(office.clock, office.entropy),
        request=request.request,
        request_digest=content,
        applicant=request.applicant,
        lender=office.organisation,
        product=product.code,
        product_version=product.version,
        amount_fen=request.amount_fen,
        term_months=request.term_months,
        repayment=request.repayment,
        purpose=request.purpose,
        grants=request.grants,
        submitted_at=now,
        decide_by=now + defaults(office.today()).decide_within,
        version=1,
    )
    store.insert_application(connection, application)
    store.record(connection, office, application.id, "application.submitted", application)
    return application


def withdraw(connection: Connection, office: LoanOffice, id: ApplicationId, *, reason: str) -> WithdrawnApplication:
    """Take an application back before its contract is signed; raises `WrongApplicationState` after that."""
    application = store.application(connection, id)
    if isinstance(application, ContractedApplication | DeclinedApplication | WithdrawnApplication):
        raise wrong_state(application, "撤回", "withdrawn", _STAGE)
    withdrawn = store.save_application(
        connection, become(application, WithdrawnApplication, reason=reason, withdrawn_at=office.now())
    )
    document = {"application": id, "reason": reason, "at": withdrawn.withdrawn_at}
    store.record(connection, office, id, "application.withdrawn", document)
    return withdrawn


def check_product(
    product: Product, office: LoanOffice, amount_fen: int, term_months: int, repayment: Repayment
) -> None:
    """Raises `ProductNotOnOffer` or `OutsideProduct` unless the product offers exactly this, today."""
    if product.lender != office.organisation or not product.on_offer(office.today()):
        raise ProductNotOnOffer(product=product.code, day=office.today(), party=office.organisation, stage=_STAGE)
    low, high = product.amount_min_fen, product.amount_max_fen
    if product.quota_remaining_fen is not None:
        high = min(high, product.quota_remaining_fen)
    offered = "、".join(one.text.zh for one in product.repayment)
    for held, what, asked, allowed in (
        (low <= amount_fen <= high, ("金额", "amount"), f"{yuan(amount_fen)}元", f"{yuan(low)}–{yuan(high)}元"),
        (
            product.term_min_months <= term_months <= product.term_max_months,
            ("期限", "term"),
            f"{term_months}个月",
            f"{product.term_min_months}–{product.term_max_months}个月",
        ),
        (repayment in product.repayment, ("还款方式", "way of repayment"), repayment.text.zh, offered),
    ):
        if not held:
            raise OutsideProduct(
                product=product.code, what=what[0], what_en=what[1], asked=asked, allowed=allowed, stage=_STAGE
            )


def wrong_state(application: Application, step: str, step_en: str, stage: str) -> WrongApplicationState:
    """The error for a step that the application's state does not allow."""
    text = state_text(application.state)
    return WrongApplicationState(
        application=application.id, state=text.zh, state_en=text.en, step=step, step_en=step_en, stage=stage
    )
