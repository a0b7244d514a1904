"""An enterprise adds to an application that it has sent: papers, or grants in place of those that no longer hold."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from puhui.kernel import decode
from puhui.kernel.ids import ApplicationId, GrantId, RequestId
from puhui.lending import store
from puhui.lending.application import AWAITING, Application, GrantRef
from puhui.lending.applying import wrong_state
from puhui.lending.errors import SupplementEmpty, SupplementsFull
from puhui.lending.office import LoanOffice

SUPPLEMENTS_MAX = 5
SUPPLEMENTED = "application.supplemented"
_STAGE = "lending.supplementing"


@dataclass(frozen=True, slots=True)
class Supplement:
    """What is added: digests of papers' files, grants, and a word about both. The same `request` is taken in once."""

    request: RequestId
    note: str
    papers: tuple[str, ...] = ()
    grants: tuple[GrantRef, ...] = ()


def supplement(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    added: Supplement,
    *,
    replaced: Collection[GrantId] = (),
) -> Application:
    """Add to an application that waits for the bank; its state and its clock stay.

    The grants in `replaced` and those that have run out are dropped, so that it can be assessed again. The same
    request again changes nothing. Raises `WrongApplicationState`, `SupplementEmpty`, `SupplementsFull`.
    """
    application = store.application(connection, id)
    events = (one for one in store.events(connection, id) if one.kind == SUPPLEMENTED)
    before = [decode(one.document)["supplement"]["request"] for one in events]
    if added.request in before:
        return application
    if application.state not in AWAITING:
        raise wrong_state(application, "补充", "supplemented", _STAGE)
    if not added.papers and not added.grants:
        raise SupplementEmpty(application=id, stage=_STAGE)
    if len(before) >= SUPPLEMENTS_MAX:
        raise SupplementsFull(application=id, limit=SUPPLEMENTS_MAX, stage=_STAGE)
    now = office.now()
    kept = [one for one in application.grants if one.grant not in replaced and one.expires > now]
    grants = (*kept, *added.grants) if added.grants else application.grants
    saved = store.save_application(connection, replace(application, grants=grants))
    store.record(connection, office, id, SUPPLEMENTED, {"application": id, "supplement": added, "at": now})
    return saved
