from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_view_approved_as_type_0 import (
    ModelViewApprovedAsType0,
    check_model_view_approved_as_type_0,
)
from ..models.model_view_kind import ModelViewKind, check_model_view_kind
from ..models.model_view_state import ModelViewState, check_model_view_state

if TYPE_CHECKING:
    from ..models.model_step import ModelStep
    from ..models.model_view_validation_type_0 import ModelViewValidationType0


T = TypeVar("T", bound="ModelView")


@_attrs_define
class ModelView:
    """A registered model and what it may do now. `validation` are the figures that a validator measured here.

    Attributes:
        approved_as (ModelViewApprovedAsType0 | None):
        auc (float | None):
        bads (int | None):
        calibrated (bool):
        data (list[str]):
        digest (str): lower-case hex
        expires (datetime.date | None):
        findings (list[str]):
        kind (ModelViewKind):
        label (str):
        last_day (datetime.date | None):
        name (str):
        order_only (bool):
        report (None | str):
        state (ModelViewState):
        steps (list[ModelStep]):
        use (str):
        use_label (str):
        validation (ModelViewValidationType0 | None):
        validation_report (None | str):
        version (str):
    """

    approved_as: ModelViewApprovedAsType0 | None
    auc: float | None
    bads: int | None
    calibrated: bool
    data: list[str]
    digest: str
    expires: datetime.date | None
    findings: list[str]
    kind: ModelViewKind
    label: str
    last_day: datetime.date | None
    name: str
    order_only: bool
    report: None | str
    state: ModelViewState
    steps: list[ModelStep]
    use: str
    use_label: str
    validation: ModelViewValidationType0 | None
    validation_report: None | str
    version: str

    def to_dict(self) -> dict[str, Any]:
        from ..models.model_view_validation_type_0 import ModelViewValidationType0

        approved_as: None | str
        if isinstance(self.approved_as, str):
            approved_as = self.approved_as
        else:
            approved_as = self.approved_as

        auc: float | None
        auc = self.auc

        bads: int | None
        bads = self.bads

        calibrated = self.calibrated

        data = self.data

        digest = self.digest

        expires: None | str
        if isinstance(self.expires, datetime.date):
            expires = self.expires.isoformat()
        else:
            expires = self.expires

        findings = self.findings

        kind: str = self.kind

        label = self.label

        last_day: None | str
        if isinstance(self.last_day, datetime.date):
            last_day = self.last_day.isoformat()
        else:
            last_day = self.last_day

        name = self.name

        order_only = self.order_only

        report: None | str
        report = self.report

        state: str = self.state

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        use = self.use

        use_label = self.use_label

        validation: dict[str, Any] | None
        if isinstance(self.validation, ModelViewValidationType0):
            validation = self.validation.to_dict()
        else:
            validation = self.validation

        validation_report: None | str
        validation_report = self.validation_report

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "approved_as": approved_as,
                "auc": auc,
                "bads": bads,
                "calibrated": calibrated,
                "data": data,
                "digest": digest,
                "expires": expires,
                "findings": findings,
                "kind": kind,
                "label": label,
                "last_day": last_day,
                "name": name,
                "order_only": order_only,
                "report": report,
                "state": state,
                "steps": steps,
                "use": use,
                "use_label": use_label,
                "validation": validation,
                "validation_report": validation_report,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_step import ModelStep
        from ..models.model_view_validation_type_0 import ModelViewValidationType0

        d = dict(src_dict)

        def _parse_approved_as(data: object) -> ModelViewApprovedAsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                approved_as_type_0 = check_model_view_approved_as_type_0(data)

                return approved_as_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelViewApprovedAsType0 | None, data)

        approved_as = _parse_approved_as(d.pop("approved_as"))

        def _parse_auc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        auc = _parse_auc(d.pop("auc"))

        def _parse_bads(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        bads = _parse_bads(d.pop("bads"))

        calibrated = d.pop("calibrated")

        data = cast(list[str], d.pop("data"))

        digest = d.pop("digest")

        def _parse_expires(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_type_0 = datetime.date.fromisoformat(data)

                return expires_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires = _parse_expires(d.pop("expires"))

        findings = cast(list[str], d.pop("findings"))

        kind = check_model_view_kind(d.pop("kind"))

        label = d.pop("label")

        def _parse_last_day(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_day_type_0 = datetime.date.fromisoformat(data)

                return last_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_day = _parse_last_day(d.pop("last_day"))

        name = d.pop("name")

        order_only = d.pop("order_only")

        def _parse_report(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        report = _parse_report(d.pop("report"))

        state = check_model_view_state(d.pop("state"))

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = ModelStep.from_dict(steps_item_data)

            steps.append(steps_item)

        use = d.pop("use")

        use_label = d.pop("use_label")

        def _parse_validation(data: object) -> ModelViewValidationType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                validation_type_0 = ModelViewValidationType0.from_dict(data)

                return validation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelViewValidationType0 | None, data)

        validation = _parse_validation(d.pop("validation"))

        def _parse_validation_report(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        validation_report = _parse_validation_report(d.pop("validation_report"))

        version = d.pop("version")

        model_view = cls(
            approved_as=approved_as,
            auc=auc,
            bads=bads,
            calibrated=calibrated,
            data=data,
            digest=digest,
            expires=expires,
            findings=findings,
            kind=kind,
            label=label,
            last_day=last_day,
            name=name,
            order_only=order_only,
            report=report,
            state=state,
            steps=steps,
            use=use,
            use_label=use_label,
            validation=validation,
            validation_report=validation_report,
            version=version,
        )

        return model_view
