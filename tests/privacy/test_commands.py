"""`puhui privacy` as a person and a machine call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from puhui.credit.scorecard import EXAMPLE

pytestmark = pytest.mark.spu


def puhui(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from puhui.cli import main; main()", "privacy", *arguments],
        cwd=folder,
        env={**os.environ, "PUHUI_LANG": "zh"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for at, name in enumerate("abc"):
        rows = [f"industry {row},{row * at},note" for row in range(4 - (name == "c"))]
        (tmp_path / f"{name}.csv").write_text("\n".join(["group,amount,note", *rows]) + "\n")
    return tmp_path


def test_a_match_tells_its_plan_its_reports_and_its_bytes(folder: Path) -> None:
    ran = puhui(folder, "match", "--party", "a.csv", "--party", "c.csv", "--key", "group", "--out", "out", "--json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["plan"]["scheme"] == "rr22"
    assert told["reports"]["a"]["result"] == {"matched_keys": 3, "matched_rows": 3}
    assert {fact["learns"] for fact in told["reports"]["c"]["disclosed"]} >= {"rows", "keys", "matched_keys"}
    assert (folder / "out/a/matched.csv").read_text().startswith("group,amount,note\nindustry 0,0,note\n")


def test_a_sum_writes_one_file_and_withholds_small_groups(folder: Path) -> None:
    parties = [word for name in "abc" for word in ("--party", f"{name}.csv")]
    ran = puhui(folder, "sum", *parties, "--key", "group", "--value", "amount", "--out", "sums.csv")
    assert ran.returncode == 0, ran.stderr
    assert (folder / "sums.csv").read_text().splitlines() == [
        "group,shown,providers,amount",
        "INDUSTRY 0,yes,3,0",
        "INDUSTRY 1,yes,3,3",
        "INDUSTRY 2,yes,3,6",
        "INDUSTRY 3,no,,",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv", "c.csv", "sums.csv"]


def test_a_lookup_answers_row_by_row(folder: Path) -> None:
    (folder / "q.csv").write_text("group\nINDUSTRY 2\nelsewhere\n")
    ran = puhui(folder, "lookup", "--list", "a.csv", "--key", "group", "--query", "q.csv", "--out", "answers.csv")
    assert ran.returncode == 0, ran.stderr
    assert (folder / "answers.csv").read_text() == "group,on_list,level\nINDUSTRY 2,yes,listed\nelsewhere,no,\n"


def test_a_score_and_its_band_are_those_of_the_card(folder: Path) -> None:
    (folder / "card.json").write_bytes(EXAMPLE.replace(b'"age_m"', b'"amount"'))
    (folder / "a.csv").write_text("group,amount\nindustry 2,30\nindustry 0,6\nindustry 1,\n")
    (folder / "b.csv").write_text("group,amount\n")
    arguments = ["--model", "card.json", "--party", "a.csv", "--party", "b.csv", "--key", "group", "--out", "out"]
    refused = puhui(folder, "score", *arguments, "--json")
    assert json.loads(refused.stdout)["error"]["code"] == "attribute_held_twice"
    made = json.loads((folder / "card.json").read_text())
    made["attributes"].append({**made["attributes"][0], "name": "staff"})
    (folder / "card.json").write_text(json.dumps(made))
    (folder / "b.csv").write_text("group,staff\nINDUSTRY 1,\nindustry 0,1\n")
    told = json.loads(puhui(folder, "score", *arguments, "--json").stdout)
    assert told["reports"]["receiver"]["result"] == {"enterprises": 3, "unscored": 1}
    assert told["reports"]["a"]["no_record"] == 0
    assert told["reports"]["b"]["no_record"] == 1
    assert {fact["learns"] for fact in told["reports"]["a"]["disclosed"]} == {"enterprises", "attributes", "timing"}
    assert (folder / "out").read_text().splitlines() == [
        "group,score,pd,grade,coverage",
        "INDUSTRY 2,625.5,0.035642,BB,0.5",
        "INDUSTRY 0,520.0,0.137596,CC,1.0",
        "INDUSTRY 1,,,,0.0",
    ]
    (folder / "out").unlink()
    ran = puhui(folder, "rank", *arguments, "--bands", "500,600")
    assert ran.returncode == 0, ran.stderr
    assert (folder / "out").read_text().splitlines()[1:] == [
        "INDUSTRY 2,2,600.0,",
        "INDUSTRY 0,1,500.0,600.0",
        "INDUSTRY 1,,,",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sum", "--party", "a.csv", "--party", "b.csv", "--key", "group", "--value", "amount"], "group_too_small"),
        (["match", "--party", "a.csv", "--party", "b.csv", "--key", "nothing"], "schema_differs"),
        (["match", "--party", "a.csv", "--party", "none.csv", "--key", "group"], "input_unreadable"),
    ],
)
def test_a_refusal_is_one_error_and_leaves_nothing(folder: Path, arguments: list[str], code: str) -> None:
    ran = puhui(folder, *arguments, "--out", "out", "--json")
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["error"]["code"] == code
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv", "c.csv"]


def test_a_training_writes_one_card_and_a_validation_reads_it(folder: Path) -> None:
    lines: dict[str, list[str]] = {"bank": ["id,status,own"], "tax": ["id,sales"], "power": ["id,usage"]}
    for row in range(400):
        own, sales, usage = (row * 7) % 20, (row * 3) % 23, (row * 11) % 17
        bad = own + sales + usage + (row * 5) % 19 < 30
        lines["bank"].append(f"K{row},{'bad' if bad else 'good'},{own}")
        lines["tax"].append(f"k{row},{sales}")
        lines["power"].append(f"K{row} ,{usage}")
    for name, rows in lines.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n")
    parties = ["--label-party", "bank.csv", "--target", "status", "--party", "tax.csv", "--party", "power.csv"]
    ran = puhui(folder, "train", *parties, "--key", "id", "--out", "card.json", "--json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    card = json.loads((folder / "card.json").read_text())
    assert told["reports"]["bank"]["result"]["attributes"] == len(card["attributes"])
    assert told["reports"]["tax"]["result"].keys() == {"rows", "fitted", "held_out", "steps", "attributes", "bins"}
    assert (card["format"], card["name"]) == ("puhui-scorecard/1", "card")
    ran = puhui(folder, "validate", "--model", "card.json", *parties, "--key", "id", "--out", "measures.json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads((folder / "measures.json").read_text())["rows"] == 400
    assert "AUC" in ran.stdout
    assert sorted(path.name for path in folder.glob("*.json")) == ["card.json", "measures.json"]
