from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.version_summary_kind import VersionSummaryKind, check_version_summary_kind
from ..models.version_summary_state import (
    VersionSummaryState,
    check_version_summary_state,
)

T = TypeVar("T", bound="VersionSummary")


@_attrs_define
class VersionSummary:
    """A version in a list. `code` is the state's number as financing platforms count.

    Attributes:
        changed_at (datetime.datetime):
        changed_by (str):
        code (int):
        file (None | str):
        id (str):
        kind (VersionSummaryKind):
        name (str):
        number (int):
        revision (int):
        state (VersionSummaryState):
        subject (str):
        title (str):
    """

    changed_at: datetime.datetime
    changed_by: str
    code: int
    file: None | str
    id: str
    kind: VersionSummaryKind
    name: str
    number: int
    revision: int
    state: VersionSummaryState
    subject: str
    title: str

    def to_dict(self) -> dict[str, Any]:
        changed_at = self.changed_at.isoformat()

        changed_by = self.changed_by

        code = self.code

        file: None | str
        file = self.file

        id = self.id

        kind: str = self.kind

        name = self.name

        number = self.number

        revision = self.revision

        state: str = self.state

        subject = self.subject

        title = self.title

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "changed_at": changed_at,
                "changed_by": changed_by,
                "code": code,
                "file": file,
                "id": id,
                "kind": kind,
                "name": name,
                "number": number,
                "revision": revision,
                "state": state,
                "subject": subject,
                "title": title,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        changed_by = d.pop("changed_by")

        code = d.pop("code")

        def _parse_file(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        file = _parse_file(d.pop("file"))

        id = d.pop("id")

        kind = check_version_summary_kind(d.pop("kind"))

        name = d.pop("name")

        number = d.pop("number")

        revision = d.pop("revision")

        state = check_version_summary_state(d.pop("state"))

        subject = d.pop("subject")

        title = d.pop("title")

        version_summary = cls(
            changed_at=changed_at,
            changed_by=changed_by,
            code=code,
            file=file,
            id=id,
            kind=kind,
            name=name,
            number=number,
            revision=revision,
            state=state,
            subject=subject,
            title=title,
        )

        return version_summary
