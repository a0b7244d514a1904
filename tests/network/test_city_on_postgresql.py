"""A city whose nodes keep their rows in PostgreSQL: one loan from key to repayment, and every node is sound."""

import json
from pathlib import Path

import pytest

from puhui.assembly.checking import check_node
from puhui.assembly.databases import existing_database, revision_of
from puhui.assembly.errors import NodeAlreadyRuns
from puhui.assembly.wiring import wire
from puhui.city.making import make_city
from puhui.city.running import nodes_of
from puhui.city.story import play
from puhui.storage.errors import DatabaseTaken
from puhui.storage.migrating import head
from tests.api.house import House
from tests.databases import Server

pytestmark = pytest.mark.postgres


def test_a_loan_is_walked_on_postgresql(tmp_path: Path, database_server: Server) -> None:
    city = tmp_path / "city"
    server = database_server.url("")
    made = make_city(city, enterprises=20, seed=3, base_port=21_300, database=server)
    assert made["nodes"] == len(nodes_of(city))
    assert not list(city.glob("nodes/*/node.sqlite")), "rows lie in the server alone"
    assert {revision_of(node) for node in nodes_of(city)} == {head()}
    told = json.loads((city / "nodes" / "bank-a" / "node.json").read_text(encoding="utf-8"))["database"]
    assert told["url"].startswith("postgresql://postgres@/city_bank_a?host=")
    with pytest.raises(DatabaseTaken):
        make_city(tmp_path / "other" / "city", enterprises=20, seed=3, base_port=21_300, database=server)
    assert not (tmp_path / "other" / "city").exists()

    house = House(city).open()
    try:
        steps = play(city, house.settings, "en", None, house.transport)["steps"]
        assert [step["room"] for step in steps][-1] == "lending"
        assert sum("receipt" in step for step in steps) >= 8
        with pytest.raises(NodeAlreadyRuns):
            wire(house.settings[0])
    finally:
        house.close()
    for node in nodes_of(city):
        found = check_node(node)
        assert found.findings == (), node.org
        assert found.waiting == 0, node.org
    bank = next(node for node in nodes_of(city) if node.org == "bank-a")
    with existing_database(bank) as database, database.reading() as connection:
        assert connection.dialect.name == "postgresql"
        assert connection.exec_driver_sql("SELECT count(*) FROM lending_events").scalar() > 0
