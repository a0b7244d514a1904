"""Whether this node may take part, judged from what it has let others learn before. Pure; every check raises.

What can be judged here and what not: the owner sees sizes, rates, its own hits and its own groups. It never sees the
keys that another party brings, so a list of made-up keys in the order of a register looks like any other list; only
its size and its hits tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from puhui.credit.defaults import Defaults
from puhui.privacy.leakage.differencing import Answered, singles_out
from puhui.privacy.leakage.errors import (
    AnswersFull,
    BudgetSpent,
    DifferencingRefused,
    GroupsNotShown,
    ListImplausible,
    NamedWithoutGrants,
    ProbingSuspected,
    TooFewSubjects,
)
from puhui.privacy.leakage.model import GAUGES, Asked, Gauge, Spend, spends_of
from puhui.privacy.model import Op, Party
from puhui.privacy.policy import SUBJECTS_MIN, check_providers, check_scheme

_STAGE = "privacy.leakage"


@dataclass(frozen=True, slots=True)
class Hits:
    """A past match: how many keys a counterparty brought, and how many of them this node saw to be its own too."""

    brought: int
    found: int


@dataclass(frozen=True, slots=True)
class Past:
    """What one counterparty has had of one dataset: spent and matched in the period, all groups ever answered."""

    spent: Mapping[Gauge, int]
    hits: Sequence[Hits] = ()
    answered: Sequence[Answered] = ()


def judge(asked: Asked, past: Mapping[str, Past], answers: Sequence[Answered] | None, limits: Defaults) -> None:
    """Raise a `LeakageRefused` or a refusal of `policy` unless every check passes. In this order:

    1. The protocol protects somebody (`policy.check_scheme`).
    2. The result is not about single enterprises, unless they granted it; groups and lists are large enough.
    3. A counterparty's list is of a plausible size, and its earlier ones were not made up.
    4. No budget is exceeded with this job.
    5. A sum singles out nobody, together with all earlier answers to the same receiver.

    `past` is by counterparty: the other receivers. `answers` are this owner's groups of a sum under a mandate.
    """
    check_scheme(asked.spec.scheme)
    others = [receiver for receiver in dict.fromkeys(asked.spec.receivers) if receiver != asked.me]
    mine = asked.mine
    if not others or mine is None:
        return
    _check_sizes(asked, limits)
    for counterparty in others:
        _check_list(asked, mine, past[counterparty], counterparty, limits)
    for spend in spends_of(asked):
        _check_budget(spend, past[spend.counterparty].spent.get(spend.gauge, 0), limits)
    if asked.spec.op is Op.SUM and not asked.named:
        if answers is None:
            raise GroupsNotShown(party=asked.me, stage=_STAGE)
        for counterparty in others:
            _check_difference(asked, counterparty, answers, past[counterparty].answered, limits)


def _check_sizes(asked: Asked, limits: Defaults) -> None:
    spec = asked.spec
    # No more can take part than the smallest list has; who brings no columns only computes.
    rows = min((party.rows for party in spec.parties if party.columns), default=0)
    match spec.op:
        case Op.SUM:
            check_providers(len(spec.parties), _number(asked, "providers_min"))
            if not asked.named:
                _demand(asked, _number(asked, "subjects_min"), SUBJECTS_MIN)
        case Op.SCORE | Op.RANK if not asked.named:
            raise NamedWithoutGrants(op=spec.op.text, party=asked.me, stage=_STAGE)
        case Op.MATCH:
            _demand(asked, rows, limits.integer("match_rows_min"))
        case Op.TRAIN | Op.VALIDATE:
            # Not what the label party says of its own table counts, but what all workers hold the common rows to.
            columns = sum(len(party.columns) for party in spec.parties)
            _demand(asked, min(rows, _number(asked, "common_min")), common_rows_min(spec.op, columns, limits))
        case _:
            pass


def common_rows_min(op: Op, columns: int, limits: Defaults) -> int:
    """How many common rows a training over so many columns in all, or a validation, must promise to need."""
    if op is Op.VALIDATE:
        return limits.integer("validation_rows_min")
    return max(limits.integer("training_rows_min"), columns * limits.integer("training_rows_per_column_min"))


def _check_list(asked: Asked, mine: Party, past: Past, counterparty: str, limits: Defaults) -> None:
    if asked.spec.op is not Op.MATCH:
        return
    brings = max((party.rows for party in asked.spec.parties if party.name == counterparty), default=0)
    most = max(limits.integer("match_rows_free"), mine.rows * limits.integer("match_rows_ratio"))
    if brings > most:
        raise ListImplausible(counterparty=counterparty, rows=brings, limit=most, party=asked.me, stage=_STAGE)
    low = sum(1 for one in past.hits if looks_made_up(one, limits))
    if low >= limits.integer("low_hits_max"):
        days = limits.integer("period_days")
        raise ProbingSuspected(counterparty=counterparty, count=low, days=days, party=asked.me, stage=_STAGE)


def looks_made_up(hits: Hits, limits: Defaults) -> bool:
    """Whether a match hit so little of a long list that its keys look made up."""
    enough = hits.brought >= limits.integer("hit_rows_min")
    return enough and hits.found * 1000 < hits.brought * limits.integer("hit_permille_min")


def _check_budget(spend: Spend, spent: int, limits: Defaults) -> None:
    limit = limits.integer(f"{spend.gauge.value}_max")
    if spent + spend.amount > limit:
        raise BudgetSpent(
            counterparty=spend.counterparty,
            dataset=spend.dataset,
            what=GAUGES[spend.gauge],
            spent=spent,
            asked=spend.amount,
            limit=limit,
            days=limits.integer("period_days"),
            stage=_STAGE,
        )


def _check_difference(
    asked: Asked, counterparty: str, answers: Sequence[Answered], earlier: Sequence[Answered], limits: Defaults
) -> None:
    least, limit = limits.integer("difference_min"), limits.integer("answered_max")
    for column in {one.column for one in answers}:
        kept = len({one for one in (*earlier, *answers) if one.column == column})
        if kept > limit:
            raise AnswersFull(counterparty=counterparty, kept=kept, limit=limit, party=asked.me, stage=_STAGE)
    if singles_out(answers, earlier, least):
        raise DifferencingRefused(counterparty=counterparty, least=least, party=asked.me, stage=_STAGE)


def _demand(asked: Asked, given: int, least: int) -> None:
    if given < least:
        raise TooFewSubjects(op=asked.spec.op.text, given=given, least=least, party=asked.me, stage=_STAGE)


def _number(asked: Asked, name: str) -> int:
    value = asked.spec.params.get(name, 0)
    return value if isinstance(value, int) else 0
