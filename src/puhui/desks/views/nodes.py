"""Who answers at an address, and how far its ledger is."""

from typing import Literal

from puhui.desks.views.base import View


class LedgerHead(View):
    """The log and how many entries this node knows it to hold; null while the ledger does not answer."""

    origin: str
    size: int | None


class NodeView(View):
    """Who answers at this address. `settled`: in a sandbox, whether all that is due is done and delivered."""

    org: str
    name_zh: str
    name_en: str
    role: str
    version: str
    ledger: LedgerHead
    environment: Literal["real", "sandbox"]
    settled: bool | None = None
