"""A whole city under SM2 and SM3: the same loan, and nothing in it that only works under the default suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from puhui.assembly.settings import read_signer
from puhui.city.making import make_city
from puhui.city.story import play
from puhui.kernel.suites import UnknownSuite
from puhui.ledger.check import check_ledger, find_ledgers
from puhui.ledger.statement import claimed_suite
from puhui.ledger.verify import Trust, verify_receipt
from tests.api.house import House

NAME = "sm2-sm3"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    city = tmp_path_factory.mktemp("sm2") / "city"
    assert make_city(city, enterprises=40, seed=3, base_port=22_000, suite_name=NAME)["suite"] == NAME
    made = House(city).open()
    yield made
    made.close()


def test_a_loan_walks_through_it_and_every_receipt_verifies(house: House) -> None:
    story = play(house.folder, house.settings, "en", None, house.transport)
    assert story["steps"][-1]["name"] == "repayment"
    trust = Trust.parse((house.folder / "trust.json").read_bytes())
    assert trust.suite.name == NAME
    for step in story["steps"]:
        proved = verify_receipt(Path(step["receipt"]).read_bytes(), trust)
        assert proved.entry == step["entry"]
        assert len(proved.cosigned_by) >= trust.quorum == 5
    assert {claimed_suite(raw).name for raw in house.nodes["platform"].ledger.entries(0, 1000)} == {NAME}
    assert {read_signer(node.folder).public_key.suite.name for node in house.settings} == {NAME}

    ledgers, witnesses, _ = find_ledgers(house.folder)
    for given in (trust, None):
        report = check_ledger(ledgers[0], trust=given, witnesses=tuple(witnesses))
        assert report.findings == []
        assert report.entries > len(story["steps"])


def test_a_city_of_an_unknown_suite_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(UnknownSuite):
        make_city(tmp_path / "city", enterprises=20, seed=1, base_port=22_000, suite_name="sm9-sm3")
    assert list(tmp_path.iterdir()) == []
