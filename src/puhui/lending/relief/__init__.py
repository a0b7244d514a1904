"""Relief of a loan: waived penalty, deferral, renewal without repaying principal.

The room promises: what is granted is what was asked for, under a programme whose conditions were each answered; above a
set amount two people stand behind it; every step is an entry in the loan's stream; a new schedule is exact to the fen.

>>> from datetime import date
>>> [one.code for one in shipped_rules().open_for(ReliefKind.RENEWAL, date(2026, 7, 1))]
['renewal-2024']
"""

from puhui.lending.relief import store
from puhui.lending.relief.asking import ReliefRequest, ask_relief, withdraw_relief
from puhui.lending.relief.case import (
    Answer,
    ApprovedRelief,
    Asked,
    Condition,
    DeclinedRelief,
    DeferredParts,
    Governs,
    GrantedRelief,
    ProposedRelief,
    ReliefCase,
    RenewalTerms,
    RequestedRelief,
    Verdict,
    WithdrawnRelief,
)
from puhui.lending.relief.deciding import checked, confirm_relief, decline_relief, propose_relief
from puhui.lending.relief.deferring import plan_deferral
from puhui.lending.relief.programmes import Programme, ReliefKind, ReliefRules, parse_rules, shipped_rules
from puhui.lending.relief.renewing import draft_renewal, sign_renewal

__all__ = [
    "Answer",
    "ApprovedRelief",
    "Asked",
    "Condition",
    "DeclinedRelief",
    "DeferredParts",
    "Governs",
    "GrantedRelief",
    "Programme",
    "ProposedRelief",
    "ReliefCase",
    "ReliefKind",
    "ReliefRequest",
    "ReliefRules",
    "RenewalTerms",
    "RequestedRelief",
    "Verdict",
    "WithdrawnRelief",
    "ask_relief",
    "checked",
    "confirm_relief",
    "decline_relief",
    "draft_renewal",
    "parse_rules",
    "plan_deferral",
    "propose_relief",
    "shipped_rules",
    "sign_renewal",
    "store",
    "withdraw_relief",
]
