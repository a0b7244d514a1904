"""What of a finding may leave a custodian, to whoever asked about one enterprise under that enterprise's grant.

The grant is the enterprise's own: it opens its own books and nobody else's. So of a finding leave

* its code, severity and words; the brief words where the full ones hold what is some other member's alone;
* other enterprises by code and name, as the public register shows them; people, phones, devices and accounts by number
  within this finding, so that nobody can be followed from one answer to the next; people by name where the register
  publishes it;
* relations of the public register whole, and what the enterprise itself did; of what others did among themselves who,
  with whom and of what kind, but no amount, part, number or day;
* values made of nobody's or the enterprise's books, or of those of `OTHERS_MIN` others together.

>>> from puhui.relations import find
>>> from puhui.relations.sketch import sketch
>>> graph = sketch(*(f"{a} guarantees {b} 900" for a in "ABC" for b in "ABC" if a != b))
>>> told = disclosed(find(graph)[0], "A")
>>> told["text"]["en"]
'3 members guarantee for each other in 6 pairs; 3 mutual pairs, 5 short cycles'
>>> [item["name"] for item in told["evidence"]]
['density', 'mutual', 'ring', 'cycles']
>>> [edge["amount_fen"] for edge in told["subgraph"]["edges"]]
[900, 900, 900, None, 900, None]
"""

from collections.abc import Mapping
from typing import Any

from puhui.relations.findings import Evidence, Finding
from puhui.relations.model import CONTACTS, OFFICERS, EdgeKind, NodeKind

OTHERS_MIN = 3  # whose books a value is made of beside the enterprise's (k of the handbook's §5, mark J)
_PUBLIC = frozenset({EdgeKind.HOLDS, EdgeKind.CONTROLS, EdgeKind.BRANCH, *OFFICERS, *CONTACTS})
_NAMED = frozenset({NodeKind.ENTERPRISE, NodeKind.PERSON, NodeKind.ADDRESS, NodeKind.AGENT})
_WITHHELD: Mapping[str, Any] = {"ratio": None, "amount_fen": None, "count": 1, "since": None, "until": None}


def disclosed(found: Finding, to: str) -> dict[str, Any]:
    """The finding as it is told to whoever asked about `to`, one of its subjects; the shape of `Finding.as_dict`."""
    told = found.as_dict()
    kept = [item for item in found.evidence if _may_leave(item, to)]
    whole = len(kept) == len(found.evidence) or found.brief is None
    words = found.text if whole or found.brief is None else found.brief
    numbers = _numbers(told)
    return told | {
        "text": {"zh": words.zh, "en": words.en},
        "subjects": [numbers.get(subject, subject) for subject in found.subjects],
        "evidence": [item.as_dict() for item in kept],
        "measures": {},
        "subgraph": _part(told["subgraph"], to, numbers),
    }


def _may_leave(item: Evidence, to: str) -> bool:
    others = set(item.about) - {to}
    return not others or len(others) >= OTHERS_MIN


def _numbers(told: Mapping[str, Any]) -> dict[str, str]:
    """A number for each node that is no enterprise, by its id."""
    others = [node["id"] for node in told["subgraph"]["nodes"] if node["kind"] != NodeKind.ENTERPRISE]
    return {id_: str(place) for place, id_ in enumerate(others, 1)}


def _part(part: Mapping[str, Any], to: str, numbers: Mapping[str, str]) -> dict[str, Any]:
    nodes = [
        node | {"id": numbers.get(node["id"], node["id"]), "name": node["name"] if node["kind"] in _NAMED else ""}
        for node in part["nodes"]
    ]
    edges = []
    for edge in part["edges"]:
        own = edge["kind"] in _PUBLIC or to in (edge["source"], edge["target"])
        ends = {end: numbers.get(edge[end], edge[end]) for end in ("source", "target")}
        edges.append(edge | ends if own else edge | ends | _WITHHELD)
    return {**part, "nodes": nodes, "edges": edges}
