"""A job between nodes: its states, under whose permission each party's part falls, and the names that follow from it.

Pure. What a grant or a mandate names as its program, and the request under which a job's permits are drawn, every node
derives from the job itself.

>>> from puhui.privacy.model import JobSpec, Op, Party, Scheme
>>> permit_program(JobSpec(Op.MATCH, Scheme.RR22, (), (), ""))
'match/1'
>>> request_of("ab" * 32)
RequestId('req_NENTQAXBNENTQAXBNENTQAXBNC')
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from puhui.kernel.identifiers import Uscc, uscc
from puhui.kernel.ids import GrantId, MandateId, RequestId
from puhui.privacy.model import JobSpec, Op

GRANTS_MAX = 20_000  # of one party in one job, so that an invitation stays within a few megabytes
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MODEL_OPS = frozenset({Op.SCORE, Op.RANK})  # the model is part of what was agreed to
CARD_OPS = MODEL_OPS | {Op.VALIDATE}  # a scorecard comes along, which the job pins by its digest


class JobState(StrEnum):
    """How far a job has come at this node. The last four are for ever."""

    INVITED = "invited"  # written down; permits may be under way
    ACCEPTED = "accepted"  # permits counted, acceptance given; waiting for the others
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"  # by this node, or by another before anything ran
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STATES = (JobState.INVITED, JobState.ACCEPTED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class GrantedRow:
    """One row of a job about a named enterprise: its grant, and what opens the grant's pseudonym to the custodian."""

    grant: GrantId
    uscc: Uscc = field(repr=False)
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class UnderGrants:
    """A party's part falls under these grants, in the order of the job's rows."""

    rows: tuple[GrantedRow, ...]

    def as_map(self) -> dict[str, Any]:
        """As it travels."""
        return {"grants": [[str(row.grant), str(row.uscc), row.salt] for row in self.rows]}


@dataclass(frozen=True, slots=True)
class UnderMandate:
    """A party's part falls under its institution's own mandate."""

    mandate: MandateId

    def as_map(self) -> dict[str, Any]:
        """As it travels."""
        return {"mandate": str(self.mandate)}


Under = UnderGrants | UnderMandate


def read_under(told: Mapping[str, Any] | None) -> Under | None:
    """What `as_map` wrote; None for a party whose data reaches nobody else. Raises `ValueError` and domain errors."""
    if told is None:
        return None
    if set(told) == {"mandate"}:
        return UnderMandate(MandateId(told["mandate"]))
    if set(told) != {"grants"} or not 0 < len(told["grants"]) <= GRANTS_MAX:
        raise ValueError(f"names neither a mandate nor up to {GRANTS_MAX} grants")
    rows = [GrantedRow(GrantId(grant), uscc(code), salt) for grant, code, salt in told["grants"]]
    if not all(type(row.salt) is bytes for row in rows) or len({row.grant for row in rows}) != len(rows):
        raise ValueError("a grant stands twice, or a salt is not bytes")
    return UnderGrants(tuple(rows))


def permit_program(spec: JobSpec) -> str:
    """What a grant or a mandate names as the program: `<op>/1`, with the model's digest where one is part of it."""
    name = f"{spec.op.value}/1"
    return f"{name}/{spec.word('model')}" if spec.op in MODEL_OPS else name


def permit_fields(spec: JobSpec, party: str, under: Under) -> tuple[str, ...]:
    """The fields of the party's dataset that the job reads, sorted.

    Under grants, the column that spells the enterprise's own code is what the grant is about, and no field of it. Only
    well-formed codes count as keys there, so no other column can be passed off as one.
    """
    (me,) = (one for one in spec.parties if one.name == party)
    about = {spec.params.get("key")} if isinstance(under, UnderGrants) and spec.params.get("kind") == "uscc" else set()
    return tuple(sorted(set(me.columns) - about))


def others_who_receive(spec: JobSpec, party: str) -> tuple[str, ...]:
    """Who beside itself would have something of a party's data; nobody of one that brings no column."""
    brings = any(one.name == party and one.columns for one in spec.parties)
    return tuple(receiver for receiver in spec.receivers if receiver != party) if brings else ()


def request_of(job: str) -> RequestId:
    """The request under which all permits of a job are drawn: drawing again is the same use."""
    number = int(job[:32], 16) << 2
    return RequestId("req_" + "".join(_SYMBOLS[number >> shift & 31] for shift in range(125, -5, -5)))


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job ended: as every API shows it, in both languages. Never a value of the data."""

    code: str
    party: str
    stage: str
    cause: Mapping[str, str]
    remedy: Mapping[str, str]
    retriable: bool


@dataclass(frozen=True, slots=True)
class PartyWord:
    """The last that this node knows of a party: `accepted`, or how it said that it ended."""

    party: str
    said: str
    code: str
    stage: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """One job at this node. `stage` and bytes are those of this node's own worker."""

    id: str
    spec: JobSpec
    me: str
    initiator: str
    state: JobState
    deadline: datetime
    stage: str
    sent_bytes: int
    received_bytes: int
    parties: tuple[PartyWord, ...]
    error: JobError | None
    invited_at: datetime
    accepted_at: datetime | None
    running_at: datetime | None
    over_at: datetime | None
