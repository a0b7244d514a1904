"""The state machines of support: a guarantee, a promised subsidy, a campaign, a name on a white list,
a list's criteria, an objection. Pure tables.

A step is allowed from the states that it names and from no other. The documents draw their pictures from these tables
(`kernel.moves.picture`), so that a picture cannot differ from what runs.

>>> from puhui.kernel.moves import moved
>>> moved(GUARANTEE_MOVES, "promise", "proposed")
'promised'
>>> moved(GUARANTEE_MOVES, "promise", "asked") is None
True
"""

from collections.abc import Mapping
from types import MappingProxyType

from puhui.kernel import Text
from puhui.kernel.moves import Move, Moves

GUARANTEE_MOVES: Moves = MappingProxyType(
    {
        "ask": Move("bank", (), "asked"),
        "propose": Move("officer", ("asked",), "proposed"),
        "promise": Move("approver", ("proposed",), "promised"),
        "refuse": Move("officer, approver", ("asked", "proposed"), "refused"),
        "lapse": Move("by itself", ("asked", "proposed", "promised"), "lapsed"),
        "ask_again": Move("bank", ("lapsed",), "asked"),
        "enter": Move("bank", ("promised",), "in_force"),
        "release": Move("bank", ("in_force",), "released"),
        "claim": Move("bank", ("in_force",), "claimed"),
        "check": Move("officer", ("claimed",), "checked"),
        "reject": Move("officer, approver", ("claimed", "checked"), "in_force"),
        "compensate": Move("approver", ("checked",), "compensated"),
        "recover": Move("bank", ("compensated",), "compensated"),
    }
)

SUBSIDY_MOVES: Moves = MappingProxyType(
    {
        "promise": Move("office", (), "promised"),
        "decline": Move("office", (), "declined"),
        "draw": Move("bank", ("promised",), "drawn"),
        "earn": Move("bank", ("drawn",), "drawn"),
        "end": Move("bank", ("drawn",), "ended"),
        "lapse": Move("by itself", ("promised",), "lapsed"),
        "promise_again": Move("office", ("lapsed",), "promised"),
    }
)

CAMPAIGN_MOVES: Moves = MappingProxyType(
    {
        "draft": Move("officer", (), "draft"),
        "rewrite": Move("officer", ("draft",), "draft"),
        "publish": Move("approver", ("draft",), "published"),
        "close": Move("approver", ("published",), "closed"),
        "discard": Move("officer", ("draft",), "discarded"),
    }
)

LISTING_MOVES: Moves = MappingProxyType(
    {
        "propose": Move("officer", (), "proposed"),
        "confirm": Move("approver", ("proposed",), "confirmed"),
        "remove": Move("officer, approver", ("proposed", "confirmed"), "removed"),
    }
)

CRITERIA_MOVES: Moves = MappingProxyType(
    {
        "draft": Move("officer", (), "draft"),
        "publish": Move("approver", ("draft",), "published"),
        "supersede": Move("by itself", ("published",), "superseded"),
        "discard": Move("officer", ("draft",), "discarded"),
    }
)

OBJECTION_MOVES: Moves = MappingProxyType(
    {
        "object": Move("enterprise", (), "raised"),
        "uphold": Move("another person", ("raised",), "upheld"),
        "dismiss": Move("another person", ("raised",), "dismissed"),
    }
)

STATE_TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "asked": Text(zh="待担保机构受理", en="asked for"),
        "proposed": Text(zh="待复核", en="waits for a second person"),
        "promised": Text(zh="已承诺", en="promised"),
        "refused": Text(zh="不予担保", en="refused"),
        "lapsed": Text(zh="已失效", en="lapsed"),
        "in_force": Text(zh="担保中", en="in force"),
        "released": Text(zh="已解除", en="released"),
        "claimed": Text(zh="待核查代偿", en="claimed"),
        "checked": Text(zh="代偿待复核", en="claim checked"),
        "compensated": Text(zh="已代偿", en="compensated"),
        "declined": Text(zh="不予补贴", en="declined"),
        "drawn": Text(zh="补贴中", en="drawn"),
        "ended": Text(zh="已结束", en="ended"),
        "draft": Text(zh="草稿", en="draft"),
        "published": Text(zh="已发布", en="published"),
        "closed": Text(zh="已关闭", en="closed"),
        "discarded": Text(zh="已作废", en="discarded"),
        "confirmed": Text(zh="已确认", en="confirmed"),
        "removed": Text(zh="已移出", en="removed"),
        "superseded": Text(zh="已被新版取代", en="superseded"),
        "raised": Text(zh="异议待答复", en="waits for an answer"),
        "upheld": Text(zh="异议成立", en="upheld"),
        "dismissed": Text(zh="异议不成立", en="dismissed"),
    }
)

ON_BOOK = ("promised", "in_force", "claimed", "checked")
"""The states in which a guarantor answers for a loan, or has promised to."""

BEGUN = ("in_force", "released", "claimed", "checked", "compensated")
"""The states of guarantees whose loan was paid out: what a compensation rate is of."""
