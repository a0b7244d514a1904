"""The custodian's desk: questions under grants, answered where the data lies."""

from collections.abc import Callable
from datetime import datetime

import structlog

from puhui.consent import LedgerUnsure, PermitDesk
from puhui.exchange import Custodian, Question, answer_map
from puhui.kernel import decode, encode
from puhui.kernel.ids import OrgId

_log = structlog.get_logger("puhui.desks.custody")


class CustodianDesk:
    """One custodian's answers to other nodes."""

    def __init__(self, custodian: Custodian, permits: PermitDesk, wake: Callable[[], None]) -> None:
        self._custodian = custodian
        self._permits = permits
        self._wake = wake

    def answer(self, caller: str, body: bytes) -> bytes:
        """The answer to a question of `caller`, whose signature on the call was verified."""
        try:
            answer = self._custodian.serve(Question.parse(decode(body)), OrgId(caller))
        finally:
            self._wake()  # the outcome, or the denial, is owed to the ledger
        return encode(answer_map(answer))

    def forget_answers(self, before: datetime) -> int:
        """Forget the answers that left before a time; how many. The ledger keeps their numbers and digests."""
        return self._permits.forget_answers(before)

    def start(self) -> None:
        """Learn what became of the permits that were being drawn when the node last died.

        Where the ledger does not answer yet, the same request settles its permit when it comes again.
        """
        try:
            self._permits.recover()
        except LedgerUnsure as unsure:
            _log.warning("permits under way are not settled yet", cause=unsure.cause_text.en)

    def stop(self) -> None:
        """Nothing runs beside."""
