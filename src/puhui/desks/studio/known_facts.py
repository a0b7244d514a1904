"""The facts that a rule or a product may look at, for whoever picks one: names in both languages, unit, source.

Whatever a source answers as one value and the facts of the bank's own books; beside these (`known_facts.json`) what the
score, the screening and sums over banks add, what an assessment derives, and what the shipped rules ask although no
source of the city answers it yet. Products may ask about those of the market's catalogue.
"""

import json
from functools import cache
from importlib import resources

from puhui.credit.indicator import DOCUMENT
from puhui.desks.views.studio import KnownFactList, KnownFactView
from puhui.exchange import all_definitions
from puhui.kernel import Text
from puhui.lending.own_data import LABELS
from puhui.market import catalogue

_TEXTS = frozenset({"text", "grade", "code"})


@cache
def known_facts() -> KnownFactList:
    """All of them, by name."""
    found: dict[str, KnownFactView] = {}
    for name, one in all_definitions().items():
        if one.unit != DOCUMENT:
            kind = "text" if one.unit in _TEXTS else "number"
            found[name] = _view(name, (kind, one.unit, one.source, one.label))
    for name, label in LABELS.items():
        kind = "boolean" if name == "own_customer" else "number"
        unit = "fen" if name.endswith("_fen") else "" if kind == "boolean" else "count"
        found[name] = _view(name, (kind, unit, "own", label))
    added = json.loads(resources.files(__package__).joinpath("known_facts.json").read_bytes())["facts"]
    found |= {
        name: KnownFactView.model_validate({"name": name, "products": False} | one) for name, one in added.items()
    }
    for name, known in catalogue().items():
        found[name] = _view(name, (known.kind.value, known.unit, known.source, known.label), products=True)
    return KnownFactList(items=[found[name] for name in sorted(found)])


def _view(name: str, one: tuple[str, str, str, Text], *, products: bool = False) -> KnownFactView:
    kind, unit, source, label = one
    return KnownFactView.model_validate(
        {
            "name": name,
            "kind": kind,
            "zh": label.zh,
            "en": label.en,
            "unit": unit,
            "source": source,
            "products": products,
        }
    )
