from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="AllBanksFigures")


@_attrs_define
class AllBanksFigures:
    """What a debtor owes at the other banks together and here, and how much of each is overdue for more than 90 days.

    Below three banks there are no sums. `share` is of all debts; `late` whether the rule says non-performing (null: not
    known, or too long ago), `applies` whether it speaks of debtors of this segment at all.

        Attributes:
            applies (bool):
            as_of (datetime.date):
            elsewhere_fen (int | None):
            elsewhere_late_fen (int | None):
            here_fen (int): integer fen (0.01 yuan)
            here_late_fen (int): integer fen (0.01 yuan)
            holders (int):
            job (str):
            late (bool | None):
            share (None | str):
    """

    applies: bool
    as_of: datetime.date
    elsewhere_fen: int | None
    elsewhere_late_fen: int | None
    here_fen: int
    here_late_fen: int
    holders: int
    job: str
    late: bool | None
    share: None | str

    def to_dict(self) -> dict[str, Any]:
        applies = self.applies

        as_of = self.as_of.isoformat()

        elsewhere_fen: int | None
        elsewhere_fen = self.elsewhere_fen

        elsewhere_late_fen: int | None
        elsewhere_late_fen = self.elsewhere_late_fen

        here_fen = self.here_fen

        here_late_fen = self.here_late_fen

        holders = self.holders

        job = self.job

        late: bool | None
        late = self.late

        share: None | str
        share = self.share

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "applies": applies,
                "as_of": as_of,
                "elsewhere_fen": elsewhere_fen,
                "elsewhere_late_fen": elsewhere_late_fen,
                "here_fen": here_fen,
                "here_late_fen": here_late_fen,
                "holders": holders,
                "job": job,
                "late": late,
                "share": share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        applies = d.pop("applies")

        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        def _parse_elsewhere_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        elsewhere_fen = _parse_elsewhere_fen(d.pop("elsewhere_fen"))

        def _parse_elsewhere_late_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        elsewhere_late_fen = _parse_elsewhere_late_fen(d.pop("elsewhere_late_fen"))

        here_fen = d.pop("here_fen")

        here_late_fen = d.pop("here_late_fen")

        holders = d.pop("holders")

        job = d.pop("job")

        def _parse_late(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        late = _parse_late(d.pop("late"))

        def _parse_share(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        share = _parse_share(d.pop("share"))

        all_banks_figures = cls(
            applies=applies,
            as_of=as_of,
            elsewhere_fen=elsewhere_fen,
            elsewhere_late_fen=elsewhere_late_fen,
            here_fen=here_fen,
            here_late_fen=here_late_fen,
            holders=holders,
            job=job,
            late=late,
            share=share,
        )

        return all_banks_figures
