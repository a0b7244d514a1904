"""A whole city applies: every decision is made again to the byte, and advice to the refused keeps its promise."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import puhui
from bench.city_decisions import Applicant, applicants, decisions
from puhui.decisions import DecisionRecord, ReplayDiffers, Verdict, fact
from puhui.kernel.ids import DecisionId
from puhui.lending.advising import Advice, advise
from puhui.lending.bundle import Bundle, PastDecision, pack, unpack
from puhui.lending.concluding import Conclusion, conclude, score_facts
from puhui.lending.replaying import replay_record
from puhui.market import shipped_products

ENTERPRISES = 260


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Applicant, Conclusion]]:
    return list(decisions(applicants(tmp_path_factory.mktemp("city"), ENTERPRISES, seed=7)))


@pytest.fixture(scope="module")
def refused(city: list[tuple[Applicant, Conclusion]]) -> list[tuple[Applicant, Advice]]:
    """A hundred that can be helped, and all that were looked at on the way."""
    found = []
    for one, concluded in city:
        if concluded.outcome.verdict is Verdict.DECLINE and sum(1 for _, it in found if it.plan) < 100:
            found.append((one, advise(one.given, one.asked, one.ground(), offers=shipped_products())))
    return found


def test_every_decision_of_the_city_is_made_again_to_the_byte(city: list[tuple[Applicant, Conclusion]]) -> None:
    assert {concluded.outcome.verdict for _, concluded in city} == set(Verdict)
    for one, concluded in city:
        data = concluded.record.encoded()
        again = replay_record(data, one.ground().materials(), digest=concluded.record.digest)
        assert again.record.encoded() == data
        assert again.score_recomputed


def test_a_fresh_process_from_a_copy_of_the_source_makes_them_again(
    city: list[tuple[Applicant, Conclusion]], tmp_path: Path
) -> None:
    """Another folder, another hash seed, nothing but the exported file."""
    some = city[::3]
    assert {concluded.outcome.verdict for _, concluded in some} == set(Verdict)
    records = {concluded.record.digest: concluded.record.encoded() for _, concluded in some}
    materials: dict[str, bytes] = {}
    for one, _ in some:
        materials |= one.ground().materials()
    past = [
        PastDecision(concluded.record.id, one.asked.application, concluded.record.digest, "", "", one.bad, None)
        for one, concluded in some
    ]
    bundle = Bundle(tuple(past), records, materials)
    assert unpack(pack(bundle)) == bundle
    assert pack(unpack(pack(bundle))) == pack(bundle)
    (tmp_path / "decisions.zip").write_bytes(pack(bundle))
    source = Path(puhui.__path__[0])
    shutil.copytree(source, tmp_path / "src" / "puhui", ignore=shutil.ignore_patterns("__pycache__"))
    settings = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "PYTHONHASHSEED": "4242"}
    where = "import puhui, sys; sys.exit(0 if puhui.__path__[0].startswith(sys.argv[1]) else 1)"
    subprocess.run([sys.executable, "-c", where, str(tmp_path)], cwd=tmp_path, env=settings, check=True)
    command = [sys.executable, "-m", "puhui.cli", "rules", "replay", "decisions.zip", "--json"]
    ran = subprocess.run(command, cwd=tmp_path, env=settings, check=True, capture_output=True, text=True)
    told = json.loads(ran.stdout)
    assert told == {
        "decisions": len(some),
        "identical": len(some),
        "scores_recomputed": len(some),
        "other_engine": 0,
        "differ": [],
    }


def test_a_forged_input_of_any_kind_is_found(city: list[tuple[Applicant, Conclusion]]) -> None:
    one, concluded = next(pair for pair in city if pair[1].limit is not None)
    record, materials = concluded.record, one.ground().materials()

    def differs(forged: DecisionRecord, files: dict[str, bytes] = materials) -> str:
        with pytest.raises(ReplayDiffers) as told:
            replay_record(forged.encoded(), files)
        return told.value.cause_text.en

    assert "not the one on the ledger" in _differs_by_digest(record.encoded(), materials)
    better = dict(record.facts) | {"score": fact(899, source="score", as_of=record.facts["score"].as_of)}
    assert "facts.score" in differs(replace(record, facts=better))
    richer = dict(record.extra) | {"limit": None}
    assert "extra.limit" in differs(replace(record, extra=richer))
    larger = dict(record.extra) | {"exposure": dict(record.extra["exposure"]) | {"amount_fen": 10**9}}
    assert "is another" in differs(replace(record, extra=larger))
    assert "is not there" in differs(record, {})
    swapped = dict.fromkeys(materials, b"{}")
    assert "is not there, or is another" in differs(record, swapped)
    older = {key: value for key, value in record.extra.items() if key != "on"}
    assert "before decisions named all their inputs" in differs(replace(record, extra=older))


def _differs_by_digest(data: bytes, materials: dict[str, bytes]) -> str:
    with pytest.raises(ReplayDiffers) as told:
        replay_record(data, materials, digest="00" * 32)
    return told.value.cause_text.en


def test_for_a_hundred_refused_the_advised_action_gives_what_was_promised(
    refused: list[tuple[Applicant, Advice]],
) -> None:
    """The values are put into the raw facts, scored by the card and decided anew: nothing of the advice is reused."""
    helped = [(one, found) for one, found in refused if found.plan is not None]
    assert len(helped) == 100
    for one, found in helped:
        plan, promise, ground = found.plan, found.promise, one.ground()
        assert plan is not None
        assert promise is not None
        changed = dict(one.given)
        for move in plan.moves:
            before = changed[move.name]
            changed[move.name] = fact(move.after, source=before.source, as_of=before.as_of)
        by = ground.scored_by
        assert by is not None
        scores = score_facts(by, changed, ground.on)
        again = conclude(changed | scores, one.asked, ground, id=DecisionId("dec_" + "1" * 26), score={})
        assert float(scores["score"].number) == promise.score
        assert scores["grade"].value == promise.grade
        assert again.outcome.verdict is promise.verdict is not Verdict.DECLINE
        assert (again.limit.amount_fen if again.limit else 0) == promise.limit_fen
        assert (again.price.annual_rate if again.price else None) == promise.annual_rate


def test_advice_is_realistic_and_never_touches_what_cannot_be_changed(
    refused: list[tuple[Applicant, Advice]],
) -> None:
    from puhui.credit.recourse import Can, actionability

    moved = Counter(move.name for _, found in refused if found.plan for move in found.plan.moves)
    assert moved
    assert not [name for name in moved if actionability()[name].can is Can.NEVER]
    for _, found in refused:
        if found.plan is None:
            assert found.blocked or found.before.facts["score"].absent or found.grants
        else:
            assert found.plan.moves


def test_a_plan_for_a_refused_enterprise_wins_products_too(refused: list[tuple[Applicant, Advice]]) -> None:
    assert any(found.promise and found.promise.products for _, found in refused)
