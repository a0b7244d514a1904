"""Names found beside plain character n-grams, in one run on the same queries: right first, right in ten, seconds.

    python bench/names.py [--json] [--without-scale]

Weights were chosen on listed companies with even codes and sanctions entries with even numbers (tools/name_weights.py);
the rows "odd half" are of queries that had no part in it, over the whole register. The peer is scikit-learn's TF-IDF of
characters with the cosine, the bar the one in the data's README (all queries). No address, remark or code is used.

"linked" is what Puhui would join by itself, "right of linked" how much of that is right; "absent: linked" is how much
is still joined, wrongly, when the right entry has been taken out of the register. "other names known" looks an alias
up among all primary names and all other aliases: what a list desk does with a new spelling. The large register is the
listed companies among names that are put together from the brand corpus, regions, trades and forms.
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer

from puhui.naming import NameIndex, Resolution
from puhui.naming.vocabulary import INDUSTRIES, REGIONS

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
TEN = 10


def ours(index: NameIndex, queries: list[str], limit: int = TEN) -> tuple[list[Resolution], float]:
    start = time.perf_counter()
    found = index.match(queries, limit=limit)
    return list(found), time.perf_counter() - start


def peer(
    names: list[str], queries: list[str], sizes: tuple[int, int], limit: int
) -> tuple[list[list[int]], float, float]:
    """Rows of the register by cosine of TF-IDF, the best first; seconds to build and to look up."""
    start = time.perf_counter()
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=sizes, sublinear_tf=True)
    register = vectoriser.fit_transform(names).T.tocsr()
    built = time.perf_counter() - start
    start = time.perf_counter()
    rows = []
    for begin in range(0, len(queries), 100):
        near = (vectoriser.transform(queries[begin : begin + 100]) @ register).tocsr()
        for at in range(near.shape[0]):
            part = slice(near.indptr[at], near.indptr[at + 1])
            order = np.argsort(-near.data[part], kind="stable")[:limit]
            rows.append(near.indices[part][order].tolist())
    return rows, built, time.perf_counter() - start


def measured(ranks: list[list[str]], asked: list[str], seen: np.ndarray) -> dict[str, float]:
    """Share of queries whose key is first, and in the first ten."""
    chosen = np.flatnonzero(seen)
    first = np.mean([ranks[at][:1] == [asked[at]] for at in chosen])
    ten = np.mean([asked[at] in ranks[at][:TEN] for at in chosen])
    return {"queries": len(chosen), "first": round(float(first), 4), "in_ten": round(float(ten), 4)}


def linked(found: list[Resolution], asked: list[str], seen: np.ndarray) -> dict[str, float]:
    chosen = [at for at in np.flatnonzero(seen) if found[at].key is not None]
    right = np.mean([found[at].key == asked[at] for at in chosen]) if chosen else 0.0
    return {"linked": round(len(chosen) / int(seen.sum()), 4), "right_of_linked": round(float(right), 4)}


def task(name: str, keys: list[str], names: list[str], queries: list[str], asked: list[str], sizes: tuple[int, int],
         bar: str, absent: bool = True) -> dict[str, object]:  # fmt: skip
    start = time.perf_counter()
    index = NameIndex(keys, names)
    built = time.perf_counter() - start
    found, spent = ours(index, queries)
    ranks = [[candidate.key for candidate in one.candidates] for one in found]
    rows, peer_built, peer_spent = peer(names, queries, sizes, limit=3 * TEN)
    peer_ranks = [list(dict.fromkeys(keys[row] for row in one)) for one in rows]
    odd = np.array([int(key) % 2 == 1 for key in asked])
    told: dict[str, object] = {
        "task": name, "names": len(names), "bar": bar,
        "puhui": {"odd_half": measured(ranks, asked, odd) | linked(found, asked, odd),
                  "all": measured(ranks, asked, np.ones(len(odd), dtype=bool)),
                  "build_s": round(built, 2), "match_s": round(spent, 2)},
        "peer": {"odd_half": measured(peer_ranks, asked, odd),
                 "all": measured(peer_ranks, asked, np.ones(len(odd), dtype=bool)),
                 "build_s": round(peer_built, 2), "match_s": round(peer_spent, 2)},
    }  # fmt: skip
    if absent:
        gone = set(np.unique(np.array(asked)[odd])[::2].tolist())
        kept = [at for at, key in enumerate(keys) if key not in gone]
        without, _ = ours(NameIndex([keys[at] for at in kept], [names[at] for at in kept]), queries)
        told["absent_linked"] = round(
            float(np.mean([without[at].key is not None for at in range(len(queries)) if asked[at] in gone])), 4
        )
    return told


def companies() -> tuple[list[str], list[str], list[str], list[str]]:
    table = pl.read_csv(DATA / "cn_chain_kg" / "company.csv", infer_schema_length=0)
    keys = [code[:6] for code in table["code"]]
    asked = dict(zip(table["name"], keys, strict=True))
    return keys, table["fullname"].to_list(), list(asked), list(asked.values())


def sanctions() -> tuple[list[str], list[str], list[str], list[str]]:
    entries = pl.read_parquet(DATA / "ofac_sdn_older" / "sdn.parquet")
    aliases = pl.read_parquet(DATA / "ofac_sdn_older" / "alt.parquet")
    return (
        [str(key) for key in entries["ent_num"]], entries["SDN_Name"].to_list(),
        aliases["alt_name"].to_list(), [str(key) for key in aliases["ent_num"]],
    )  # fmt: skip


def other_names_known() -> dict[str, object]:
    """Each alias among all primary names and all aliases but itself (and rows of the same entry written the same)."""
    keys, names, queries, asked = sanctions()
    all_names, all_keys = names + queries, keys + asked
    index = NameIndex([str(row) for row in range(len(all_names))], all_names)
    found, spent = ours(index, queries, limit=4 * TEN)
    ranks = []
    for at, one in enumerate(found):
        rows = [int(candidate.key) for candidate in one.candidates]
        rest = [row for row in rows if not (all_keys[row] == asked[at] and all_names[row] == queries[at])]
        ranks.append(list(dict.fromkeys(all_keys[row] for row in rest)))
    odd = np.array([int(key) % 2 == 1 for key in asked])
    return {
        "task": "alias → entry, other names known", "names": len(all_names), "bar": "none",
        "puhui": {"odd_half": measured(ranks, asked, odd),
                  "all": measured(ranks, asked, np.ones(len(odd), dtype=bool)), "match_s": round(spent, 2)},
    }  # fmt: skip


def large() -> tuple[list[str], list[str], list[str], list[str]]:
    """The listed companies among some 267,000 names put together by a fixed draw."""
    keys, names, queries, asked = companies()
    brands = pl.read_parquet(DATA / "company_names_corpus" / "names.parquet").to_series().to_list()
    draw = np.random.default_rng(7)
    regions, trades = sorted(REGIONS), sorted(INDUSTRIES)
    forms = ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司"]
    made = [
        regions[a] + brand + trades[b] + forms[c]
        for brand, a, b, c in zip(
            brands, draw.integers(len(regions), size=len(brands)), draw.integers(len(trades), size=len(brands)),
            draw.choice(4, size=len(brands), p=[0.7, 0.1, 0.15, 0.05]), strict=True,
        )
    ]  # fmt: skip
    return keys + [str(2 * 10**6 + at) for at in range(len(made))], names + made, queries, asked


def shown(rows: list[dict[str, object]]) -> str:
    lines = [f"{'task':<34}{'names':>9}{'queries':>9}  {'puhui first / ten':>20}{'peer first / ten':>20}{'linked':>9}"
             f"{'right':>8}"
             f"{'absent: linked':>16}{'puhui s':>14}{'peer s':>14}  README bar"]  # fmt: skip
    for row in rows:
        for part in ("odd_half", "all"):
            we, they = row["puhui"], row.get("peer", {})
            mine, theirs = we[part], they.get(part)
            beside = f"{theirs['first']:.3f} / {theirs['in_ten']:.3f}" if theirs else "–"
            joined = f"{mine['linked']:>9.3f}{mine['right_of_linked']:>8.3f}" if "linked" in mine else " " * 17
            gone = f"{row['absent_linked']:>16.3f}" if part == "odd_half" and "absent_linked" in row else " " * 16
            spent = f"{we.get('build_s', 0):.1f} + {we['match_s']:.1f}" if part == "all" else ""
            theirs_s = f"{they['build_s']:.1f} + {they['match_s']:.1f}" if part == "all" and they else ""
            lines.append(
                f"{row['task'] if part == 'odd_half' else '':<34}{row['names']:>9,}{mine['queries']:>9,}  "
                f"{mine['first']:>12.3f} / {mine['in_ten']:.3f}{beside:>20}{joined}{gone}{spent:>14}{theirs_s:>14}  "
                f"{row['bar'] if part == 'all' else '(odd half: unseen)'}"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--without-scale", action="store_true", help="Leave the large register out")
    given = parser.parse_args()
    rows = [
        task("short → full", *companies(), sizes=(1, 2), bar="first 0.943"),
        task("alias → primary name", *sanctions(), sizes=(2, 4), bar="first 0.545, ten 0.710"),
        other_names_known(),
    ]
    if not given.without_scale:
        rows.append(task("short → full, large register", *large(), sizes=(1, 2), bar="none", absent=False))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if given.json:
        print(json.dumps({"tasks": rows, "memory_mb": memory}, ensure_ascii=False))
        return
    print(shown(rows))
    print(f"seconds are to build the index + to answer all queries, one core; peak memory {memory:,} MB")


if __name__ == "__main__":
    main()
