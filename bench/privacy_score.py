"""`score` over three custodians beside the same scorecard over the same three files in the open, in the same run.

Ours: three party processes with a job, mutual TLS, each party's own CSV file read, keys spelt by the rule, points added
under ABY3, result written and delivered; once from nothing, once as nodes have it, with workers that wait and programs
that were compiled before. In the open: one process that is already up reads the three files, joins them and scores.
Both must say the same. Rounds alternate; medians. `one` is a single enterprise asked of the same files' custodians.
Peak memory is the largest worker's.

    python bench/privacy_score.py [--rows 10000] [--rounds 3] [--json]
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from puhui.credit import Scorecard
from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.evaluating import ScoreTerms, Setting
from puhui.privacy.starting import Waiting

CUSTODIANS, EACH = ("tax", "power", "court"), 5
AIM_S, AIM_ONE_MS = 3.0, 300
SETTLE_S = 60  # waiting workers come up before the clock starts


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, Waiting(len(CUSTODIANS)) as waiting:
        folder = Path(name)
        card, files = _card(), _files(folder, options.rows)
        enterprises, _ = evaluating.enterprises_of(files[0], "firm", KeyKind.TEXT)
        terms = ScoreTerms(card, "firm", KeyKind.TEXT, enterprises)
        one = replace(terms, enterprises=enterprises[:1])
        alone = Setting(SystemClock(), SystemEntropy())
        sent = 0
        for number in range(options.rounds):
            for label, asked, ahead in (
                ("score", terms, None),
                ("score_waiting", terms, waiting),
                ("one", one, None),
                ("one_waiting", one, waiting),
            ):
                waiting.fill()
                assert waiting.settle(SETTLE_S)
                setting = replace(alone, waiting=ahead, cache=folder / "cache" if ahead else None)
                begun = time.perf_counter()
                done = evaluating.score(files, asked, folder / f"{label}{number}", setting)
                times.setdefault(label, []).append(time.perf_counter() - begun)
                if label == "score":
                    sent = sum(sent for sent, _ in done.traffic.values())
            begun = time.perf_counter()
            want = _in_the_open(card, files, folder / f"open{number}.csv")
            times.setdefault("open", []).append(time.perf_counter() - begun)
            said = pl.read_csv(folder / f"score{number}" / CUSTODIANS[0] / "scores.csv")
            assert said["score"].to_list() == want["score"].to_list()
            assert said["grade"].to_list() == want["grade"].to_list()
    median = {label: statistics.median(each) for label, each in times.items()}
    report = {
        "rows": options.rows,
        "attributes": len(CUSTODIANS) * EACH,
        **{f"{label}_s": round(value, 3) for label, value in median.items()},
        "ratio_to_open": round(median["score"] / median["open"], 1),
        "ratio_to_open_waiting": round(median["score_waiting"] / median["open"], 1),
        "aim_score_s": AIM_S,
        "aim_one_waiting_s": AIM_ONE_MS / 1000,
        "sent_mb": round(sent / 1e6, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>22}  {value}")


def _names() -> dict[str, list[str]]:
    return {party: [f"{party}_{at}" for at in range(EACH)] for party in CUSTODIANS}


def _card() -> Scorecard:
    draw = np.random.default_rng(7)
    label = {"zh": "基准", "en": "benchmark"}
    attributes = []
    for party, names in _names().items():
        for name in names:
            edges = [None, *sorted(draw.normal(size=5).round(3).tolist()), None]
            points = sorted(draw.normal(0, 20, size=6).round(2).tolist())
            bins = [
                {"kind": "interval", "from": low, "to": high, "points": worth}
                for low, high, worth in zip(edges[:-1], edges[1:], points, strict=True)
            ]
            rest = [{"kind": "missing", "points": 0}, {"kind": "not_granted", "points": 0}]
            attributes.append(
                {"name": name, "label": label, "source": party, "type": "numeric", "bins": [*bins, *rest]}
            )
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "benchmark",
        "version": "1",
        "label": label,
        "base_points": 600,
        "sources": [{"source": party, "label": label, "weight": 1} for party in CUSTODIANS],
        "attributes": attributes,
    }
    return Scorecard.parse(json.dumps(raw).encode())


def _files(folder: Path, rows: int) -> list[Path]:
    """Each custodian in an order of its own, without one in twenty enterprises, every tenth value empty."""
    draw = np.random.default_rng(11)
    files = []
    for party, names in _names().items():
        firms = draw.permutation(rows)[: rows - (0 if party == CUSTODIANS[0] else rows // 20)]
        values = np.where(draw.random((EACH, len(firms))) < 0.1, np.nan, draw.normal(size=(EACH, len(firms))).round(4))
        columns = {name: pl.Series(column).fill_nan(None) for name, column in zip(names, values, strict=True)}
        path = folder / f"{party}.csv"
        pl.DataFrame({"firm": [f"91{firm:016d}" for firm in firms], **columns}).write_csv(path)
        files.append(path)
    return files


def _in_the_open(card: Scorecard, files: list[Path], out: Path) -> pl.DataFrame:
    """What a person with all three files would run."""
    joined = pl.read_csv(files[0], schema_overrides={"firm": pl.String})
    for path in files[1:]:
        other = pl.read_csv(path, schema_overrides={"firm": pl.String})
        joined = joined.join(other, on="firm", how="left", maintain_order="left")
    frame = {name: joined[name].fill_null(float("nan")).to_numpy() for names in _names().values() for name in names}
    scores = card.score(frame)
    scored = pl.DataFrame(
        {
            "firm": joined["firm"],
            "score": pl.Series(np.round(scores.score, 2)).fill_nan(None),
            "pd": pl.Series(np.round(scores.pd, 6)).fill_nan(None),
            "grade": pl.Series(scores.grade.tolist(), dtype=pl.String),
            "coverage": np.round(scores.coverage, 4),
        }
    )
    scored.write_csv(out)
    return scored


if __name__ == "__main__":
    main()
