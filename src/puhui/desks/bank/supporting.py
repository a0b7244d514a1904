"""A bank's desk for support: it takes in answers, and claims what a guarantor answers for."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from puhui.desks.bank.books import LoanBook
from puhui.desks.errors import PeerForged
from puhui.desks.localising import localised
from puhui.desks.peers import Peers
from puhui.desks.support.calls import ClaimTold
from puhui.desks.support.kept import SupportKept
from puhui.desks.views import ApplicationView
from puhui.kernel import Language, encode
from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.loan import standing
from puhui.lending.office import LoanOffice
from puhui.storage import Database
from puhui.support import GuaranteeMissing


class _Answer(BaseModel):
    """An answer's outer shape; its parts are checked where they are kept."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: int
    guarantee: dict[str, Any] | None
    subsidy: dict[str, Any] | None
    lists: list[dict[str, Any]]


class BankSupport:
    """One bank's. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        kept: SupportKept,
        book: LoanBook,
        peers: Peers,
        database: Database,
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._kept = kept
        self._book = book
        self._peers = peers
        self._database = database
        self._wake = wake

    def receive(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in an answer of a guarantor or an office, and owe the portal the news. Raises `PeerForged`."""
        try:
            told = _Answer.model_validate_json(body).model_dump()
            with self._database.transaction() as connection:
                application = store.application(connection, ApplicationId(id_))
                if self._kept.keep(connection, caller, application, told):
                    found = self._book.document(connection, application)
                    ApplicationView.model_validate(localised(found, Language.EN))
                    self._book.tell(connection, application)
        except (ValidationError, KeyError, TypeError, ValueError) as wrong:
            raise PeerForged(org=caller, reason=type(wrong).__name__, stage="desks.support") from None
        self._wake()
        return encode({})

    def claim(self, id_: str, language: Language) -> ApplicationView:
        """Claim the principal that a late loan owes of its guarantor, who answers at once whether it may be claimed.

        Asked again it is the same claim. Raises `GuaranteeMissing`, and what the guarantor refuses with.
        """
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            guarantor = self._kept.guarantor_of(connection, id_)
            first = getattr(application, "loan", None)
            loan = None if first is None else store.loan(connection, first)
            version = self._book.news_in(connection, application)["version"]
        if loan is None:
            raise GuaranteeMissing(reason_zh="尚未放款", reason="nothing was paid out yet", stage="desks.support")
        on = max(self._office.today(), loan.last_event_on)
        call = ClaimTold(
            kind="claim",
            loss_fen=standing(loan, on).outstanding_fen,
            request=f"{loan.id}:{len(loan.payments)}",
            loan=self._kept.loan_told(loan, version),
        )
        self._peers.post(guarantor, f"/support/{id_}", call.model_dump_json().encode())
        self._wake()
        with self._database.transaction() as connection:
            found = self._book.document(connection, store.application(connection, ApplicationId(id_)))
        return ApplicationView.model_validate(localised(found, language))
