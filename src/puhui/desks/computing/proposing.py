"""A request for a computation becomes a job: its parties, their inputs and under which mandates they fall."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from puhui.consent import MandateStanding, MandateTerms, find_mandate
from puhui.desks.computing.errors import InputUnclear, MandateUnusable
from puhui.desks.computing.proposal import Proposal
from puhui.desks.computing.proposing_models import ModelProposer
from puhui.desks.computing.sources import JobTables
from puhui.desks.views import ComputationRequest
from puhui.exchange import ListDataset, listed
from puhui.kernel import Clock, Suite, Text
from puhui.kernel.ids import DatasetId, MandateId
from puhui.ledger import Ledger
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme, plan_match
from puhui.privacy.jobs import JobDesk, Under, UnderMandate
from puhui.privacy.model import Param

_STAGE = "desks.computing.proposing"
_STANDINGS = {
    MandateStanding.EXHAUSTED: Text(zh="次数已用完", en="exhausted"),
    MandateStanding.EXPIRED: Text(zh="已到期", en="expired"),
    MandateStanding.WITHDRAWN: Text(zh="已撤回", en="withdrawn"),
}


class Proposer:
    """Makes proposals for one organisation."""

    def __init__(
        self,
        *,
        org: str,
        ledger: Ledger,
        tables: JobTables,
        jobs: JobDesk,
        suite: Suite,
        clock: Clock,
        memory: Callable[[], int],
    ) -> None:
        self._org, self._ledger, self._tables = org, ledger, tables
        self._jobs, self._suite, self._clock = jobs, suite, clock
        self._models = ModelProposer(org=org, tables=tables, suite=suite, describe=self._party, memory=memory)

    def proposal(self, asked: ComputationRequest) -> Proposal:
        """The job of a request; raises `MandateUnusable`, `InputUnclear`, what `ModelProposer` raises, and what the
        other nodes refuse."""
        mandates = [self._standing(MandateId(one), asked.op) for one in dict.fromkeys(asked.mandates)]
        if len({one.custodian for one in mandates}) != len(mandates):
            raise self._unclear(Text(zh="同一机构的两份委托", en="two mandates of one organisation"))
        if len({one.purpose for one in mandates}) > 1:
            raise self._unclear(Text(zh="各委托用途不同", en="mandates for different purposes"))
        if asked.op in ("train", "validate"):
            return self._models.proposal(asked, mandates)
        if asked.op != "sum" and len(mandates) != 1:
            raise self._unclear(Text(zh="此运算只在两方之间进行", en=f"a {asked.op} is between two"))
        kind = listed(mandates[0].dataset)
        columns = self._wanted(asked, kind)
        parties = [self._party(one, columns) for one in mandates]
        mine, token = self._mine(asked, columns if asked.op == "sum" else [kind.key])
        make = {"match": self._match, "lookup": self._lookup, "sum": self._sum}[asked.op]
        spec = replace(make(asked, mine, parties, kind), purpose=mandates[0].purpose)
        under: dict[str, Under] = {str(one.custodian): UnderMandate(one.id) for one in mandates}
        return Proposal(spec, under, token)

    def _wanted(self, asked: ComputationRequest, kind: ListDataset) -> list[str]:
        """The columns that each party gives."""
        if asked.op == "sum":
            if not asked.values or not asked.groups:
                raise self._unclear(Text(zh="汇总须写明数值列和分组", en="a sum names its values and its groups"))
            return [kind.key, *asked.values, *([] if kind.key == "uscc" else ["uscc"])]
        return [kind.key, kind.level] if asked.op == "lookup" and kind.level else [kind.key]

    def _standing(self, mandate: MandateId, op: str) -> MandateTerms:
        found = find_mandate(self._ledger, mandate, self._clock.now())
        terms = found.terms
        if terms.receiver != self._org:
            raise self._unusable(mandate, Text(zh=f"它是给 {terms.receiver} 的", en=f"it is for {terms.receiver}"))
        if found.standing is not MandateStanding.ACTIVE:
            raise self._unusable(mandate, _STANDINGS[found.standing])
        if terms.program != f"{op}/1":
            raise self._unusable(mandate, Text(zh=f"它用于 {terms.program}", en=f"it is for {terms.program}"))
        return terms

    def _mine(self, asked: ComputationRequest, columns: Sequence[str]) -> tuple[Party, str]:
        if bool(asked.dataset) == bool(asked.table):
            raise self._unclear(Text(zh="须选一份名单或上传一份表，二者取一", en="one list or one table"))
        if asked.dataset:
            keeper = self._tables.keeper(asked.dataset)
            self._demand(columns, keeper.listed.fields)
            rows, held = keeper.count(), self._ledger.read(dataset_key(DatasetId(asked.dataset)))
            if not rows or held is None:
                raise self._unclear(
                    Text(
                        zh=f"{asked.dataset} 目前为空或未发布",
                        en=f"{asked.dataset} is empty now, or was never published",
                    )
                )
            return Party(self._org, rows, tuple(columns), asked.dataset, held["schema_digest"]), ""
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
            names = ", ".join(absent)
            raise self._unclear(Text(zh=f"缺少列 {names}", en=f"no column {names}"))

    def _party(self, terms: MandateTerms, columns: Sequence[str]) -> Party:
        absent = [column for column in columns if column not in terms.fields]
        if absent:
            names = ", ".join(absent)
            raise self._unusable(terms.id, Text(zh=f"不含 {names}", en=f"without {names}"))
        party = self._jobs.describe(str(terms.custodian), terms.id, columns)
        if not party.rows:
            raise self._unclear(Text(zh=f"{terms.dataset} 目前为空", en=f"{terms.dataset} is empty now"))
        return party

    def _match(self, _: ComputationRequest, mine: Party, parties: Sequence[Party], kind: ListDataset) -> JobSpec:
        key = kind.key
        plan = plan_match(mine.rows, parties[0].rows, suite=self._suite.name)
        params: dict[str, Param] = {"key": key, "kind": _kind(key), "curve": plan.curve}
        return JobSpec(Op.MATCH, plan.scheme, (mine, *parties), (self._org,), "", params)

    def _lookup(self, _: ComputationRequest, mine: Party, parties: Sequence[Party], kind: ListDataset) -> JobSpec:
        key = kind.key
        params: dict[str, Param] = {
            "key": key,
            "kind": _kind(key),
            "curve": "fourq",
            "level": kind.level,
            "levels": list(kind.levels) or ["listed"],
        }
        return JobSpec(Op.LOOKUP, Scheme.UNBALANCED, (*parties, mine), (self._org,), "", params)

    def _sum(self, asked: ComputationRequest, mine: Party, parties: Sequence[Party], kind: ListDataset) -> JobSpec:
        key = kind.key
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

    def _unclear(self, reason: Text) -> InputUnclear:
        return InputUnclear(reason=reason, party=self._org, stage=_STAGE)

    def _unusable(self, mandate: MandateId, reason: Text) -> MandateUnusable:
        return MandateUnusable(mandate=mandate, reason=reason, party=self._org, stage=_STAGE)


def _kind(key: str) -> str:
    return (KeyKind.USCC if key == "uscc" else KeyKind.TEXT).value
