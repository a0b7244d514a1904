"""`match` at one party: which of its rows have a key that the other party has too."""

from pathlib import Path

from puhui.privacy.engine import Channel, Engine
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import Order
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.tables import read_declared, read_keys, spell_keys, write_keys

MATCHED = "matched.csv"


class Match:
    """The steps of a match: the party's table is read before any link exists, and written after the protocol."""

    def __init__(self, order: Order) -> None:
        spec = order.spec
        self._order = order
        self._table = read_declared(Path(order.input), order.me)
        self._keys, self._report = spell_keys(self._table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        self._source = order.place("keys.csv")
        write_keys(self._keys, self._source)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; a receiver has its own matching rows, all columns, in the order of its file."""
        spec, order = self._order.spec, self._order
        common = order.place("common.csv")
        names = [party.name for party in spec.parties]
        receiver = None if len(spec.receivers) > 1 else names.index(spec.receivers[0])
        teller.stage("protocol")
        engine.match(
            channel,
            scheme=spec.scheme,
            curve=spec.word("curve"),
            source=self._source,
            target=common,
            receiver=receiver,
        )
        found: dict[str, int] = {}
        if order.receives:
            teller.stage("output")
            keys = read_keys(common)
            rows = self._table.filter(self._keys.is_in(keys.implode()))
            rows.write_csv(target / MATCHED)
            found = {"matched_keys": len(keys), "matched_rows": rows.height}
        write_report(target, order, {"input": self._report.as_map(), "result": found})
