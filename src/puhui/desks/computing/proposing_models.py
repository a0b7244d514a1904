"""A request for a training or a validation becomes a job: our table has the outcomes, the mandates' lists the rest.

What the custodians bring their mandates say, and their nodes describe. What we promise them, so many rows in common, is
what an owner's node asks for by the house's limits.
"""

from collections.abc import Callable, Sequence

from puhui.consent import MandateTerms
from puhui.credit import Scorecard
from puhui.desks.computing.errors import InputUnclear, TakesTooLong
from puhui.desks.computing.proposal import Proposal
from puhui.desks.computing.sources import JobTables
from puhui.desks.views import ComputationRequest
from puhui.exchange.lists import KEY
from puhui.kernel import PuhuiError, Suite, Text
from puhui.privacy import Estimate, JobSpec, KeyKind, Op, Party, Scheme, plan_match, plan_train, plan_validate
from puhui.privacy.cards import bare, card_digest
from puhui.privacy.jobs import UnderMandate
from puhui.privacy.leakage import LIMITS, common_rows_min
from puhui.privacy.model import Param

CUSTODIANS_MIN = 2
_TOO_FEW = Text(zh="须有至少 {least} 家机构的委托", en="mandates of {least} institutions or more are needed")
_TWICE = Text(zh="有两方提供同名的列 {columns}", en="two give a column of one name: {columns}")
_NOBODYS = Text(
    zh="评分卡含有 {sources} 的变量，而没有其委托", en="the card has attributes of {sources}, and no mandate is theirs"
)
_STAGE = "desks.computing.proposing"

Describe = Callable[[MandateTerms, Sequence[str]], Party]


class ModelProposer:
    """Makes such proposals for one organisation. `describe` asks a custodian's node; `memory` says how many bytes a
    worker may take here."""

    def __init__(
        self, *, org: str, tables: JobTables, suite: Suite, describe: Describe, memory: Callable[[], int]
    ) -> None:
        self._org, self._tables, self._suite = org, tables, suite
        self._describe, self._memory = describe, memory

    def proposal(self, asked: ComputationRequest, mandates: Sequence[MandateTerms]) -> Proposal:
        """Raises `InputUnclear`, `MandateUnusable`, `WouldNotFit`, `TakesTooLong`, and what the other nodes refuse."""
        if len(mandates) < CUSTODIANS_MIN:
            raise self._unclear(_TOO_FEW.fill(least=CUSTODIANS_MIN))
        if not asked.table or asked.dataset:
            raise self._unclear(Text(zh="须上传本机构含结果列的表", en="a table of our own with the outcomes"))
        if not asked.target:
            raise self._unclear(Text(zh="须写明哪一列是结果", en="which column has the outcomes"))
        card = self._card(asked) if asked.op == "validate" else None
        token, there, rows = self._tables.keep(asked.table)
        try:
            mine = Party(self._org, rows, tuple(there), "", token)
            self._demand([KEY, asked.target], there)
            spec = (
                self._training(asked, mandates, mine) if card is None else self._validation(asked, mandates, mine, card)
            )
        except PuhuiError:
            self._tables.forget(token)
            raise
        under = {str(one.custodian): UnderMandate(one.id) for one in mandates}
        return Proposal(spec, under, token, card.dump() if card else b"")

    def _training(self, asked: ComputationRequest, mandates: Sequence[MandateTerms], mine: Party) -> JobSpec:
        parties = [self._own(mine, asked.target, [one for one in mine.columns if one not in (KEY, asked.target)])]
        for terms in mandates:
            fields = [field for field in terms.fields if field != KEY and (not asked.values or field in asked.values)]
            parties.append(self._describe(terms, [KEY, *fields]))
        given = [column for party in parties for column in party.columns if column not in (KEY, asked.target)]
        if twice := sorted({column for column in given if given.count(column) > 1}):
            raise self._unclear(_TWICE.fill(columns=", ".join(twice)))
        self._demand(asked.values, given)
        self._check_time(plan_train(_common(parties), len(given), memory_bytes=self._memory()), asked)
        params = self._aligned(Op.TRAIN, asked, parties, asked.categories)
        params |= {
            "holdout_permille": asked.holdout_percent * 10,
            "seed": asked.seed,
            "ridge_thousandths": round(asked.ridge * 1000),
            "name": asked.name or "federated",
        }
        return self._spec(Op.TRAIN, mandates, parties, params)

    def _validation(
        self, asked: ComputationRequest, mandates: Sequence[MandateTerms], mine: Party, card: Scorecard
    ) -> JobSpec:
        of: dict[str, list[str]] = {}
        for attribute in card.attributes:
            of.setdefault(attribute.source, []).append(attribute.name)
        parties = [self._own(mine, asked.target, of.pop(self._org, []))]
        parties += [self._describe(terms, [KEY, *of.pop(str(terms.custodian), [])]) for terms in mandates]
        if of:
            raise self._unclear(_NOBODYS.fill(sources=", ".join(sorted(of))))
        self._check_time(plan_validate(_common(parties), memory_bytes=self._memory()), asked)
        categories = [attribute.name for attribute in card.attributes if not attribute.numeric]
        params = self._aligned(Op.VALIDATE, asked, parties, categories)
        return self._spec(Op.VALIDATE, mandates, parties, params | {"model": card_digest(card, self._suite)})

    def _check_time(self, plan: Estimate, asked: ComputationRequest) -> None:
        if plan.seconds > asked.minutes * 60:
            expected = round(plan.seconds / 60)
            raise TakesTooLong(expected=expected, minutes=asked.minutes, party=self._org, stage=_STAGE)

    def _own(self, mine: Party, target: str, columns: Sequence[str]) -> Party:
        self._demand(columns, mine.columns)
        return Party(self._org, mine.rows, (KEY, target, *columns), "", mine.schema)

    def _aligned(
        self, op: Op, asked: ComputationRequest, parties: Sequence[Party], categories: Sequence[str]
    ) -> dict[str, Param]:
        *_, second, first = sorted(party.rows for party in parties)
        plan = plan_match(first, second, suite=self._suite.name)
        return {
            "key": KEY,
            "kind": KeyKind.USCC.value,
            "psi": plan.scheme.value,
            "curve": plan.curve,
            "target": asked.target,
            "bad": list(dict.fromkeys(asked.bad)),
            "categories": list(dict.fromkeys(categories)),
            "common_min": common_rows_min(op, sum(len(party.columns) for party in parties), LIMITS),
        }

    def _spec(
        self, op: Op, mandates: Sequence[MandateTerms], parties: Sequence[Party], params: dict[str, Param]
    ) -> JobSpec:
        return JobSpec(op, Scheme.ABY3, tuple(parties), (self._org,), "", params, purpose=mandates[0].purpose)

    def _card(self, asked: ComputationRequest) -> Scorecard:
        """The card, without what it says of the rows that it was fitted to: the others need only score with it."""
        if not asked.model:
            raise self._unclear(Text(zh="须写明验证哪张评分卡", en="which scorecard to validate"))
        return bare(Scorecard.parse(asked.model.encode()))

    def _demand(self, columns: Sequence[str], there: Sequence[str]) -> None:
        if absent := [column for column in columns if column not in there]:
            names = ", ".join(absent)
            raise self._unclear(Text(zh=f"缺少列 {names}", en=f"no column {names}"))

    def _unclear(self, reason: Text) -> InputUnclear:
        return InputUnclear(reason=reason, party=self._org, stage=_STAGE)


def _common(parties: Sequence[Party]) -> int:
    """No more rows than these can be common."""
    return min(party.rows for party in parties)
