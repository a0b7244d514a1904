"""The registry attests which key is whose: it looks at its own register, then has the ledger say it.

An enrolment carries its proof. For a passkey that is the browser's registration over our challenge; for a software key
a signature over it. The challenge is bound to the subject and to a nonce of the portal that asks, so neither can be
moved to another enterprise. And it carries an authorisation by the activation code that the registry gave to the
enterprise and to nobody else (`activating`): a portal cannot enrol a key of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from puhui.kernel import Clock, PuhuiError, Suite, Text, encode
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import EntryId, SubjectId
from puhui.kernel.subject_keys import subject_key, verify_registration
from puhui.parties import store
from puhui.parties.activating import Activations
from puhui.parties.errors import KeyNotProven, NotOperating, NotRegistered, RepresentativeDiffers, SaltDiffers
from puhui.parties.model import subject_of
from puhui.parties.store import Attestation
from puhui.storage import Database

OPERATING = frozenset({"存续", "在业", "在营"})


@dataclass(frozen=True, slots=True)
class RegisteredEnterprise:
    """What the register says of an enterprise."""

    uscc: Uscc
    name: str
    status: str
    legal_representative: str
    legal_representative_id: str = field(repr=False)


class Register(Protocol):
    """The registry's own data."""

    def find(self, uscc: Uscc) -> RegisteredEnterprise | None:
        """The enterprise as registered now, None when it is not. Raises a retriable error when the data is down."""
        ...


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """What a portal sends for an enterprise.

    The representative's resident ID is compared where the portal collected it (verification level 4 instead of 3).
    `proof` is `{"kind": "software", "key": text, "signature": SubjectSignature}` or
    `{"kind": "webauthn", "rp_id": text, "credential": the browser's registration}`. `activation` is the MAC of
    `activating.activation_mac` over the new key.
    """

    uscc: Uscc
    salt: bytes = field(repr=False)
    legal_representative: str
    nonce: bytes
    proof: Mapping[str, Any]
    activation: bytes
    legal_representative_id: str | None = field(default=None, repr=False)


def enrolment_challenge(subject: SubjectId, nonce: bytes, of: Suite) -> bytes:
    """What the new key signs to show that its holder has it."""
    return of.digest(encode({"enrol": str(subject), "nonce": nonce}))


class Registrar:
    """The registry's desk for keys.

    `enrol` puts `subjects.enrol` on the ledger and returns the entry's id once it is final. If we die between it and
    our own record, the same enrolment sent again is attested again, with the same effect.
    """

    def __init__(
        self,
        *,
        register: Register,
        enrol: Callable[[SubjectId, str], EntryId],
        database: Database,
        suite: Suite,
        clock: Clock,
    ) -> None:
        self._register = register
        self._enrol = enrol
        self._database = database
        self._suite = suite
        self._clock = clock
        self.activations = Activations(database, suite)

    def attest(self, request: EnrolmentRequest) -> Attestation:
        """Check the register, the activation and the proof, then enrol the key; a second key replaces the first.

        Raises `NotRegistered`, `NotOperating`, `RepresentativeDiffers`, `NotActivated`, `SaltDiffers`, `KeyNotProven`.
        """
        self._check_registered(request)
        self.activations.check(request.uscc, request.proof, request.activation)
        subject = subject_of(request.salt, request.uscc, self._suite)
        key = self._proven_key(request, subject)
        with self._database.transaction() as connection:  # before the ledger: two portals cannot make two subjects
            if store.pin_subject(connection, request.uscc, subject) != subject:
                raise SaltDiffers(uscc=request.uscc, stage="parties.attesting")
        attestation = Attestation(
            uscc=request.uscc,
            subject=subject,
            key=key,
            legal_representative=request.legal_representative,
            entry=str(self._enrol(subject, key)),
            attested_at=self._clock.now(),
        )
        with self._database.transaction() as connection:
            store.add_attestation(connection, attestation)
        return attestation

    def attestations(self, uscc: Uscc) -> list[Attestation]:
        """What was attested for an enterprise, oldest first; the last one holds."""
        with self._database.transaction() as connection:
            return list(store.attestations(connection, uscc))

    def is_stale(self, uscc: Uscc) -> bool:
        """Whether the representative changed since the key was attested, so that the new one should enrol."""
        held, registered = self.attestations(uscc), self._register.find(uscc)
        return bool(held) and (registered is None or registered.legal_representative != held[-1].legal_representative)

    def registered(self, uscc: Uscc) -> RegisteredEnterprise:
        """What the register says of an operating enterprise; raises `NotRegistered` or `NotOperating`."""
        registered = self._register.find(uscc)
        if registered is None:
            raise NotRegistered(uscc=uscc, stage="parties.attesting")
        if registered.status not in OPERATING:
            raise NotOperating(status=registered.status, stage="parties.attesting")
        return registered

    def _check_registered(self, request: EnrolmentRequest) -> None:
        registered = self.registered(request.uscc)
        id_differs = request.legal_representative_id not in (None, registered.legal_representative_id)
        if registered.legal_representative != request.legal_representative or id_differs:
            raise RepresentativeDiffers(stage="parties.attesting")

    def _proven_key(self, request: EnrolmentRequest, subject: SubjectId) -> str:
        challenge = enrolment_challenge(subject, request.nonce, self._suite)
        proof = request.proof
        try:
            match proof["kind"]:
                case "webauthn":
                    return str(verify_registration(proof["credential"], challenge, proof["rp_id"]).key)
                case "software":
                    key = subject_key(proof["key"])
                    key.check(proof["signature"], challenge)
                    return str(key)
                case kind:
                    raise KeyNotProven(
                        reason=Text(zh=f"未知类型 {kind!r}", en=f"unknown kind {kind!r}"), stage="parties.attesting"
                    )
        except (KeyError, TypeError):
            raise KeyNotProven(reason="shape", stage="parties.attesting") from None
        except PuhuiError as error:
            raise (
                error
                if isinstance(error, KeyNotProven)
                else KeyNotProven(reason=error.data.get("reason", error.code), stage="parties.attesting")
            ) from None
