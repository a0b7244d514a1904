"""Read the state of a log from its statements alone, by executing every one of them again.

Whoever holds the entries needs to trust nobody's database: signatures are checked, contracts run, and what comes out is
the state. `puhui grant uses` answers "who used my data" this way.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from puhui.kernel import Suite, Text, decode
from puhui.ledger import parse_statement
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.errors import LedgerDamaged
from puhui.ledger.machine import Machine


class ReplayedLedger:
    """The reading half of a `Ledger`, over `statements` in log order.

    Raises the errors of `parse_statement` and `Machine.authenticate` for a statement that is no member's word, and
    `LedgerDamaged` for one that its contract refuses: such a statement never became an entry, so something is missing.
    """

    def __init__(self, statements: Iterable[bytes], of: Suite) -> None:
        self._statements: list[bytes] = []
        self._state: dict[str, bytes] = {}
        machine = Machine(standard_contracts(), of)
        for raw in statements:
            statement = parse_statement(raw, of)
            machine.authenticate(self._state.get, statement)
            decision = machine.decide(self._state.get, statement, len(self._statements))
            if decision.reason:
                told = Text(
                    zh=f"第 {len(self._statements)} 条已提交，但合约拒绝：{decision.reason}",
                    en=f"entry {len(self._statements)} is committed, but its contract refuses it: {decision.reason}",
                )
                raise LedgerDamaged(reason=told, stage="consent.replaying")
            self._state.update(decision.writes)
            self._statements.append(raw)

    def read(self, key: str) -> Any:
        """The contracts' state under `key`; None when absent."""
        held = self._state.get(key)
        return None if held is None else decode(held)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """The state under each of the keys."""
        return [self.read(key) for key in keys]

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Statements from index `start`, at most `limit`."""
        return self._statements[start : start + limit]
