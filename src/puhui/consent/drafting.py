"""Draft the grants of one ceremony: one receiver, one purpose, one or more datasets, one signature over all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from puhui.consent.errors import ConsentOfItsOwn, NothingToGrant
from puhui.consent.model import DatasetOffer, DraftGrant, Purpose, Recipient, law_text, milliseconds, sensitive_law
from puhui.consent.notice import compose
from puhui.kernel import Clock, Entropy, Suite, Text
from puhui.kernel.ids import GrantId, SubjectId
from puhui.ledger.contracts.grant_terms import MAX_BUNDLE, GrantTerms, bundle_challenge, revocation_challenge


def draft_bundle(
    offers: Sequence[DatasetOffer],
    *,
    subject: SubjectId,
    recipient: Recipient,
    purpose: Purpose,
    suite: Suite,
    clock: Clock,
    entropy: Entropy,
) -> list[DraftGrant]:
    """One draft a dataset, all for one recipient: consent to another receiver is another ceremony (PIPL article 23).

    Raises `NothingToGrant` when there is no dataset, too many, one twice, one without fields, or the recipient's own,
    and `ConsentOfItsOwn` when a person's own data are among others.
    """
    if not offers or len(offers) > MAX_BUNDLE:
        raise NothingToGrant(
            reason=Text(
                zh=f"有 {len(offers)} 个数据资源，须为 1 至 {MAX_BUNDLE} 个",
                en=f"{len(offers)} datasets, want 1 to {MAX_BUNDLE}",
            ),
            stage="consent.drafting",
        )
    if len({offer.dataset for offer in offers}) != len(offers):
        raise NothingToGrant(reason=Text(zh="数据资源重复", en="a dataset twice"), stage="consent.drafting")
    for offer in offers:
        if not offer.fields or offer.custodian == recipient.org:
            raise NothingToGrant(
                reason=Text(
                    zh=f"{offer.dataset}：没有字段，或为其自有数据", en=f"{offer.dataset}: no field, or its own data"
                ),
                stage="consent.drafting",
            )
        if offer.alone and len(offers) > 1:
            raise ConsentOfItsOwn(dataset=str(offer.dataset), party=str(offer.custodian), stage="consent.drafting")
    ids = [GrantId.new(clock, entropy) for _ in offers]
    start = clock.now().replace(microsecond=0)
    return [
        _draft(offer, id_, start, subject=subject, recipient=recipient, purpose=purpose, suite=suite)
        for offer, id_ in zip(offers, ids, strict=True)
    ]


def challenge(drafts: Sequence[DraftGrant], suite: Suite) -> bytes:
    """What the enterprise's device signs to open all of `drafts`."""
    return bundle_challenge([draft.terms.digest(suite) for draft in drafts], suite)


__all__ = ["challenge", "draft_bundle", "revocation_challenge"]


def _draft(
    offer: DatasetOffer,
    id_: GrantId,
    start: datetime,
    *,
    subject: SubjectId,
    recipient: Recipient,
    purpose: Purpose,
    suite: Suite,
) -> DraftGrant:
    end = start + timedelta(days=purpose.days)
    law = (*purpose.law, *sensitive_law()) if offer.sensitive else purpose.law
    fields = {name: offer.fields[name] for name in sorted(offer.fields)}
    notice = compose(
        receiver=recipient.name,
        contact=recipient.contact,
        custodian=offer.custodian_name,
        dataset=offer.name,
        fields=fields,
        purpose=purpose.text,
        method=purpose.method,
        uses=purpose.uses,
        period_days=purpose.period_days,
        uses_per_period=purpose.uses_per_period,
        not_before=f"{start:%Y-%m-%d %H:%M:%S}",
        expires=f"{end:%Y-%m-%d %H:%M:%S}",
        law=[law_text(code) for code in law],
        sensitive=offer.sensitive,
        scored=(purpose.model.label, purpose.model.version, purpose.model.digest) if purpose.model else None,
        suite=suite,
    )
    terms = GrantTerms(
        id=id_,
        subject=subject,
        custodian=offer.custodian,
        receiver=recipient.org,
        dataset=offer.dataset,
        fields=tuple(fields),
        purpose=purpose.code,
        program=purpose.program,
        uses=purpose.uses,
        period_days=purpose.period_days,
        uses_per_period=purpose.uses_per_period,
        not_before=milliseconds(start),
        expires=milliseconds(end),
        law=law,
        notice_digest=notice.digest,
    )
    return DraftGrant(terms=terms, notice=notice, offer=offer, recipient=recipient, purpose=purpose)
