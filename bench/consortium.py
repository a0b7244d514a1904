"""The consortium that the ledger's benchmarks run on: an operator and banks, all of them consensus nodes."""

from datetime import UTC, datetime
from pathlib import Path

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, Suite, suite
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.ledger import build_statement
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import witness_name
from puhui.ledger.witness import KeptWitness

ORIGIN = "puhui.example/bench"
OPERATOR = OrgId("operator")


class Consortium:
    """`consensus` organisations with fixed keys of the suite; `orgs[0]` is the operator."""

    def __init__(self, consensus: int, suite_name: str = DEFAULT_SUITE) -> None:
        self.suite = suite(suite_name)
        self.clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
        self.entropy = SeededEntropy(2)
        self.orgs = [OPERATOR, *(OrgId(f"bank-{n}") for n in range(1, consensus))]
        self.signers = {org: _signer(self.suite, number) for number, org in enumerate(self.orgs)}
        self.log_signer = _signer(self.suite, 200)

    def ledger(self, folder: Path) -> EmbeddedLedger:
        """A fresh ledger in `folder` with its genesis committed and all witnesses in this process."""
        ledger = EmbeddedLedger(
            folder / "ledger.sqlite",
            signer=self.log_signer,
            clock=self.clock,
            witnesses={org: self._witness(folder, org) for org in self.orgs},
            receipt_wait_s=60,
        )
        ledger.submit(self.genesis())
        return ledger

    def batches(self, count: int) -> list[bytes]:
        """That many `anchors.batch` statements by the second organisation."""
        issuer = self.orgs[1]
        args = {"root": "ab" * 32, "count": 1000, "kind": "bench"}
        return [
            build_statement(
                self.signers[issuer], issuer, "anchors", "batch", args, clock=self.clock, entropy=self.entropy
            )
            for _ in range(count)
        ]

    def genesis(self) -> bytes:
        """The statement that founds the ledger."""
        organisations = [
            {
                "id": str(org),
                "name_zh": "机构",
                "name_en": "Organisation",
                "role": "operator" if org == OPERATOR else "bank",
                "key": str(signer.public_key),
                "consensus": True,
            }
            for org, signer in self.signers.items()
        ]
        args = {"origin": ORIGIN, "suite": self.suite.name, "organisations": organisations}
        return build_statement(
            self.signers[OPERATOR],
            OPERATOR,
            "membership",
            "genesis",
            args,
            clock=self.clock,
            entropy=self.entropy,
        )

    def _witness(self, folder: Path, org: OrgId) -> KeptWitness:
        return KeptWitness(
            folder / f"{org}.sqlite",
            signer=self.signers[org],
            name=witness_name(ORIGIN, org),
            logs={ORIGIN: self.log_signer.public_key},
            clock=self.clock,
        )


def _signer(of: Suite, number: int) -> SoftwareSigner:
    return SoftwareSigner.from_seed(of, bytes([number]) * 32)
