"""The consent desk of the enterprise portal: drafts, signatures, grants, revocations, and who used the data.

A draft is kept until it is signed or a quarter of an hour has passed; of two who sign the same draft, one opens it and
the other is told that it is gone. The signature is checked by the ledger's contract, by nobody here: this desk carries
it, and cannot make one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from puhui.consent import (
    DatasetOffer,
    DraftGrant,
    Grant,
    Model,
    Purpose,
    Recipient,
    Relay,
    challenge,
    checks_only,
    draft_bundle,
    find_grant,
    for_checks,
    grants_of,
    joint_only,
    keep_notice,
    law_text,
    milliseconds,
    moment,
    purpose,
    revocation_challenge,
    score_only,
    uses_of,
    within_sums,
)
from puhui.desks.bytes_text import base64url, from_base64url
from puhui.desks.directory import Directory
from puhui.desks.errors import DraftGone, NotEnrolled, ThingNotFound
from puhui.desks.offering import Offered, offer_view, offered
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.store import document, put_document, remove_document
from puhui.desks.views import (
    DraftItem,
    DraftRequest,
    DraftView,
    FieldView,
    GrantedModel,
    GrantList,
    GrantView,
    OpenedGrants,
    Receiver,
    Revocation,
    RevocationOptions,
    Signature,
    UsesView,
    UseView,
)
from puhui.desks.views.grants import Shown
from puhui.desks.warning.scope import MONITORING, watched_offers, watched_records
from puhui.exchange import UnknownDataset, described
from puhui.kernel import Clock, Entropy, Language, Suite, decode, encode
from puhui.kernel.ids import DatasetId, GrantId, OrgId, SubjectId
from puhui.ledger import Ledger
from puhui.ledger.contracts.grant_terms import GrantTerms
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.privacy.policy import OTHERS_MIN
from puhui.storage import Database

DRAFT_LIFE = timedelta(minutes=15)
_DRAFT = "consent-draft"


class ConsentDesk:
    """What an enterprise allows, and what became of it."""

    def __init__(
        self,
        *,
        database: Database,
        ledger: Ledger,
        relay: Relay,
        directory: Directory,
        offers: Callable[[OrgId], Sequence[DatasetOffer]],
        models: ScoreModels,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._relay = relay
        self._directory = directory
        self._offers = offers
        self._models = models
        self._suite = suite
        self._clock = clock
        self._entropy = entropy

    def draft(self, uscc: str, request: DraftRequest, receiver: OrgId, language: Language) -> DraftView:
        """Draft one grant for each dataset that is always asked for, or the named ones; raises `NotEnrolled`.

        An application is screened whatever its lender is shown of a score: its checks, and sums over banks, are drafted
        beside. They are of no score.

        What the enterprise may grant besides stands in `also`: all there is for its own score, for an application what
        the product welcomes. Raises `ConsentOfItsOwn` where a person's own data are named beside others.

        Where the product's lender is shown a score alone: one for each dataset that its card takes, and with the fields
        that it takes. Raises `CardUnknown`, `CardNotComputable` then.

        For monitoring: what the rules of early warning read, with these fields alone, and sums over banks.
        """
        key = self.key_of(uscc)
        wanted = request.datasets
        asked = self._models.purpose(request.purpose, request.product)
        all_there = [offer for offer in self._offers(receiver) if offer.custodian != receiver]
        there = [offer for offer in all_there if not offer.joint and not offer.checks]
        beside = [offer for offer in all_there if offer not in there and (wanted is None or offer.dataset in wanted)]
        if asked.code == MONITORING:
            watched = [offer for offer in watched_offers(there) if wanted is None or offer.dataset in wanted]
            found, beside = Offered(watched, []), watched_records(beside)
        elif asked.model is not None and (model := self._models.of(request.product)):
            named = [offer for offer in there if wanted is None or offer.dataset in wanted]
            found = Offered(model.offers(named), [])
        else:
            welcome = self._models.welcome(request.product) if request.purpose == "application" else None
            found = offered(there, wanted=wanted, besides=request.also, welcome=welcome)
        drafts = self._drafts(found.drafted, beside, uscc, receiver, asked)
        name = self._entropy.take(16).hex()
        bundle = [draft.terms.as_map() for draft in drafts]
        now = self._clock.now()
        with self._database.transaction() as connection:
            for draft in drafts:
                keep_notice(connection, draft.notice, now)
            put_document(
                connection,
                _DRAFT,
                name,
                {"terms": encode(bundle).hex(), "expires": milliseconds(now + DRAFT_LIFE), "uscc": uscc},
                uscc=uscc,
                at=now,
            )
        signed = challenge(drafts, self._suite)
        return DraftView(
            draft=name,
            challenge=base64url(signed),
            receiver=receiver_view(self._directory, receiver, language),
            items=[self._item(draft, language) for draft in drafts],
            also=[offer_view(offer, language) for offer in found.also],
            model=_model_view(asked.model, language),
            webauthn=assertion_options(key, signed, self._directory.credentials_of(uscc)),
        )

    def _drafts(
        self,
        offers: Sequence[DatasetOffer],
        beside: Sequence[DatasetOffer],
        uscc: str,
        receiver: OrgId,
        asked: Purpose,
    ) -> list[DraftGrant]:
        """A draft a dataset; those that are given within sums alone, only where enough custodians would take part."""
        joint = [offer for offer in beside if offer.joint]
        checks = [offer for offer in beside if offer.checks]
        bundles = [(offers, asked)]
        if asked.code in ("application", MONITORING):
            bundles += [(joint, within_sums(asked))] if len(joint) >= OTHERS_MIN else []
        if asked.code == "application":
            bundles += [(checks, for_checks(asked))] if checks else []
        recipient = Recipient(
            org=receiver, name=self._directory.name_of(receiver), contact=self._directory.contact_of(receiver)
        )
        return [
            draft
            for part, purpose_ in bundles
            for draft in draft_bundle(
                part,
                subject=self._subject(uscc),
                recipient=recipient,
                purpose=purpose_,
                suite=self._suite,
                clock=self._clock,
                entropy=self._entropy,
            )
        ]

    def read_draft(self, uscc: str, name: str) -> list[GrantTerms]:
        """The terms of a draft that waits for this enterprise's signature; raises `DraftGone`."""
        with self._database.transaction() as connection:
            return self._terms(document(connection, _DRAFT, name), uscc, name)

    def take_draft(self, uscc: str, name: str) -> list[GrantTerms]:
        """The terms of a draft, which is gone from now on; raises `DraftGone`.

        If we die right after this, the enterprise drafts and signs again: nothing was opened.
        """
        with self._database.transaction() as connection:
            terms = self._terms(document(connection, _DRAFT, name), uscc, name)
            if not remove_document(connection, _DRAFT, name):
                raise DraftGone(draft=name, stage="desks.consenting")
        return terms

    def _terms(self, kept: dict[str, Any] | None, uscc: str, name: str) -> list[GrantTerms]:
        if kept is None or kept["uscc"] != uscc or milliseconds(self._clock.now()) >= kept["expires"]:
            raise DraftGone(draft=name, stage="desks.consenting")
        return [GrantTerms.parse(terms) for terms in decode(bytes.fromhex(kept["terms"]))]

    def sign(self, uscc: str, name: str, signature: Signature, language: Language) -> OpenedGrants:
        """Open the grants of a draft with the enterprise's signature."""
        return OpenedGrants(grants=[self._view(grant, language) for grant in self.open(uscc, name, signature)])

    def open(self, uscc: str, name: str, signature: Signature) -> list[Grant]:
        """The grants of a draft, opened on the ledger."""
        return self._relay.open_terms(self.take_draft(uscc, name), signature_map(signature))

    def grants(self, uscc: str, language: Language) -> GrantList:
        """All grants of the enterprise, newest first."""
        found = grants_of(self._ledger, self._subject(uscc), self._clock.now())
        return GrantList(items=[self._view(grant, language) for grant in reversed(found)])

    def revocation_options(self, uscc: str, id_: str) -> RevocationOptions:
        """What the enterprise signs to revoke this grant now."""
        grant = self._own(uscc, id_)
        at = self._clock.now().replace(microsecond=0)
        signed = revocation_challenge(grant.id, milliseconds(at), self._suite)
        options = assertion_options(self.key_of(uscc), signed, self._directory.credentials_of(uscc))
        return RevocationOptions(challenge=base64url(signed), at=at, webauthn=options)

    def revoke(self, uscc: str, id_: str, revocation: Revocation, language: Language) -> GrantView:
        """Revoke with the enterprise's signature; holds for the next use."""
        grant = self._own(uscc, id_)
        revoked = self._relay.revoke(grant.id, revocation.at, signature_map(revocation.signature))
        return self._view(revoked, language)

    def uses(self, uscc: str, language: Language) -> UsesView:
        """Every use and refusal, newest first, and whether any number is missing."""
        history = uses_of(self._ledger, self._subject(uscc), self._clock.now())
        return UsesView(
            complete=history.complete,
            gaps=[str(gap) for gap in history.gaps],
            items=[
                UseView(
                    grant=use.grant,
                    seq=use.seq,
                    n=use.n,
                    at=use.at,
                    custodian_name=self._directory.name_of(use.custodian).in_(language),
                    receiver_name=self._directory.name_of(use.receiver).in_(language),
                    purpose_text=purpose(use.purpose).text.in_(language),
                    shown=_shown(use.program),
                    outcome=use.reason if use.n is None else use.outcome,
                    entry=use.entry,
                )
                for use in history.uses
            ],
        )

    def key_of(self, uscc: str) -> str:
        """The enrolled key's text; raises `NotEnrolled`."""
        enrolled = self._ledger.read(subject_state_key(self._subject(uscc)))
        if enrolled is None:
            raise NotEnrolled(stage="desks.consenting")
        return str(enrolled["key"])

    def _subject(self, uscc: str) -> SubjectId:
        return self._directory.enterprise(uscc).subject

    def _own(self, uscc: str, id_: str) -> Grant:
        grant = find_grant(self._ledger, GrantId(id_), self._clock.now())
        if grant.subject != self._subject(uscc):
            raise ThingNotFound(kind="grant", id=id_, stage="desks.consenting")
        return grant

    def _item(self, draft: DraftGrant, language: Language) -> DraftItem:
        offer, terms = draft.offer, draft.terms
        return DraftItem(
            grant=terms.id,
            custodian=offer.custodian,
            custodian_name=offer.custodian_name.in_(language),
            dataset=offer.dataset,
            dataset_name=offer.name.in_(language),
            fields=[FieldView(name=name, label=offer.fields[name].in_(language)) for name in terms.fields],
            purpose_text=draft.purpose.text.in_(language),
            uses=terms.uses,
            expires=moment(terms.expires),
            law=[law_text(code).in_(language) for code in terms.law],
            separate=draft.separate,
            shown=_shown(terms.program),
            notice=draft.notice.text.in_(language),
        )

    def _view(self, grant: Grant, language: Language) -> GrantView:
        terms = grant.terms
        return GrantView(
            id=grant.id,
            state=grant.state,
            custodian=terms.custodian,
            custodian_name=self._directory.name_of(terms.custodian).in_(language),
            receiver=terms.receiver,
            receiver_name=self._directory.name_of(terms.receiver).in_(language),
            dataset=terms.dataset,
            dataset_name=self._directory.dataset_name(terms.dataset).in_(language),
            fields=_fields(terms, language),
            shown=_shown(terms.program),
            purpose=terms.purpose,
            purpose_text=purpose(terms.purpose).text.in_(language),
            uses=terms.uses,
            used=grant.used,
            expires=grant.expires,
            opened_at=grant.opened_at,
            entry=grant.entry,
        )


def _shown(program: str) -> Shown:
    if score_only(program):
        return "score"
    return "sum" if joint_only(program) else "checks" if checks_only(program) else "indicators"


def _fields(terms: GrantTerms, language: Language) -> list[FieldView]:
    """The fields of a grant by their labels; by their names where this release does not know the dataset any more."""
    try:
        known = described(DatasetId(terms.dataset)).definitions
    except UnknownDataset:
        known = {}
    return [
        FieldView(name=name, label=known[name].label.in_(language) if name in known else name) for name in terms.fields
    ]


def _model_view(model: Model | None, language: Language) -> GrantedModel | None:
    if model is None:
        return None
    return GrantedModel(name=model.name, version=model.version, label=model.label.in_(language), digest=model.digest)


def receiver_view(directory: Directory, org: str, language: Language) -> Receiver:
    """Who receives, as people must be told: name and contact (PIPL article 23)."""
    return Receiver(org=org, name=directory.name_of(org).in_(language), contact=directory.contact_of(org))


def signature_map(signature: Signature) -> dict[str, Any]:
    """A signature of the API with its bytes, as contracts take it."""
    told: Mapping[str, str] = signature.model_dump()
    return {name: value if name == "kind" else from_base64url(value) for name, value in told.items()}


def assertion_options(key: str, signed: bytes, credentials: Sequence[bytes]) -> dict[str, Any] | None:
    """WebAuthn request options for a passkey (WebAuthn 3, 5.5); None for a software key."""
    kind, _, rest = key.partition(":")
    if kind != "webauthn":
        return None
    return {
        "challenge": base64url(signed),
        "rpId": rest.partition(":")[0],
        "allowCredentials": [{"type": "public-key", "id": base64url(one)} for one in credentials],
        "userVerification": "required",
        "timeout": 120_000,
    }
