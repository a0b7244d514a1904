"""What people see of mandates and computations, in their language."""

from puhui.consent import Mandate
from puhui.consent.model import moment
from puhui.desks.computing.words import operation_text, purpose_text
from puhui.desks.directory import Directory
from puhui.desks.views import (
    ComputationParty,
    ComputationProblem,
    ComputationView,
    LearntView,
    MandateView,
)
from puhui.kernel import Language, Text
from puhui.privacy import JobSpec, Op, plan_train, plan_validate
from puhui.privacy.disclosure import SENTENCES
from puhui.privacy.jobs import Job, JobError, JobState

STAGES = ("order", "inputs", "linking", "greeting", "protocol", "output", "closing", "done")
_ALIASES = {
    "compiling": "inputs",
    "blinding": "protocol",
    "sharing": "protocol",
    "computing": "protocol",
    "opening": "output",
}
_ALIGNED = ("order", "inputs", "linking", "greeting", "aligning")
_STAGES_OF = {
    Op.TRAIN: (
        *(*_ALIGNED, "binning", "sharing", "counting", "encoding", "pruning", "fitting", "validating"),
        *("output", "closing", "done"),
    ),
    Op.VALIDATE: (*_ALIGNED, "sharing", "validating", "output", "closing", "done"),
}
RESULTS = {
    Op.MATCH: "matched.csv",
    Op.LOOKUP: "answers.csv",
    Op.SUM: "sums.csv",
    Op.SCORE: "scores.csv",
    Op.RANK: "bands.csv",
    Op.TRAIN: "model.json",
    Op.VALIDATE: "measures.json",
}


class Showing:
    """Views for one organisation's people."""

    def __init__(self, org: str, directory: Directory) -> None:
        self._org = org
        self._directory = directory

    def mandate(self, one: Mandate, language: Language) -> MandateView:
        """A mandate."""
        terms = one.terms
        op = terms.program.partition("/")[0]
        return MandateView(
            mandate=str(terms.id),
            direction="given" if terms.custodian == self._org else "received",
            custodian=str(terms.custodian),
            custodian_name=self._name(terms.custodian, language),
            receiver=str(terms.receiver),
            receiver_name=self._name(terms.receiver, language),
            dataset=str(terms.dataset),
            dataset_name=self._directory.dataset_name(terms.dataset).in_(language),
            fields=list(terms.fields),
            op=op,
            op_text=operation_text(op).in_(language),
            purpose=terms.purpose,
            purpose_text=purpose_text(terms.purpose).in_(language),
            uses=terms.uses,
            used=one.used,
            standing=one.standing.value,
            opened_at=one.opened_at,
            not_before=moment(terms.not_before),
            expires=moment(terms.expires),
            entry=str(one.entry),
        )

    def job(self, one: Job, language: Language) -> ComputationView:
        """A computation."""
        spec, words = one.spec, {word.party: word for word in one.parties}
        parties = [
            ComputationParty(
                org=party.name,
                name=self._name(party.name, language),
                dataset=party.dataset,
                dataset_name=self._directory.dataset_name(party.dataset).in_(language) if party.dataset else "",
                rows=party.rows,
                columns=list(party.columns),
                receives=party.name in spec.receivers,
                said=words[party.name].said if party.name in words else "",
                at=words[party.name].at if party.name in words else None,
            )
            for party in spec.parties
        ]
        learnt = [
            LearntView(
                org=fact.party, text=SENTENCES[fact.code].fill(of=self._everybody(fact.of, language)).in_(language)
            )
            for fact in spec.disclosure
        ]
        stages = _STAGES_OF.get(spec.op, STAGES)
        said = one.stage.partition(" ")[0]  # "fitting 3" is the third step
        stage = said if said in stages else _ALIASES.get(said, said)
        return ComputationView(
            job=one.id,
            op=spec.op.value,
            op_text=operation_text(spec.op.value).in_(language),
            protocol=spec.scheme.value,
            program=spec.program,
            purpose=spec.purpose,
            purpose_text=purpose_text(spec.purpose).in_(language),
            initiator=one.initiator,
            initiator_name=self._name(one.initiator, language),
            state=one.state.value,
            stage=said,
            done=stages.index(stage) + 1 if stage in stages else 0,
            stages=len(stages),
            sent_bytes=one.sent_bytes,
            received_bytes=one.received_bytes,
            parties=parties,
            disclosed=learnt,
            problem=_problem(one.error, language),
            result=one.state is JobState.DONE and one.me in spec.receivers,
            result_kind="json" if RESULTS[spec.op].endswith(".json") else "csv",
            seconds_expected=_seconds_expected(spec),
            proposed_at=one.invited_at,
            deadline=one.deadline,
            over_at=one.over_at,
        )

    def _name(self, org: str, language: Language) -> str:
        return self._directory.name_of(org).in_(language)

    def _everybody(self, of: str, language: Language) -> str:
        return Text(zh="各参与方", en="the parties").in_(language) if of == "*" else self._name(of, language)


def _seconds_expected(spec: JobSpec) -> float | None:
    """What the planner says of a training or validation, by what its parties say of themselves."""
    rows = min(party.rows for party in spec.parties)
    if spec.op is Op.VALIDATE:
        return plan_validate(rows).seconds
    if spec.op is not Op.TRAIN:
        return None
    columns = sum(len(party.columns) - 1 for party in spec.parties) - 1
    return plan_train(rows, columns).seconds


def _problem(error: JobError | None, language: Language) -> ComputationProblem | None:
    if error is None:
        return None
    return ComputationProblem(
        code=error.code,
        party=error.party,
        stage=error.stage,
        cause=error.cause[language.value],
        remedy=error.remedy[language.value],
        retriable=error.retriable,
    )
