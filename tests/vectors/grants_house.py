"""A small real house for tests: the embedded ledger and a custodian's SQLite database in a folder, wired by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from puhui.consent import (
    DatasetOffer,
    MandateDesk,
    MandateTerms,
    PermitDesk,
    Recipient,
    Relay,
    challenge,
    draft_bundle,
    purpose,
    revocation_challenge,
)
from puhui.kernel import ManualClock, SeededEntropy, Text
from puhui.kernel.ids import DatasetId, GrantId, MandateId, OrgId, RequestId, SubjectId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import Finality, Ledger, build_statement
from puhui.ledger.disk import Disk
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import KeptWitness
from puhui.storage import Database, Message
from puhui.storage import Relay as OutboxRelay
from tests.vectors.grants_bench import DATASET, FIELDS, MEMBERS, SUITE, publication, signer_of

_FAST = Disk(synchronous="OFF")  # throw-away folders: the engine's own tests hold it to its durability
START = datetime(2026, 3, 1, tzinfo=UTC)
SALT, USCC = b"0123456789abcdef", "91110000600037341L"
SUBJECT = SubjectId(SUITE.digest(SALT + USCC.encode()).hex())
ORIGIN = "puhui.example/city"
CONSENSUS = ("operator", "registry", "tax-bureau")
PROGRAM = purpose("application").program


class House:
    """The ledger, the custodian's desk, an enterprise with its device. `close` it, or leave it to a crash."""

    def __init__(
        self, folder: Path, *, seed: int = 1, witnessed: bool = False, database: Database | None = None
    ) -> None:
        self.folder = folder
        self.clock = ManualClock(START)
        self.entropy = SeededEntropy(seed)
        self.device = signer_of("device of the enterprise")
        self.ledger = EmbeddedLedger(
            folder / "ledger.sqlite",
            signer=signer_of("log"),
            clock=self.clock,
            disk=_FAST,
            witnesses={OrgId(org): self._witness(org) for org in CONSENSUS} if witnessed else None,
        )
        self.database = database or Database.file(folder / "tax.sqlite")
        self.database.create()
        self.desk = self.desk_over(self.ledger, self.database)
        self.mandates = MandateDesk(
            database=self.database,
            ledger=self.ledger,
            signer=signer_of("tax-bureau"),
            org=OrgId("tax-bureau"),
            clock=self.clock,
            entropy=self.entropy,
        )
        self.relay = Relay(self.ledger, signer_of("bank-a"), OrgId("bank-a"), self.clock, self.entropy)

    def _witness(self, org: str) -> KeptWitness:
        return KeptWitness(
            self.folder / f"{org}.witness.sqlite",
            signer=signer_of(org),
            name=witness_name(ORIGIN, org),
            logs={ORIGIN: signer_of("log").public_key},
            clock=self.clock,
            disk=_FAST,
        )

    @property
    def trust(self) -> Trust:
        assert self.ledger.trust is not None
        return self.ledger.trust

    def desk_over(self, ledger: Ledger, database: Database) -> PermitDesk:
        return PermitDesk(
            database=database,
            ledger=ledger,
            signer=signer_of("tax-bureau"),
            org=OrgId("tax-bureau"),
            clock=self.clock,
            entropy=self.entropy,
        )

    def found(self) -> "House":
        """Members, the enterprise's key, the dataset."""
        organisations = [
            {
                "id": org,
                "name_zh": org,
                "name_en": org,
                "role": role,
                "key": str(signer_of(org).public_key),
                "consensus": org in CONSENSUS,
            }
            for org, role in MEMBERS.items()
        ]
        genesis = {"origin": ORIGIN, "suite": SUITE.name, "organisations": organisations}
        self.say("operator", "membership", "genesis", genesis)
        key = f"software:{self.device.public_key}"
        self.say("registry", "subjects", "enrol", {"subject": str(SUBJECT), "key": key})
        self.say("tax-bureau", "catalogue", "publish", publication())
        return self

    def say(self, issuer: str, contract: str, action: str, args: dict[str, Any]) -> None:
        statement = build_statement(
            signer_of(issuer), OrgId(issuer), contract, action, args, clock=self.clock, entropy=self.entropy
        )
        verdict = self.ledger.submit(statement)
        assert verdict.finality is Finality.COMMITTED, verdict

    def drafts(self, *datasets: DatasetId, **limits: Any) -> list[Any]:
        return draft_bundle(
            [offer(dataset) for dataset in datasets or (DATASET,)],
            subject=SUBJECT,
            recipient=Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500"),
            purpose=replace(purpose("application"), **limits),
            suite=SUITE,
            clock=self.clock,
            entropy=self.entropy,
        )

    def grant(self, **limits: Any) -> GrantId:
        drafts = self.drafts(**limits)
        (opened,) = self.relay.open_grants(drafts, self.sign(challenge(drafts, SUITE)))
        return opened.id

    def sign(self, of: bytes) -> dict[str, Any]:
        return software_signature(self.device, of)

    def revoke(self, grant: GrantId) -> Any:
        now = self.clock.now()
        at_ms = int(now.timestamp() * 1000)
        return self.relay.revoke(grant, now, self.sign(revocation_challenge(grant, at_ms, SUITE)))

    def request(self) -> RequestId:
        return RequestId.new(self.clock, self.entropy)

    def question(self, grant: GrantId, request: RequestId | None = None, **changed: Any) -> dict[str, Any]:
        return {
            "grant": grant,
            "request": request or self.request(),
            "receiver": OrgId("bank-a"),
            "purpose": "application",
            "program": PROGRAM,
            "fields": FIELDS,
            **changed,
        }

    def grants(self, count: int, **limits: Any) -> list[GrantId]:
        """So many grants of one enterprise on the same dataset."""
        return [self.grant(**limits) for _ in range(count)]

    def batch(self, grants: Sequence[GrantId], **changed: Any) -> dict[str, Any]:
        """The question of `draw_batch` over these grants."""
        asked = self.question(grants[0])
        del asked["grant"]
        return asked | {"grants": grants} | changed

    def mandate(self, **changed: Any) -> MandateTerms:
        """The terms of a mandate of the custodian, not yet open."""
        now_ms = int(self.clock.now().timestamp() * 1000)
        fields: dict[str, Any] = {
            "id": MandateId.new(self.clock, self.entropy),
            "custodian": OrgId("tax-bureau"),
            "receiver": OrgId("bank-a"),
            "dataset": DATASET,
            "fields": tuple(FIELDS),
            "purpose": "score",
            "program": "match/1",
            "uses": 2,
            "not_before": now_ms,
            "expires": now_ms + 30 * 86_400_000,
        }
        return MandateTerms(**fields | changed)

    def asked_of(self, terms: MandateTerms, **changed: Any) -> dict[str, Any]:
        """The question of `MandateDesk.draw` that a mandate is for."""
        return {
            "mandate": terms.id,
            "request": self.request(),
            "receiver": terms.receiver,
            "purpose": terms.purpose,
            "program": terms.program,
            "fields": terms.fields,
            **changed,
        }

    def outbox(self, database: Database | None = None) -> OutboxRelay:
        def deliver(message: Message) -> None:
            self.ledger.submit(message.payload)

        return OutboxRelay(database or self.database, self.clock, deliver)

    def close(self) -> None:
        self.database.close()
        self.ledger.close()


def offer(dataset: DatasetId = DATASET, *, sensitive: bool = False) -> DatasetOffer:
    return DatasetOffer(
        dataset=dataset,
        custodian=OrgId(dataset.partition("/")[0]),
        custodian_name=Text(zh="市税务局", en="Tax bureau"),
        name=Text(zh="增值税发票指标", en="VAT invoice indicators"),
        fields={name: Text(zh=f"字段{name}", en=name) for name in FIELDS},
        sensitive=sensitive,
    )
