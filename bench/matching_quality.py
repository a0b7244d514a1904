"""How good the order of matches is, by outcomes that it cannot see: NDCG@10 beside two baselines, with intervals.

    python bench/matching_quality.py [--enterprises 400] [--seeds 2,3] [--products 60] [--json]

A simulated city: what custodians would answer of each enterprise (a third grant neither court nor power), scored by the
city's card. What lenders approve and enterprises take is drawn by `matching_outcomes`, which sees the hidden quality
and distress and shares no code with the ranking. Gains 4 (approved, taken) and 3 (approved), discount log2; means over
enterprises that somebody would lend to; 95 % intervals by bootstrap of enterprises.

    ours, guess     the shipped order: likelihood of approval falls straight with the probability of default
    ours, fitted    the same with likelihoods fitted by lender (`fit_approval`) on another seed's city, there only on
                    what a portal would see: decisions on the three products that each enterprise applied for
    equal fields    4.5 points for each of 22 fields that are equal (domain page, §1), no hard conditions; a field that
                    a product does not state counts as equal, which is kinder to it than the public source
    random          the mean over orders drawn anew

Calibration: of pairs whose conditions are not broken, the likelihood said and the share approved, by lender; Brier
score, and the mean distance of what is said from what happens in ten bins of equal size (ECE).
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.city_decisions import AS_OF, AT, applicants
from bench.matching_outcomes import Firm, World, outcomes, raw_products
from puhui.city import economy
from puhui.decisions import Fact
from puhui.lending.concluding import score_facts
from puhui.market import Approval, Guarantee, Match, Need, Outcomes, Product, State, fit_approval, guess, match

TOP = 10
TRAIN_SEED = 1
APPLIED = 3
_GAINS = {4: 4.0, 3: 3.0, 0: 0.0}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One enterprise with what the portal knows of it, and what is true of it."""

    need: Need
    facts: dict[str, Fact]
    firm: Firm


def cases(enterprises: int, seed: int) -> list[Case]:
    """The enterprises of one city with their needs."""
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        there = applicants(Path(folder), enterprises, seed=seed)
    truth = {row["uscc"]: row for row in economy.make(seed=seed, enterprises=enterprises, as_of=AS_OF).truth.to_dicts()}
    found = []
    for one in there:
        by = one.ground().scored_by
        assert by is not None
        facts = one.given | score_facts(by, one.given, AT.date())
        figures = {name: _plain(value) for name, value in one.given.items()}
        revenue = figures.get("rev12_fen") or 50_000_000.0
        amount = int(np.clip(revenue * rng.lognormal(-1.9, 0.7), 1e6, 8e8)) // 1_000_000 * 1_000_000
        offers = frozenset(str(g) for g in Guarantee if g is not Guarantee.NONE and rng.uniform() < 0.25)
        need = Need(
            amount_fen=max(amount, 1_000_000),
            term_months=int(rng.choice([6, 12, 24])),
            guarantees=frozenset(Guarantee(g) for g in offers),
        )
        row = truth[one.uscc]
        distress = 1.0 if one.bad else 0.6 * float(row["distress_from"] is not None)
        found.append(
            Case(need, facts, Firm(need.amount_fen, need.term_months, offers, row["quality"], distress, figures))
        )
    return found


def _plain(fact: Fact) -> Any:
    if fact.absent:
        return None
    return float(Decimal(str(fact.value))) if fact.kind.value == "number" else fact.value


def ndcg(relevance: NDArray[np.int_], order: Sequence[int]) -> float:
    """NDCG of the first ten places; NaN where nothing is relevant."""
    gains = np.array([_GAINS[int(one)] for one in relevance])
    discount = 1 / np.log2(np.arange(2, TOP + 2))
    best = np.sort(gains)[::-1][:TOP]
    if best.sum() == 0:
        return float("nan")
    got = gains[list(order[:TOP])]
    return float((got * discount[: len(got)]).sum() / (best * discount[: len(best)]).sum())


def equal_fields(case: Case, product: Product) -> int:
    """How many of the 22 fields of the public source are equal."""
    need, states = case.need, {one.fact.name: one.check(case.facts).state for one in product.conditions}

    def equal(*names: str) -> bool:
        return all(states.get(name, State.PASS) is State.PASS for name in names)

    fields = [
        equal("region_code"),
        equal("industry_section"),
        equal("lr_share"),
        equal("rev12_fen"),
        equal("patents_now"),
        product.term_min_months <= need.term_months <= product.term_max_months,
        product.amount_min_fen <= need.amount_fen <= product.amount_max_fen,
        Guarantee.NONE in product.guarantee or bool((need.guarantees or frozenset()) & set(product.guarantee)),
        equal("estate_free_fen"),
        equal("active_share24"),
        equal("bid_won_amt_12_fen"),
        *(True,) * 3,  # assets, liabilities, equity: no product states them
        equal("rating_last"),
        *(True,) * 2,  # subsidies, equity investor
        equal("tax12_fen"),
        equal("own_loans_count"),
        *(True,) * 3,  # net profit, debt ratio, return on assets
    ]
    assert len(fields) == 22
    return sum(fields)


def ours(case: Case, products: Sequence[Product], approval: Approval) -> list[Match]:
    """The ranking under test."""
    return match(case.need, products, case.facts, on=AT.date(), approval=approval)


def fitted(there: Sequence[Case], world: World, products: Sequence[Product]) -> Approval:
    """Likelihoods from what a portal sees of one city: the decisions on what was applied for."""
    place = {product.code: number for number, product in enumerate(products)}
    lender, pd, asks, approved = [], [], [], []
    for row, case in enumerate(there):
        for one in [each for each in ours(case, products, guess()) if each.verdict is not State.FAIL][:APPLIED]:
            lender.append(str(one.product.lender))
            known = case.facts.get("pd")
            pd.append(float("nan") if known is None or known.absent else float(known.number))
            asks.append(len(one.asks))
            approved.append(bool(world.approved[row, place[one.product.code]]))
    return fit_approval(
        Outcomes(lender, np.array(pd), np.array(asks), np.array(approved)), version=f"city-{TRAIN_SEED}"
    )


def interval(values: Floats, rng: np.random.Generator) -> tuple[float, float, float]:
    """Mean and 95 % interval by bootstrap."""
    means = [values[rng.integers(len(values), size=len(values))].mean() for _ in range(1000)]
    return float(values.mean()), float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def calibration(said: Floats, happened: NDArray[np.bool_]) -> dict[str, float]:
    """Brier score and ECE of ten bins of equal size."""
    bins = np.array_split(np.argsort(said, kind="stable"), 10)
    gaps = [abs(said[one].mean() - happened[one].mean()) * len(one) for one in bins if len(one)]
    return {
        "pairs": len(said),
        "said": float(said.mean()),
        "approved": float(happened.mean()),
        "brier": float(((said - happened) ** 2).mean()),
        "ece": float(sum(gaps) / len(said)),
    }


def measure(enterprises: int, seeds: Sequence[int], count: int) -> dict[str, Any]:
    """Fit on one city, measure on the others."""
    raw = raw_products(count, np.random.default_rng(7))
    products = [Product.parse(one) for one in raw]
    place = {product.code: number for number, product in enumerate(products)}
    trained = cases(enterprises, TRAIN_SEED)
    curves = fitted(trained, outcomes([one.firm for one in trained], raw, np.random.default_rng(99)), products)
    scores: dict[str, list[float]] = {"ours, guess": [], "ours, fitted": [], "equal fields": [], "random": []}
    said: dict[str, list[tuple[str, float, float, bool]]] = {"all": []}
    for seed in seeds:
        there, rng = cases(enterprises, seed), np.random.default_rng(10_000 + seed)
        world = outcomes([one.firm for one in there], raw, rng)
        for row, case in enumerate(there):
            relevance = world.relevance[row]
            for name, approval in (("ours, guess", guess()), ("ours, fitted", curves)):
                ranked = ours(case, products, approval)
                scores[name].append(ndcg(relevance, [place[one.product.code] for one in ranked]))
            noise = rng.uniform(size=len(products))
            equal = np.array([equal_fields(case, product) for product in products])
            scores["equal fields"].append(ndcg(relevance, np.lexsort((noise, -equal)).tolist()))
            drawn = [ndcg(relevance, rng.permutation(len(products)).tolist()) for _ in range(20)]
            scores["random"].append(float(np.mean(drawn)))
            said["all"] += _said(case, ranked, curves, world.approved[row], place)
    told = _told(scores, said["all"])
    return told | {"products": count, "enterprises": enterprises * len(seeds), "per_ask_fitted": curves.per_ask}


def _said(
    case: Case, ranked: Sequence[Match], curves: Approval, approved: NDArray[np.bool_], place: dict[str, int]
) -> list[tuple[str, float, float, bool]]:
    known = case.facts.get("pd")
    pd = None if known is None or known.absent else float(known.number)
    return [
        (
            str(one.product.lender),
            guess().likelihood(one.product.lender, pd, asks=len(one.asks)),
            curves.likelihood(one.product.lender, pd, asks=len(one.asks)),
            bool(approved[place[one.product.code]]),
        )
        for one in ranked
        if one.verdict is not State.FAIL
    ]


def _told(scores: dict[str, list[float]], said: list[tuple[str, float, float, bool]]) -> dict[str, Any]:
    rng = np.random.default_rng(0)
    table = {name: np.array(one) for name, one in scores.items()}
    judged = ~np.isnan(table["random"])
    lenders = np.array([one[0] for one in said])
    by_guess, by_fit = np.array([one[1] for one in said]), np.array([one[2] for one in said])
    happened = np.array([one[3] for one in said])

    def both(rows: NDArray[np.bool_]) -> dict[str, Any]:
        return {
            "guess": calibration(by_guess[rows], happened[rows]),
            "fitted": calibration(by_fit[rows], happened[rows]),
        }

    return {
        "judged": int(judged.sum()),
        "ndcg": {name: interval(one[judged], rng) for name, one in table.items()},
        "gain_over_equal_fields": interval((table["ours, guess"] - table["equal fields"])[judged], rng),
        "gain_of_fitting": interval((table["ours, fitted"] - table["ours, guess"])[judged], rng),
        "calibration": {"all": both(np.ones(len(said), dtype=bool))}
        | {name: both(lenders == name) for name in sorted(set(lenders))},
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--enterprises", type=int, default=400)
    parser.add_argument("--seeds", default="2,3")
    parser.add_argument("--products", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told = measure(asked.enterprises, [int(one) for one in asked.seeds.split(",")], asked.products)
    if asked.json:
        print(json.dumps(told))
        return
    print(f"{told['judged']} of {told['enterprises']} enterprises judged, {told['products']} products")
    for name, (mean, low, high) in told["ndcg"].items():
        print(f"  {name:<14} NDCG@10 {mean:.3f}  [{low:.3f}, {high:.3f}]")
    for name in ("gain_over_equal_fields", "gain_of_fitting"):
        mean, low, high = told[name]
        print(f"  {name:<24} {mean:+.3f}  [{low:+.3f}, {high:+.3f}]")
    for lender, pair in told["calibration"].items():
        for name, one in pair.items():
            print(
                f"  {lender:<8} {name:<7} said {one['said']:.2f} approved {one['approved']:.2f}"
                f"  Brier {one['brier']:.3f}  ECE {one['ece']:.3f}  ({one['pairs']} pairs)"
            )


if __name__ == "__main__":
    main()
