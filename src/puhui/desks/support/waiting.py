"""What waits for the office's own people: whose step is next is told so, once for each time that it is theirs.

>>> WAITS[Guarantee, "proposed"].role
'approver'
"""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from puhui.kernel import Text
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.support import Campaign, Criteria, Guarantee, Listing, store

Waiting = Guarantee | Campaign | Listing | Criteria


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is (a role at this node), for what, on which page."""

    role: str
    what: Text
    page: str


_GUARANTEES, _CAMPAIGNS, _LISTS = "/guarantees", "/campaigns", "/white-lists"
WAITS: dict[tuple[type[Waiting], str], Turn] = {
    (Guarantee, "asked"): Turn("officer", Text(zh="担保申请待审查", en="a guarantee is asked for"), _GUARANTEES),
    (Guarantee, "proposed"): Turn("approver", Text(zh="担保函待签发", en="a letter is to be issued"), _GUARANTEES),
    (Guarantee, "claimed"): Turn("officer", Text(zh="代偿申请待审查", en="a bank claims its loss"), _GUARANTEES),
    (Guarantee, "checked"): Turn("approver", Text(zh="代偿待批准", en="a claim is to be paid"), _GUARANTEES),
    (Campaign, "draft"): Turn("approver", Text(zh="专项活动待发布", en="a campaign is to be published"), _CAMPAIGNS),
    (Listing, "proposed"): Turn("approver", Text(zh="白名单条目待确认", en="a name is to be confirmed"), _LISTS),
    (Criteria, "draft"): Turn("approver", Text(zh="名单标准待发布", en="criteria are to be published"), _LISTS),
}


def tell_whose_turn(connection: Connection, crier: Crier, one: Waiting) -> None:
    """Tell the people of the role whose step is next; nobody, where none is. In the caller's transaction."""
    turn = WAITS.get((type(one), one.state))
    if turn is None:
        return
    about = one.terms.name if isinstance(one, Campaign) else one.title if isinstance(one, Criteria) else one.name
    times = len(store.events(connection, one.id))  # every step is an event: the same state another day is news again
    values = {"about": about, "what": turn.what}
    key = f"{one.id}:{one.state}:{times}"
    notice = Notice(Kind.SUPPORT_WAITS, Audience.of_role(turn.role), key=key, page=turn.page, values=values)
    crier.tell(connection, notice)
