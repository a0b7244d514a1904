"""A small consortium for tests: seeded keys, a genesis, statements, and a ledger with its witnesses in a folder."""

from datetime import UTC, datetime, timedelta

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import KeptWitness

SUITE = suite("ed25519-sha256")
ORIGIN = "puhui.example/test-city"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROLES = ["operator", "registry", "tax", "social", "power", "bank", "court"]
ORGS = [OrgId("operator"), *(OrgId(f"{role}-one") for role in ROLES[1:])]


class Consortium:
    """Organisations with keys of `seed`; the first `consensus` of them are consensus nodes."""

    def __init__(self, *, consensus=4, seed=0, clock=None):
        self.clock = clock or ManualClock(START)
        self.entropy = SeededEntropy(seed)
        self.log_signer = self._signer(250)
        self.signers = {org: self._signer(number) for number, org in enumerate(ORGS)}
        self.consensus = ORGS[:consensus]

    @staticmethod
    def _signer(number):
        return SoftwareSigner.from_seed(SUITE, bytes([number]) * 32)

    @property
    def organisations(self):
        return [
            {
                "id": str(org),
                "name_zh": f"机构{number}",
                "name_en": f"Organisation {number}",
                "role": ROLES[number],
                "key": str(self.signers[org].public_key),
                "consensus": org in self.consensus,
            }
            for number, org in enumerate(ORGS)
        ]

    def genesis(self, **changed):
        args = {"origin": ORIGIN, "suite": SUITE.name, "organisations": self.organisations} | changed
        return self.statement("operator", "membership", "genesis", args)

    def statement(self, issuer, contract, action, args, *, signer=None, ahead_s=0, subject=""):
        clock = ManualClock(self.clock.now() + timedelta(seconds=ahead_s))
        return build_statement(
            signer or self.signers[OrgId(issuer)],
            OrgId(issuer),
            contract,
            action,
            args,
            clock=clock,
            entropy=self.entropy,
            subject=subject,
        )

    def batch(self, issuer="tax-one", **args):
        return self.statement(issuer, "anchors", "batch", {"root": "ab" * 32, "count": 1, "kind": "test"} | args)

    def record(self, seq, issuer="bank-one", stream="loan"):
        args = {"stream": stream, "seq": seq, "kind": "loan.step", "digest": "cd" * 32}
        return self.statement(issuer, "anchors", "record", args)

    def witness(self, folder, org, *, disk=None):
        return KeptWitness(
            folder / f"{org}.witness.sqlite",
            signer=self.signers[OrgId(org)],
            name=witness_name(ORIGIN, org),
            logs={ORIGIN: self.log_signer.public_key},
            clock=self.clock,
            disk=disk,
        )

    def ledger(self, folder, *, witnesses=None, disk=None, contracts=None, receipt_wait_s=30.0):
        if witnesses is None:
            witnesses = {org: self.witness(folder, org, disk=disk) for org in self.consensus}
        return EmbeddedLedger(
            folder / "ledger.sqlite",
            signer=self.log_signer,
            clock=self.clock,
            witnesses=witnesses,
            contracts=contracts,
            disk=disk,
            receipt_wait_s=receipt_wait_s,
        )

    def trust(self, ledger):
        return Trust.parse(ledger.trust.to_bytes())
