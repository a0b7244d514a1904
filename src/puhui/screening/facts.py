"""From a case to the facts that the rules look at: plain values with source and date, and the cause where one is
absent."""

from collections.abc import Sequence
from datetime import date, timedelta

from puhui.decisions import Fact, fact
from puhui.relations import ToldFinding
from puhui.screening.anomaly import Anomaly
from puhui.screening.case import HOLDERS_MIN, Case, Check, Contradiction, Link

_RELATIONS = ("SHELL", "LOOP", "CIRCLE", "ACCESS", "CHANGE", "INVOICE", "RELATED_FLOW")
_SHARED = ("device", "address", "phone", "paper")
_VELOCITY = (
    *("applications_7d", "applications_30d", "enquiries_60d", "enquiries_180d"),
    *(f"{kind}_others_90d" for kind in _SHARED),
)
_LINKS = {"device": 30, "ip": 30, "phone": 30, "address": 3660}  # kind → the longest window that counts, days
_REGISTRATION = ("status", "representative_changes_3m", "representative_changes_6m", "shares_changes_6m")
_QUARTER, _HALF_YEAR = timedelta(days=90), timedelta(days=180)
_TOO_FEW = "too_few_holders"
_NOT_ASKED = "not_asked"


def facts_of_case(case: Case, anomaly: Anomaly | None) -> dict[str, Fact]:
    """Every fact by name; those that nobody handed in are absent, with their cause."""
    day = case.application.submitted_at.date()
    return (
        _application(case, day)
        | _registration(case, day)
        | _relations(case.findings, day)
        | _contradictions(case.contradictions, day)
        | _verifications(case, day)
        | _velocity(case)
        | _links(case.links)
        | _applicants(case.applicants)
        | _hard(case)
        | {
            "document_likeness": _likeness(case, day),
            "anomaly_tail": fact(None if anomaly is None else anomaly.tail, source="screening", as_of=day),
        }
    )


def _application(case: Case, day: date) -> dict[str, Fact]:
    told = case.application
    share = told.amount_fen / told.revenue12_fen if told.amount_fen is not None and told.revenue12_fen else None
    values = {
        "minutes_to_fill": told.minutes_to_fill,
        "place_differs": told.place_differs,
        "amount_to_revenue": share,
    }
    return {name: fact(value, source="portal", as_of=day, cause=_NOT_ASKED) for name, value in values.items()}


def _registration(case: Case, day: date) -> dict[str, Fact]:
    """The status, and how many changes there were: as counted by the registry, or by the date of the last one."""
    told = case.registration
    source, as_of = "registry", told.as_of if told else None
    found: dict[str, str | int | None] = dict.fromkeys(_REGISTRATION)
    if told is not None:
        representative, shares = told.representative_changed_on, told.shares_changed_on
        found = {
            "status": told.status,
            "representative_changes_3m": _changes(told.representative_changes_3m, representative, day, _QUARTER),
            "representative_changes_6m": _changes(told.representative_changes_6m, representative, day, _HALF_YEAR),
            "shares_changes_6m": _changes(told.shares_changes_6m, shares, day, _HALF_YEAR),
        }
    return {name: fact(value, source=source, as_of=as_of, cause=_NOT_ASKED) for name, value in found.items()}


def _changes(counted: int | None, last: date | None, day: date, within: timedelta) -> int:
    """Changes within a time before the day; the registry's own count has the say."""
    return counted if counted is not None else int(last is not None and day - last < within)


def _relations(findings: Sequence[ToldFinding] | None, day: date) -> dict[str, Fact]:
    """The gravest severity of each kind of finding, 0 to 3, and how many kinds there are of severity 2 or more."""
    if findings is None:
        names = (*(f"relation_{code.lower()}" for code in _RELATIONS), "relation_kinds")
        return {name: fact(None, source="relations", cause=_NOT_ASKED) for name in names}
    ranks = {code: max((one.rank for one in findings if one.code == code), default=0) for code in _RELATIONS}
    ranks |= {code: max(one.rank for one in findings if one.code == code) for code in {one.code for one in findings}}
    found = {f"relation_{code.lower()}": fact(ranks[code], source="relations", as_of=day) for code in _RELATIONS}
    return found | {"relation_kinds": fact(sum(rank >= 2 for rank in ranks.values()), source="relations", as_of=day)}


def _contradictions(told: Sequence[Contradiction] | None, day: date) -> dict[str, Fact]:
    real = None if told is None else [one for one in told if one.state == "contradiction"]
    counts = {
        "contradictions_high": None if real is None else sum(one.rank == 3 for one in real),
        "contradictions_medium": None if real is None else sum(one.rank == 2 for one in real),
    }
    return {name: fact(value, source="contradictions", as_of=day, cause=_NOT_ASKED) for name, value in counts.items()}


def _verifications(case: Case, day: date) -> dict[str, Fact]:
    told = case.verifications
    made: dict[str, Check | None] = {
        "enterprise_check": told.enterprise if told else None,
        "person_check": told.person if told else None,
        "card_check": told.card if told else None,
    }
    found = {
        name: fact(
            None if check is None else check.result,
            source="verification",
            as_of=None if check is None else check.as_of or day,
            cause=_NOT_ASKED,
        )
        for name, check in made.items()
    }
    left = told.document_days_left if told else None
    return found | {
        "document_days_left": fact(left, source="verification", as_of=told.as_of if told else None, cause=_NOT_ASKED)
    }


def _velocity(case: Case) -> dict[str, Fact]:
    found = {name: fact(None, source="joint", cause=_NOT_ASKED) for name in _VELOCITY}
    for told in case.velocity:
        few = told.holders < HOLDERS_MIN
        found[told.name] = fact(
            None if few else told.value, source="joint", as_of=told.provenance.as_of, cause=_TOO_FEW if few else ""
        )
    return found


def _links(links: Sequence[Link]) -> dict[str, Fact]:
    found = {f"{kind}_enterprises": fact(None, source="platform", cause=_NOT_ASKED) for kind in _LINKS}
    for kind, days in _LINKS.items():
        counted = [one for one in links if one.kind == kind and one.days <= days]
        if counted:
            most = max((0 if one.exempt else one.enterprises for one in counted), default=0)
            found[f"{kind}_enterprises"] = fact(most, source="platform", as_of=max(one.as_of for one in counted))
    return found


def _applicants(told: Sequence[Link] | None) -> dict[str, Fact]:
    """How many of the lender's applicants share a thing, 1 being the applicant; an exempt thing is shared by nobody."""
    found = {}
    for kind in _SHARED:
        of_kind = [one for one in told or () if one.kind == kind]
        most = max((0 if one.exempt else one.enterprises for one in of_kind), default=None)
        as_of = max((one.as_of for one in of_kind), default=None)
        found[f"applicants_{kind}"] = fact(most, source="bank", as_of=as_of, cause=_NOT_ASKED)
    return found


def _hard(case: Case) -> dict[str, Fact]:
    listed, forged, denies = case.listed, case.document_forged, case.representative_denies
    return {
        "fraud_list_hit": fact(
            None if listed is None else listed.hit,
            source="police",
            as_of=None if listed is None else listed.provenance.as_of,
            cause=_NOT_ASKED,
        ),
        "document_forged": fact(
            forged is not None or None, source="issuer", as_of=forged.on if forged else None, cause=_NOT_ASKED
        ),
        "representative_denies": fact(
            denies is not None or None, source="verification", as_of=denies.on if denies else None, cause=_NOT_ASKED
        ),
    }


def _likeness(case: Case, day: date) -> Fact:
    told = case.likenesses
    most = None if told is None else max((one.likeness for one in told), default=0.0)
    return fact(most, source="platform", as_of=day, cause=_NOT_ASKED)
