"""A request for a computation becomes a job: its parties, their inputs and under which mandates they fall.

What a party's list is like is asked of that party, which tells the receiver of a standing mandate and nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from puhui.consent import Mandate, MandateStanding, find_mandate
from puhui.desks.computing.errors import InputUnclear, MandateUnusable
from puhui.desks.computing.sources import JobTables
from puhui.desks.peers import Peers
from puhui.desks.views import ComputationRequest
from puhui.desks.wire import CallMalformed
from puhui.exchange import listed
from puhui.kernel import Clock, Suite
from puhui.kernel.ids import DatasetId, MandateId
from puhui.ledger import Ledger
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme, plan_match
from puhui.privacy.jobs import Under, UnderMandate
from puhui.privacy.model import Param

SURVEY = "/computations/survey"
_STAGE = "desks.computing.proposing"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A job ready to be proposed, under which mandates it falls, and the token of a table of our own, if any."""

    spec: JobSpec
    under: Mapping[str, Under]
    token: str


@dataclass(frozen=True, slots=True)
class _Theirs:
    mandate: Mandate
    rows: int
    levels: tuple[str, ...]


class Proposer:
    """Makes proposals for one organisation."""

    def __init__(
        self, *, org: str, ledger: Ledger, tables: JobTables, peers: Peers, suite: Suite, clock: Clock
    ) -> None:
        self._org, self._ledger, self._tables = org, ledger, tables
        self._peers, self._suite, self._clock = peers, suite, clock

    def proposal(self, asked: ComputationRequest) -> Proposal:
        """The job of a request; raises `MandateUnusable`, `InputUnclear`, and what the other nodes refuse."""
        theirs = [self._theirs(MandateId(one), asked.op) for one in dict.fromkeys(asked.mandates)]
        if len({one.mandate.terms.custodian for one in theirs}) != len(theirs):
            raise InputUnclear(reason="two mandates of one organisation", party=self._org, stage=_STAGE)
        if asked.op != "sum" and len(theirs) != 1:
            raise InputUnclear(reason=f"a {asked.op} is between two", party=self._org, stage=_STAGE)
        purposes = {one.mandate.terms.purpose for one in theirs}
        if len(purposes) > 1:
            raise InputUnclear(reason="mandates for different purposes", party=self._org, stage=_STAGE)
        make = {Op.MATCH: self._match, Op.LOOKUP: self._lookup, Op.SUM: self._sum}[Op(asked.op)]
        kind = listed(theirs[0].mandate.terms.dataset)
        columns = self._wanted(asked, kind.key, kind.level)
        mine, token = self._mine(asked, columns if asked.op == "sum" else [kind.key])
        parties = [self._party(one, columns) for one in theirs]
        spec = make(asked, mine, parties, theirs, kind.key)
        under: dict[str, Under] = {
            str(one.mandate.terms.custodian): UnderMandate(one.mandate.terms.id) for one in theirs
        }
        return Proposal(replace(spec, purpose=purposes.pop()), under, token)

    def _wanted(self, asked: ComputationRequest, key: str, level: str) -> list[str]:
        """The columns that each party gives."""
        if asked.op == "sum":
            if not asked.values or not asked.groups:
                raise InputUnclear(reason="a sum names its values and its groups", party=self._org, stage=_STAGE)
            return [key, *asked.values, *([] if key == "uscc" else ["uscc"])]
        return [key, level] if asked.op == "lookup" and level else [key]

    def _theirs(self, mandate: MandateId, op: str) -> _Theirs:
        found = find_mandate(self._ledger, mandate, self._clock.now())
        terms = found.terms
        if terms.receiver != self._org:
            raise self._unusable(mandate, f"it is for {terms.receiver}")
        if found.standing is not MandateStanding.ACTIVE:
            raise self._unusable(mandate, found.standing.value)
        if terms.program != f"{op}/1":
            raise self._unusable(mandate, f"it is for {terms.program}")
        told = self._peers.ask(str(terms.custodian), SURVEY, {"mandate": str(mandate)})
        try:
            rows, levels = told["rows"], tuple(str(one) for one in told["levels"])
        except (TypeError, KeyError):
            raise CallMalformed(reason="not a survey", party=str(terms.custodian), stage=_STAGE) from None
        return _Theirs(found, rows, levels)

    def _mine(self, asked: ComputationRequest, columns: Sequence[str]) -> tuple[Party, str]:
        if bool(asked.dataset) == bool(asked.table):
            raise InputUnclear(reason="one list or one table", party=self._org, stage=_STAGE)
        if asked.dataset:
            keeper = self._tables.keeper(asked.dataset)
            self._demand(columns, keeper.listed.fields)
            return self._named_party(self._org, asked.dataset, keeper.survey().rows, columns), ""
        token, there, rows = self._tables.keep(asked.table)
        try:
            self._demand(columns, there)
        except InputUnclear:
            self._tables.forget(token)
            raise
        return Party(self._org, rows, tuple(columns), "", token), token

    def _demand(self, columns: Sequence[str], there: Sequence[str]) -> None:
        absent = [column for column in columns if column not in there]
        if absent:
            raise InputUnclear(reason=f"no column {', '.join(absent)}", party=self._org, stage=_STAGE)

    def _party(self, theirs: _Theirs, columns: Sequence[str]) -> Party:
        terms = theirs.mandate.terms
        absent = [column for column in columns if column not in terms.fields]
        if absent:
            raise self._unusable(terms.id, f"without {', '.join(absent)}")
        return self._named_party(str(terms.custodian), str(terms.dataset), theirs.rows, columns)

    def _named_party(self, org: str, dataset: str, rows: int, columns: Sequence[str]) -> Party:
        if not rows:
            raise InputUnclear(reason=f"{dataset} is empty now", party=org, stage=_STAGE)
        held = self._ledger.read(dataset_key(DatasetId(dataset)))
        return Party(org, rows, tuple(columns), dataset, "" if held is None else held["schema_digest"])

    def _match(
        self, _: ComputationRequest, mine: Party, parties: Sequence[Party], __: Sequence[_Theirs], key: str
    ) -> JobSpec:
        plan = plan_match(mine.rows, parties[0].rows, suite=self._suite.name)
        params: dict[str, Param] = {"key": key, "kind": _kind(key), "curve": plan.curve}
        return JobSpec(Op.MATCH, plan.scheme, (mine, *parties), (self._org,), "", params)

    def _lookup(
        self, _: ComputationRequest, mine: Party, parties: Sequence[Party], theirs: Sequence[_Theirs], key: str
    ) -> JobSpec:
        level = next((column for column in parties[0].columns if column != key), "")
        params: dict[str, Param] = {
            "key": key,
            "kind": _kind(key),
            "curve": "curve25519",
            "level": level,
            "levels": list(theirs[0].levels) if level else ["listed"],
        }
        return JobSpec(Op.LOOKUP, Scheme.UNBALANCED, (*parties, mine), (self._org,), "", params)

    def _sum(
        self, asked: ComputationRequest, mine: Party, parties: Sequence[Party], _: Sequence[_Theirs], key: str
    ) -> JobSpec:
        params: dict[str, Param] = {
            "key": key,
            "kind": _kind(key),
            "values": list(asked.values),
            "decimals": 0,
            "subject": "" if key == "uscc" else "uscc",
            "providers_min": 3,
            "subjects_min": 1 if key == "uscc" else 5,
            "groups": sorted(set(asked.groups)),
        }
        return JobSpec(Op.SUM, Scheme.ABY3, (mine, *parties), (self._org,), "", params)

    def _unusable(self, mandate: MandateId, reason: str) -> MandateUnusable:
        return MandateUnusable(mandate=mandate, reason=reason, party=self._org, stage=_STAGE)


def _kind(key: str) -> str:
    return (KeyKind.USCC if key == "uscc" else KeyKind.TEXT).value
