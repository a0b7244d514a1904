"""The banks' door at a guarantor's or an office's node: questions, what becomes of the loans, claims.

Each call is one transaction. To who is no bank here, and to a bank about another's application, nothing is known.
"""

from collections.abc import Callable, Sequence

from sqlalchemy.engine import Connection

from puhui.desks.support.calls import ClaimTold, Ended, LoanTold, Question, Reopened, read_call
from puhui.desks.support.telling import SupportTeller
from puhui.desks.support.waiting import tell_whose_turn
from puhui.desks.wire import CallMalformed
from puhui.kernel import PuhuiError, encode
from puhui.kernel.ids import ApplicationId
from puhui.notifications import Crier
from puhui.storage import Database
from puhui.support import (
    Asked,
    AskedSubsidy,
    Cover,
    Guarantee,
    LoanNews,
    Subsidy,
    SupportHouse,
    SupportUnknown,
    guaranteeing,
    naming_lists,
    store,
    subsidising,
)

_STAGE = "desks.support"


class SupportDoor:
    """What banks' nodes say of support, and what happens by itself. Safe from many threads."""

    def __init__(
        self,
        *,
        house: SupportHouse,
        teller: SupportTeller,
        banks: Callable[[], Sequence[str]],
        database: Database,
        crier: Crier,
        wake: Callable[[], None],
    ) -> None:
        self._house = house
        self._teller = teller
        self._banks = banks
        self._database = database
        self._crier = crier
        self._wake = wake

    def receive(self, caller: str, application: str, body: bytes) -> bytes:
        """Take in a bank's words; the same again changes nothing. Raises `SupportUnknown`, `CallMalformed`."""
        if caller not in self._banks():
            raise SupportUnknown(thing=application, stage=_STAGE)
        told, id_ = read_call(body), str(ApplicationId(application))
        with self._database.transaction() as connection:
            asked_by = self._teller.bank_of(connection, id_)
            if asked_by != caller and not (asked_by is None and isinstance(told, Question)):
                raise SupportUnknown(thing=application, stage=_STAGE)
            match told:
                case Question():
                    self._question(connection, caller, id_, told)
                case LoanTold():
                    self._loan(connection, id_, told)
                case Ended():
                    guaranteeing.end(connection, self._house, id_, "申请已结束 the application ended")
                    subsidising.end(connection, self._house, id_)
                case Reopened():
                    self._again(connection, caller, id_, told.question)
                case ClaimTold():
                    self._claim(connection, id_, told)
            self._teller.tell(connection, id_)
            if (guarantee := store.of_application(connection, Guarantee, id_)) is not None:
                tell_whose_turn(connection, self._crier, guarantee)
        self._wake()
        return encode({})

    def lapse(self) -> int:
        """Letters and promises whose day has passed lapse, and their banks are told; how many."""
        with self._database.transaction() as connection:
            gone: list[Guarantee | Subsidy] = [
                *guaranteeing.lapse_due(connection, self._house),
                *subsidising.lapse_due(connection, self._house),
            ]
            for one in gone:
                self._teller.tell(connection, one.application)
        if gone:
            self._wake()
        return len(gone)

    def _question(self, connection: Connection, bank: str, application: str, told: Question) -> None:
        self._teller.asked(connection, application, bank, told.uscc, lists=told.lists)
        if told.cover is not None:
            asked = Asked(
                application,
                bank,
                told.product,
                told.uscc,
                told.name,
                told.segment,
                told.loan_fen,
                told.term_months,
                self._cover(told.cover, bank),
            )
            guaranteeing.ask(connection, self._house, asked)
        if told.campaign:
            subsidising.answer(connection, self._house, self._asked_subsidy(connection, bank, application, told))

    def _again(self, connection: Connection, bank: str, application: str, told: Question) -> None:
        """A refusal was set aside on appeal: what lapsed with it is asked for again."""
        guaranteeing.ask_again(connection, self._house, application)
        if told.campaign:
            subsidising.ask_again(connection, self._house, self._asked_subsidy(connection, bank, application, told))

    def _asked_subsidy(self, connection: Connection, bank: str, application: str, told: Question) -> AskedSubsidy:
        """What a campaign's conditions look at; a white list is looked up where the enterprise agreed to that."""
        listed = []
        if told.lists:
            listed = naming_lists.look_up(connection, self._house, told.uscc, application=application, bank=bank)
        return AskedSubsidy(
            application,
            told.campaign,
            bank,
            told.product,
            told.uscc,
            told.region,
            told.industry,
            told.segment,
            told.loan_fen,
            told.term_months,
            frozenset(one.list for one in listed),
        )

    def _loan(self, connection: Connection, application: str, told: LoanTold) -> None:
        news = LoanNews(
            told.number,
            told.loan,
            told.principal_fen,
            told.owed_fen,
            told.days_past_due,
            told.settled,
            told.on,
            told.disbursed_on,
        )
        if (guarantee := store.of_application(connection, Guarantee, application)) is not None:
            guaranteeing.follow(connection, self._house, guarantee, news)
        if (subsidy := store.of_application(connection, Subsidy, application)) is not None:
            subsidising.follow(connection, self._house, subsidy, news)

    def _claim(self, connection: Connection, application: str, told: ClaimTold) -> None:
        self._loan(connection, application, told.loan)
        guarantee = store.of_application(connection, Guarantee, application)
        if guarantee is None:
            raise SupportUnknown(thing=application, stage=_STAGE)
        guaranteeing.claim(connection, self._house, guarantee, loss_fen=told.loss_fen, request=told.request)

    def _cover(self, raw: object, bank: str) -> Cover:
        try:
            cover = Cover.parse(raw, lender=bank)
        except (ValueError, PuhuiError) as wrong:
            raise CallMalformed(reason=f"cover: {wrong}", stage=_STAGE) from None
        if cover.guarantor != self._house.organisation:
            raise SupportUnknown(thing=cover.guarantor, stage=_STAGE)
        return cover
