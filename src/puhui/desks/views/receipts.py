"""A receipt, verified step by step."""

from datetime import datetime

from puhui.desks.views.base import View


class LogRef(View):
    """The log and the size of the tree that the proof is against."""

    origin: str
    size: int


class Cosigner(View):
    """An organisation that cosigned the checkpoint."""

    org: str
    name: str


class VerificationStep(View):
    """One numbered step of verification and whether it held."""

    number: int
    text: str
    ok: bool


class VerificationView(View):
    """A receipt verified step by step against this node's trust file.

    `kind` and `stream` say what business step an anchored record proves, and of which application, loan or score.
    """

    entry: str
    index: int
    issuer: str
    issuer_name: str
    contract: str
    action: str
    kind: str | None
    stream: str | None
    at: datetime
    log: LogRef
    cosigned_by: list[Cosigner]
    quorum: int
    steps: list[VerificationStep]
