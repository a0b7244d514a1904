"""Whole jobs between nodes, with real workers: under mandates, and under grants in a batch."""

import json

import polars as pl
import pytest

from puhui.ledger.contracts.grants import outcome_key
from puhui.privacy.jobs import ENDED, GrantedRows, JobState
from puhui.privacy.jobs.errors import NoResult
from tests.privacy.jobs.town import BANK, ENTERPRISES, POWER, SOCIAL, TAX, TOTALS

pytestmark = pytest.mark.spu
DONE = ("done", "")


def test_a_match_under_a_mandate(town):
    bank, tax = town.nodes[BANK], town.nodes[TAX]
    under = tax.mandate()
    job = bank.desk.propose(town.match(), deadline=town.deadline(), under={TAX: under})
    for one in town.wait(job, BANK, TAX):
        assert (one.state, one.error) == (JobState.DONE, None), one.error
        assert one.stage == "done"
        assert min(one.sent_bytes, one.received_bytes) > 1000
        assert one.invited_at <= one.accepted_at <= one.running_at <= one.over_at
        assert {word.party: word.said for word in one.parties}.keys() == {BANK, TAX}
    matched = pl.read_csv(bank.desk.result(job) / "matched.csv")["code"].to_list()
    assert matched == [f"K{at:05d}" for at in range(100, 400)]
    with pytest.raises(NoResult):
        tax.desk.result(job)
    assert "matched_rows" not in json.loads(tax.desk.report(job).read_text())["result"]
    assert town.closed(job) == {BANK: DONE, TAX: DONE}
    assert tax.tally(under) == (1, 1, ["answered"])
    for node in (bank, tax):
        assert not list((node.folder / "work").iterdir())
        assert [kind for _, kind in node.wire.sent].count(ENDED) == 1


def test_nothing_of_the_others_lies_at_a_node(town):
    """Keys that only one side has are found nowhere in the other's folder: database, results, logs."""
    bank, tax = town.nodes[BANK], town.nodes[TAX]
    job = bank.desk.propose(town.match(), deadline=town.deadline(), under={TAX: tax.mandate()})
    assert {one.state for one in town.wait(job, BANK, TAX)} == {JobState.DONE}
    for mine, theirs in ((bank, "K0045"), (tax, "K0005")):
        seen = [path for path in mine.folder.rglob("*") if path.is_file()]
        assert any(path.name == "report.json" for path in seen)
        for path in seen:
            data = path.read_bytes()
            assert theirs.encode() not in data, path
            assert theirs.encode().hex().encode() not in data, path


def test_a_sum_under_mandates_of_three_custodians(town):
    unders = {org: town.nodes[org].mandate(TOTALS) for org in (TAX, SOCIAL, POWER)}
    job = town.nodes[BANK].desk.propose(town.sum(), deadline=town.deadline(), under=unders)
    for one in town.wait(job, BANK, TAX, SOCIAL, POWER):
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    sums = pl.read_csv(town.nodes[BANK].desk.result(job) / "sums.csv", infer_schema=False)
    assert sums["amount"].to_list() == ["20008", "20016", None]
    assert sums["shown"].to_list() == ["yes", "yes", "no"]
    for org, under in unders.items():
        assert town.nodes[org].tally(under) == (1, 1, ["answered"])


def test_a_sum_under_the_grants_of_named_enterprises(town):
    """Each custodian reads the rows of these enterprises alone, and one entry counts all their uses."""
    numbers = [3, 1, 2]
    unders = {org: town.grants(org, numbers=numbers) for org in (TAX, SOCIAL, POWER)}
    parties = tuple(town.nodes[org].party(TOTALS, rows=3) for org in (TAX, SOCIAL, POWER))
    spec = town.sum(parties=(*parties, town.nodes[BANK].party(TOTALS)))
    job = town.nodes[BANK].desk.propose(spec, deadline=town.deadline(), under=unders)
    for one in town.wait(job, BANK, TAX, SOCIAL, POWER):
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    tax = town.nodes[TAX]
    held = next(held for nonce, held in tax.files.readings if nonce == tax.desk.job(job).spec.nonce)
    assert isinstance(held, GrantedRows)
    assert [permit.grant for permit in held.permits] == [row.grant for row in unders[TAX].rows]
    assert len({permit.entry for permit in held.permits}) == 1
    sums = pl.read_csv(town.nodes[BANK].desk.result(job) / "sums.csv", infer_schema=False)
    assert sums["amount"].to_list() == [str(2002 + 2002 + 3002 + 4002), "20016", None]
    tax.relay.deliver_due()
    for row in unders[TAX].rows:
        assert town.ledger.read(outcome_key(row.grant, 1))["outcome"] == "answered"
    assert len(unders[TAX].rows) == 3 < ENTERPRISES
    for node in town.nodes.values():  # codes and salts came with the invitation, and were not kept
        kept = b"".join(path.read_bytes() for path in node.folder.rglob("*") if path.is_file())
        for row in unders[TAX].rows:
            assert row.salt not in kept
            assert row.uscc.encode() not in kept
