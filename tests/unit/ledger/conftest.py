"""A consortium with a few entries on its ledger, and their receipts: made once, read by many tests."""

import pytest

from tests.contract.consortium import Consortium


@pytest.fixture(scope="session")
def proved(tmp_path_factory):
    """A consortium of seven consensus nodes with twelve entries: (trust, statements, receipts)."""
    city = Consortium(consensus=7)
    with city.ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        statements = [city.genesis(), *(city.batch(kind=f"kind-{n}") for n in range(11))]
        verdicts = [ledger.submit(statements[0]), *ledger.submit_all(statements[1:])]
        receipts = [ledger.receipt(verdict.entry) for verdict in verdicts]
        return city.trust(ledger), statements, receipts
