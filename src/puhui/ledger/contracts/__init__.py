"""Contracts: what an entry may do to the shared state. Pure and deterministic, the same on every node.

A contract is a name and a table of actions. An action is a function of the state and the entry alone: it reads,
writes keys under its own contract's name, and returns a result, or raises `Refusal` with a code, and then nothing
that it wrote counts. Both engines, the simulation and `puhui ledger check` run exactly these functions.

>>> def say(state, entry):
...     state.put("greetings/last", entry.args["word"])
...     return {"said": entry.args["word"]}
>>> Contracts([Contract("greetings", {"say": say})]).names
('greetings',)

Adding one: write `ledger/contracts/<name>.py` with a `CONTRACT`, and name it in `standard_contracts`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import Suite


class Refusal(Exception):
    """The contract refuses the entry: `code` is a stable name for machines, durable in the verdict."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Entry:
    """An authenticated statement as a contract sees it.

    `index` is the place it takes if it is not refused. `at_ms` is what the issuer wrote; contracts judge by `time_ms`,
    which never goes back: the highest time of the log so far, this entry's included. `role` is the issuer's.
    """

    id: EntryId
    index: int
    issuer: OrgId
    role: str
    action: str
    args: Mapping[str, Any]
    at_ms: int
    time_ms: int
    suite: Suite


class State(Protocol):
    """The shared state while one entry is applied: canonical values under text keys."""

    def get(self, key: str) -> Any:
        """A fresh copy of the value under `key`, or None."""
        ...

    def put(self, key: str, value: Any) -> None:
        """Write a value that has a canonical encoding, under a key that starts with the contract's own name and `/`."""
        ...


Action = Callable[[State, Entry], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Contract:
    """A name and its actions."""

    name: str
    actions: Mapping[str, Action]


class Contracts:
    """The contracts of one ledger. Refuses two of one name.

    `later` holds what the next versions bring: version 2 is version 1 with those contracts added or replaced, and so
    on. Which version is in force at which place of the log, the members decide (`governance`, change `upgrade`).
    """

    def __init__(self, contracts: Iterable[Contract], *, later: Sequence[Iterable[Contract]] = ()) -> None:
        self._versions = [_by_name(contracts)]
        for changed in later:
            self._versions.append(self._versions[-1] | _by_name(changed))
        self._actions = {
            (version, contract.name, name): action
            for version, known in enumerate(self._versions, start=1)
            for contract in known.values()
            for name, action in contract.actions.items()
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The contracts' names, of the latest version."""
        return tuple(self._versions[-1])

    @property
    def latest(self) -> int:
        """The latest version that this build knows; the first is 1."""
        return len(self._versions)

    def action(self, contract: str, name: str, version: int = 1) -> Action:
        """The function behind `contract.name`; refuses with `unknown_contract` or `unknown_action`."""
        found = self._actions.get((version, contract, name))
        if found is None:
            raise Refusal("unknown_action" if contract in self._versions[version - 1] else "unknown_contract")
        return found


def _by_name(contracts: Iterable[Contract]) -> dict[str, Contract]:
    known: dict[str, Contract] = {}
    for contract in contracts:
        if contract.name in known:
            raise ValueError(f"two contracts named {contract.name!r}")
        known[contract.name] = contract
    return known


def standard_contracts() -> Contracts:
    """The contracts that every Puhui ledger runs."""
    from puhui.ledger.contracts import (
        anchors,
        catalogue,
        computations,
        governance,
        grants,
        mandates,
        neighbours,
        subjects,
    )

    rooms = (governance, subjects, catalogue, grants, mandates, computations, anchors, neighbours)
    return Contracts([room.CONTRACT for room in rooms])
