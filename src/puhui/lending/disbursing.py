"""The bank pays out a signed contract: the application ends, the loan begins."""

from sqlalchemy.engine import Connection

from puhui.kernel import decode
from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import store
from puhui.lending.application import ContractedApplication, DisbursedApplication, become
from puhui.lending.applying import wrong_state
from puhui.lending.contracting import Contract
from puhui.lending.documents import from_document, to_document
from puhui.lending.loan import ActiveLoan, Loan
from puhui.lending.office import LoanOffice

_STAGE = "lending.disbursing"


def disburse(connection: Connection, office: LoanOffice, id: ApplicationId, *, disbursed_by: str) -> Loan:
    """Pay out the whole principal today, or the first drawing of a line; once. Again, it answers the loan.

    Raises `WrongApplicationState`.
    """
    application = store.application(connection, id)
    if isinstance(application, DisbursedApplication):
        return store.loan(connection, application.loan)
    if not isinstance(application, ContractedApplication):
        raise wrong_state(application, "放款", "paid out", _STAGE)
    contract = signed_contract(store.events(connection, id))
    loan = ActiveLoan(
        id=LoanId.new(office.clock, office.entropy),
        application=id,
        uscc=application.applicant.uscc,
        lender=office.organisation,
        contract_digest=application.contract_digest,
        principal_fen=contract.principal_fen,
        annual_rate=contract.annual_rate,
        term_months=contract.term_months,
        repayment=contract.repayment,
        day_count=contract.day_count,
        penalty_multiplier=contract.penalty_multiplier,
        prepayment=contract.prepayment,
        redraws=contract.redraws,
        first_drawing_fen=contract.first_drawing_fen,
        disbursed_on=office.today(),
        disbursed_at=office.now(),
        payments=(),
        version=1,
    )
    store.insert_loan(connection, loan)
    ended = become(application, DisbursedApplication, loan=loan.id, disbursed_on=loan.disbursed_on)
    store.save_application(connection, ended)
    paid_out = {"loan": loan.id, "contract_digest": loan.contract_digest, "disbursed_on": loan.disbursed_on}
    store.record(connection, office, id, "application.disbursed", paid_out)
    document = {
        "loan": loan,
        "disbursed_by": disbursed_by,
        "schedule": [to_document(instalment) for instalment in loan.instalments()],
    }
    store.record(connection, office, loan.id, "loan.disbursed", document)
    return loan


def signed_contract(events: list[store.Event]) -> Contract:
    """The contract that was signed, from the stored document itself, not from what we hold now."""
    signed = next(event for event in events if event.kind == "contract.signed")
    fields = decode(decode(signed.document)["contract"])
    return from_document(Contract, {name: value for name, value in fields.items() if name != "v"})


def contract_of(connection: Connection, loan: Loan) -> Contract:
    """The signed contract of a loan: its application's, or the one by which it renewed another loan."""
    if loan.renews is not None:
        return signed_contract(store.events(connection, loan.renews))
    return signed_contract(store.events(connection, loan.application))
