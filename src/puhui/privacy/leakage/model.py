"""What jobs let others learn, in words and numbers. Pure.

A **fact** is one thing that one party learns of another by a job, with an amount: of how many keys the membership, how
many sums, how many scores. A **spend** is what a job takes from a counterparty's budget over one's own dataset. Facts
follow the job's disclosure, for people to read; spends follow from the operation, parties and receivers alone, so that
a job that declares less does not cost less.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from puhui.kernel import Text
from puhui.privacy.model import JobSpec, Learns, Op, Party

EVERYBODY = "*"


class Standing(StrEnum):
    """How far a job has come at this node. All but `VOID` and `REFUSED` count against budgets."""

    ACCEPTED = "accepted"  # it may be learnt from now on
    LEARNT = "learnt"  # done
    FAILED = "failed"  # ended without a result here; what another has seen nobody can tell, so it counts
    VOID = "void"  # ended before any worker started: nobody has learnt anything
    REFUSED = "refused"  # never accepted


class Gauge(StrEnum):
    """What a budget counts."""

    NAMES = "names"
    KEYS = "keys"
    SUMS = "sums"
    SCORES = "scores"
    TRAININGS = "trainings"
    JOBS = "jobs"


GAUGES = {
    Gauge.NAMES: Text(zh="名称查询额度", en="rows looked up"),
    Gauge.KEYS: Text(zh="名单匹配额度", en="rows matched"),
    Gauge.SUMS: Text(zh="汇总数额度", en="sums opened"),
    Gauge.SCORES: Text(zh="评分户数额度", en="enterprises scored"),
    Gauge.TRAININGS: Text(zh="建模次数额度", en="models fitted or validated"),
    Gauge.JOBS: Text(zh="任务次数额度", en="jobs"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A job that this node is asked to take part in, as its desk knows it after its own checks.

    `job` is the digest of the spec. `named`: the part of this node falls under grants of the enterprises it is about;
    else under a mandate, or the node brings a table of its own. `under` are those grants or that mandate, by their ids.
    """

    job: str
    spec: JobSpec
    me: str
    initiator: str
    named: bool = False
    under: tuple[str, ...] = ()

    @property
    def mine(self) -> Party | None:
        """This node's part; None where it only receives."""
        return next((party for party in self.spec.parties if party.name == self.me), None)


@dataclass(frozen=True, slots=True)
class Fact:
    """`learner` learns `amount` times what `code` says of `about`'s `dataset` (empty: a table of its own)."""

    learner: str
    about: str
    dataset: str
    code: str
    amount: int


@dataclass(frozen=True, slots=True)
class Spend:
    """What a job takes from the budget of `counterparty` over one's own `dataset`."""

    counterparty: str
    dataset: str
    gauge: Gauge
    amount: int


def facts_of(spec: JobSpec) -> tuple[Fact, ...]:
    """The job's disclosure as amounts, one fact for each learner, party and code."""
    held = {party.name: party for party in spec.parties}
    return tuple(
        Fact(fact.party, about.name, about.dataset, fact.code, _amount(spec, fact, held))
        for fact in spec.disclosure
        for about in _about(fact, spec.parties)
    )


def spends_of(asked: Asked) -> tuple[Spend, ...]:
    """What the job takes from each other receiver's budget over this node's dataset."""
    spec, mine = asked.spec, asked.mine
    if mine is None:
        return ()
    return tuple(
        Spend(receiver, mine.dataset, gauge, amount)
        for receiver in dict.fromkeys(spec.receivers)
        if receiver != asked.me
        for gauge, amount in _spent(spec, receiver)
    )


def _spent(spec: JobSpec, receiver: str) -> Iterator[tuple[Gauge, int]]:
    """At least one of each: a job that claims nothing is still a question."""
    brings = next((party.rows for party in spec.parties if party.name == receiver), 0)
    widest = max((party.rows for party in spec.parties), default=0)
    yield Gauge.JOBS, 1
    match spec.op:
        case Op.LOOKUP:
            yield Gauge.NAMES, max(1, brings)
        case Op.MATCH:
            yield Gauge.KEYS, max(1, brings)
        case Op.SUM:
            yield Gauge.SUMS, max(1, _sums(spec))
        case Op.SCORE | Op.RANK:
            yield Gauge.SCORES, max(1, widest)
        case Op.TRAIN | Op.VALIDATE:
            yield Gauge.TRAININGS, 1


def _about(fact: Learns, parties: tuple[Party, ...]) -> Iterator[Party]:
    for party in parties:
        if party.name != fact.party and fact.of in {party.name, EVERYBODY}:
            yield party


def _amount(spec: JobSpec, fact: Learns, held: dict[str, Party]) -> int:
    """How much: of codes that tell of single keys or enterprises, how many; of others the declared number, or one."""
    brings = held[fact.party].rows if fact.party in held else 0
    match fact.code:
        case "matched_keys" | "on_list" | "common_keys":
            return brings
        case "points" | "bands" | "coverage" | "rest":
            return max((party.rows for party in held.values()), default=0)
        case "group_sums":
            return _sums(spec)
        case "small_groups":
            return len(_groups(spec))
        case "groups" | "levels" | "enterprises" | "attributes":
            return 1 if fact.value is None else fact.value
        case _:
            return 1


def _sums(spec: JobSpec) -> int:
    values = spec.params.get("values", [])
    return len(_groups(spec)) * (len(values) if isinstance(values, list) else 0)


def _groups(spec: JobSpec) -> list[str]:
    groups = spec.params.get("groups", [])
    return groups if isinstance(groups, list) else []
