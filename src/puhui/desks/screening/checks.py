"""What was checked of one application: the register's answers, what its applicants share, its papers, a list.

A check that nobody made is None, and held against nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from puhui.credit.indicator import IndicatorSet
from puhui.desks.screening.papers import Paper
from puhui.parties.verifying import DocumentFinding, least_days_left

Document = dict[str, Any]

FLAGS = ("flag_license_no", "flag_name", "flag_legal_person", "flag_legal_person_id")
CHANGES = {
    "representative_changes_3m": "lr_chg_3m",
    "representative_changes_6m": "lr_chg_6m",
    "shares_changes_6m": "sh_chg_6m",
}


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of one application as they stand.

    `register` is the registry's latest answer, `counter` its latest to what an officer stated (documents of
    `register_document`); `links` are what applicants of this bank share (`screening.Link` as documents); `listed` what
    a private lookup told (`screening.Listed`).
    """

    register: Document | None = None
    counter: Document | None = None
    links: Sequence[Document] | None = None
    papers: Sequence[Paper] = field(default=())
    listed: Document | None = None

    @property
    def registration(self) -> Document | None:
        """Status and changes, as a case has them; None where the registry did not answer."""
        told = self.register
        if told is None or told["status"] is None:
            return None
        changes = {name: told[of] for name, of in CHANGES.items()}
        return {"as_of": told["as_of"], "status": told["status"], **changes}

    @property
    def enterprise(self) -> Document | None:
        """The check of the enterprise's factors that counts: the worst of those that were made."""
        made = [one for one in (self.register, self.counter) if one is not None and one["result"] is not None]
        if not made:
            return None
        worst = max(made, key=lambda one: (one["result"], one["level"]))
        return {name: worst[name] for name in ("result", "level", "flags", "behind_until", "as_of")}

    def document_days_left(self, on: date) -> int | None:
        """The fewest days that a paper with an end is still valid; None where none has an end."""
        return least_days_left(self.found(on))

    def found(self, on: date) -> list[DocumentFinding]:
        """What the papers' dates say on a day, in their order."""
        return [paper.found(on) for paper in self.papers]


def register_document(told: IndicatorSet, entry: str, at: str) -> Document:
    """A registry's answer as it is kept: no name, number, address or telephone stands in it."""
    result = _whole(told, "check_result")
    flags = {name: _whole(told, name) for name in FLAGS}
    return {
        "at": at,
        "as_of": next((one.as_of.isoformat() for one in told.values() if one.as_of is not None), at[:10]),
        "entry": entry,
        "result": result,
        "level": _text(told, "check_level"),
        "flags": {name: None if flag is None else bool(flag) for name, flag in flags.items()},
        "behind_until": _text(told, "behind_until"),
        "status": _text(told, "status"),
        **{name: _whole(told, name) for name in CHANGES.values()},
        "address_houses_many": bool(_whole(told, "address_houses_many") or 0),
    }


def tags_of(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The (kind, tag) pairs among values by the names of their fields."""
    return [
        (kind, str(value)) for kind in ("device", "address", "phone") if (value := told.get(f"{kind}_tag")) is not None
    ]


def _whole(told: IndicatorSet, name: str) -> int | None:
    value = told.value(name) if name in told else None
    return None if value is None or isinstance(value, str) else int(value)


def _text(told: IndicatorSet, name: str) -> str | None:
    value = told.value(name) if name in told else None
    return None if value is None else str(value)
