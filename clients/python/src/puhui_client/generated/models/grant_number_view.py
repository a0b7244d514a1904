from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="GrantNumberView")


@_attrs_define
class GrantNumberView:
    """Number `seq` of a grant or mandate: a use (the `n`-th) or a denial, and the entry that gave it; none: a gap.

    Attributes:
        at (datetime.datetime | None):
        entry (None | str):
        index (int | None):
        kind (None | str):
        n (int | None):
        seq (int):
    """

    at: datetime.datetime | None
    entry: None | str
    index: int | None
    kind: None | str
    n: int | None
    seq: int

    def to_dict(self) -> dict[str, Any]:
        at: None | str
        if isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        entry: None | str
        entry = self.entry

        index: int | None
        index = self.index

        kind: None | str
        kind = self.kind

        n: int | None
        n = self.n

        seq = self.seq

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "index": index,
                "kind": kind,
                "n": n,
                "seq": seq,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                at_type_0 = datetime.datetime.fromisoformat(data)

                return at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        at = _parse_at(d.pop("at"))

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        def _parse_index(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        index = _parse_index(d.pop("index"))

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_n(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        n = _parse_n(d.pop("n"))

        seq = d.pop("seq")

        grant_number_view = cls(
            at=at,
            entry=entry,
            index=index,
            kind=kind,
            n=n,
            seq=seq,
        )

        return grant_number_view
