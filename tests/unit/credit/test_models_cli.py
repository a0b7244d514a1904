"""The life of a model from the command line: trained, validated, approved, serving, replayed, watched."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from puhui.credit import Scorecard
from puhui.credit.challenger import Challenger
from puhui.credit.scorecard import EXAMPLE
from tests.unit.credit.test_credit_cli import puhui, run


def loans(rows: int = 700, seed: int = 0) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    sales, gap = rng.normal(size=(2, rows))
    bad = rng.random(rows) < 1 / (1 + np.exp(1.4 + 1.2 * sales - 0.8 * gap))
    months = np.sort(rng.integers(1, 7, rows))
    return pl.DataFrame(
        {
            "firm": [f"{n:06d}" for n in range(rows)],
            "sales": np.round(sales, 3),
            "gap": [None if n % 9 == 0 else round(v, 3) for n, v in enumerate(gap)],
            "applied": [f"2026-{month:02d}-15" for month in months.tolist()],
            "approved": (rng.random(rows) < 0.6).astype(int),
            "region": rng.choice(["east", "west"], rows),
            "outcome": np.where(bad, "违约", "正常"),
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data, a card and a challenger trained from it, and a registry in which both serve."""
    place = tmp_path_factory.mktemp("models")
    loans().write_csv(place / "past.csv")
    loans(seed=1).write_csv(place / "new.csv")
    common = ("--target", "outcome", "--key", "firm", "--exclude", "approved,region", "--time", "applied")
    assert run("train", place / "past.csv", *common, "--out", place / "card.json") == 0
    report = ("--report", place / "trees")
    assert (
        run("train", place / "past.csv", *common, *report, "--kind", "challenger", "--out", place / "trees.json") == 0
    )
    where = ("--registry", place / "models")
    data = (place / "new.csv", "--target", "outcome", "--accept", "a small sample")
    for name, role in (("card", "champion"), ("trees", "shadow")):
        assert run("model", "register", place / f"{name}.json", *where, "--by", "li@bank", "--use", "loans") == 0
        assert run("model", "validate", f"{name}@1", *data, *where, "--by", "wang@auditor") == 0
        assert run("model", "approve", f"{name}@1", "--as", role, *where, "--by", "zhao@bank") == 0
        assert run("model", "serve", f"{name}@1", "--as", role, *where, "--by", "zhao@bank") == 0
    return place


def test_the_challengers_file_and_report_say_what_it_is(folder: Path) -> None:
    model = Challenger.parse((folder / "trees.json").read_bytes())
    assert {feature.name for feature in model.features} == {"sales", "gap"}
    assert model.metrics["validation"]["auc"] > 0.65
    assert {"lightgbm", "numpy"} == set(model.training["libraries"])
    page = (folder / "trees" / "report.html").read_text()
    assert "挑战者" in page
    assert page.count('<span lang="zh-CN">') == page.count('<span lang="en">')


def test_the_champion_decides_and_the_shadow_is_only_recorded(folder: Path, capsys: Any) -> None:
    past, out = folder / "scorings.jsonl", folder / "scores.csv"
    code, told, _ = puhui(
        capsys, "score", "loans", folder / "new.csv", "--registry", folder / "models", "--out", out,
        "--record", past, "--json",
    )  # fmt: skip
    assert (code, told["model"]["name"], told["shadows"][0]["name"]) == (0, "card", "trees")
    card = Scorecard.parse((folder / "card.json").read_bytes())
    frame = loans(seed=1)
    wanted = card.score({"sales": frame["sales"].to_numpy(), "gap": frame["gap"].to_numpy()})
    np.testing.assert_allclose(pl.read_csv(out)["score"].to_numpy(), wanted.score)
    code, told, _ = puhui(capsys, "replay", past, "--registry", folder / "models", "--json")
    assert (code, told["identical"], told["outcomes"]) == (0, True, 1400)
    models = [part for name in ("card", "trees") for part in ("--model", folder / f"{name}.json")]
    assert puhui(capsys, "replay", past, *models)[0] == 0
    assert puhui(capsys, "replay", past, *models[:2])[0] == 2


def test_a_forged_record_is_an_answer_of_no(folder: Path, capsys: Any) -> None:
    from puhui.credit.canonical import canonical, digest_of_bytes

    past = folder / "forged.jsonl"
    puhui(capsys, "score", folder / "card.json", folder / "new.csv", "--out", folder / "s.csv", "--record", past)
    lines = past.read_bytes().splitlines(keepends=True)
    row = json.loads(lines[1])
    lines[1] = canonical({**row, "outcome": {**row["outcome"], "grade": "AAA"}}) + b"\n"
    lines[-1] = canonical({"rows": 700, "digest": digest_of_bytes(b"".join(lines[:-1]))})
    past.write_bytes(b"".join(lines))
    code, told, _ = puhui(capsys, "replay", past, "--model", folder / "card.json", "--json")
    assert (code, told["identical"], told["differences"][0]["recorded"]["grade"]) == (1, False, "AAA")


def test_the_registry_tells_and_checks_and_refuses_the_same_person(folder: Path, capsys: Any) -> None:
    where = ("--registry", folder / "models")
    code, told, _ = puhui(capsys, "model", "list", *where, "--json")
    assert (code, [row["state"] for row in told["models"]]) == (0, ["champion", "shadow"])
    assert puhui(capsys, "model", "check", *where, "--json")[1]["events"] == 8
    code, told, _ = puhui(capsys, "model", "approve", "trees@1", *where, "--by", "li@bank", "--json")
    assert (code, told["error"]["code"]) == (2, "not_independent")
    code, told, _ = puhui(capsys, "model", "serve", "trees@1", *where, "--by", "zhao@bank", "--json")
    assert (code, told["error"]["code"]) == (2, "not_approved_for_role")
    code, told, _ = puhui(capsys, "model", "register", folder / "card.json", *where, "--by", "li@bank", "--use", "x",
                          "--json")  # fmt: skip
    assert (code, told["error"]["code"]) == (2, "version_taken")
    code, told, _ = puhui(capsys, "score", "cards", folder / "new.csv", *where, "--out", folder / "s.csv", "--json")
    assert (code, told["error"]["code"]) == (2, "no_model_serves")


def test_a_changed_registry_is_not_read(folder: Path, tmp_path: Path, capsys: Any) -> None:
    from shutil import copytree

    copy = copytree(folder / "models", tmp_path / "models")
    event = copy / "journal" / "000003.json"
    event.write_bytes(event.read_bytes().replace(b"zhao@bank", b"qian@bank"))
    code, told, _ = puhui(capsys, "model", "list", "--registry", copy, "--json")
    assert (code, told["error"]["code"]) == (2, "registry_chain_broken")
    again = copytree(folder / "models", tmp_path / "again")
    kept = next((again / "models").glob("*.json"))
    kept.write_bytes(kept.read_bytes() + b" ")
    code, told, _ = puhui(capsys, "model", "check", "--registry", again, "--json")
    assert (code, told["error"]["code"]) == (2, "kept_file_changed")


def test_two_who_append_at_one_moment_do_not_both_win(folder: Path, tmp_path: Path) -> None:
    from shutil import copytree

    from puhui.cli.credit.registry_folder import RegistryFolder, RegistryMoved
    from puhui.credit.registry import Actor
    from puhui.kernel import SystemClock

    place = RegistryFolder(copytree(folder / "models", tmp_path / "models"))
    read = place.read()
    digest, _ = read.find("card@1")
    at = SystemClock().now()
    first, event = read.withdraw(digest, "one", Actor("a", "b"), at)
    second, other = read.withdraw(digest, "other", Actor("c", "d"), at)
    place.append(first, event)
    with pytest.raises(RegistryMoved):
        place.append(second, other)
    assert place.read().head == first.head
    assert not list((place.path / "journal").glob(".event*"))


def test_an_explanation_for_a_person_and_a_machine(folder: Path, capsys: Any) -> None:
    for name in ("card", "trees"):
        code, told, _ = puhui(
            capsys, "explain", folder / f"{name}.json", folder / "new.csv", "--key", "000004", "--json"
        )
        assert code == 0
        assert told["total"] == pytest.approx(told["base_points"] + sum(term["points"] for term in told["terms"]))
        assert {term["attribute"] for term in told["terms"]} == {"sales", "gap"}
    code, told, _ = puhui(capsys, "explain", folder / "card.json", folder / "new.csv", "--key", "none", "--json")
    assert (code, told["error"]["code"]) == (2, "row_not_found")
    assert "PD" in puhui(capsys, "explain", folder / "card.json", folder / "new.csv", "--row", "3")[1]


def test_monitoring_says_yes_or_no_by_its_exit_code(folder: Path, capsys: Any) -> None:
    asked = ("--time", "applied", "--target", "outcome", "--approved", "approved", "--group", "region")
    moved = folder / "moved.csv"
    loans(seed=1).with_columns(pl.col("sales") - 2).write_csv(moved)
    code, told, _ = puhui(
        capsys, "monitor", folder / "card.json", moved, *asked, "--report", folder / "watch", "--json"
    )
    assert (code, told["review"]) == (1, True)
    assert "psi" in [trigger["code"] for trigger in told["triggers"]]
    assert json.loads((folder / "watch" / "monitoring.json").read_text())["review"] is True
    assert "data:image/png" in (folder / "watch" / "report.html").read_text()
    code, told, _ = puhui(capsys, "monitor", folder / "card.json", moved, "--time", "region", "--json")
    assert (code, told["error"]["code"]) == (2, "time_unclear")
    code, told, _ = puhui(
        capsys, "monitor", folder / "card.json", moved, "--time", "applied", "--approved", "region", "--json"
    )
    assert (code, told["error"]["code"]) == (2, "flag_unclear")


def test_calibrating_makes_a_new_version_that_says_so(folder: Path, capsys: Any) -> None:
    later = folder / "later.csv"
    loans(seed=4).with_columns(
        outcome=pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.lit("违约")).otherwise("outcome")
    ).write_csv(later)
    out = folder / "card-2.json"
    code, told, _ = puhui(
        capsys, "calibrate", folder / "card.json", later, "--target", "outcome", "--time", "applied", "--version", "2",
        "--out", out, "--json",
    )  # fmt: skip
    assert code == 0
    step = Scorecard.parse(out.read_bytes()).calibration["steps"][0]
    assert step == told["calibration"]
    assert step["from_rate"] < step["to_rate"]
    assert (step["calibrated_on"]["from"], step["calibrated_on"]["to"]) == ("2026-01-15", "2026-06-15")
    assert told["after"]["mean_pd"] == pytest.approx(told["after"]["bad_rate"], abs=1e-6)


def test_an_expert_cards_pd_is_said_aloud(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "expert.json").write_bytes(EXAMPLE)
    pl.DataFrame({"age_m": [6.0, 48.0]}).write_csv(tmp_path / "firms.csv")
    code, told, err = puhui(
        capsys, "score", tmp_path / "expert.json", tmp_path / "firms.csv", "--out", tmp_path / "s.csv", "--json"
    )
    assert (code, told["pd_calibrated"]) == (0, False)
    assert "no outcomes have calibrated it" in err


def test_trees_over_two_parties_are_refused_and_rejects_stand_beside(folder: Path, capsys: Any) -> None:
    said = folder / "dictionary.json"
    label = {"zh": "数据", "en": "data"}
    said.write_text(
        json.dumps(
            {
                "columns": {"sales": {"source": "tax"}, "gap": {"source": "court"}},
                "sources": [
                    {"source": "tax", "label": label, "weight": 1, "party": "tax-bureau"},
                    {"source": "court", "label": label, "weight": 1, "party": "high-court"},
                ],
            }
        )
    )
    common = (folder / "past.csv", "--target", "outcome", "--key", "firm", "--exclude", "approved,region,applied")
    code, told, _ = puhui(capsys, "train", *common, "--dictionary", said, "--kind", "challenger", "--out",
                          folder / "never.json", "--json")  # fmt: skip
    assert (code, told["error"]["code"]) == (2, "features_held_apart")
    refused = folder / "refused.csv"
    loans(seed=5).drop("outcome").write_csv(refused)
    code, told, _ = puhui(capsys, "train", *common, "--rejects", refused, "--alpha", "2", "--out",
                          folder / "accepts.json", "--json")  # fmt: skip
    assert code == 0
    assert told["rejects"]["alpha"] == 2.0
    beside = Scorecard.parse((folder / "accepts.parcelled.json").read_bytes())
    assert beside.training["rejects"]["rows"] == 700
