"""A disk without room: the same error from either engine, nothing half-written, and all of it there after a restart."""

import pytest

from puhui.ledger import LedgerStopped
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import is_full
from puhui.ledger.engines.cometbft.blocks import Block
from puhui.ledger.engines.cometbft.failures import diagnosed, is_fatal
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.errors import DiskFull
from tests.contract.comet_node import SmallDisk
from tests.contract.consortium import SUITE, Consortium

PAGES = 40


def test_the_embedded_engine_stops_and_loses_nothing_that_it_acknowledged(tmp_path):
    city = Consortium()
    told = []
    with city.ledger(tmp_path, disk=SmallDisk(PAGES), witnesses={}) as ledger:
        told.append(ledger.submit(city.genesis()))
        with pytest.raises(DiskFull) as stopped:
            while True:
                told.append(ledger.submit(city.batch()))
        assert isinstance(stopped.value, LedgerStopped)
        assert stopped.value.retriable
        assert "磁盘" in stopped.value.cause_text.zh
        with pytest.raises(DiskFull):
            ledger.submit(city.batch())
        assert ledger.verdict(told[-1].entry) == told[-1], "reads go on"
    assert check_ledger(tmp_path / "ledger.sqlite").findings == []
    with city.ledger(tmp_path, witnesses={}) as again:
        assert [again.verdict(one.entry) for one in told] == told
        assert again.submit(city.batch()).index == len(told)


def test_a_replica_drops_the_block_that_did_not_fit_and_executes_it_alike_later(tmp_path):
    city, path = Consortium(), tmp_path / "ledger.sqlite"

    def replica(disk):
        return Replica(path, suite=SUITE, contracts=standard_contracts(), disk=disk)

    now_ms = int(city.clock.now().timestamp() * 1000)
    small = replica(SmallDisk(PAGES))
    block, outcome = Block(1, now_ms, [city.genesis()]), None
    with pytest.raises(Exception, match="full") as full:
        while True:
            outcome = small.execute(block)
            small.commit()
            block = Block(block.height + 1, now_ms, [city.batch() for _ in range(10)])
    assert is_full(full.value)
    small.close()
    roomy = replica(SmallDisk(1 << 20))
    assert roomy.position.height == block.height - 1
    assert roomy.execute(block) == outcome
    roomy.commit()
    roomy.close()
    assert check_ledger(path).findings == []


def test_a_file_that_cannot_even_be_made_is_a_full_disk_and_not_damage(tmp_path):
    class Fuller(SmallDisk):
        def open(self, path, schema, version):
            return super().open(path, f"PRAGMA max_page_count=2; {schema}", version)

    with pytest.raises(DiskFull):
        Consortium().ledger(tmp_path, disk=Fuller(PAGES), witnesses={})


OTHER = "wrong Block.Header.AppHash.  Expected AB, got CD. Check ABCI app for non-determinism"
LINES = {
    f'E[..] CONSENSUS FAILURE!!! err="+2/3 committed an invalid block: {OTHER}" stack=...': "executed_otherwise",
    f'E[..] Invalid block module=blocksync height=9 err="{OTHER}"': "executed_otherwise",
    'E[..] CONSENSUS FAILURE!!! err="write /x/data/cs.wal/wal: no space left on device"': "disk_full",
    'E[..] CONSENSUS FAILURE!!! err="something else"': "ledger_stopped",
}


@pytest.mark.parametrize("line", LINES)
def test_what_cometbft_says_last_becomes_an_error_with_a_remedy(line):
    assert is_fatal(line)
    error = diagnosed(line, 8)
    assert error.code == LINES[line]
    if error.code == "executed_otherwise":
        assert (error.data["height"], error.data["ours"], error.data["theirs"]) == (8, "ab", "cd")


def test_a_proposal_of_a_node_that_departed_is_no_failure_of_ours():
    assert not is_fatal(f'E[..] prevote step: consensus deems this block invalid; prevoting nil err="{OTHER}"')
