"""Enrol an enterprise's key: the portal carries the proof, the registry looks at its register and tells the ledger.

The challenge is bound to the enterprise's subject and a fresh nonce, so a proof cannot be moved to another enterprise
nor used again; the nonce is forgotten with the first attempt.
"""

from datetime import timedelta
from typing import Any

from puhui.desks.bytes_text import from_base64url
from puhui.desks.errors import DraftGone, EntryRefused, PeerForged
from puhui.desks.peers import Peers
from puhui.desks.store import document, put_document, remove_document
from puhui.desks.views import ActivationView, Enrolment, EnrolmentView, EnterpriseView, SoftwareEnrolment
from puhui.desks.wire import read_fields
from puhui.kernel import Clock, Entropy, Signer, Suite, Text, encode
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.kernel.ids import EntryId, OrgId, SubjectId
from puhui.kernel.subject_keys import subject_key
from puhui.ledger import Finality, Ledger, build_statement
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.parties import EnrolmentRequest, Enterprises, Registrar, creation_options, enrolment_challenge
from puhui.storage import Database

_ATTEMPT = "enrolment"
_LIFE = timedelta(minutes=10)
_NONCE_BYTES = 16


class EnrolmentDesk:
    """The owner's own enterprise and its key, at the portal. `rp_id` and `rp_name` are what passkeys know it by."""

    def __init__(
        self,
        *,
        registry: str,
        rp_id: str,
        rp_name: str,
        database: Database,
        ledger: Ledger,
        peers: Peers,
        enterprises: Enterprises,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
    ) -> None:
        self._registry = registry
        self._rp_id = rp_id
        self._rp_name = rp_name
        self._database = database
        self._ledger = ledger
        self._peers = peers
        self._enterprises = enterprises
        self._suite = suite
        self._clock = clock
        self._entropy = entropy

    def enterprise(self, uscc: str) -> EnterpriseView:
        """The enterprise as the registry told it, and the kind of its key."""
        found = self._enterprises.find(uscc)
        enrolled = self._ledger.read(subject_state_key(found.subject))
        return EnterpriseView(
            uscc=found.uscc,
            name=found.name,
            segment=found.segment,
            industry=found.industry,
            established_on=found.established_on,
            legal_representative=found.legal_representative,
            region=found.region,
            enrolled=enrolled is not None,
            key_kind=None if enrolled is None else enrolled["kind"],
        )

    def begin(self, uscc: str) -> dict[str, Any]:
        """WebAuthn creation options over a fresh challenge, which a software key may sign instead."""
        found = self._enterprises.find(uscc)
        nonce = self._entropy.take(_NONCE_BYTES)
        now = self._clock.now()
        until = int((now + _LIFE).timestamp())
        with self._database.transaction() as connection:
            put_document(connection, _ATTEMPT, uscc, {"nonce": nonce.hex(), "until": until}, uscc=uscc, at=now)
        return creation_options(
            challenge=enrolment_challenge(found.subject, nonce, self._suite),
            rp_id=self._rp_id,
            rp_name=self._rp_name,
            user_id=bytes.fromhex(found.subject),
            user_name=found.name,
        )

    def enrol(self, uscc: str, enrolment: Enrolment) -> EnrolmentView:
        """Have the registry attest the key; raises `DraftGone` when no challenge is open."""
        found = self._enterprises.find(uscc)
        request = {
            "uscc": str(found.uscc),
            "salt": found.salt,
            "legal_representative": found.legal_representative,
            "nonce": self._take_nonce(uscc),
            "proof": self._proof(enrolment),
            "activation": from_base64url(enrolment.activation),
        }
        told = self._peers.ask(self._registry, "/attestations", request)
        try:
            subject, key, entry = SubjectId(told["subject"]), subject_key(told["key"]), EntryId(told["entry"])
        except (KeyError, TypeError) as reason:
            raise PeerForged(org=self._registry, reason=str(reason), stage="desks.enrolling") from None
        enrolled = self._ledger.read(subject_state_key(found.subject))
        if subject != found.subject or enrolled is None or enrolled["key"] != str(key):
            raise PeerForged(
                org=self._registry,
                reason=Text(zh="账本上没有该密钥", en="the ledger does not have the key"),
                stage="desks.enrolling",
            )
        if not isinstance(enrolment, SoftwareEnrolment):
            credential = from_base64url(str(enrolment.credential["id"]))
            self._enterprises.remember_credential(uscc, credential, str(key))
        return EnrolmentView(subject=subject, key_kind=key.kind, entry=entry)

    def _take_nonce(self, uscc: str) -> bytes:
        with self._database.transaction() as connection:
            kept = document(connection, _ATTEMPT, uscc)
            if kept is None or not remove_document(connection, _ATTEMPT, uscc):
                raise DraftGone(draft="enrolment", stage="desks.enrolling")
        if self._clock.now().timestamp() > kept["until"]:
            raise DraftGone(draft="enrolment", stage="desks.enrolling")
        return bytes.fromhex(kept["nonce"])

    def _proof(self, enrolment: Enrolment) -> dict[str, Any]:
        if isinstance(enrolment, SoftwareEnrolment):
            signature = {"kind": "software", "signature": from_base64url(enrolment.proof)}
            return {"kind": "software", "key": enrolment.key, "signature": signature}
        return {"kind": "webauthn", "rp_id": self._rp_id, "credential": enrolment.credential}


class RegistryDesk:
    """The registry's side: look at the register, check the proof, put the key on the ledger."""

    def __init__(self, registrar: Registrar, clock: Clock, entropy: Entropy) -> None:
        self._registrar = registrar
        self._clock = clock
        self._entropy = entropy

    def issue_activation(self, uscc: str) -> ActivationView:
        """A fresh code for an enterprise that stands at the desk; raises `NotRegistered` or `NotOperating`."""
        registered = self._registrar.registered(parse_uscc(uscc))
        code = self._registrar.activations.issue(registered.uscc, self._clock.now(), self._entropy)
        return ActivationView(uscc=registered.uscc, name=registered.name, code=code)

    def attest(self, caller: str, body: bytes) -> bytes:
        """Attest one enrolment relayed by `caller`; the answer names subject, key and entry."""
        asked = read_fields(
            body, uscc=str, salt=bytes, legal_representative=str, nonce=bytes, proof=dict, activation=bytes
        )
        attestation = self._registrar.attest(
            EnrolmentRequest(
                uscc=parse_uscc(asked["uscc"]),
                salt=asked["salt"],
                legal_representative=asked["legal_representative"],
                nonce=asked["nonce"],
                proof=asked["proof"],
                activation=asked["activation"],
            )
        )
        return encode({"subject": str(attestation.subject), "key": attestation.key, "entry": attestation.entry})


def enrol_on(ledger: Ledger, signer: Signer, org: OrgId, clock: Clock, entropy: Entropy) -> Any:
    """How the registrar has the ledger say it: `subjects.enrol`, returned once final."""

    def enrol(subject: SubjectId, key: str) -> EntryId:
        args = {"subject": str(subject), "key": key}
        statement = build_statement(
            signer, org, "subjects", "enrol", args, clock=clock, entropy=entropy, subject=str(subject)
        )
        verdict = ledger.submit(statement)
        if verdict.finality is not Finality.COMMITTED:
            raise EntryRefused(entry=verdict.entry, reason=verdict.reason, stage="desks.enrolling")
        return verdict.entry

    return enrol
