from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.custodian import Custodian


T = TypeVar("T", bound="SecretOrigin")


@_attrs_define
class SecretOrigin:
    """How a score came about of which nothing but itself was shown: the private computation and its pinned model.

    Attributes:
        custodians (list[Custodian]):
        job (str):
        model_digest (str): lower-case hex
        program (str):
    """

    custodians: list[Custodian]
    job: str
    model_digest: str
    program: str

    def to_dict(self) -> dict[str, Any]:
        custodians = []
        for custodians_item_data in self.custodians:
            custodians_item = custodians_item_data.to_dict()
            custodians.append(custodians_item)

        job = self.job

        model_digest = self.model_digest

        program = self.program

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "custodians": custodians,
                "job": job,
                "model_digest": model_digest,
                "program": program,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.custodian import Custodian

        d = dict(src_dict)
        custodians = []
        _custodians = d.pop("custodians")
        for custodians_item_data in _custodians:
            custodians_item = Custodian.from_dict(custodians_item_data)

            custodians.append(custodians_item)

        job = d.pop("job")

        model_digest = d.pop("model_digest")

        program = d.pop("program")

        secret_origin = cls(
            custodians=custodians,
            job=job,
            model_digest=model_digest,
            program=program,
        )

        return secret_origin
