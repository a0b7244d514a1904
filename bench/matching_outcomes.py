"""What lenders would approve and enterprises would take, for every pair; no code is shared with the ranking.

Shared by the benches of matching; not a command. It reads products as their JSON and enterprises by what is hidden from
every custodian (quality, distress, the default to come) and by raw figures; it imports nothing of `puhui.market`.

A lender approves by an appetite of its own: an intercept, how much it weighs quality, how it fears distress, how much
of a year's revenue it lends, and an officer's mood for each file. A written condition that is broken is excused once in
twenty times. The enterprise takes an approved loan when what it is worth to it (rate, days, how much of its need it
covers, the bank it knows, chance) beats doing without. Both are drawn once for each pair, so that every ranking is
judged by the same world.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LENDERS = ("bank-a", "bank-b", "bank-c", "bank-d", "bank-e", "bank-f")
_EXCUSED = 0.05


@dataclass(frozen=True)
class Firm:
    """One enterprise: what it needs, what is hidden in it, and its raw figures (None: nobody knows)."""

    amount_fen: int
    term_months: int
    offers: frozenset[str]
    quality: float
    distress: float
    figures: Mapping[str, Any]


def raw_products(count: int, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Products of six lenders: the shipped ones with amounts, terms, prices and promises drawn anew."""
    folder = resources.files("puhui").joinpath("market", "products")
    shipped = [
        one
        for file in sorted(folder.iterdir(), key=lambda item: item.name)
        for one in json.loads(file.read_bytes())["products"]
        if one.get("evidence", {}).get("shown") != "score"
    ]
    found = []
    for number in range(count):
        product, lender = shipped[number % len(shipped)], LENDERS[int(rng.integers(len(LENDERS)))]
        lent = {"lender": lender} | _covered(product, lender)
        low, shortest = int(rng.choice([1, 5, 10, 20])), int(rng.choice([1, 3, 6]))
        cheapest = int(rng.integers(340, 620))
        found.append(
            product
            | lent
            | {
                "code": f"{product['code']}-{number}",
                "amount_min_fen": low * 1_000_000,
                "amount_max_fen": int(rng.choice([50, 100, 300, 500, 1000])) * 1_000_000,
                "term_min_months": shortest,
                "term_max_months": int(rng.choice([12, 24, 36])),
                "rate_min": f"{cheapest / 10_000:.4f}",
                "rate_max": f"{(cheapest + int(rng.integers(50, 450))) / 10_000:.4f}",
                "days_to_decision": int(rng.integers(1, 16)),
                "quota_remaining_fen": None,
            }
        )
    return found


def _covered(product: Mapping[str, Any], lender: str) -> dict[str, Any]:
    """The agreement on who bears a loss, with the new lender in the place of the shipped one."""
    if "cover" not in product:
        return {}
    shares = [
        one | {"party": lender} if one["party"] == product["lender"] else one for one in product["cover"]["shares"]
    ]
    return {"cover": product["cover"] | {"shares": shares}}


@dataclass(frozen=True)
class World:
    """For every enterprise (row) and product (column): approved, and taken up if approved."""

    approved: NDArray[np.bool_]
    taken: NDArray[np.bool_]

    @property
    def relevance(self) -> NDArray[np.int_]:
        """4 for a loan that is approved and taken, 3 for one that is approved and left, 0 for one that is refused."""
        return np.where(self.approved, np.where(self.taken, 4, 3), 0)


def outcomes(firms: Sequence[Firm], products: Sequence[Mapping[str, Any]], rng: np.random.Generator) -> World:
    """Draw the world. Lenders are who they are, whatever the seed of the enterprises."""
    culture = {lender: _culture(number) for number, lender in enumerate(LENDERS)}
    approved = np.zeros((len(firms), len(products)), dtype=bool)
    worth = np.zeros((len(firms), len(products)))
    for row, firm in enumerate(firms):
        knows = LENDERS[int(rng.integers(len(LENDERS)))]
        cares_for_price, hurry = rng.lognormal(3.6, 0.4), rng.lognormal(-2.6, 0.6)
        for column, product in enumerate(products):
            approved[row, column] = rng.uniform() < _chance(firm, product, culture[product["lender"]], rng)
            worth[row, column] = (
                1.6
                - cares_for_price * (_asked_rate(firm, product) - 0.04)
                - hurry * product["days_to_decision"]
                + 0.5 * (product["lender"] == knows)
                - (0.4 if "none" not in product["guarantee"] else 0.0)
                + rng.logistic(0, 0.5)
            )
    return World(approved, worth > 0)


@dataclass(frozen=True)
class _Culture:
    strictness: float
    weighs_quality: float
    fears_distress: float
    lends_of_revenue: float


def _culture(number: int) -> _Culture:
    rng = np.random.default_rng(1_000 + number)
    return _Culture(
        strictness=float(rng.uniform(-1.6, 1.4)),
        weighs_quality=float(rng.uniform(0.4, 1.6)),
        fears_distress=float(rng.uniform(2, 7)),
        lends_of_revenue=float(rng.uniform(0.1, 0.5)),
    )


def _chance(firm: Firm, product: Mapping[str, Any], lender: _Culture, rng: np.random.Generator) -> float:
    if not product["amount_min_fen"] <= firm.amount_fen <= product["amount_max_fen"]:
        return 0.0
    if not product["term_min_months"] <= firm.term_months <= product["term_max_months"]:
        return 0.0
    if "none" not in product["guarantee"] and not firm.offers & set(product["guarantee"]):
        return 0.0
    broken = sum(_broken(firm, one) for one in _written(product))
    revenue = firm.figures.get("rev12_fen")
    leverage = firm.amount_fen / max(revenue or firm.amount_fen * 2.0, 1.0)
    z = (
        0.9
        - lender.strictness
        + lender.weighs_quality * firm.quality
        - lender.fears_distress * firm.distress
        - 1.2 * max(0.0, np.log(leverage / lender.lends_of_revenue))
        + (0.8 if "none" not in product["guarantee"] else 0.0)
        + rng.normal(0, 0.5)
    )
    return float(_EXCUSED**broken / (1 + np.exp(-z)))


def _written(product: Mapping[str, Any]) -> list[dict[str, Any]]:
    rules = list(product.get("conditions", []))
    if product.get("segments"):
        rules.append({"fact": "segment", "op": "one_of", "value": product["segments"]})
    industries = product.get("industries", {})
    if industries.get("deny"):
        rules.append({"fact": "industry_section", "op": "none_of", "value": industries["deny"]})
    if industries.get("allow"):
        rules.append({"fact": "industry_section", "op": "one_of", "value": industries["allow"]})
    return rules


def _broken(firm: Firm, rule: Mapping[str, Any]) -> bool:
    """Whether the lender finds the rule broken; it finds out what the portal did not know, and a record that is not
    there counts as none."""
    found, wanted = firm.figures.get(rule["fact"]), rule["value"]
    match rule["op"]:
        case "at_least":
            return float(found or 0) < float(wanted)
        case "at_most":
            return float(found or 0) > float(wanted)
        case "one_of":
            return found not in wanted
        case _:
            return found in wanted


def _asked_rate(firm: Firm, product: Mapping[str, Any]) -> float:
    """Lenders charge bad quality more, inside what the product says; fees on top."""
    low, high = float(product["rate_min"]), float(product["rate_max"])
    fees = sum(float(one["annual_rate"]) for one in product.get("fees", []))
    return low + (high - low) / (1 + float(np.exp(1.2 * firm.quality))) + fees
