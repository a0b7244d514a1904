"""A bench for contracts: members, an enrolled enterprise, a published dataset, and the ways to sign and forge a grant.

The state is a dictionary and time stands where a test puts it: what is tested is the contracts alone, run by the real
state machine, without an engine.
"""

from collections.abc import Sequence
from typing import Any

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, decode, suite
from puhui.kernel.ids import DatasetId, EntryId, GrantId, MandateId, OrgId, RequestId, SubjectId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import Finality, Verdict
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.contracts.grant_terms import GrantTerms, bundle_challenge, revocation_challenge
from puhui.ledger.contracts.mandate_terms import MandateTerms
from puhui.ledger.machine import Decision, Machine
from puhui.ledger.statement import build_statement, parse_statement

SUITE = suite("ed25519-sha256")
MEMBERS = {
    "operator": "operator",
    "registry": "registry",
    "tax-bureau": "tax",
    "bank-a": "bank",
    "bank-b": "bank",
}
DATASET = DatasetId("tax-bureau/vat-invoices")
FIELDS = ["rev12_fen", "rev_yoy", "void_rate12"]


def signer_of(name: str) -> SoftwareSigner:
    return SoftwareSigner.from_seed(SUITE, SUITE.digest(name.encode()))


class Bench:
    """The members' machine and its state. `say` has one entry decided and keeps its writes, as an engine would."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.entropy = SeededEntropy(7)
        self.machine = Machine(standard_contracts(), SUITE)
        self.state: dict[str, bytes] = {}
        self.index = 0
        self.device = signer_of("device of the enterprise")
        self.subject = SubjectId(SUITE.digest(b"salt and uscc").hex())
        organisations = [
            {
                "id": org,
                "name_zh": org,
                "name_en": org,
                "role": role,
                "key": str(signer_of(org).public_key),
                "consensus": role != "bank",
            }
            for org, role in MEMBERS.items()
        ]
        genesis = {"origin": "puhui.example/city", "suite": SUITE.name, "organisations": organisations}
        assert self.say("operator", "membership", "genesis", genesis).reason == ""

    def say(self, issuer: str, contract: str, action: str, args: dict[str, Any]) -> Decision:
        raw = build_statement(
            signer_of(issuer), OrgId(issuer), contract, action, args, clock=self.clock, entropy=self.entropy
        )
        statement = parse_statement(raw, SUITE)
        self.machine.admit(self.state.get, statement, now_ms=statement.at_ms)
        decision = self.machine.decide(self.state.get, statement, self.index)
        if not decision.reason:
            self.state |= decision.writes
            self.index += 1
        return decision

    def read(self, key: str) -> Any:
        return decode(self.state[key]) if key in self.state else None

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        return [self.read(key) for key in keys]

    @property
    def now_ms(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def prepare(self) -> None:
        """Enrol the enterprise and publish the dataset."""
        key = f"software:{self.device.public_key}"
        assert self.say("registry", "subjects", "enrol", {"subject": str(self.subject), "key": key}).reason == ""
        assert self.say("tax-bureau", "catalogue", "publish", publication()).reason == ""

    def terms(self, **changed: Any) -> GrantTerms:
        day = 86_400_000
        fields: dict[str, Any] = {
            "id": GrantId.new(self.clock, self.entropy),
            "subject": self.subject,
            "custodian": OrgId("tax-bureau"),
            "receiver": OrgId("bank-a"),
            "dataset": DATASET,
            "fields": tuple(FIELDS),
            "purpose": "application",
            "program": "indicators/1",
            "uses": 3,
            "period_days": 0,
            "uses_per_period": 0,
            "not_before": self.now_ms,
            "expires": self.now_ms + 90 * day,
            "law": ("pipl-23",),
            "notice_digest": "00" * 32,
        }
        return GrantTerms(**fields | changed)

    def signed(self, *bundle: GrantTerms, device: SoftwareSigner | None = None) -> dict[str, Any]:
        """The arguments of `grants.open` for the first of `bundle`, signed by the enterprise (or another `device`)."""
        digests = sorted(terms.digest(SUITE) for terms in bundle)
        signature = software_signature(device or self.device, bundle_challenge(digests, SUITE))
        return {"terms": bundle[0].as_map(), "bundle": digests, "signature": signature}

    def open(self, **changed: Any) -> GrantTerms:
        terms = self.terms(**changed)
        assert self.say("bank-a", "grants", "open", self.signed(terms)).reason == ""
        return terms

    def asked(self, terms: GrantTerms, **changed: Any) -> dict[str, Any]:
        return {
            "grant": str(terms.id),
            "request": str(RequestId.new(self.clock, self.entropy)),
            "receiver": str(terms.receiver),
            "purpose": terms.purpose,
            "program": terms.program,
            "fields": list(terms.fields),
            **changed,
        }

    def batch(self, *grants: GrantTerms, **changed: Any) -> dict[str, Any]:
        """The arguments of `grants.use_many` for the question that the first of `grants` is for."""
        asked = self.asked(grants[0])
        del asked["grant"]
        return asked | {"grants": sorted(str(terms.id) for terms in grants)} | changed

    def mandate(self, **changed: Any) -> MandateTerms:
        """The terms of a mandate on the dataset, for one receiver and a match."""
        fields: dict[str, Any] = {
            "id": MandateId.new(self.clock, self.entropy),
            "custodian": OrgId("tax-bureau"),
            "receiver": OrgId("bank-a"),
            "dataset": DATASET,
            "fields": tuple(FIELDS),
            "purpose": "score",
            "program": "match/1",
            "uses": 3,
            "not_before": self.now_ms,
            "expires": self.now_ms + 90 * 86_400_000,
        }
        return MandateTerms(**fields | changed)

    def mandated(self, **changed: Any) -> MandateTerms:
        """A mandate that is open."""
        terms = self.mandate(**changed)
        assert self.say("tax-bureau", "mandates", "open", {"terms": terms.as_map()}).reason == ""
        return terms

    def asked_of(self, terms: MandateTerms, **changed: Any) -> dict[str, Any]:
        """The arguments of `mandates.use`."""
        return {
            "mandate": str(terms.id),
            "request": str(RequestId.new(self.clock, self.entropy)),
            "receiver": str(terms.receiver),
            "purpose": terms.purpose,
            "program": terms.program,
            "fields": list(terms.fields),
            **changed,
        }

    def revocation(self, terms: GrantTerms, device: SoftwareSigner | None = None) -> dict[str, Any]:
        challenge = revocation_challenge(terms.id, self.now_ms, SUITE)
        signature = software_signature(device or self.device, challenge)
        return {"grant": str(terms.id), "at": self.now_ms, "signature": signature}


def publication(**changed: Any) -> dict[str, Any]:
    return {
        "dataset": str(DATASET),
        "version": 1,
        "schema_digest": "11" * 32,
        "kind": "query",
        "fields": sorted(FIELDS),
        "terms_digest": "22" * 32,
        **changed,
    }


class BenchLedger:
    """A `Ledger` over the bench's machine and state: the real contracts, in memory, decided at once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._log: list[bytes] = []
        self._verdicts: dict[str, Verdict] = {}

    def submit(self, statement: bytes) -> Verdict:
        parsed = parse_statement(statement, SUITE)
        if parsed.entry not in self._verdicts:
            self._bench.machine.admit(self._bench.state.get, parsed, now_ms=self._bench.now_ms)
            index = self._bench.index
            decision = self._bench.machine.decide(self._bench.state.get, parsed, index)
            if decision.reason:
                verdict = Verdict(parsed.entry, Finality.INVALID, reason=decision.reason)
            else:
                verdict = Verdict(parsed.entry, Finality.COMMITTED, index, result=decision.result)
                self._bench.state |= decision.writes
                self._bench.index += 1
                self._log.append(statement)
            self._verdicts[parsed.entry] = verdict
        return self._verdicts[parsed.entry]

    def verdict(self, entry: EntryId) -> Verdict:
        return self._verdicts.get(entry, Verdict(entry, Finality.UNKNOWN))

    def receipt(self, entry: EntryId) -> bytes:
        raise NotImplementedError

    def entries(self, start: int, limit: int) -> list[bytes]:
        at = start - (self._bench.index - len(self._log))  # the bench's own entries come before
        return self._log[at : at + limit] if at >= 0 else []

    def read(self, key: str) -> Any:
        return self._bench.read(key)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        return [self.read(key) for key in keys]
