"""Sentiment of company news titles, out of time and at random, beside plain character n-grams in the same run.

    python bench/opinion.py [--json]

The titles are `cn_fin_news_sentiment`. By time: the oldest 70 % train, the youngest 30 % are scored (all titles of the day
on the border fall to one side). The recipe was chosen on the oldest 70 % alone. At random: five stratified 70/30 splits.
The peer is scikit-learn's TF-IDF of one to three characters with logistic regression (C = 10). The lexicon model has
seen no title; its row is the same youngest 30 %. Linking: companies of the titles looked for by their full names alone, no
short name given, among all listed companies.
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
    return [{"split": "at random", "model": name, **_mean(rows)} for name, rows in (("trained", ours), ("peer", theirs))]


def _mean(rows: list[dict[str, float]]) -> dict[str, float]:
    return {key: round(float(np.mean([row[key] for row in rows], axis=0)), 4) if key != "auc_95" else [
        round(float(value), 4) for value in np.mean([row[key] for row in rows], axis=0)] for key in rows[0]}  # fmt: skip


def throughput(titles: Titles) -> dict[str, float]:
    """Titles a second, on the seed titles repeated."""
    model = titles.fitted(np.arange(len(titles.day)))
    many = list(titles.title) * 20
    start = time.perf_counter()
    model.score(many)
    spent = time.perf_counter() - start
    return {"titles": len(many), "per_second": round(len(many) / spent), "grams": len(model.weights), "file_kb": len(model.dump()) // 1024}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    titles = Titles()
    rows = by_time(titles) + at_random(titles)
    speed = throughput(titles)
    if given.json:
        print(json.dumps({"rows": rows, "scoring": speed}, ensure_ascii=False))
        return
    print(f"{'split':<11}{'model':<20}{'titles':>7}{'AUC':>8}{'95 %':>18}{'accuracy':>10}{'Brier':>8}{'mean p':>8}{'bad':>7}  README bar")
    for row in rows:
        low, high = row["auc_95"]
        print(
            f"{row['split']:<11}{row['model']:<20}{row['titles']:>7,.0f}{row['auc']:>8.4f}{f'{low:.4f}–{high:.4f}':>18}"
            f"{row['accuracy']:>10.4f}{row['brier']:>8.4f}{row['mean_p']:>8.3f}{row['bad_rate']:>7.3f}"
            f"  {BAR[row['split']] if row['model'] == 'trained' else ''}"
        )
    print(f"scoring: {speed['per_second']:,} titles/s, one core; {speed['grams']:,} grams, file {speed['file_kb']} kB")


if __name__ == "__main__":
    main()
