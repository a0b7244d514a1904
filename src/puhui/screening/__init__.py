"""Anti-fraud at application: what sources, relations and peers say of one application, judged to pass, verify or
refuse.

The room promises: only what a register, the police, an issuer or a verifier has confirmed may refuse, and then a
person looks before it holds; every other sign asks for verification, and says how; what nobody handed in is held
against nobody; a number over several institutions counts from three holders on; and each outcome is a record that
replays. No I/O.

>>> from datetime import UTC, datetime
>>> from puhui.kernel.ids import DecisionId
>>> case = read_case({
...     "format": "puhui-screening/1",
...     "application": {"id": "app-1", "submitted_at": "2026-06-30T10:00:00+08:00", "minutes_to_fill": 0.2},
...     "registration": {"as_of": "2026-06-29", "status": "存续"},
...     "verifications": {"enterprise": {"result": 1}},
... })
>>> found = screen(case, id=DecisionId("dec_" + "0" * 26), at=datetime(2026, 6, 30, 3, tzinfo=UTC))
>>> found.outcome.value, [reason.code for reason in found.reasons]
('verify', ['FILLED_IN_TOO_FAST'])
>>> from puhui.decisions import replay
>>> replay(found.record, shipped_rules(), digest=found.record.digest).verdict.value
'refer'
"""

from puhui.screening.anomaly import FEATURES, Anomaly, Feature, Features, Part, Peers, parse_features
from puhui.screening.case import FORMAT, HOLDERS_MIN, Case, read_case
from puhui.screening.errors import (
    MalformedCase,
    NotToBeReviewed,
    PeersDiffer,
    RefusalOnSoftEvidence,
    ReviewWithoutGrounds,
)
from puhui.screening.judging import (
    HARD_SOURCES,
    Outcome,
    Reason,
    Screening,
    outcome_of,
    peers_of,
    screen,
    shipped_rules,
    soft_refusals,
)
from puhui.screening.likeness import fingerprint, likeness
from puhui.screening.reviewing import Reviewed, review

__all__ = [
    "FEATURES",
    "FORMAT",
    "HARD_SOURCES",
    "HOLDERS_MIN",
    "Anomaly",
    "Case",
    "Feature",
    "Features",
    "MalformedCase",
    "NotToBeReviewed",
    "Outcome",
    "Part",
    "Peers",
    "PeersDiffer",
    "Reason",
    "RefusalOnSoftEvidence",
    "ReviewWithoutGrounds",
    "Reviewed",
    "Screening",
    "fingerprint",
    "likeness",
    "outcome_of",
    "parse_features",
    "peers_of",
    "read_case",
    "review",
    "screen",
    "shipped_rules",
    "soft_refusals",
]
