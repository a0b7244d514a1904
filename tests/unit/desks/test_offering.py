"""What is drafted, and what is offered besides."""

import pytest

from puhui.consent import ConsentOfItsOwn, Recipient, draft_bundle, purpose
from puhui.desks.offering import offered
from puhui.exchange import chosen_slugs, datasets_of
from puhui.kernel import SeededEntropy, SystemClock, Text, suite
from puhui.kernel.ids import OrgId, SubjectId
from puhui.market import Evidence

ROLES = ("registry", "tax", "regulator", "data_bureau", "court", "power", "bank")
THERE = [
    dataset.offer(OrgId(f"{role}-one".replace("_", "-")), Text(zh=role, en=role))
    for role in ROLES
    for dataset in datasets_of(role, ROLES)
]
ALWAYS = {"registration", "relations", "encumbrances", "vat-invoices", "tax-filings"}


def slugs(offers):
    return {one.dataset.partition("/")[2] for one in offers}


def test_nothing_that_is_chosen_is_drafted_by_itself():
    found = offered(THERE, wanted=None, welcome=None)
    assert slugs(found.drafted) >= ALWAYS
    assert not slugs(found.drafted) & chosen_slugs()
    assert slugs(found.also) == chosen_slugs()


def test_a_product_is_shown_what_it_welcomes_and_no_more():
    everything = [one.dataset for one in THERE]
    found = offered(THERE, wanted=None, besides=everything, welcome=("bids", "penalties"))
    assert slugs(found.drafted) & chosen_slugs() == {"bids", "penalties"}
    assert found.also == []
    assert slugs(offered(THERE, wanted=everything, welcome=()).drafted) & chosen_slugs() == set()


def test_what_is_drafted_is_not_offered_again():
    (bids,) = [one.dataset for one in THERE if one.dataset.endswith("/bids")]
    found = offered(THERE, wanted=[bids], welcome=("bids", "penalties"))
    assert (slugs(found.drafted), slugs(found.also)) == ({"bids"}, {"penalties"})


def test_an_office_that_is_a_member_gives_its_data_itself():
    bureau = {one.slug for one in datasets_of("data_bureau", {"bank", "data_bureau", "water", "land"})}
    assert not {"water-consumption", "property"} & bureau
    assert {"gas-consumption", "customs-trade", "encumbrances"} <= bureau  # neither they nor a registry are there
    assert {one.slug for one in datasets_of("water")} == {"water-consumption"}


def draft(offers):
    return draft_bundle(
        offers,
        subject=SubjectId("ab" * 32),
        recipient=Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500"),
        purpose=purpose("application"),
        suite=suite("ed25519-sha256"),
        clock=SystemClock(),
        entropy=SeededEntropy(1),
    )


def test_a_persons_own_data_are_drafted_alone():
    own = [one for one in THERE if one.alone]
    with pytest.raises(ConsentOfItsOwn):
        draft(THERE)
    assert slugs(own) == {"owner-credit", "representative-cases"}
    for one in own:
        (alone,) = draft([one])
        assert alone.separate
        assert one.sensitive


@pytest.mark.parametrize("welcome", [["registration"], ["bids", "bids"], ["gossip"], "bids"])
def test_a_product_welcomes_what_can_be_chosen_each_once(welcome):
    with pytest.raises(ValueError, match="welcome"):
        Evidence.parse({"shown": "indicators", "welcome": welcome})


def test_a_lender_that_is_shown_a_score_welcomes_nothing():
    with pytest.raises(ValueError, match="evidence of score"):
        Evidence.parse({"shown": "score", "card": "c", "card_version": "1", "welcome": ["bids"]})
