"""Support for a loan: guarantees by a guarantee institution, subsidies out of campaigns, white lists.

The room promises: nothing is promised above a limit, a budget or a quota, whoever promises at the same time, for each
is a sum in the transaction that promises; two people stand behind every promise of a guarantor and every payment, every
published campaign, every version of a list's criteria and every name on a list; the same application asked twice is
promised once; every step is an entry of the ledger; what is not known of an enterprise asks and never refuses; no
score reads any of it.

The steps (`guaranteeing`, `subsidising`, `naming_lists`, `objecting`) take `(connection, SupportHouse, …)`: each is
part of the caller's transaction. `cover`, `institution`, `campaign`, `listing` and `criteria` are pure.
"""

from puhui.support import guaranteeing, naming_lists, objecting, store, subsidising
from puhui.support.campaign import Applied, Campaign, Condition, Subsidy, Terms, Used, conditions, fits
from puhui.support.cover import Cover
from puhui.support.criteria import Criteria, Objection
from puhui.support.errors import GuaranteeMissing, SupportUnknown
from puhui.support.guarantee import Guarantee, Letter
from puhui.support.guaranteeing import Asked, LoanNews
from puhui.support.house import SupportHouse
from puhui.support.institution import Institution, Pool, support_defaults
from puhui.support.listing import Listing
from puhui.support.objecting import Standing
from puhui.support.subsidising import AskedSubsidy

__all__ = [
    "Applied",
    "Asked",
    "AskedSubsidy",
    "Campaign",
    "Condition",
    "Cover",
    "Criteria",
    "Guarantee",
    "GuaranteeMissing",
    "Institution",
    "Letter",
    "Listing",
    "LoanNews",
    "Objection",
    "Pool",
    "Standing",
    "Subsidy",
    "SupportHouse",
    "SupportUnknown",
    "Terms",
    "Used",
    "conditions",
    "fits",
    "guaranteeing",
    "naming_lists",
    "objecting",
    "store",
    "subsidising",
    "support_defaults",
]
