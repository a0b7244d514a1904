"""A consortium with a few entries on its ledger, and their receipts: made once under each suite, read by many tests."""

import pytest

from puhui.kernel import suite
from tests.contract.consortium import SUITE, Consortium


def _made(folder, of):
    city = Consortium(consensus=7, of=of)
    with city.ledger(folder) as ledger:
        statements = [city.genesis(), *(city.batch(kind=f"kind-{n}") for n in range(11))]
        verdicts = [ledger.submit(statements[0]), *ledger.submit_all(statements[1:])]
        receipts = [ledger.receipt(verdict.entry) for verdict in verdicts]
        return city.trust(ledger), statements, receipts


@pytest.fixture(scope="session")
def proved(tmp_path_factory):
    """A consortium of seven consensus nodes with twelve entries: (trust, statements, receipts)."""
    return _made(tmp_path_factory.mktemp("ledger"), SUITE)


@pytest.fixture(scope="session")
def proved_sm2(tmp_path_factory):
    """The same under sm2-sm3."""
    return _made(tmp_path_factory.mktemp("ledger"), suite("sm2-sm3"))


@pytest.fixture(params=["proved", "proved_sm2"])
def either(request):
    """The same under each suite in turn."""
    return request.getfixturevalue(request.param)
