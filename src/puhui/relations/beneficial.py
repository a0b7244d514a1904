"""Beneficial owners 受益所有人 of an enterprise, by 受益所有人信息管理办法 (2024 no. 3, in force 2024-11-01).

The natural persons who 1. ultimately own at least 25 % of the equity, directly or through others; 2. do not, but
have at
least 25 % of the votes; 3. do not, but actually control it; and where there is none, 4. whoever manages it from day
to day.
A sole proprietor has none to file; a company of at most 10 million yuan whose holders are all natural persons may
be exempt by a promise.

>>> from puhui.relations.sketch import sketch
>>> found = beneficial_owners(sketch("P1 holds A 0.8", "A holds B 0.5", "P2 holds B 0.2", "P3 executive B"), "B")
>>> [(owner.person, owner.basis.value, round(owner.ownership, 4)) for owner in found.owners]
[('P1', 'ownership', 0.4)]
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np

from puhui.kernel import Text
from puhui.relations.control import votes
from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.ownership import Path, Upstream, upstream
from puhui.relations.thresholds import THRESHOLDS, Thresholds

_EPSILON = 1e-9
_SOLE = "个体工商户"


class Basis(StrEnum):
    """Why a person is a beneficial owner."""

    OWNERSHIP = "ownership"
    VOTES = "votes"
    CONTROL = "control"
    MANAGEMENT = "management"

    @property
    def label(self) -> Text:
        """The basis in words."""
        return _LABELS[self]


_LABELS = {
    Basis.OWNERSHIP: Text(zh="直接或间接最终拥有25%以上股权", en="ultimately owns 25 % or more of the equity"),
    Basis.VOTES: Text(zh="享有25%以上表决权", en="has 25 % or more of the votes"),
    Basis.CONTROL: Text(zh="实际控制", en="actually controls it"),
    Basis.MANAGEMENT: Text(zh="负责日常经营管理", en="manages it from day to day"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """One beneficial owner: what the person owns, has of the votes, and by which chains."""

    person: str
    name: str
    basis: Basis
    ownership: float
    votes: float
    paths: tuple[Path, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "person": self.person,
            "name": self.name,
            "basis": self.basis.value,
            "basis_text": {"zh": self.basis.label.zh, "en": self.basis.label.en},
            "ownership": round(self.ownership, 9),
            "votes": round(self.votes, 9),
            "paths": [{"nodes": list(path.nodes), "ratio": round(path.ratio, 9)} for path in self.paths],
        }


@dataclass(frozen=True, slots=True)
class Owners:
    """The answer about one enterprise.

    `effective` is what each ultimate holder has, those without a known holder above them included; `unknown` the part
    that no holder in the graph stands for. `none_because` says why there is nobody to file.
    """

    enterprise: str
    as_of: date
    owners: tuple[Owner, ...]
    effective: dict[str, float]
    unknown: float
    rings: tuple[tuple[str, ...], ...]
    notes: tuple[Text, ...]
    exempt_by_promise: bool
    none_because: str
    upstream: Upstream

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "enterprise": self.enterprise,
            "as_of": self.as_of.isoformat(),
            "owners": [owner.as_dict() for owner in self.owners],
            "effective": {who: round(part, 9) for who, part in self.effective.items()},
            "unknown": round(self.unknown, 9),
            "rings": [list(ring) for ring in self.rings],
            "notes": [{"zh": note.zh, "en": note.en} for note in self.notes],
            "exempt_by_promise": self.exempt_by_promise,
            "none_because": self.none_because or None,
        }


def beneficial_owners(graph: Graph, enterprise: str, *, thresholds: Thresholds = THRESHOLDS) -> Owners:
    """Who stands behind an enterprise on the graph's day; raises `NodeUnknown`, `NotAnEnterprise`."""
    now = graph.now
    place = now.enterprise(enterprise)
    above = upstream(now, enterprise)
    effective = above.effective()
    sole = now.nodes["type"][place] == _SOLE
    owners = () if sole else _owners(now, above, effective, thresholds)
    because = "sole_proprietor" if sole else "" if owners else "nobody_known"
    return Owners(
        enterprise=enterprise,
        as_of=now.as_of,
        owners=owners,
        effective=effective,
        unknown=max(0.0, 1.0 - sum(effective.values())),
        rings=above.rings,
        notes=above.notes,
        exempt_by_promise=not sole and _may_promise(now, above, owners, thresholds),
        none_because=because,
        upstream=above,
    )


def _owners(now: Graph, above: Upstream, effective: dict[str, float], thresholds: Thresholds) -> tuple[Owner, ...]:
    least = thresholds["owner_share_min"] - _EPSILON
    persons = {name for name, is_person in zip(above.ids(), above.persons, strict=True) if is_person}
    voting = votes(above, over=thresholds["control_share_over"])
    basis: dict[str, Basis] = {}
    for person in _acting(now, above, EdgeKind.CONTROLS):
        basis[person] = Basis.CONTROL
    basis |= {who: Basis.VOTES for who, part in voting.items() if part >= least}
    basis |= {who: Basis.OWNERSHIP for who, part in effective.items() if who in persons and part >= least}
    if not basis:
        managing = _acting(now, above, EdgeKind.EXECUTIVE) or _acting(now, above, EdgeKind.LEGAL_REP)
        basis = dict.fromkeys(managing, Basis.MANAGEMENT)
    known = set(above.ids())
    made = [
        Owner(
            person=who,
            name=str(now.nodes["name"][now.place(who)] or ""),
            basis=why,
            ownership=effective.get(who, 0.0),
            votes=voting.get(who, 0.0),
            paths=tuple(above.paths(who)) if who in known else (),
        )
        for who, why in basis.items()
    ]
    return tuple(sorted(made, key=lambda owner: (list(Basis).index(owner.basis), -owner.ownership, owner.person)))


def _acting(now: Graph, above: Upstream, kind: EdgeKind) -> list[str]:
    """Persons with an edge of `kind` to the enterprise itself."""
    edges = now.edges
    which = (edges.target == above.places[0]) & (edges.kind == kind.code)
    people = np.unique(edges.source[which & (now.kinds[edges.source] == NodeKind.PERSON.code)])
    return [now.id(place) for place in people]


def _may_promise(now: Graph, above: Upstream, owners: tuple[Owner, ...], thresholds: Thresholds) -> bool:
    """Whether the enterprise may be exempt by a promise: small capital, only natural persons, nobody else in
    control."""
    capital = now.nodes["reg_capital_fen"][int(above.places[0])]
    holders = above.held[0].indices
    natural = len(holders) > 0 and bool(above.persons[holders].all())
    outside = any(owner.basis is Basis.CONTROL for owner in owners)
    return capital is not None and capital <= thresholds["promise_capital_max_fen"] and natural and not outside
