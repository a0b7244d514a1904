"""The bank's rules look at an application and recommend, with every term; an officer decides.

What goes in: the indicators that the enterprise granted, its score, the bank's own data, the product's conditions.
What comes out is one decision record: it holds all of these, the outcome of the rules and the terms of limit and
price, and it replays. Its digest goes to the ledger.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.engine import Connection

from puhui.credit.defaults import LENDING, Defaults
from puhui.credit.indicator import IndicatorSet
from puhui.credit.limit import Limit, by_flow, by_invoices, by_power, by_tax, limit
from puhui.credit.price import Price, price
from puhui.decisions import DecisionRecord, Fact, Outcome, ReplayDiffers, Verdict, decide, fact, replay
from puhui.kernel.ids import ApplicationId, DecisionId
from puhui.lending import store
from puhui.lending.application import Application, AssessedApplication, Assessment, become
from puhui.lending.applying import check_product, wrong_state
from puhui.lending.documents import to_document
from puhui.lending.errors import GrantsNoLongerValid
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.market import NOT_SHOWN, Check, Need, Product, Scored, State, build_facts, checks

_STAGE = "lending.assessing"
_Method = tuple[tuple[str, ...], Callable[[int, Defaults], int]]
_METHODS: dict[str, _Method] = {
    "tax": (("tax12_fen",), lambda tax12_fen, rules: by_tax(2 * tax12_fen, rules)),
    "invoice": (("rev12_eff_fen",), by_invoices),
    # Money that comes in here, and at another bank that was granted: together the enterprise's inflow.
    "flow": (("own_inflow_median_fen", "inflow_median12_fen"), by_flow),
    "power": (("kwh_fee12_fen",), lambda fee_fen, rules: by_power(fee_fen, rules=rules)),
}
_OWN_METHODS = ("flow",)  # a bank may always look at what it knows itself


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the bank knows for this assessment.

    `score_document` is the score as it is shown (any numbers in it become exact text in the record);
    `exposure_elsewhere_fen` the unsecured exposure at other lenders, from a secure sum, where there was one;
    `not_shown` the facts, by name and source, that a lender who sees a score alone is not shown: open, and never bad.
    """

    indicators: Sequence[IndicatorSet]
    score: Scored | None
    own: OwnData
    score_document: Mapping[str, Any] = field(default_factory=dict)
    exposure_elsewhere_fen: int = 0
    not_shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules recommend. No limit or price where a knock-out stands or nothing is known to size them by.

    `unsized` are the product's methods for a limit that need figures which were not shown.
    """

    record: DecisionRecord
    outcome: Outcome
    limit: Limit | None
    price: Price | None
    checks: tuple[Check, ...]
    facts: Mapping[str, Fact]
    unsized: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Approve, refer or decline."""
        return self.outcome.verdict


def assess(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    *,
    product: Product,
    rules: bytes,
    evidence: Evidence,
    assessed_by: str,
    terms: Defaults = LENDING,
) -> tuple[AssessedApplication, Recommendation]:
    """Assess an application, once or again, until it is decided.

    Raises `WrongApplicationState`, `GrantsNoLongerValid`, `ProductNotOnOffer`, and what the rules raise.
    """
    application = store.application(connection, id)
    require_assessable(application, office.now())
    found = recommend(application, office, product=product, rules=rules, evidence=evidence, terms=terms)
    assessment = Assessment(
        record=found.record.id,
        record_digest=found.record.digest,
        verdict=found.verdict.value,
        limit_fen=found.limit.amount_fen if found.limit else None,
        annual_rate=found.price.annual_rate if found.price else None,
        fees_rate=product.fees_rate,
        assessed_by=assessed_by,
        assessed_at=found.record.at,
    )
    assessed = store.save_application(connection, become(application, AssessedApplication, assessment=assessment))
    store.keep_rules(connection, found.record.rules_digest, rules)
    store.record(connection, office, id, "application.assessed", found.record.encoded())
    return assessed, found


def require_assessable(application: Application, now: datetime) -> None:
    """Refuse early, before any grant is used: raises `WrongApplicationState` or `GrantsNoLongerValid`."""
    if application.state not in ("submitted", "assessed"):
        raise wrong_state(application, "评估", "assessed", _STAGE)
    for grant in application.grants:
        if grant.expires <= now:
            raise GrantsNoLongerValid(
                custodian=grant.custodian,
                grant=grant.grant,
                expires=f"{grant.expires:%Y-%m-%d %H:%M} UTC",
                party=application.applicant.uscc,
                stage=_STAGE,
            )


def recommend(
    application: Application,
    office: LoanOffice,
    *,
    product: Product,
    rules: bytes,
    evidence: Evidence,
    terms: Defaults = LENDING,
) -> Recommendation:
    """The recommendation for an application, without storing anything.

    1. Facts of the indicators, the score and the bank's own data.
    2. The product's hard conditions on them; how many fail is a fact, too, and how many of its own stay open.
    3. The limit from the methods that the product uses and that have data; the price between its lowest and highest.
    4. The rules over all these facts, and the record. Where a knock-out stands, no limit and no price are recommended.
    """
    today = office.today()
    check_product(product, office, application.amount_fen, application.term_months, application.repayment)
    # 1.
    facts = build_facts(evidence.indicators, evidence.score, as_of=today)
    facts |= evidence.own.facts()
    for name, source in evidence.not_shown.items():
        facts.setdefault(name, fact(None, source=source, as_of=today, cause=NOT_SHOWN))
    if application.applicant.segment:
        facts["segment"] = fact(application.applicant.segment, source="portal", as_of=today)
    # 2.
    need = Need(
        amount_fen=application.amount_fen,
        term_months=application.term_months,
        purpose=application.purpose,
        guarantees=frozenset(product.guarantee),
        repayment=application.repayment,
    )
    applied = checks(need, product, facts, on=today)
    failed = sum(check.state is State.FAIL for check in applied)
    opened = sum(condition.check(facts).state is State.ASK for condition in product.own_conditions)
    facts["product_constraints_failed"] = fact(failed, source="product", as_of=today)
    facts["product_constraints_open"] = fact(opened, source="product", as_of=today)
    # 3.
    sized, priced = _size(application, product, facts, evidence, terms), _price(product, facts, terms)
    unsized = _unsized(product, facts)
    facts["limit_fen"] = fact(sized.amount_fen if sized else None, source="credit", as_of=today)
    facts["product_amount_min_fen"] = fact(product.amount_min_fen, source="product", as_of=today)
    # 4.
    outcome, record = decide(
        rules,
        facts,
        id=DecisionId.new(office.clock, office.entropy),
        at=office.now(),
        score=evidence.score_document,
        extra={
            "application": application.id,
            "product": {"code": product.code, "version": product.version},
            "requested": {
                "amount_fen": application.amount_fen,
                "term_months": application.term_months,
                "repayment": application.repayment.value,
            },
            "checks": [{"code": check.code, "state": check.state.value} for check in applied],
            "exposure_elsewhere_fen": evidence.exposure_elsewhere_fen,
            "defaults": f"{terms.name}@{terms.version}",
            "limit": to_document(sized),
            "price": to_document(priced),
            "unsized": list(unsized),
        },
        suite_name=office.signer.public_key.suite.name,
    )
    if outcome.verdict is Verdict.DECLINE:
        sized = priced = None
    return Recommendation(record, outcome, sized, priced, applied, facts, unsized)


def replay_decision(connection: Connection, record_digest: str, rules: bytes | None = None) -> Outcome:
    """Decide a stored record again, by the decision file that was kept with it, or by `rules` where none was.

    The identical outcome, or `ReplayDiffers`.
    """
    data = store.document(connection, record_digest)
    if data is None:
        raise ReplayDiffers(what="there is no such record here", stage=_STAGE)
    record = DecisionRecord.parse(data)
    kept = store.rules(connection, record.rules_digest)
    return replay(record, kept if kept is not None else rules or b"", digest=record_digest)


def _size(
    application: Application, product: Product, facts: Mapping[str, Fact], evidence: Evidence, terms: Defaults
) -> Limit | None:
    methods = {}
    for name, (names, method) in _wanted(product):
        known = [facts[one].number for one in names if one in facts and not facts[one].absent]
        if known:
            methods[name] = method(max(0, int(sum(known))), terms)
    grade = facts.get("grade")
    if not methods or grade is None or grade.absent:
        return None  # the cap and the request alone would size a loan by nothing that is known of the enterprise
    coverage = facts["coverage"]
    return limit(
        grade=str(grade.value),
        coverage=0.0 if coverage.absent else float(coverage.number),
        methods=methods,
        product_cap_fen=product.amount_max_fen,
        requested_fen=application.amount_fen,
        exposure_elsewhere_fen=evidence.exposure_elsewhere_fen,
        rules=terms,
    )


def _wanted(product: Product) -> Iterator[tuple[str, _Method]]:
    wanted = (*(product.limit_methods or _METHODS), *_OWN_METHODS)
    return ((name, method) for name, method in _METHODS.items() if name in wanted)


def _unsized(product: Product, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The methods that nothing is known for, because it was not shown."""
    return tuple(
        name
        for name, (names, _) in _wanted(product)
        if all(one not in facts or facts[one].absent for one in names)
        and any(facts[one].cause == NOT_SHOWN for one in names if one in facts)
    )


def _price(product: Product, facts: Mapping[str, Fact], terms: Defaults) -> Price | None:
    pd = facts.get("pd")
    if pd is None or pd.absent:
        return None
    return price(
        pd=min(Decimal(1), max(Decimal(0), pd.number)),
        floor_rate=product.rate_min,
        cap_rate=product.rate_max,
        covered=product.covered_share,
        rules=terms,
    )
