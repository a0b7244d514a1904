"""The registry of models: what a model was made of, who looked at it, and whether it may serve now. Pure.

The package promises: no model serves before somebody who did not make it has validated it on other data, and a third
person has approved it; no approval outlasts a year from the validation; every step is an event in one chain of digests,
so that a step cannot be changed or left out without breaking all that follow; and what a model's state allows is said
by its type (`Developed`, `Validated`, `Approved`, `Serving`, `Withdrawn`).

    developed ──validate──▶ validated ──approve──▶ approved ──serve──▶ serving (champion, or shadow)
        ▲  └─ refused: stays                            ▲                  │ another champion: back to approved
        └──────────────── withdraw, from anywhere ──▶ withdrawn; expiry stops a serving model by itself

Names of people are what the caller says they are: a node binds them to signed-in persons; a folder records claims.

>>> from datetime import UTC, datetime
>>> at = datetime(2026, 11, 22, tzinfo=UTC)
>>> made = Registration(ModelId("vat", "1", "scorecard", "ab" * 32), "loans", ("cd" * 32,), "", True, 0.78)
>>> registry, event = Registry().register(made, Actor("li", "bank"), at)
>>> type(registry.states["ab" * 32]).__name__, registry.size, registry.head == digest_of_bytes(event)
('Developed', 1, True)
>>> Registry.of([event]) == registry
True
"""

from puhui.credit.canonical import digest_of_bytes
from puhui.credit.registry.journal import Registry
from puhui.credit.registry.states import (
    Actor,
    Approval,
    Approved,
    Developed,
    ModelId,
    Registration,
    Role,
    Serving,
    State,
    Validated,
    Validation,
    Withdrawn,
)

__all__ = [
    "Actor",
    "Approval",
    "Approved",
    "Developed",
    "ModelId",
    "Registration",
    "Registry",
    "Role",
    "Serving",
    "State",
    "Validated",
    "Validation",
    "Withdrawn",
    "digest_of_bytes",
]
