"""Found a consortium on one machine: the genesis, the trust file, the catalogue, the first people.

Who founds holds every organisation's key for this moment. In a city of many machines each organisation makes its own
key, and the operator collects the public halves; the entries are the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from puhui.assembly.chain import found_chain, running_chain
from puhui.assembly.databases import prepared_database
from puhui.assembly.errors import SettingsBroken
from puhui.assembly.node import OwnLedger
from puhui.assembly.seeing import open_ledger
from puhui.assembly.settings import Settings, read_log_signer, read_signer, write_log_key
from puhui.assembly.wiring import simulated_answers, simulated_warehouse
from puhui.exchange import datasets_of, lists_of, publish_catalogue, published_of
from puhui.kernel import Clock, Entropy, Signer, Text
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import SEED_SIZE, suite
from puhui.ledger import Finality, Ledger, build_statement
from puhui.ledger.trust import Trust
from puhui.parties import FOR_DRAWN, Activations, Enterprises, PersonRole, SignIn
from puhui.storage import Database


@dataclass(frozen=True, slots=True)
class Staffing:
    """A person to be let in, by a password that was drawn from at least 80 random bits."""

    login: str
    password: str = field(repr=False)
    name: str
    role: str
    uscc: str | None


class Founder:
    """Makes the first entries and rows of all nodes whose folders lie on this machine."""

    def __init__(self, nodes: Sequence[Settings], clock: Clock, entropy: Entropy) -> None:
        self._nodes = {node.org: node for node in nodes}
        self._operator = next(node for node in nodes if node.org == node.operator)
        self._clock = clock
        self._entropy = entropy
        self._signers: Mapping[str, Signer] = {node.org: read_signer(node.folder) for node in nodes}
        self._doors: dict[str, SignIn] = {}
        self._databases: dict[str, Database] = {}

    def found_ledger(self) -> Trust:
        """Write the genesis and every custodian's catalogue; put the trust file into every folder."""
        operator = self._operator
        with self._ledger() as ledger:
            self._submit(ledger, operator, "membership", "genesis", self._genesis())
            roles = {node.role for node in self._nodes.values() if node.custodian}
            for node in self._nodes.values():
                if node.custodian:
                    publish_catalogue(
                        ledger,
                        [*published_of(node.role, roles), *lists_of(node.role)],
                        signer=self._signers[node.org],
                        org=OrgId(node.org),
                        clock=self._clock,
                        entropy=self._entropy,
                    )
            trust = ledger.trust
        if trust is None:
            raise SettingsBroken(
                path=operator.folder,
                reason=Text(zh="没有创世文件", en="no genesis"),
                advice=Text(zh="请重新创建", en="found it again"),
                stage="founding",
            )
        for node in self._nodes.values():
            node.trust_file.write_bytes(trust.to_bytes())
        return trust

    @contextmanager
    def _ledger(self) -> Iterator[OwnLedger]:
        """The new ledger, with all nodes that order entries in this process."""
        operator = self._operator
        if operator.engine == "cometbft":
            found_chain(list(self._nodes.values()), self._clock)
            with running_chain(list(self._nodes.values()), self._clock) as ledgers:
                yield ledgers[operator.org]
        else:
            write_log_key(operator.folder, operator.suite, self._entropy.take(SEED_SIZE))
            with open_ledger(operator.ledger_file, read_log_signer(operator.folder), self._clock) as ledger:
                yield ledger

    def register_enterprises(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Take enterprises in at the portal, with what the registry says of them; how many."""
        enterprises = Enterprises(
            self._database(self._operator.org),
            suite=suite(self._operator.suite),
            clock=self._clock,
            entropy=self._entropy,
        )
        count = 0
        for row in rows:
            enterprises.add(
                uscc=uscc(row["uscc"]),
                name=row["name"],
                segment=row["segment"],
                industry=row["industry"],
                region=row["region"],
                established_on=row["established_on"],
                legal_representative=row["legal_representative"],
            )
            count += 1
        return count

    def issue_activation(self, code: str) -> str:
        """The activation code that the registry hands to an enterprise at its desk."""
        registry = self._nodes[self._operator.registry]
        activations = Activations(self._database(registry.org), suite(registry.suite))
        return activations.issue(uscc(code), self._clock.now(), self._entropy)

    def add_person(self, org: str, person: Staffing) -> str:
        """Let a person sign in at a node by a password that was drawn at random; answers the node's public address."""
        if org not in self._doors:
            self._doors[org] = SignIn(
                self._database(org),
                suite=suite(self._nodes[org].suite),
                clock=self._clock,
                entropy=self._entropy,
                hasher=FOR_DRAWN,
            )
        self._doors[org].add_person(
            login=person.login,
            password=person.password,
            name=person.name,
            role=PersonRole(person.role),
            org=OrgId(org),
            uscc=None if person.uscc is None else uscc(person.uscc),
        )
        return self._nodes[org].public_url

    def close(self) -> None:
        """Let go of all databases."""
        for database in self._databases.values():
            database.close()

    def _database(self, org: str) -> Database:
        if org not in self._databases:
            self._databases[org] = prepared_database(self._nodes[org])
        return self._databases[org]

    def _genesis(self) -> dict[str, Any]:
        return {
            "origin": self._operator.origin,
            "suite": self._operator.suite,
            "organisations": [
                {
                    "id": node.org,
                    "name_zh": node.name_zh,
                    "name_en": node.name_en,
                    "role": node.role,
                    "key": str(self._signers[node.org].public_key),
                    "consensus": node.witness,
                }
                for node in self._nodes.values()
            ],
        }

    def _submit(self, ledger: Ledger, node: Settings, contract: str, action: str, args: Mapping[str, Any]) -> None:
        statement = build_statement(
            self._signers[node.org], OrgId(node.org), contract, action, args, clock=self._clock, entropy=self._entropy
        )
        verdict = ledger.submit(statement)
        if verdict.finality is not Finality.COMMITTED:
            raise SettingsBroken(
                path=node.folder,
                reason=f"{contract}.{action}: {verdict.reason}",
                advice=Text(zh="请报告此问题", en="report it"),
                stage="founding",
            )


def sample_indicators(
    role: str, data: Path, usccs: Sequence[str], clock: Clock, among: Collection[str] = ()
) -> dict[str, dict[str, float]]:
    """The numeric indicators of some enterprises from a custodian's folder on this machine, by code and name.

    `among` are the roles of all custodians. Nothing of a person's own data is in the sample.

    No grant is drawn: only who makes a simulated city, and so holds all data anyhow, may use this.
    """
    warehouse = simulated_warehouse(data, clock)
    found: dict[str, dict[str, float]] = {code: {} for code in usccs}
    for dataset in datasets_of(role, among):
        if dataset.alone:
            continue
        for code, held in simulated_answers(warehouse, dataset, [uscc(one) for one in usccs], clock).items():
            for item in held.values():
                if item.value is not None and not isinstance(item.value, str):
                    found[code][item.name] = float(item.value)
    warehouse.close()
    return found
