"""Choose the weights that rank names, on one half of the data; the benchmark measures on the other.

    python tools/name_weights.py [--write]

Halves: entries of the sanctions list with an even number, and listed companies with an even code, are for choosing;
`bench/names.py` measures on the odd ones. A conditional logit ranks the candidates of a query, with each weight's
sign fixed by what the feature means; the confidence is then fitted on queries of which every second has its right
entry taken out of the register, so that it knows what a name looks like that is not there, and in registers of
several sizes, since a likeness says less among many (one fit a size; between sizes the room interpolates). Weights
are rounded to one decimal.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from scipy.optimize import minimize

from puhui.naming import chinese_pairs, romanised_pairs
from puhui.naming.pairs import Pairs
from puhui.naming.vocabulary import INDUSTRIES, REGIONS

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("PUHUI_DATA", ROOT.parent / "shared" / "data"))
AGAINST = {"core_left", "region_other", "kind_other", "length_apart"}
CANDIDATES = 40
RIDGE = 1.0
LEAD_MOST = 4.0
SIZES = (0, 25_000, 250_000)
Register = Callable[[Sequence[str]], "chinese_pairs.ChineseRegister | romanised_pairs.RomanisedRegister"]


def ranked(pairs: Pairs, right: np.ndarray) -> np.ndarray:
    """Weights of the conditional logit: the chance of a query's right candidates among all of its candidates."""
    groups = pairs.query
    has = np.zeros(int(groups.max()) + 1, dtype=bool)
    has[groups[right]] = True
    kept = has[groups]
    groups, features, right = groups[kept], pairs.features[kept], right[kept]
    size = int(groups.max()) + 1

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = features @ weights
        top = np.full(size, -np.inf)
        np.maximum.at(top, groups, score)
        grown = np.exp(score - top[groups])
        total = np.bincount(groups, grown, minlength=size)
        hit = np.bincount(groups[right], grown[right], minlength=size)
        there = total > 0
        share = grown / total[groups]
        within = np.where(right, grown / np.maximum(hit[groups], 1e-300), 0.0)
        value = -np.log(hit[there] / total[there]).sum() + 0.5 * RIDGE * weights @ weights
        return float(value), features.T @ (share - within) + RIDGE * weights

    signs = [(None, 0.0) if name in AGAINST else (0.0, None) for name in pairs.names]
    return minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", bounds=signs).x.round(1)


def leads(pairs: Pairs, keys: np.ndarray, weights: np.ndarray, right: np.ndarray,
          ) -> tuple[list[list[float]], list[bool]]:  # fmt: skip
    """Per query: score of its best candidate, lead over the next key's; whether the best is right."""
    score = pairs.features @ weights
    rows, outcomes = [], []
    for query in np.unique(pairs.query):
        of = np.flatnonzero(pairs.query == query)
        order = of[np.argsort(-score[of], kind="stable")]
        rivals = order[keys[order] != keys[order[0]]]
        lead = score[order[0]] - score[rivals[0]] if len(rivals) else LEAD_MOST
        rows.append([score[order[0]], min(lead, LEAD_MOST)])
        outcomes.append(bool(right[order[0]]))
    return rows, outcomes


def logistic(rows: list[list[float]], outcomes: list[bool]) -> list[float]:
    """Logistic regression of "the best is right" on its score and its lead: intercept and slopes."""
    table, y = np.array(rows), np.array(outcomes, dtype=float)
    centre, spread = table.mean(axis=0), table.std(axis=0)
    x = np.column_stack([np.ones(len(rows)), (table - centre) / spread])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        pull = x @ beta
        return float(np.logaddexp(0, pull).sum() - y @ pull), x.T @ (1 / (1 + np.exp(-pull)) - y)

    bounds = [(None, None), (0.0, None), (0.0, None)]
    scaled = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = scaled[1:] / spread
    return [float(value) for value in np.append(scaled[0] - slopes @ centre, slopes).round(3)]


def chosen(make: Register, names: list[str], keys: np.ndarray, queries: list[str], asked: np.ndarray, *,
           others: Sequence[tuple[int, list[str]]]) -> dict[str, object]:  # fmt: skip
    """One script's part of `weights.json`; `others` says which registers the confidence is fitted in: of each how many
    keys one stays, and names added.
    """
    pairs = make(names).pairs(queries, CANDIDATES)
    weights = ranked(pairs, keys[pairs.entry] == asked[pairs.query])
    confidence = []
    for thin, more in others:
        stay = np.isin(keys, np.unique(keys)[::thin])
        here = np.isin(asked, keys[stay])
        absent = np.isin(keys, np.unique(asked[here])[::2])
        left = [name for name, kept in zip(names, stay & ~absent, strict=True) if kept] + more
        still = np.concatenate([keys[stay & ~absent], -1 - np.arange(len(more))])
        found = make(left).pairs([query for query, kept in zip(queries, here, strict=True) if kept], CANDIDATES)
        of_key = still[found.entry]
        fitted = logistic(*leads(found, of_key, weights, of_key == asked[here][found.query]))
        confidence.append({"size": len(left)} | dict(zip(("intercept", "of_score", "of_lead"), fitted, strict=True)))
    confidence.sort(key=lambda fit: fit["size"])
    return {
        "weights": dict(zip(pairs.names, weights.tolist(), strict=True)), "lead_most": LEAD_MOST,
        "confidence": confidence,
    }  # fmt: skip


def made_up(seed: int, count: int) -> list[str]:
    """Names put together from the brand corpus, regions, trades and forms by a fixed draw."""
    draw = np.random.default_rng(seed)
    brands = pl.read_parquet(DATA / "company_names_corpus" / "names.parquet").to_series().to_list()
    regions, trades = sorted(REGIONS), sorted(INDUSTRIES)
    forms = ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司"]
    rows = draw.permutation(len(brands))[:count].tolist()
    parts = draw.integers(len(regions), size=count), draw.integers(len(trades), size=count)
    ends = draw.choice(4, size=count, p=[0.7, 0.1, 0.15, 0.05])
    return [regions[a] + brands[row] + trades[b] + forms[c] for row, a, b, c in zip(rows, *parts, ends, strict=True)]


def listed() -> tuple[list[str], np.ndarray, list[str], np.ndarray]:
    """All listed companies; short names of those with an even code."""
    table = pl.read_csv(DATA / "cn_chain_kg" / "company.csv", infer_schema_length=0)
    code = np.array([int(text[:6]) for text in table["code"]])
    asked = {name: key for name, key in zip(table["name"], code, strict=True) if key % 2 == 0}
    return table["fullname"].to_list(), code, list(asked), np.array(list(asked.values()))


def sanctioned() -> tuple[list[str], np.ndarray, list[str], np.ndarray]:
    """All entries' primary names; aliases of entries with an even number."""
    entries = pl.read_parquet(DATA / "ofac_sdn_older" / "sdn.parquet")
    aliases = pl.read_parquet(DATA / "ofac_sdn_older" / "alt.parquet").filter(pl.col("ent_num") % 2 == 0)
    return (
        entries["SDN_Name"].to_list(), entries["ent_num"].to_numpy(),
        aliases["alt_name"].to_list(), aliases["ent_num"].to_numpy(),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="Write src/puhui/naming/weights.json")
    given = parser.parse_args()
    document = {
        "format": "puhui-name-weights/1",
        "version": "2026.1",
        "mark": "C",
        "chosen_by": "tools/name_weights.py, on companies with even codes and sanctions entries with even numbers",
        "chinese": chosen(chinese_pairs.ChineseRegister, *listed(), others=[(1, made_up(3, count)) for count in SIZES]),
        "romanised": chosen(romanised_pairs.RomanisedRegister, *sanctioned(), others=[(1, []), (5, [])]),
        "verdicts": {"mark": "J", "same_name": 0.99, "link_from": 0.8, "look_from": 0.2, "tie_within": 0.05},
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if given.write:
        (ROOT / "src" / "puhui" / "naming" / "weights.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
