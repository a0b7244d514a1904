from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.cosigner import Cosigner
    from ..models.log_ref import LogRef
    from ..models.verification_step import VerificationStep


T = TypeVar("T", bound="VerificationView")


@_attrs_define
class VerificationView:
    """A receipt verified step by step against this node's trust file.

    `kind` and `stream` say what business step an anchored record proves, and of which application, loan or score.

        Attributes:
            action (str):
            at (datetime.datetime):
            contract (str):
            cosigned_by (list[Cosigner]):
            entry (str):
            index (int):
            issuer (str):
            issuer_name (str):
            kind (None | str):
            log (LogRef): The log and the size of the tree that the proof is against.
            quorum (int):
            steps (list[VerificationStep]):
            stream (None | str):
    """

    action: str
    at: datetime.datetime
    contract: str
    cosigned_by: list[Cosigner]
    entry: str
    index: int
    issuer: str
    issuer_name: str
    kind: None | str
    log: LogRef
    quorum: int
    steps: list[VerificationStep]
    stream: None | str

    def to_dict(self) -> dict[str, Any]:
        action = self.action

        at = self.at.isoformat()

        contract = self.contract

        cosigned_by = []
        for cosigned_by_item_data in self.cosigned_by:
            cosigned_by_item = cosigned_by_item_data.to_dict()
            cosigned_by.append(cosigned_by_item)

        entry = self.entry

        index = self.index

        issuer = self.issuer

        issuer_name = self.issuer_name

        kind: None | str
        kind = self.kind

        log = self.log.to_dict()

        quorum = self.quorum

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        stream: None | str
        stream = self.stream

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "contract": contract,
                "cosigned_by": cosigned_by,
                "entry": entry,
                "index": index,
                "issuer": issuer,
                "issuer_name": issuer_name,
                "kind": kind,
                "log": log,
                "quorum": quorum,
                "steps": steps,
                "stream": stream,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cosigner import Cosigner
        from ..models.log_ref import LogRef
        from ..models.verification_step import VerificationStep

        d = dict(src_dict)
        action = d.pop("action")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        contract = d.pop("contract")

        cosigned_by = []
        _cosigned_by = d.pop("cosigned_by")
        for cosigned_by_item_data in _cosigned_by:
            cosigned_by_item = Cosigner.from_dict(cosigned_by_item_data)

            cosigned_by.append(cosigned_by_item)

        entry = d.pop("entry")

        index = d.pop("index")

        issuer = d.pop("issuer")

        issuer_name = d.pop("issuer_name")

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

        log = LogRef.from_dict(d.pop("log"))

        quorum = d.pop("quorum")

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = VerificationStep.from_dict(steps_item_data)

            steps.append(steps_item)

        def _parse_stream(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        stream = _parse_stream(d.pop("stream"))

        verification_view = cls(
            action=action,
            at=at,
            contract=contract,
            cosigned_by=cosigned_by,
            entry=entry,
            index=index,
            issuer=issuer,
            issuer_name=issuer_name,
            kind=kind,
            log=log,
            quorum=quorum,
            steps=steps,
            stream=stream,
        )

        return verification_view
