"""An enterprise applies, or takes its application back."""

from sqlalchemy.engine import Connection

from puhui.kernel import Text, encode, yuan
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
    offered = [one.text for one in product.repayment]
    terms = f"{product.term_min_months}–{product.term_max_months}"
    for held, what, asked, allowed in (
        (
            low <= amount_fen <= high,
            Text(zh="金额", en="amount"),
            Text(zh=f"{yuan(amount_fen)}元", en=f"{yuan(amount_fen)} yuan"),
            Text(zh=f"{yuan(low)}–{yuan(high)}元", en=f"{yuan(low)}–{yuan(high)} yuan"),
        ),
        (
            product.term_min_months <= term_months <= product.term_max_months,
            Text(zh="期限", en="term"),
            Text(zh=f"{term_months}个月", en=f"{term_months} months"),
            Text(zh=f"{terms}个月", en=f"{terms} months"),
        ),
        (
            repayment in product.repayment,
            Text(zh="还款方式", en="way of repayment"),
            repayment.text,
            Text(zh="、".join(one.zh for one in offered), en="; ".join(one.en for one in offered)),
        ),
    ):
        if not held:
            raise OutsideProduct(
                product=product.code,
                what=what.zh,
                what_en=what.en,
                asked=asked.zh,
                asked_en=asked.en,
                allowed=allowed.zh,
                allowed_en=allowed.en,
                stage=_STAGE,
            )


def wrong_state(application: Application, step: str, step_en: str, stage: str) -> WrongApplicationState:
    """The error for a step that the application's state does not allow."""
    text = state_text(application.state)
    return WrongApplicationState(
        application=application.id, state=text.zh, state_en=text.en, step=step, step_en=step_en, stage=stage
    )
