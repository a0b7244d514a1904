"""The private computation of one application's score: its parties, what each brings, and under which grants.

All grants of the application take part or none: a score of one enterprise with a bureau, and another without it, would
tell that bureau's part by subtraction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from puhui.consent import ActiveGrant, Grant
from puhui.desks.collecting import Subject
from puhui.desks.secret_scores.errors import ScoreNotGranted
from puhui.desks.secret_scores.models import ScoreModel
from puhui.kernel import Text
from puhui.ledger import Ledger
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme
from puhui.privacy.cards import absent_sources, held_by, limits_of
from puhui.privacy.jobs import GrantedRow, Under, UnderGrants

KEY = "uscc"
_STAGE = "desks.secret_scores.proposing"


def require_granted(model: ScoreModel, grants: Sequence[Grant]) -> None:
    """Refuse early, before any use is counted: raises `ScoreNotGranted`."""
    for grant in grants:
        state: str | Text = grant.state
        if isinstance(grant, ActiveGrant):
            if grant.terms.program == model.name.program:
                continue
            state = Text(zh="授权针对另一模型", en="of another model")
        raise ScoreNotGranted(grant=grant.id, custodian=grant.terms.custodian, state=state, stage=_STAGE)


def under_grants(grants: Sequence[Grant], subject: Subject) -> Mapping[str, Under]:
    """What each custodian's part falls under."""
    return {
        str(grant.terms.custodian): UnderGrants((GrantedRow(grant.id, subject.uscc, subject.salt),)) for grant in grants
    }


def score_spec(model: ScoreModel, grants: Sequence[Grant], subject: Subject, mine: Party, ledger: Ledger) -> JobSpec:
    """The job, in which the custodians stand in the order of the card's sources and this bank (`mine`) last.

    The first three parties compute: where there are three custodians, the receiver is none of them. Raises
    `AttributeHeldTwice`, `AttributeNotHeld`.
    """
    order = {attribute.name: at for at, attribute in enumerate(model.card.attributes)}
    ranked = sorted(grants, key=lambda grant: min(order.get(name, len(order)) for name in grant.terms.fields))
    parties = [
        Party(
            str(grant.terms.custodian),
            1,
            (KEY, *held_by(model.card, grant.terms.fields)),
            str(grant.terms.dataset),
            _schema(ledger, grant),
        )
        for grant in ranked
    ]
    holders = {party.name: party.columns[1:] for party in parties}
    return JobSpec(
        op=Op.SCORE,
        scheme=Scheme.ABY3,
        parties=(*parties, mine),
        receivers=(mine.name,),
        program="",
        params={
            "key": KEY,
            "kind": KeyKind.USCC.value,
            "model": model.name.digest,
            "enterprises": [str(subject.uscc)],
            **asdict(limits_of(model.card, absent_sources(model.card, holders))),
        },
        purpose=grants[0].terms.purpose,
    )


def _schema(ledger: Ledger, grant: Grant) -> str:
    listed = ledger.read(dataset_key(grant.terms.dataset))
    return "" if listed is None else str(listed["schema_digest"])
