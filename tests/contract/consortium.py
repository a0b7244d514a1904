"""A small consortium for tests: seeded keys, a genesis, statements, and a ledger with its witnesses in a folder."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import DatasetId, GrantId, MandateId, OrgId, RequestId, SubjectId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import build_statement
from puhui.ledger.contracts.computations import close_args, open_args
from puhui.ledger.contracts.grant_terms import GrantTerms, bundle_challenge
from puhui.ledger.contracts.mandate_terms import MandateTerms
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import KeptWitness

SUITE = suite("ed25519-sha256")
ORIGIN = "puhui.example/test-city"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROLES = ["operator", "registry", "tax", "social", "power", "bank", "court"]
ORGS = [OrgId("operator"), *(OrgId(f"{role}-one") for role in ROLES[1:])]


class Consortium:
    """Organisations with keys of suite `of`; the first `consensus` of them are consensus nodes."""

    def __init__(self, *, consensus=4, seed=0, clock=None, of=SUITE):
        self.suite = of
        self.clock = clock or ManualClock(START)
        self.entropy = SeededEntropy(seed)
        self.log_signer = self._signer(250, of)
        self.signers = {org: self._signer(number, of) for number, org in enumerate(ORGS)}
        self.seeds = {org: self._seed(number) for number, org in enumerate(ORGS)}
        self.consensus = ORGS[:consensus]

    @staticmethod
    def _signer(number, of=SUITE):
        return SoftwareSigner.from_seed(of, Consortium._seed(number))

    @staticmethod
    def _seed(number):
        return bytes([number]) * 32

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
        args = {"origin": ORIGIN, "suite": self.suite.name, "organisations": self.organisations} | changed
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

    def unchecked(self, issuer, args):
        """A batch statement that nobody looked at before it is sent: it may be too large."""
        with patch("puhui.ledger.statement.parse_statement"):
            return self.statement(issuer, "anchors", "batch", args)

    def batch(self, issuer="tax-one", **args):
        return self.statement(issuer, "anchors", "batch", {"root": "ab" * 32, "count": 1, "kind": "test"} | args)

    def record(self, seq, issuer="bank-one", stream="loan"):
        args = {"stream": stream, "seq": seq, "kind": "loan.step", "digest": "cd" * 32}
        return self.statement(issuer, "anchors", "record", args)

    def grant_statements(self, uses):
        """Statements that enrol an enterprise, publish a dataset and open one grant of so many uses; and the grant."""
        device = self._signer(240, self.suite)
        subject = SubjectId(self.suite.digest(b"salt and uscc").hex())
        now_ms = int(self.clock.now().timestamp() * 1000)
        terms = GrantTerms(
            id=GrantId.new(self.clock, self.entropy),
            subject=subject,
            custodian=OrgId("tax-one"),
            receiver=OrgId("bank-one"),
            dataset=DatasetId("tax-one/invoices"),
            fields=("rev12_fen",),
            purpose="application",
            program="indicators/1",
            uses=uses,
            period_days=0,
            uses_per_period=0,
            not_before=now_ms,
            expires=now_ms + 90 * 86_400_000,
            law=("pipl-23",),
            notice_digest="00" * 32,
        )
        bundle = [terms.digest(self.suite)]
        signature = software_signature(device, bundle_challenge(bundle, self.suite))
        dataset = {
            "dataset": "tax-one/invoices",
            "version": 1,
            "schema_digest": "11" * 32,
            "kind": "query",
            "fields": ["rev12_fen"],
            "terms_digest": "22" * 32,
        }
        key = f"software:{device.public_key}"
        opening = {"terms": terms.as_map(), "bundle": bundle, "signature": signature}
        return [
            self.statement("registry-one", "subjects", "enrol", {"subject": str(subject), "key": key}),
            self.statement("tax-one", "catalogue", "publish", dataset),
            self.statement("bank-one", "grants", "open", opening),
        ], terms.id

    def use(self, grant, request=None):
        """The custodian's statement of one use; a new request unless one is given."""
        args = {
            "grant": str(grant),
            "request": str(request or RequestId.new(self.clock, self.entropy)),
            "receiver": "bank-one",
            "purpose": "application",
            "program": "indicators/1",
            "fields": ["rev12_fen"],
        }
        return self.statement("tax-one", "grants", "use", args)

    def use_many(self, *grants, request=None, **changed):
        """The custodian's statement of one use of each grant."""
        args = {
            "grants": sorted(map(str, grants)),
            "request": str(request or RequestId.new(self.clock, self.entropy)),
            "receiver": "bank-one",
            "purpose": "application",
            "program": "indicators/1",
            "fields": ["rev12_fen"],
        }
        return self.statement("tax-one", "grants", "use_many", args | changed)

    def outcome_many(self, request, uses):
        """The custodian's statement of how the uses `{grant: n}` of a request ended."""
        args = {"request": str(request), "grants": uses, "outcome": "answered", "answer_digest": "ef" * 32}
        return self.statement("tax-one", "grants", "outcome_many", args)

    def mandate(self, uses):
        """The custodian's statement that opens a mandate of so many uses on its published dataset; and the mandate."""
        now_ms = int(self.clock.now().timestamp() * 1000)
        terms = MandateTerms(
            id=MandateId.new(self.clock, self.entropy),
            custodian=OrgId("tax-one"),
            receiver=OrgId("bank-one"),
            dataset=DatasetId("tax-one/invoices"),
            fields=("rev12_fen",),
            purpose="score",
            program="match/1",
            uses=uses,
            not_before=now_ms,
            expires=now_ms + 30 * 86_400_000,
        )
        return self.statement("tax-one", "mandates", "open", {"terms": terms.as_map()}), terms.id

    def use_mandate(self, mandate, request=None):
        """The custodian's statement of one use of its mandate."""
        args = {
            "mandate": str(mandate),
            "request": str(request or RequestId.new(self.clock, self.entropy)),
            "receiver": "bank-one",
            "purpose": "score",
            "program": "match/1",
            "fields": ["rev12_fen"],
        }
        return self.statement("tax-one", "mandates", "use", args)

    def deny_mandate(self, mandate):
        """The custodian's statement that it denied a request under its mandate."""
        request = str(RequestId.new(self.clock, self.entropy))
        args = {"mandate": str(mandate), "request": request, "receiver": "bank-one", "reason": "wrong_purpose"}
        return self.statement("tax-one", "mandates", "deny", args)

    def computation(self):
        """The statements that pin a job of two parties, and close it from both sides."""
        job = "ab" * 32
        pinned = open_args(
            job=job,
            program="cd" * 32,
            op="match",
            purpose="score",
            parties=["bank-one", "tax-one"],
            receivers=["bank-one"],
            expires=int(self.clock.now().timestamp() * 1000) + 3_600_000,
        )
        failed = close_args(job=job, outcome="failed", reason="party_lost")
        return [
            self.statement("bank-one", "computations", "open", pinned),
            self.statement("tax-one", "computations", "close", close_args(job=job, outcome="done")),
            self.statement("bank-one", "computations", "close", failed),
        ]

    def deny(self, grant):
        """The custodian's statement that it denied a request."""
        request = str(RequestId.new(self.clock, self.entropy))
        args = {"grant": str(grant), "request": request, "receiver": "bank-one", "reason": "wrong_purpose"}
        return self.statement("tax-one", "grants", "deny", args)

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
