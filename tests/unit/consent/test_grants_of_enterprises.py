"""Drafting, opening, revoking, and who used my data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from puhui.consent import (
    ActiveGrant,
    Computed,
    ExhaustedGrant,
    ExpiredGrant,
    GrantNotFound,
    GrantRefusedByLedger,
    NothingToGrant,
    Outcome,
    Recipient,
    RevokedGrant,
    UnknownPurpose,
    challenge,
    draft_bundle,
    find_grant,
    grants_of,
    keep_notice,
    notice,
    purpose,
    uses_of,
)
from puhui.kernel import Text
from puhui.kernel.ids import DatasetId, GrantId, OrgId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger.contracts.grants import number_key, tally_key
from tests.vectors.grants_bench import SUITE, publication, signer_of
from tests.vectors.grants_house import SUBJECT, offer

SECOND = DatasetId("tax-bureau/declarations")


def _bundle(house, *offers, **changed):
    arguments = {
        "subject": SUBJECT,
        "recipient": Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500"),
        "purpose": purpose("application"),
        "suite": SUITE,
        "clock": house.clock,
        "entropy": house.entropy,
    }
    return draft_bundle(offers, **arguments | changed)


def test_the_notice_names_what_the_law_asks_for_in_both_languages(house):
    (draft,) = _bundle(house, offer())
    for text, wanted in (
        (draft.notice.text.zh, ["甲银行", "95500", "市税务局", "增值税发票", "字段rev12_fen", "贷款", "第二十三条"]),
        (draft.notice.text.en, ["Bank A", "95500", "Tax bureau", "rev12_fen", "loan", "revoke", "art. 23"]),
    ):  # fmt: skip
        for word in wanted:
            assert word in text
    assert draft.terms.notice_digest == draft.notice.digest


def test_the_words_shown_are_found_again_by_the_digest_in_the_terms(house):
    drafts = _bundle(house, offer(), offer(DatasetId("bank-b/flows"), sensitive=True))
    with house.database.transaction() as connection:
        for draft in [*drafts, *drafts]:
            keep_notice(connection, draft.notice, house.clock.now())
        assert [notice(connection, draft.terms.notice_digest) for draft in drafts] == [d.notice for d in drafts]
        assert notice(connection, "00" * 32) is None


def test_sensitive_data_asks_for_a_consent_of_its_own(house):
    plain, sensitive = _bundle(house, offer(), offer(DatasetId("bank-b/flows"), sensitive=True))
    assert (plain.separate, sensitive.separate) == (False, True)
    assert "pipl-29" in sensitive.terms.law
    assert "pipl-29" not in plain.terms.law
    assert "单独同意" in sensitive.notice.text.zh


def test_another_word_in_the_notice_is_another_signature(house):
    (draft,) = _bundle(house, offer())
    (told,) = _bundle(house, offer(), recipient=Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95501"))
    same_id = replace(told.terms, id=draft.terms.id)
    assert same_id.digest(SUITE) != draft.terms.digest(SUITE)


@pytest.mark.parametrize(
    "offers",
    [
        [],
        [offer(), offer()],
        [replace(offer(), fields={})],
        [offer(DatasetId("bank-a/flows"))],
        [offer(DatasetId(f"tax-bureau/data-{k:02}")) for k in range(65)],
    ],
    ids=["none", "twice", "no_fields", "the_receivers_own_data", "too_many"],
)
def test_nothing_sound_to_grant(house, offers):
    with pytest.raises(NothingToGrant):
        _bundle(house, *offers)


def test_an_unknown_purpose_is_refused():
    with pytest.raises(UnknownPurpose):
        purpose("marketing")


def test_one_signature_opens_the_bundle_and_opening_again_changes_nothing(house):
    house.say("tax-bureau", "catalogue", "publish", publication(dataset=str(SECOND)))
    drafts = _bundle(house, offer(), offer(SECOND))
    signature = house.sign(challenge(drafts, SUITE))
    opened = house.relay.open_grants(drafts, signature)
    assert [type(grant) for grant in opened] == [ActiveGrant, ActiveGrant]
    size = house.ledger.size
    assert house.relay.open_grants(drafts, signature) == opened  # as after a crash between the two
    assert house.ledger.size == size
    assert [grant.id for grant in grants_of(house.ledger, SUBJECT, house.clock.now())] == [g.id for g in opened]


def test_a_bundle_that_a_bank_signs_itself_opens_nothing(house):
    drafts = _bundle(house, offer())
    forged = software_signature(signer_of("bank-a"), challenge(drafts, SUITE))
    with pytest.raises(GrantRefusedByLedger) as refused:
        house.relay.open_grants(drafts, forged)
    assert refused.value.data["reason"] == "bad_subject_signature"
    assert grants_of(house.ledger, SUBJECT, house.clock.now()) == []


def test_a_grants_state_is_its_type(house):
    now = house.clock.now
    grant = house.grant(uses=1, days=2)
    active = find_grant(house.ledger, grant, now())
    assert isinstance(active, ActiveGrant)
    assert active.left == 1
    house.desk.draw_permit(**house.question(grant))
    assert isinstance(find_grant(house.ledger, grant, now()), ExhaustedGrant)
    house.clock.advance(timedelta(days=2))
    assert isinstance(find_grant(house.ledger, grant, now()), ExpiredGrant)
    other = house.grant()
    revoked = house.revoke(other)
    assert isinstance(revoked, RevokedGrant)
    assert revoked.revoked_at == now()
    assert house.revoke(other) == revoked
    with pytest.raises(GrantNotFound):
        find_grant(house.ledger, GrantId.new(house.clock, house.entropy), now())


def test_only_the_enterprise_revokes(house):
    grant = house.grant()
    with pytest.raises(GrantRefusedByLedger):
        house.relay.revoke(grant, house.clock.now(), house.sign(b"something else"))
    assert isinstance(find_grant(house.ledger, grant, house.clock.now()), ActiveGrant)


def _use(house, grant, outcome=Outcome.ANSWERED):
    permit = house.desk.draw_permit(**house.question(grant))
    return house.desk.release(permit, lambda _: Computed(b"", outcome))


def test_history_holds_uses_denials_and_no_hits_of_all_grants(house):
    first, second = house.grant(), house.grant()
    _use(house, first)
    house.clock.advance(timedelta(minutes=1))
    _use(house, first, Outcome.NO_RECORD)
    with pytest.raises(Exception, match="purpose"):
        house.desk.draw_permit(**house.question(first, purpose="marketing"))
    house.desk.draw_permit(**house.question(second))
    house.outbox().deliver_due()
    history = uses_of(house.ledger, SUBJECT, house.clock.now())
    assert history.complete
    told = {(use.grant, use.seq): (use.n, use.outcome) for use in history.uses}
    assert told == {
        (first, 1): (1, "answered"),
        (first, 2): (2, "no_record"),
        (first, 3): (None, "denied"),
        (second, 1): (1, "pending"),
    }
    assert [use.at for use in history.uses] == sorted((use.at for use in history.uses), reverse=True)


class _Liar:
    """A node that hides or bends something of what the ledger holds."""

    def __init__(self, ledger, bend=None, hide_index=None):
        self._ledger, self._bend, self._hide_index = ledger, bend or {}, hide_index

    def read(self, key):
        value = self._ledger.read(key)
        return self._bend[key](value) if key in self._bend else value

    def read_many(self, keys):
        return [self.read(key) for key in keys]

    def entries(self, start, limit):
        return [] if start == self._hide_index else self._ledger.entries(start, limit)


@pytest.mark.parametrize(
    ("name", "bend"),
    [
        ("a_use_is_hidden", lambda g: {number_key(g, 2): lambda _: None}),
        ("a_use_is_attributed_to_another_bank", lambda g: {number_key(g, 2): lambda v: v | {"receiver": "bank-b"}}),
        ("a_use_points_to_another_entry", lambda g: {number_key(g, 2): lambda v: v | {"entry": "00" * 32}}),
        ("a_use_is_shown_as_a_denial", lambda g: {number_key(g, 2): lambda v: v | {"n": 0, "kind": "denied"}}),
        ("two_uses_claim_one_number", lambda g: {number_key(g, 2): lambda v: v | {"n": 1}}),
    ],
)
def test_a_gap_is_detected(house, name, bend):
    grant = house.grant()
    for _ in range(3):
        _use(house, grant)
    history = uses_of(_Liar(house.ledger, bend(grant)), SUBJECT, house.clock.now())
    assert not history.complete
    assert [str(gap) for gap in history.gaps] == [f"{grant}#2"]


def test_a_missing_entry_is_a_gap(house):
    grant = house.grant()
    permit = house.desk.draw_permit(**house.question(grant))
    history = uses_of(_Liar(house.ledger, hide_index=permit.index), SUBJECT, house.clock.now())
    assert [(gap.grant, gap.seq) for gap in history.gaps] == [(grant, 1)]


def test_a_tail_cut_off_shows_in_the_count(house):
    grant = house.grant()
    for _ in range(3):
        _use(house, grant)
    cut = {tally_key(grant): lambda tally: tally | {"seq": 2}}
    assert not uses_of(_Liar(house.ledger, cut), SUBJECT, house.clock.now()).complete
