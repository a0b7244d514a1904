"""The desk of applications' threads, at the portal and at a bank: who the other side is, and who is told of it."""

from puhui.assembly.node import Node
from puhui.assembly.wiring.ground import Ground
from puhui.desks.bank import BankDesk
from puhui.desks.borrowing import BorrowerDesk
from puhui.desks.messages import Counterpart, MessageDesk
from puhui.notifications import Audience


def message_desk(on: Ground, node: Node) -> MessageDesk | None:
    """Where applications are kept; None elsewhere."""
    if node.borrower is not None:
        return _desk(on, "enterprise", _Lenders(on, node.borrower))
    return None if node.bank is None else _desk(on, "bank", _Applicants(on, node.bank))


def _desk(on: Ground, side: str, counterpart: "_Lenders | _Applicants") -> MessageDesk:
    return MessageDesk(
        side=side,
        counterpart=counterpart,
        database=on.database,
        crier=on.crier,
        clock=on.clock,
        entropy=on.entropy,
        wake=on.relay.wake,
    )


class _Lenders:
    """The portal's other side is the bank; the enterprise is told."""

    def __init__(self, on: Ground, borrower: BorrowerDesk) -> None:
        self._on, self._borrower = on, borrower

    def __call__(self, application: str) -> Counterpart:
        lender = self._borrower.lender_of_application(application)
        owner = self._borrower.owner_of_application(application)
        return Counterpart(lender, self._on.directory.name_of(lender), Audience.of_enterprise(owner))


class _Applicants:
    """A bank's other side is the portal; whoever assessed the application is told, or all officers before that."""

    def __init__(self, on: Ground, bank: BankDesk) -> None:
        self._on, self._bank = on, bank

    def __call__(self, application: str) -> Counterpart:
        name, officer = self._bank.speaks_with(application)
        audience = Audience.of_person(officer) if officer else Audience.of_role("officer")
        return Counterpart(self._on.settings.operator, name, audience)
