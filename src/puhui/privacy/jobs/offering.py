"""Which operations a node takes part in, and what a job of each must look like. Pure; one row an operation.

A job comes from somebody whom nobody trusts: before anything is computed from it, its shape is held to these rules, at
every data owner's node, and what it says its parties learn is compared with what they would learn.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

from puhui.credit import Scorecard
from puhui.credit.errors import MalformedScorecard
from puhui.kernel import PuhuiError, Suite
from puhui.kernel.ids import DatasetId, NotAnId, OrgId
from puhui.ledger.contracts.shapes import is_digest
from puhui.privacy import disclosure
from puhui.privacy.cards import is_pinned, is_validated
from puhui.privacy.errors import ModelDiffers, ProgramDiffers
from puhui.privacy.jobs import offering_models
from puhui.privacy.jobs.demands import STAGE as _STAGE
from puhui.privacy.jobs.demands import check_keys as _check_keys
from puhui.privacy.jobs.demands import demand as _demand
from puhui.privacy.jobs.errors import DisclosureDiffers, JobUnsound, OperationNotOffered
from puhui.privacy.jobs.model import CARD_OPS
from puhui.privacy.model import JobSpec, Learns, Op, Scheme
from puhui.privacy.ops.ranking import GRADES, POINTS
from puhui.privacy.policy import (
    LEVELS_MAX,
    check_bands,
    check_custodians,
    check_names,
    check_providers,
    check_scheme,
    check_subjects,
)
from puhui.privacy.programs import program_digest, statistics_of
from puhui.privacy.programs.scoring import Limits
from puhui.privacy.statistics import Shown

PARTIES_MAX = 64
COLUMNS_MAX = 64


@dataclass(frozen=True, slots=True)
class Offer:
    """The rules of one operation. `fewest` and `most` count its parties."""

    schemes: frozenset[Scheme]
    fewest: int
    most: int
    check: Callable[[JobSpec, Suite], None]
    learns: Callable[[JobSpec], tuple[Learns, ...]]


def check_shape(spec: JobSpec, suite: Suite) -> None:
    """Raises `JobUnsound`, `OperationNotOffered`, `DealerRefused`, or the operation's own rule's error."""
    check_scheme(spec.scheme)
    offer = OFFERS.get(spec.op)
    if offer is None:
        raise OperationNotOffered(op=spec.op.value, offered=", ".join(OFFERS), stage=_STAGE)
    _demand(spec.scheme in offer.schemes, f"{spec.op.value} does not run under {spec.scheme.value}")
    _check_parties(spec, offer)
    _demand(is_digest(spec.program), "the program is not pinned by a digest")
    _demand(type(spec.nonce) is str and len(spec.nonce) == 32, "there is no nonce of 16 bytes")
    _demand(all(type(name) is str for name in spec.params), "a parameter has no name")
    try:
        offer.check(spec, suite)
    except (KeyError, AssertionError, ValueError, TypeError, AttributeError):
        raise JobUnsound(what="a parameter is missing or of another kind", stage=_STAGE) from None


def check_program(spec: JobSpec, suite: Suite) -> None:
    """Raises `ProgramDiffers` when this node would run another program."""
    try:
        ours = program_digest(spec, suite)
    except (KeyError, AssertionError, ValueError, TypeError, AttributeError, PuhuiError):
        raise JobUnsound(what="no program can be made of its parameters", stage=_STAGE) from None
    if ours != spec.program:
        raise ProgramDiffers(stage=_STAGE)


def check_model(spec: JobSpec, model: bytes, suite: Suite) -> None:
    """Raises `ModelDiffers` unless the model that came along is the one that the job pins; where the parties' columns
    do not make it up, `ModelDiffers` too, or of a score `AttributeNotHeld` or `AttributeHeldTwice`."""
    if spec.op not in CARD_OPS:
        _demand(not model, "a model that the operation does not take")
        return
    fits = is_validated if spec.op is Op.VALIDATE else is_pinned
    try:
        pinned = fits(Scorecard.parse(model), spec, suite)
    except MalformedScorecard:
        pinned = False
    if not pinned:
        raise ModelDiffers(stage=_STAGE)


def check_disclosure(spec: JobSpec) -> None:
    """Raises `DisclosureDiffers` when the job tells what each party learns otherwise than it is."""
    if spec.disclosure != OFFERS[spec.op].learns(spec):
        raise DisclosureDiffers(stage=_STAGE)


def _check_parties(spec: JobSpec, offer: Offer) -> None:
    names = [party.name for party in spec.parties]
    _demand(offer.fewest <= len(names) <= min(offer.most, PARTIES_MAX), "the number of parties")
    _demand(len(set(names)) == len(names), "a party stands twice")
    receivers = spec.receivers
    _demand(0 < len(receivers) == len(set(receivers)) and set(receivers) <= set(names), "the receivers are not parties")
    try:
        for party in spec.parties:
            OrgId(party.name)
            if party.dataset:
                _demand(DatasetId(party.dataset).partition("/")[0] == party.name, "a dataset of another custodian")
            _demand(party.schema == "" or is_digest(party.schema), "a schema is not named by its digest")
            _demand(type(party.rows) is int and 0 <= party.rows < 2**40, "the number of rows")
            columns = party.columns
            _demand(len(columns) <= COLUMNS_MAX and len(set(columns)) == len(columns), "the columns of a party")
            _demand(all(type(column) is str and 0 < len(column) <= 200 for column in columns), "a column has no name")
    except (NotAnId, TypeError, AttributeError):
        raise JobUnsound(what="a party or dataset has no proper name", stage=_STAGE) from None


def _check_match(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    _demand(spec.word("curve") in ("curve25519", "sm2"), "an unknown curve")
    _demand(suite.name != "sm2-sm3" or (spec.scheme, spec.word("curve")) == (Scheme.ECDH, "sm2"), "the suite's curve")
    _demand(all(party.columns == (spec.word("key"),) for party in spec.parties), "more columns than the key")


def _check_lookup(spec: JobSpec, suite: Suite) -> None:
    owner, asker = spec.parties
    _check_keys(spec)
    _demand(spec.word("curve") == "fourq", "an unknown curve")
    level, levels = spec.word("level"), spec.words("levels")
    _demand(owner.columns == ((spec.word("key"), level) if level else (spec.word("key"),)), "the columns of the list")
    _demand(0 < len(levels) <= LEVELS_MAX and all(type(one) is str for one in levels), "the levels")
    _demand(spec.receivers == (asker.name,), "only who asks receives")
    check_names(asker.rows)


def _check_sum(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    check_providers(len(spec.parties), spec.number("providers_min"))
    subject, values, groups = spec.word("subject"), spec.words("values"), spec.words("groups")
    if subject:
        check_subjects(spec.number("subjects_min"))
    _demand(spec.number("subjects_min") >= 1 and 0 <= spec.number("decimals") <= 18, "a number out of its range")
    columns = {spec.word("key"), *values, *([subject] if subject else [])}
    _demand(bool(values) and all(set(party.columns) == columns for party in spec.parties), "the columns of the sum")
    _demand(0 < len(groups) == len(set(groups)) and all(type(one) is str for one in groups), "the groups")
    _demand(len(spec.receivers) == 1, "one receiver has the sums")
    shown = {one.shown for one in statistics_of(spec)}
    _demand(shown == {Shown.SUM}, "a statistic that no budget counts yet")


def _check_scored(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    enterprises, limits = spec.words("enterprises"), [spec.number(one.name) for one in fields(Limits)]
    _demand(all(party.columns[0] == spec.word("key") for party in spec.parties), "the key is not the first column")
    _demand(0 < len(enterprises) == len(set(enterprises)), "the enterprises")
    _demand(all(type(one) is str for one in enterprises), "the enterprises")
    _demand(all(party.rows == len(enterprises) for party in spec.parties), "a row for each enterprise")
    _demand(is_digest(spec.word("model")), "the model is not pinned by a digest")
    _demand(all(type(one) is int for one in limits), "the limits of the sum")
    _demand(len(spec.receivers) == 1, "one receiver has the scores")
    custodians = sum(len(party.columns) > 1 and party.name not in spec.receivers for party in spec.parties)
    check_custodians(custodians, len(spec.parties))


def _check_ranked(spec: JobSpec, suite: Suite) -> None:
    _check_scored(spec, suite)
    floors = [int(floor) for floor in spec.words("floors")]
    _demand(spec.word("bands") in (POINTS, GRADES) and spec.number("cap") <= len(floors) + 1, "the bands")
    if spec.word("bands") == POINTS:
        check_bands(floors, spec.number("low"), spec.number("high"))


def _scored(spec: JobSpec) -> tuple[Learns, ...]:
    return disclosure.of_score(spec.parties, spec.receivers, len(spec.words("enterprises")), banded=spec.op is Op.RANK)


OFFERS = {
    Op.MATCH: Offer(
        frozenset({Scheme.RR22, Scheme.KKRT, Scheme.ECDH}),
        2,
        2,
        _check_match,
        lambda spec: disclosure.of_match(spec.parties, spec.receivers),
    ),
    Op.LOOKUP: Offer(
        frozenset({Scheme.UNBALANCED}),
        2,
        2,
        _check_lookup,
        lambda spec: disclosure.of_lookup(spec.parties[0], spec.parties[1], len(spec.words("levels"))),
    ),
    Op.SUM: Offer(
        frozenset({Scheme.ABY3}),
        3,
        PARTIES_MAX,
        _check_sum,
        lambda spec: disclosure.of_sum(
            spec.parties,
            spec.receivers,
            len(spec.words("groups")),
            sorted({one.shown.value for one in statistics_of(spec)}),
        ),
    ),
    Op.SCORE: Offer(frozenset({Scheme.ABY3}), 3, PARTIES_MAX, _check_scored, _scored),
    Op.RANK: Offer(frozenset({Scheme.ABY3}), 3, PARTIES_MAX, _check_ranked, _scored),
    Op.TRAIN: Offer(
        frozenset({Scheme.ABY3}),
        offering_models.PARTIES_MIN,
        offering_models.PARTIES_MAX,
        offering_models.check_train,
        offering_models.train_learns,
    ),
    Op.VALIDATE: Offer(
        frozenset({Scheme.ABY3}),
        offering_models.PARTIES_MIN,
        offering_models.PARTIES_MAX,
        offering_models.check_validate,
        offering_models.validate_learns,
    ),
}
