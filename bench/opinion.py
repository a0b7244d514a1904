"""Sentiment of company news titles, out of time and at random, beside plain character n-grams in the same run.

    python bench/opinion.py [--json]

The titles are `cn_fin_news_sentiment`. By time: the oldest 70 % train, the youngest 30 % are scored (all titles of
the day on the border fall to one side). The recipe was chosen on the oldest 70 % alone. At random: five stratified
70/30 splits. The peer is scikit-learn's TF-IDF of one to three characters with logistic regression (C = 10). The
lexicon model has seen no title; its row is the same youngest 30 %.

Linking looks for the companies of the titles' codes among all listed companies. A company that a title names
besides its codes counts as wrong, and so does the namesake of one that the register lacks: half of the listed
companies are kept back.
"""

import argparse
import json
import os
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedShuffleSplit

from puhui.naming import normalise_chinese, without_marks
from puhui.opinion.mentions import Register
from puhui.opinion.sentiment import SentimentModel, shipped
from puhui.opinion.training import train

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
BAR = {"by time": "AUC 0.990", "at random": "AUC 0.984, accuracy 0.955"}


class Titles:
    """The seed titles, oldest first."""

    def __init__(self) -> None:
        table = pl.read_csv(DATA / "cn_fin_news_sentiment" / "news_seed.csv", infer_schema_length=0)
        table = table.sort("日期", maintain_order=True)
        self.title = np.array(table["标题"].to_list(), dtype=object)
        self.bad = (table["正/负面"] == "0").to_numpy()
        self.day = np.array([date.fromisoformat(day) for day in table["日期"]], dtype=object)
        self.codes = [{part.strip()[:6] for part in (code or "").split(",")} for code in table["代码"]]
        self.names = [[part for part in (name or "").split(",") if part] for name in table["公司"]]

    def fitted(self, rows: np.ndarray) -> SentimentModel:
        return train(list(self.title[rows]), self.bad[rows], list(self.day[rows]), [self.names[at] for at in rows])

    def scored(self, model: SentimentModel, rows: np.ndarray) -> np.ndarray:
        return model.score(list(self.title[rows]), [self.names[at] for at in rows]).p_bad

    def peer(self, fit: np.ndarray, rows: np.ndarray) -> np.ndarray:
        vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        model = LogisticRegression(C=10, max_iter=1_000).fit(vectoriser.fit_transform(self.title[fit]), self.bad[fit])
        return model.predict_proba(vectoriser.transform(self.title[rows]))[:, 1]


def figures(bad: np.ndarray, p_bad: np.ndarray) -> dict[str, float]:
    low, high = np.percentile(_resampled(bad, p_bad), [2.5, 97.5])
    return {
        "titles": len(bad), "auc": round(float(roc_auc_score(bad, p_bad)), 4),
        "auc_95": [round(float(low), 4), round(float(high), 4)],
        "accuracy": round(float(accuracy_score(bad, p_bad >= 0.5)), 4),
        "brier": round(float(brier_score_loss(bad, p_bad)), 4),
        "mean_p": round(float(p_bad.mean()), 4), "bad_rate": round(float(bad.mean()), 4),
    }  # fmt: skip


def _resampled(bad: np.ndarray, p_bad: np.ndarray, rounds: int = 500) -> list[float]:
    draw = np.random.default_rng(1)
    of_bad, of_good = np.flatnonzero(bad), np.flatnonzero(~bad)
    found = []
    for _ in range(rounds):
        rows = np.concatenate([draw.choice(of_bad, len(of_bad)), draw.choice(of_good, len(of_good))])
        found.append(float(roc_auc_score(bad[rows], p_bad[rows])))
    return found


def by_time(titles: Titles) -> list[dict[str, object]]:
    border = titles.day[int(len(titles.day) * 0.7)]
    old, young = np.flatnonzero(titles.day < border), np.flatnonzero(titles.day >= border)
    start = time.perf_counter()
    model = titles.fitted(old)
    trained = time.perf_counter() - start
    bad = titles.bad[young]
    start = time.perf_counter()
    p_bad = titles.scored(model, young)
    spent = time.perf_counter() - start
    start = time.perf_counter()
    beside = titles.peer(old, young)
    peer_spent = time.perf_counter() - start
    lexicon = titles.scored(shipped(), young)
    return [
        {"split": "by time", "model": "trained", "seconds": round(trained + spent, 2), **figures(bad, p_bad)},
        {"split": "by time", "model": "peer", "seconds": round(peer_spent, 2), **figures(bad, beside)},
        {"split": "by time", "model": "lexicon (no data)", **figures(bad, lexicon)},
    ]


def at_random(titles: Titles) -> list[dict[str, object]]:
    ours, theirs = [], []
    for fit, rest in StratifiedShuffleSplit(5, test_size=0.3, random_state=1).split(titles.title, titles.bad):
        ours.append(figures(titles.bad[rest], titles.scored(titles.fitted(fit), rest)))
        theirs.append(figures(titles.bad[rest], titles.peer(fit, rest)))
    return [
        {"split": "at random", "model": name, **_mean(rows)} for name, rows in (("trained", ours), ("peer", theirs))
    ]


def _mean(rows: list[dict[str, float]]) -> dict[str, object]:
    return {key: np.mean([row[key] for row in rows], axis=0).round(4).tolist() for key in rows[0]}


def throughput(titles: Titles) -> dict[str, float]:
    """Titles a second, on the seed titles repeated."""
    model = titles.fitted(np.arange(len(titles.day)))
    many = list(titles.title) * 20
    start = time.perf_counter()
    model.score(many)
    spent = time.perf_counter() - start
    return {
        "titles": len(many),
        "per_second": round(len(many) / spent),
        "grams": len(model.weights),
        "file_kb": len(model.dump()) // 1024,
    }


def linking(titles: Titles) -> list[dict[str, object]]:
    """Companies of the titles found in the register of listed companies, without and with their short names."""
    table = pl.read_csv(DATA / "cn_chain_kg" / "company.csv", infer_schema_length=0)
    keys = [code[:6] for code in table["code"]]
    shorts = [[without_marks(normalise_chinese(name))] for name in table["name"]]
    known = set(keys)
    rows: list[dict[str, object]] = []
    for told, given in (("full names alone", None), ("full and short names", shorts)):
        start = time.perf_counter()
        found = Register(keys, table["fullname"].to_list(), given).mentions(
            list(titles.title), [""] * len(titles.title)
        )
        spent = time.perf_counter() - start
        named = [(set(some), codes & known) for some, codes in zip(found.keys, titles.codes, strict=True)]
        right = sum(len(some & codes) for some, codes in named)
        rows.append(
            {"register": told, "right_of_linked": round(right / sum(len(some) for some, _ in named), 4),
             "found_of_coded": round(right / sum(len(codes) for _, codes in named), 4),
             "ambiguous_titles": sum(count > 0 for count in found.ambiguous), "seconds": round(spent, 2)}
        )  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    titles = Titles()
    rows = by_time(titles) + at_random(titles)
    speed = throughput(titles)
    links = linking(titles)
    if given.json:
        print(json.dumps({"rows": rows, "scoring": speed, "linking": links}, ensure_ascii=False))
        return
    print(
        f"{'split':<11}{'model':<20}{'titles':>7}{'AUC':>8}{'95 %':>18}"
        f"{'accuracy':>10}{'Brier':>8}{'mean p':>8}{'bad':>7}  README bar"
    )
    for row in rows:
        low, high = row["auc_95"]
        print(
            f"{row['split']:<11}{row['model']:<20}{row['titles']:>7,.0f}{row['auc']:>8.4f}{f'{low:.4f}–{high:.4f}':>18}"
            f"{row['accuracy']:>10.4f}{row['brier']:>8.4f}{row['mean_p']:>8.3f}{row['bad_rate']:>7.3f}"
            f"  {BAR[row['split']] if row['model'] == 'trained' else ''}"
        )
    print(f"scoring: {speed['per_second']:,} titles/s, one core; {speed['grams']:,} grams, file {speed['file_kb']} kB")
    for link in links:
        print(
            f"linking, {link['register']}: right of linked {link['right_of_linked']:.3f}, "
            f"found of coded {link['found_of_coded']:.3f}, ambiguous {link['ambiguous_titles']}, {link['seconds']} s"
        )


if __name__ == "__main__":
    main()
