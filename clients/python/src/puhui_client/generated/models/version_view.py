from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.version_view_kind import VersionViewKind, check_version_view_kind
from ..models.version_view_state import VersionViewState, check_version_view_state

if TYPE_CHECKING:
    from ..models.case_sheet import CaseSheet
    from ..models.product_view import ProductView
    from ..models.rule_sheet import RuleSheet
    from ..models.version_backtest import VersionBacktest
    from ..models.version_step import VersionStep
    from ..models.version_verdict import VersionVerdict
    from ..models.version_view_product_type_0 import VersionViewProductType0


T = TypeVar("T", bound="VersionView")


@_attrs_define
class VersionView:
    """A version with all that it says. `offered` is the product as customers see it, with what it costs all told.

    Attributes:
        backtest (None | VersionBacktest):
        based_on (None | str):
        cases (CaseSheet | None):
        changed_at (datetime.datetime):
        changed_by (str):
        code (int):
        file (None | str):
        id (str):
        kind (VersionViewKind):
        mine (bool):
        name (str):
        number (int):
        offered (None | ProductView):
        product (None | VersionViewProductType0):
        revision (int):
        sheet (None | RuleSheet):
        state (VersionViewState):
        steps (list[VersionStep]):
        subject (str):
        title (str):
        verdict (VersionVerdict): What a check of a version found.
    """

    backtest: None | VersionBacktest
    based_on: None | str
    cases: CaseSheet | None
    changed_at: datetime.datetime
    changed_by: str
    code: int
    file: None | str
    id: str
    kind: VersionViewKind
    mine: bool
    name: str
    number: int
    offered: None | ProductView
    product: None | VersionViewProductType0
    revision: int
    sheet: None | RuleSheet
    state: VersionViewState
    steps: list[VersionStep]
    subject: str
    title: str
    verdict: VersionVerdict

    def to_dict(self) -> dict[str, Any]:
        from ..models.case_sheet import CaseSheet
        from ..models.product_view import ProductView
        from ..models.rule_sheet import RuleSheet
        from ..models.version_backtest import VersionBacktest
        from ..models.version_view_product_type_0 import VersionViewProductType0

        backtest: dict[str, Any] | None
        if isinstance(self.backtest, VersionBacktest):
            backtest = self.backtest.to_dict()
        else:
            backtest = self.backtest

        based_on: None | str
        based_on = self.based_on

        cases: dict[str, Any] | None
        if isinstance(self.cases, CaseSheet):
            cases = self.cases.to_dict()
        else:
            cases = self.cases

        changed_at = self.changed_at.isoformat()

        changed_by = self.changed_by

        code = self.code

        file: None | str
        file = self.file

        id = self.id

        kind: str = self.kind

        mine = self.mine

        name = self.name

        number = self.number

        offered: dict[str, Any] | None
        if isinstance(self.offered, ProductView):
            offered = self.offered.to_dict()
        else:
            offered = self.offered

        product: dict[str, Any] | None
        if isinstance(self.product, VersionViewProductType0):
            product = self.product.to_dict()
        else:
            product = self.product

        revision = self.revision

        sheet: dict[str, Any] | None
        if isinstance(self.sheet, RuleSheet):
            sheet = self.sheet.to_dict()
        else:
            sheet = self.sheet

        state: str = self.state

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        subject = self.subject

        title = self.title

        verdict = self.verdict.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "backtest": backtest,
                "based_on": based_on,
                "cases": cases,
                "changed_at": changed_at,
                "changed_by": changed_by,
                "code": code,
                "file": file,
                "id": id,
                "kind": kind,
                "mine": mine,
                "name": name,
                "number": number,
                "offered": offered,
                "product": product,
                "revision": revision,
                "sheet": sheet,
                "state": state,
                "steps": steps,
                "subject": subject,
                "title": title,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_sheet import CaseSheet
        from ..models.product_view import ProductView
        from ..models.rule_sheet import RuleSheet
        from ..models.version_backtest import VersionBacktest
        from ..models.version_step import VersionStep
        from ..models.version_verdict import VersionVerdict
        from ..models.version_view_product_type_0 import VersionViewProductType0

        d = dict(src_dict)

        def _parse_backtest(data: object) -> None | VersionBacktest:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                backtest_type_0 = VersionBacktest.from_dict(data)

                return backtest_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VersionBacktest, data)

        backtest = _parse_backtest(d.pop("backtest"))

        def _parse_based_on(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        based_on = _parse_based_on(d.pop("based_on"))

        def _parse_cases(data: object) -> CaseSheet | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cases_type_0 = CaseSheet.from_dict(data)

                return cases_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CaseSheet | None, data)

        cases = _parse_cases(d.pop("cases"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        changed_by = d.pop("changed_by")

        code = d.pop("code")

        def _parse_file(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        file = _parse_file(d.pop("file"))

        id = d.pop("id")

        kind = check_version_view_kind(d.pop("kind"))

        mine = d.pop("mine")

        name = d.pop("name")

        number = d.pop("number")

        def _parse_offered(data: object) -> None | ProductView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                offered_type_0 = ProductView.from_dict(data)

                return offered_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductView, data)

        offered = _parse_offered(d.pop("offered"))

        def _parse_product(data: object) -> None | VersionViewProductType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_type_0 = VersionViewProductType0.from_dict(data)

                return product_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VersionViewProductType0, data)

        product = _parse_product(d.pop("product"))

        revision = d.pop("revision")

        def _parse_sheet(data: object) -> None | RuleSheet:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sheet_type_0 = RuleSheet.from_dict(data)

                return sheet_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleSheet, data)

        sheet = _parse_sheet(d.pop("sheet"))

        state = check_version_view_state(d.pop("state"))

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = VersionStep.from_dict(steps_item_data)

            steps.append(steps_item)

        subject = d.pop("subject")

        title = d.pop("title")

        verdict = VersionVerdict.from_dict(d.pop("verdict"))

        version_view = cls(
            backtest=backtest,
            based_on=based_on,
            cases=cases,
            changed_at=changed_at,
            changed_by=changed_by,
            code=code,
            file=file,
            id=id,
            kind=kind,
            mine=mine,
            name=name,
            number=number,
            offered=offered,
            product=product,
            revision=revision,
            sheet=sheet,
            state=state,
            steps=steps,
            subject=subject,
            title=title,
            verdict=verdict,
        )

        return version_view
