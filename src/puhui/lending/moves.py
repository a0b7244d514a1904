"""The state machines of applications, loans and reliefs as tables. Their rows take no other move (`store`).

Which step is refused with which error is the steps' own; here stands what can follow what at all, and who does it.
The documents draw their pictures from these tables.
"""

from types import MappingProxyType

from puhui.kernel.moves import Move, Moves

APPLICATION_MOVES: Moves = MappingProxyType(
    {
        "submit": Move("enterprise", (), "submitted"),
        "supplement": Move("enterprise", ("submitted", "assessed", "appealed")),
        "assess": Move("officer", ("submitted", "assessed"), "assessed"),
        "verify": Move("officer", ("assessed",)),
        "review": Move("approver", ("assessed",)),
        "approve": Move("approver", ("assessed",), "approved"),
        "decline": Move("approver", ("assessed",), "declined"),
        "appeal": Move("enterprise", ("declined",), "appealed"),
        "uphold": Move("another approver", ("appealed",), "declined"),
        "reopen": Move("another approver", ("appealed",), "assessed"),
        "withdraw": Move("enterprise", ("submitted", "assessed", "approved"), "withdrawn"),
        "sign": Move("enterprise", ("approved",), "contracted"),
        "disburse": Move("approver", ("contracted",), "disbursed"),
    }
)

LOAN_MOVES: Moves = MappingProxyType(
    {
        "disburse": Move("approver", (), "active"),
        "repay": Move("enterprise", ("active", "overdue")),
        "draw": Move("enterprise", ("active",)),
        "relieve": Move("officer", ("active", "overdue")),
        "fall_behind": Move("by itself", ("active",), "overdue"),
        "catch_up": Move("enterprise, officer", ("overdue",), "active"),
        "settle": Move("enterprise", ("active", "overdue"), "settled"),
        "renew": Move("enterprise", ("active", "overdue"), "settled"),
        "mature": Move("by itself", ("active",), "settled"),
    }
)

RELIEF_MOVES: Moves = MappingProxyType(
    {
        "ask": Move("enterprise", (), "requested"),
        "propose": Move("officer", ("requested",), "proposed"),
        "approve": Move("officer, approver", ("requested", "proposed"), "approved"),
        "grant": Move("officer, approver", ("requested", "proposed"), "granted"),
        "sign": Move("enterprise", ("approved",), "granted"),
        "decline": Move("officer, approver", ("requested", "proposed", "approved"), "declined"),
        "withdraw": Move("enterprise", ("requested", "proposed", "approved"), "withdrawn"),
    }
)
