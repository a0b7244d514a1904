"""A participant's ledger for tests: it follows in-process engines, honest ones and those that a test bends."""

from puhui.kernel.ids import OrgId
from puhui.ledger import parse_statement
from puhui.ledger.following import FollowedLedger
from puhui.ledger.trust import Trust
from tests.contract.consortium import Consortium


class EngineSource:
    """An engine in this process as the source it is over HTTP. Tests of lies override a verb."""

    def __init__(self, engine, org="operator"):
        self.engine = engine
        self.org = OrgId(org)

    def head(self):
        return self.engine.head()

    def entries(self, start, limit):
        return self.engine.entries(start, limit)

    def handovers(self, after):
        return self.engine.handovers()[after:]

    def submit(self, statement):
        return self.engine.submit(statement)

    def verdict(self, entry):
        return self.engine.verdict(entry)

    def receipt(self, entry):
        return self.engine.receipt(entry)


def first_trust(city):
    """The trust that this consortium's genesis implies, before there is one on any ledger."""
    return Trust.of_genesis(parse_statement(city.genesis(), city.suite), city.suite, city.log_signer.public_key)


def following(city, path, sources, *, trust=None, **changed):
    """A ledger in that file, following the sources from what is trusted."""
    return FollowedLedger(path, sources=sources, trust=trust or first_trust(city), clock=city.clock, **changed)


class FollowingCity:
    """An embedded ledger, and a participant that follows it: the participant's side is what is asked."""

    def __init__(self, city, folder):
        self.engine = Consortium.ledger(city, folder)
        self.followed = following(city, folder / "mirror.sqlite", [EngineSource(self.engine)])

    def __getattr__(self, name):
        return getattr(self.followed, name)

    def close(self):
        self.followed.close()
        self.engine.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
