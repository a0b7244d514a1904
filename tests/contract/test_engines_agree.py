"""The same entries leave the same log and the same state, whichever engine ordered them."""

import contextlib
import sqlite3

import pytest

from puhui.kernel.ids import RequestId
from puhui.ledger import Finality, Verdict, entry_id
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import parse_unsigned
from puhui.ledger.contracts import Contract, Contracts, standard_contracts
from puhui.ledger.engines.store import FILE
from tests.contract.comet_city import CometCity
from tests.contract.consortium import Consortium
from tests.contract.governing import Members

pytestmark = pytest.mark.cometbft

TABLES = {
    "entries": "SELECT idx, hashes, statement FROM entries ORDER BY idx",
    "verdicts": "SELECT entry, idx, reason, result FROM verdicts ORDER BY entry",
    "refusals": "SELECT number, entry, position, statement FROM refusals ORDER BY number",
    "state": "SELECT key, value FROM state ORDER BY key",
}


def contracts():
    """The standard ones and one that raises when it is half-way."""

    def fail(state, entry):
        state.put("broken/half", entry.index)
        return {"never": 1 // len(entry.args["empty"])}

    return Contracts([*standard_contracts()._versions[0].values(), Contract("broken", {"fail": fail})])


def traffic(city):
    preparation, grant = city.grant_statements(2)
    uses = [city.use(grant) for _ in range(4)]  # two too many
    records = [city.record(seq) for seq in (1, 3, 2, 3)]  # the second too early
    governed = []
    Members(city, lambda raw: (governed.append(raw), Verdict(entry_id(raw), Finality.COMMITTED))[1]).admit()
    broken = city.statement("bank-one", "broken", "fail", {"empty": ""})
    used = [*preparation, *uses, broken, city.deny(grant)]
    return [city.genesis(), *governed, *used, *jobs(city, grant), *records, city.batch(), city.genesis()]


def jobs(city, spent):
    """A private job of each kind: a batch with a grant that is used up, a mandate with one use too many, a job."""
    (_, _, opening), grant = city.grant_statements(2)
    request = RequestId.new(city.clock, city.entropy)
    batch = [city.use_many(grant, spent, request=request), city.outcome_many(request, {str(grant): 1})]
    again = [city.use_many(grant, spent, request=request), city.use_many(grant, request=request, fields=["other"])]
    opened, mandate = city.mandate(1)
    uses = [opened, city.use_mandate(mandate), city.use_mandate(mandate), city.deny_mandate(mandate)]
    return [opening, *batch, *again, *uses, *city.computation()]


def tables(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in TABLES.items()}


def last_head(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        note = connection.execute("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1").fetchone()[0]
    return parse_unsigned(note.partition(b"\n\n")[0] + b"\n\n")


def test_both_engines_leave_the_same_log_and_state(tmp_path):
    city = Consortium()
    statements = traffic(city)
    (tmp_path / "embedded").mkdir()
    with city.ledger(tmp_path / "embedded", contracts=contracts()) as embedded:
        one = [embedded.submit(raw) for raw in statements]
        embedded.receipt(one[-2].entry)  # its last head is signed
    with CometCity(city, tmp_path / "comet", contracts=contracts()) as comet:
        other = [comet.submit(raw) for raw in statements]
        receipt = comet.receipt(other[-2].entry)
        assert receipt
        paths = [place.ledger for place in comet.places.values()]
        for node in comet.nodes.values():
            assert node.wait_for(comet.height, 30)
    assert one == other
    assert sum(1 for verdict in one if verdict.reason) == 7, "refusals are part of it"
    batches = [verdict.result for verdict in one if "counted" in verdict.result]
    assert [(len(told["counted"]), len(told["refused"])) for told in batches] == [(1, 1)] * 2
    assert batches[0] == batches[1], "the same request has the same answer"
    assert [verdict.reason for verdict in one].count("contract_failed") == 1, "a contract that raises, on every node"
    first = tmp_path / "embedded" / FILE
    for path in paths:
        assert tables(path) == tables(first)
        assert last_head(path) == last_head(first)
        assert check_ledger(path, contracts=contracts()).findings == []
