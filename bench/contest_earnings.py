"""What limit and price would have earned on the 23 rated firms of `cumcm2020c`, under the contest's rate and churn.

    python bench/contest_earnings.py [--lgd 0.65] [--json]

A firm lent `amount` at `rate` for a year earns `(1 − churn) · amount · rate` if it did not default and loses
`(1 − churn) · amount · LGD` if it did, where churn is the contest's for the firm's rating and that rate (2019 figures).
Amounts 10万 to 100万, rates 4 % to 15 %. The contest lends nothing to D and so gives it no churn: where a policy does
lend to a D firm, C's churn is taken. No cost of funds, as in the contest.

Policies, what each may look at, and what is fitted:

    flat            one rate and 100万 for everybody; the rate is the best one for the other 22 firms (leave one out)
    flat, no D      the same, with the contest's D firms refused: a rating that nearly is the label (all D defaulted)
    ratings         100万 to A, B, C; each rating's best rate with the default rate of the others of that rating
    card, formula   limit and price as Puhui computes them from invoices alone: grade, PD and no label
    card, churn     the same limits; the rate that earns most by the card's PD and the mean churn of A, B and C
    card, fitted    the same, with the PD from a logistic of the score on the other 22 firms (leave one out)

23 firms with 5 defaults say little: read the intervals (bootstrap of firms), not the order of the rows.
"""

import argparse
import csv
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from puhui.cli.credit.indicators import compute
from puhui.credit.expert import shipped
from puhui.credit.limit import by_invoices, limit
from puhui.credit.price import price
from puhui.kernel.money import WAN_FEN

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "cumcm2020c"
LEAST_WAN, MOST_WAN = 10.0, 100.0
CHURN_OF_D = "C"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Firm:
    code: str
    rating: str
    bad: bool
    score: float
    pd: float
    grade: str
    limit_wan: float
    rate: float


def firms() -> list[Firm]:
    """The rated firms with what Puhui makes of their invoices alone."""
    with (DATA / "firms_rated.csv").open(encoding="utf-8-sig", newline="") as file:
        rated = {row["企业代号"]: (row["信誉评级"], row["是否违约"] == "是") for row in csv.DictReader(file)}
    card = shipped("vat-expert")
    found = []
    for row in compute(DATA).rows():
        if row["enterprise"] not in rated:
            continue
        scored = card.explain({item.name: row[item.name] for item in card.attributes})
        assert scored.pd is not None
        offered = limit(
            grade=scored.grade,
            coverage=scored.coverage,
            methods={"invoice": by_invoices(max(0, row["rev12_eff_fen"] or 0))},
            product_cap_fen=int(MOST_WAN) * WAN_FEN,
        )
        asked = price(pd=Decimal(str(round(scored.pd, 6))), floor_rate=Decimal("0.04"), cap_rate=Decimal("0.15"))
        wan = offered.amount_fen / WAN_FEN
        rating, bad = rated[row["enterprise"]]
        found.append(
            Firm(
                row["enterprise"],
                rating,
                bad,
                scored.score or 0.0,
                scored.pd,
                scored.grade or "-",
                wan if wan >= LEAST_WAN else 0.0,
                float(asked.annual_rate),
            )
        )
    return found


def churn_table() -> tuple[Floats, dict[str, Floats]]:
    """The rates, and each rating's churn at them."""
    with (DATA / "rate_vs_churn.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rates = np.array([float(row["贷款年利率"]) for row in rows])
    return rates, {one: np.array([float(row[f"信誉评级{one}"]) for row in rows]) for one in "ABC"}


class World:
    """What really happens to a loan."""

    def __init__(self, lgd: float) -> None:
        self.lgd = lgd
        self.rates, self._churn = churn_table()
        self.mean_churn = np.mean([self._churn[one] for one in "ABC"], axis=0)

    def churn(self, rating: str, rate: float) -> float:
        return float(np.interp(rate, self.rates, self._churn[rating if rating in self._churn else CHURN_OF_D]))

    def earned(self, firm: Firm, wan: float, rate: float) -> float:
        stays = (1 - self.churn(firm.rating, rate)) * wan
        return -stays * self.lgd if firm.bad else stays * rate

    def best_rate(self, pd: float, churn: Floats) -> float | None:
        """The rate that earns most by that PD; None where none earns anything."""
        worth = (1 - churn) * ((1 - pd) * self.rates - pd * self.lgd)
        return float(self.rates[worth.argmax()]) if worth.max() > 0 else None

    def churn_of(self, rating: str) -> Floats:
        return self._churn[rating]


Offer = tuple[float, float]
Policy = Callable[[World, Firm, list[Firm]], Offer]
_NOTHING: Offer = (0.0, 0.04)


def flat(world: World, firm: Firm, others: list[Firm], *, refuse_d: bool = False) -> Offer:
    if refuse_d and firm.rating == "D":
        return _NOTHING
    lent = [one for one in others if not (refuse_d and one.rating == "D")]
    totals = [sum(world.earned(one, MOST_WAN, rate) for one in lent) for rate in world.rates]
    return MOST_WAN, float(world.rates[int(np.argmax(totals))])


def by_rating(world: World, firm: Firm, others: list[Firm]) -> Offer:
    if firm.rating == "D":
        return _NOTHING
    same = [one.bad for one in others if one.rating == firm.rating]
    share = (sum(same) + 0.5) / (len(same) + 1)  # Jeffreys: a rating without a default is not without risk
    rate = world.best_rate(share, world.churn_of(firm.rating))
    return (MOST_WAN, rate) if rate is not None else _NOTHING


def by_card(_world: World, firm: Firm, _others: list[Firm]) -> Offer:
    return firm.limit_wan, firm.rate


def by_card_and_churn(world: World, firm: Firm, _others: list[Firm]) -> Offer:
    rate = world.best_rate(firm.pd, world.mean_churn)
    return (firm.limit_wan, rate) if rate is not None else _NOTHING


def by_fitted_card(world: World, firm: Firm, others: list[Firm]) -> Offer:
    scale = np.array([[(one.score - 600) / 50] for one in others])
    fitted = LogisticRegression(C=1.0).fit(scale, [one.bad for one in others])
    pd = float(fitted.predict_proba([[(firm.score - 600) / 50]])[0, 1])
    rate = world.best_rate(pd, world.mean_churn)
    return (firm.limit_wan, rate) if rate is not None else _NOTHING


POLICIES: dict[str, Policy] = {
    "flat": flat,
    "flat, no D": lambda world, firm, others: flat(world, firm, others, refuse_d=True),
    "ratings": by_rating,
    "card, formula": by_card,
    "card, churn": by_card_and_churn,
    "card, fitted": by_fitted_card,
}


def interval(values: Floats, rounds: int = 5_000) -> tuple[float, float]:
    """95 % of the sum over firms, by resampling firms."""
    drawn = np.random.default_rng(1).choice(values, (rounds, len(values))).sum(axis=1)
    return float(np.percentile(drawn, 2.5)), float(np.percentile(drawn, 97.5))


def measured(policy: Policy, world: World, found: list[Firm]) -> dict[str, object]:
    offers = [policy(world, firm, [one for one in found if one is not firm]) for firm in found]
    earned = np.array([world.earned(firm, *offer) for firm, offer in zip(found, offers, strict=True)])
    kept = [
        (wan * (1 - world.churn(firm.rating, rate)) if wan else 0.0)
        for firm, (wan, rate) in zip(found, offers, strict=True)
    ]
    low, high = interval(earned)
    total = sum(kept)
    return {
        "offered": sum(wan > 0 for wan, _ in offers),
        "offered_to_defaulters": sum(wan > 0 and firm.bad for firm, (wan, _) in zip(found, offers, strict=True)),
        "lent_wan": round(total, 1),
        "mean_rate": round(sum(k * rate for k, (_, rate) in zip(kept, offers, strict=True)) / total, 4) if total else 0,
        "earned_wan": round(float(earned.sum()), 2),
        "interval_95": [round(low, 1), round(high, 1)],
        "per_lent": round(float(earned.sum()) / total, 4) if total else 0.0,
    }


def earnings(lgd: float = 0.65) -> dict[str, Any]:
    """What each policy earns, and how many firms that is of."""
    world, found = World(lgd), firms()
    return {
        "firms": len(found),
        "defaults": sum(firm.bad for firm in found),
        "lgd": lgd,
        "policies": {name: measured(policy, world, found) for name, policy in POLICIES.items()},
        "grades": {firm.code: firm.grade + ("*" if firm.bad else "") for firm in found},
    }


def text(told: dict[str, Any]) -> str:
    """The figures for a person."""
    lines = [
        f"{told['firms']} firms, {told['defaults']} defaults, LGD {told['lgd']}; amounts in 万元",
        f"{'policy':<15}{'offers':>7}{'to bad':>7}{'lent':>9}{'rate':>8}{'earned':>9}   95 % of firms      per lent",
    ]
    for name, row in told["policies"].items():
        low, high = row["interval_95"]
        lines.append(
            f"{name:<15}{row['offered']:>7}{row['offered_to_defaulters']:>7}{row['lent_wan']:>9}{row['mean_rate']:>8}"
            f"{row['earned_wan']:>9}   [{low:>7}, {high:>6}]   {row['per_lent']:>+8.2%}"
        )
    grades = " ".join(f"{code}:{grade}" for code, grade in told["grades"].items())
    return "\n".join([*lines, f"grades of the card: {grades} (* defaulted)"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lgd", type=float, default=0.65)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told = earnings(given.lgd)
    print(json.dumps(told, ensure_ascii=False) if given.json else text(told))


if __name__ == "__main__":
    main()
