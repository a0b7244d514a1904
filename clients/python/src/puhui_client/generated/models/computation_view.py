from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.computation_view_result_kind import (
    ComputationViewResultKind,
    check_computation_view_result_kind,
)
from ..models.computation_view_state import (
    ComputationViewState,
    check_computation_view_state,
)

if TYPE_CHECKING:
    from ..models.computation_party import ComputationParty
    from ..models.computation_problem import ComputationProblem
    from ..models.learnt_view import LearntView


T = TypeVar("T", bound="ComputationView")


@_attrs_define
class ComputationView:
    """A private computation at this node. `stage`, `done` of `stages` and bytes are those of our own worker;
    `seconds_expected` is the planner's, where it has a plan for the operation.

        Attributes:
            deadline (datetime.datetime):
            disclosed (list[LearntView]):
            done (int):
            initiator (str):
            initiator_name (str):
            job (str):
            op (str):
            op_text (str):
            over_at (datetime.datetime | None):
            parties (list[ComputationParty]):
            problem (ComputationProblem | None):
            program (str):
            proposed_at (datetime.datetime):
            protocol (str):
            purpose (str):
            purpose_text (str):
            received_bytes (int):
            result (bool):
            result_kind (ComputationViewResultKind):
            seconds_expected (float | None):
            sent_bytes (int):
            stage (str):
            stages (int):
            state (ComputationViewState):
    """

    deadline: datetime.datetime
    disclosed: list[LearntView]
    done: int
    initiator: str
    initiator_name: str
    job: str
    op: str
    op_text: str
    over_at: datetime.datetime | None
    parties: list[ComputationParty]
    problem: ComputationProblem | None
    program: str
    proposed_at: datetime.datetime
    protocol: str
    purpose: str
    purpose_text: str
    received_bytes: int
    result: bool
    result_kind: ComputationViewResultKind
    seconds_expected: float | None
    sent_bytes: int
    stage: str
    stages: int
    state: ComputationViewState

    def to_dict(self) -> dict[str, Any]:
        from ..models.computation_problem import ComputationProblem

        deadline = self.deadline.isoformat()

        disclosed = []
        for disclosed_item_data in self.disclosed:
            disclosed_item = disclosed_item_data.to_dict()
            disclosed.append(disclosed_item)

        done = self.done

        initiator = self.initiator

        initiator_name = self.initiator_name

        job = self.job

        op = self.op

        op_text = self.op_text

        over_at: None | str
        if isinstance(self.over_at, datetime.datetime):
            over_at = self.over_at.isoformat()
        else:
            over_at = self.over_at

        parties = []
        for parties_item_data in self.parties:
            parties_item = parties_item_data.to_dict()
            parties.append(parties_item)

        problem: dict[str, Any] | None
        if isinstance(self.problem, ComputationProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        program = self.program

        proposed_at = self.proposed_at.isoformat()

        protocol = self.protocol

        purpose = self.purpose

        purpose_text = self.purpose_text

        received_bytes = self.received_bytes

        result = self.result

        result_kind: str = self.result_kind

        seconds_expected: float | None
        seconds_expected = self.seconds_expected

        sent_bytes = self.sent_bytes

        stage = self.stage

        stages = self.stages

        state: str = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "deadline": deadline,
                "disclosed": disclosed,
                "done": done,
                "initiator": initiator,
                "initiator_name": initiator_name,
                "job": job,
                "op": op,
                "op_text": op_text,
                "over_at": over_at,
                "parties": parties,
                "problem": problem,
                "program": program,
                "proposed_at": proposed_at,
                "protocol": protocol,
                "purpose": purpose,
                "purpose_text": purpose_text,
                "received_bytes": received_bytes,
                "result": result,
                "result_kind": result_kind,
                "seconds_expected": seconds_expected,
                "sent_bytes": sent_bytes,
                "stage": stage,
                "stages": stages,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.computation_party import ComputationParty
        from ..models.computation_problem import ComputationProblem
        from ..models.learnt_view import LearntView

        d = dict(src_dict)
        deadline = datetime.datetime.fromisoformat(d.pop("deadline"))

        disclosed = []
        _disclosed = d.pop("disclosed")
        for disclosed_item_data in _disclosed:
            disclosed_item = LearntView.from_dict(disclosed_item_data)

            disclosed.append(disclosed_item)

        done = d.pop("done")

        initiator = d.pop("initiator")

        initiator_name = d.pop("initiator_name")

        job = d.pop("job")

        op = d.pop("op")

        op_text = d.pop("op_text")

        def _parse_over_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                over_at_type_0 = datetime.datetime.fromisoformat(data)

                return over_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        over_at = _parse_over_at(d.pop("over_at"))

        parties = []
        _parties = d.pop("parties")
        for parties_item_data in _parties:
            parties_item = ComputationParty.from_dict(parties_item_data)

            parties.append(parties_item)

        def _parse_problem(data: object) -> ComputationProblem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = ComputationProblem.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComputationProblem | None, data)

        problem = _parse_problem(d.pop("problem"))

        program = d.pop("program")

        proposed_at = datetime.datetime.fromisoformat(d.pop("proposed_at"))

        protocol = d.pop("protocol")

        purpose = d.pop("purpose")

        purpose_text = d.pop("purpose_text")

        received_bytes = d.pop("received_bytes")

        result = d.pop("result")

        result_kind = check_computation_view_result_kind(d.pop("result_kind"))

        def _parse_seconds_expected(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        seconds_expected = _parse_seconds_expected(d.pop("seconds_expected"))

        sent_bytes = d.pop("sent_bytes")

        stage = d.pop("stage")

        stages = d.pop("stages")

        state = check_computation_view_state(d.pop("state"))

        computation_view = cls(
            deadline=deadline,
            disclosed=disclosed,
            done=done,
            initiator=initiator,
            initiator_name=initiator_name,
            job=job,
            op=op,
            op_text=op_text,
            over_at=over_at,
            parties=parties,
            problem=problem,
            program=program,
            proposed_at=proposed_at,
            protocol=protocol,
            purpose=purpose,
            purpose_text=purpose_text,
            received_bytes=received_bytes,
            result=result,
            result_kind=result_kind,
            seconds_expected=seconds_expected,
            sent_bytes=sent_bytes,
            stage=stage,
            stages=stages,
            state=state,
        )

        return computation_view
