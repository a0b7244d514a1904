"""The bank's rules look at an application and recommend, with every term; an officer decides.

What goes in: the indicators that the enterprise granted, its score, the bank's own data, the product's conditions.
What comes out is one decision record: it holds all of these, the outcome of the rules and the terms of limit and
price, and it replays. Its digest goes to the ledger; the files that it names are kept beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from puhui.credit.defaults import LENDING, Defaults
from puhui.credit.indicator import IndicatorSet
from puhui.credit.limit import Exposure, Limit
from puhui.credit.price import Price
from puhui.decisions import DecisionRecord, Fact, Outcome, ReplayDiffers, Verdict, fact, replay
from puhui.kernel import Text
from puhui.kernel.ids import ApplicationId, DecisionId
from puhui.lending import store
from puhui.lending.application import Application, AssessedApplication, Assessment, become
from puhui.lending.applying import check_product, wrong_state
from puhui.lending.concluding import Asked, Ground, ScoredBy, conclude
from puhui.lending.errors import GrantsNoLongerValid
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.lending.screened import Screened, screened_of, screening_facts
from puhui.market import NOT_SHOWN, Check, Product, Scored, build_facts
from puhui.screening import Screening

_STAGE = "lending.assessing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the bank knows for this assessment.

    `score_document` is the score as it is shown (any numbers in it become exact text in the record);
    `scored_by` the card that gave the score from these indicators (None: a private computation did); `exposure` what
    other lenders have out, with where that is known from; `not_shown` the facts, by name and source, that a lender
    who sees a score alone is not shown: open, and never bad; `screening` what was found when the application was
    screened for fraud: without one it cannot be approved.
    """

    indicators: Sequence[IndicatorSet]
    score: Scored | None
    own: OwnData
    score_document: Mapping[str, Any] = field(default_factory=dict)
    exposure: Exposure = field(default_factory=Exposure)
    not_shown: Mapping[str, str] = field(default_factory=dict)
    scored_by: ScoredBy | None = None
    screening: Screening | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules recommend. No limit or price where a knock-out stands or nothing is known to size them by.

    `unsized` are the product's methods for a limit that need figures which were not shown; `materials` the files that
    the record names, by digest.
    """

    record: DecisionRecord
    outcome: Outcome
    limit: Limit | None
    price: Price | None
    checks: tuple[Check, ...]
    facts: Mapping[str, Fact]
    unsized: tuple[str, ...] = ()
    materials: Mapping[str, bytes] = field(default_factory=dict)
    screened: Screened | None = None

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
    if evidence.screening is not None:
        store.keep_rules(connection, evidence.screening.record.rules_digest, evidence.screening.rules)
        store.record(connection, office, id, "application.screened", evidence.screening.record.encoded())
    assessment = Assessment(
        record=found.record.id,
        record_digest=found.record.digest,
        verdict=found.verdict.value,
        limit_fen=found.limit.amount_fen if found.limit else None,
        annual_rate=found.price.annual_rate if found.price else None,
        fees_rate=product.fees_rate,
        assessed_by=assessed_by,
        assessed_at=found.record.at,
        screened=found.screened,
    )
    assessed = store.save_application(connection, become(application, AssessedApplication, assessment=assessment))
    for digest, file in found.materials.items():
        store.keep_rules(connection, digest, file)
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

    1. Facts of the indicators, the score and the bank's own data; what other lenders have out, where anybody said; and
    where the screening stands.
    2. What follows from them: `concluding.conclude`.
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
    facts |= _elsewhere(evidence.exposure)
    screened = _screened(application, evidence.screening)
    if screened is not None and evidence.screening is not None:
        facts |= screening_facts(screened, evidence.screening.record.facts, today)
    # 2.
    ground = Ground(
        product=product,
        rules=rules,
        terms=terms,
        at=office.now(),
        on=today,
        exposure=evidence.exposure,
        scored_by=evidence.scored_by,
        suite_name=office.signer.public_key.suite.name,
    )
    asked = Asked(
        application=application.id,
        amount_fen=application.amount_fen,
        term_months=application.term_months,
        repayment=application.repayment,
        purpose=application.purpose,
    )
    new_id = DecisionId.new(office.clock, office.entropy)
    found = conclude(facts, asked, ground, id=new_id, score=evidence.score_document)
    return Recommendation(
        found.record,
        found.outcome,
        found.limit,
        found.price,
        found.checks,
        found.facts,
        found.unsized,
        materials=ground.materials(),
        screened=screened,
    )


def _screened(application: Application, screening: Screening | None) -> Screened | None:
    """The screening with what people have already done about the same findings."""
    before = application.assessment.screened if isinstance(application, AssessedApplication) else None
    return None if screening is None else screened_of(screening, before)


def _elsewhere(exposure: Exposure) -> dict[str, Fact]:
    """What other lenders have out, as facts: only where anybody said, since a zero that nobody said is none."""
    if not exposure.known:
        return {}
    source = "sum" if exposure.source.value == "secure_sum" else exposure.source.value
    return {
        "exposure_elsewhere_fen": fact(exposure.amount_fen, source=source, as_of=exposure.as_of),
        "lenders_elsewhere_cnt": fact(exposure.lenders, source=source, as_of=exposure.as_of),
    }


def replay_decision(connection: Connection, record_digest: str, rules: bytes | None = None) -> Outcome:
    """Decide a stored record again, by the decision file that was kept with it, or by `rules` where none was.

    The identical outcome, or `ReplayDiffers`.
    """
    data = store.document(connection, record_digest)
    if data is None:
        raise ReplayDiffers(what=Text(zh="这里没有此记录", en="there is no such record here"), stage=_STAGE)
    record = DecisionRecord.parse(data)
    kept = store.rules(connection, record.rules_digest)
    return replay(record, kept if kept is not None else rules or b"", digest=record_digest)
