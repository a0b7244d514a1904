"""A thousand decisions of a simulated city, made again on a fresh checkout: identical to the byte?

    python bench/decision_replay.py [--enterprises 1000] [--json]

Every enterprise of a city applies (`city_decisions`); the decisions are packed as `puhui rules export` packs them. Then
the committed tree is unpacked elsewhere (`git archive HEAD`), and `puhui rules replay` runs there in a new process, in
another folder, with another hash seed. It recomputes scores, conditions, limits, prices and rules from the file alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

from city_decisions import applicants, decisions

from puhui.lending.bundle import Bundle, PastDecision, pack

ROOT = Path(__file__).resolve().parents[1]


def checkout(folder: Path) -> str:
    """The committed source tree in `folder`; answers the commit."""
    archive = subprocess.run(["git", "archive", "HEAD", "src"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True)
    return head.stdout.strip()


def export(folder: Path, enterprises: int) -> tuple[bytes, Counter[str]]:
    """The city's decisions as one file."""
    past, records, materials = [], {}, {}
    verdicts: Counter[str] = Counter()
    for one, concluded in decisions(applicants(folder, enterprises, seed=11)):
        record = concluded.record
        records[record.digest] = record.encoded()
        materials |= one.ground().materials()
        past.append(PastDecision(record.id, one.asked.application, record.digest, "", "", one.bad, None))
        verdicts[concluded.outcome.verdict.value] += 1
    return pack(Bundle(tuple(past), records, materials)), verdicts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--enterprises", type=int, default=1_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        data, verdicts = export(folder / "city", given.enterprises)
        decided = time.perf_counter() - begun
        file = folder / "decisions.zip"
        file.write_bytes(data)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        commit = checkout(elsewhere)
        settings = os.environ | {"PYTHONPATH": str(elsewhere / "src"), "PYTHONHASHSEED": "424242"}
        where = [sys.executable, "-c", "import puhui; print(puhui.__path__[0])"]
        found = subprocess.run(where, cwd=elsewhere, env=settings, check=True, capture_output=True, text=True).stdout
        if not found.startswith(str(elsewhere)):
            raise SystemExit(f"the replay would run from {found}, not from the fresh checkout")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "puhui.cli", "rules", "replay", str(file), "--json"]
        ran = subprocess.run(command, cwd=elsewhere, env=settings, check=False, capture_output=True, text=True)
        replayed = time.perf_counter() - begun
    told = json.loads(ran.stdout)
    told |= {
        "verdicts": dict(verdicts),
        "commit": commit,
        "bytes": len(data),
        "seconds": {"city and decisions": round(decided, 2), "replay": round(replayed, 2)},
    }
    if given.json:
        print(json.dumps(told))
    else:
        print(f"{told['decisions']} decisions {told['verdicts']}, {told['bytes']:,} bytes with all they name")
        print(f"on a checkout of {commit[:12]}: {told['identical']} identical, {len(told['differ'])} differ,")
        print(f"{told['scores_recomputed']} scores computed anew; {told['seconds']}")
    sys.exit(ran.returncode)


if __name__ == "__main__":
    main()
