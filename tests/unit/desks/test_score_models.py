"""Which grants a score alone takes, and what keeps them to one card."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from puhui.consent import Model, Recipient, by_score, draft_bundle, purpose, score_only
from puhui.credit.expert import part
from puhui.desks.cards import city_card, joint_card
from puhui.desks.cards.shelf import CardShelf, CardUnknown
from puhui.desks.secret_scores.errors import CardNotComputable
from puhui.desks.secret_scores.models import ScoreModels
from puhui.exchange import datasets_of
from puhui.kernel import SeededEntropy, SystemClock, Text, suite
from puhui.kernel.ids import OrgId, SubjectId
from puhui.market import Evidence, Product, ProductRefused, shipped_products
from puhui.privacy import JobSpec, Op, Scheme
from puhui.privacy.cards import card_digest
from puhui.privacy.jobs import permit_program

SUITE = suite("ed25519-sha256")
PRODUCT = next(product for product in shipped_products() if product.evidence.by_score)
ROLES = ("tax", "social", "power", "court", "registry", "bank")


def offers(*roles):
    return [
        dataset.offer(OrgId(f"{role}-one"), Text(zh=role, en=role)) for role in roles for dataset in datasets_of(role)
    ]


def models(folder: Path, *products: Product) -> ScoreModels:
    return ScoreModels(products or shipped_products(), CardShelf(folder), SUITE)


def test_the_shipped_product_names_the_shipped_card_and_the_card_is_the_one_that_was_read(tmp_path):
    model = models(tmp_path).of(PRODUCT.code)
    assert model.card == joint_card()
    # Whoever changes a point of the card gives it another version, here and in the products that name it.
    assert model.name.version == "2026.1+2026.1"
    assert model.name.digest == "aacfbff8d3d1d466cddc5f21bf91395c5a078ab76c9445f1a4ce54dcdb14cc44"


def test_the_joint_card_is_the_citys_without_what_one_dataset_a_custodian_cannot_hold():
    city, joint = city_card(), joint_card()
    assert {one.name: one for one in joint.attributes}.items() <= {one.name: one for one in city.attributes}.items()
    left_out = {one.source for one in city.attributes} - {one.source for one in joint.attributes}
    assert left_out == {"tax_filings", "bank"} | {one.source for one in part("further-sources").sources}
    assert joint.kind.value == "expert"
    assert joint.training["labels_used"] == 0


def test_grants_take_the_fields_of_the_card_and_no_other(tmp_path):
    found = models(tmp_path).of(PRODUCT.code).offers(offers(*ROLES))
    assert [one.custodian for one in found] == ["tax-one", "social-one", "power-one", "court-one", "registry-one"]
    assert {name for one in found for name in one.fields} == {one.name for one in joint_card().attributes}
    assert not any(one.sensitive for one in found)


def test_of_two_custodians_of_the_same_fields_one_takes_part(tmp_path):
    second = [replace(one, custodian=OrgId("tax-two")) for one in offers("tax")]
    found = models(tmp_path).of(PRODUCT.code).offers([*offers("tax", "social", "power"), *second])
    assert [one.custodian for one in found] == ["tax-one", "social-one", "power-one"]


@pytest.mark.parametrize("given", [(), ("tax",), ("bank",)])
def test_fewer_than_two_custodians_compute_nothing(tmp_path, given):
    with pytest.raises(CardNotComputable):
        models(tmp_path).of(PRODUCT.code).offers(offers(*given))


def test_a_source_that_would_be_there_in_part_computes_nothing(tmp_path):
    cut = [
        replace(one, fields={"abnormal_now": one.fields["abnormal_now"]})
        for one in offers("registry")
        if "abnormal_now" in one.fields
    ]
    with pytest.raises(CardNotComputable, match="registry"):
        models(tmp_path).of(PRODUCT.code).offers([*offers("tax", "social"), *cut])


def test_a_custodian_brings_one_dataset(tmp_path):
    by_city = replace(
        PRODUCT, code="by-city", evidence=Evidence(PRODUCT.evidence.shown, "city-expert", city_card().version)
    )
    with pytest.raises(CardNotComputable, match="tax-one has two"):
        models(tmp_path, by_city).of("by-city").offers(offers(*ROLES))


def test_a_banks_own_card_lies_in_the_nodes_folder_and_never_stands_in_for_the_houses(tmp_path):
    own = replace(joint_card(), name="fitted-2026", version="3")
    other = replace(joint_card(), base_points=0)
    for number, card in enumerate((own, other)):
        (tmp_path / f"{number}.json").write_bytes(card.dump())
    shelf = CardShelf(tmp_path)
    assert shelf.find("fitted-2026", "3") == own
    assert shelf.find(other.name, other.version) == joint_card()
    with pytest.raises(CardUnknown) as error:
        shelf.find("fitted-2026", "4")
    assert "fitted-2026 3" in error.value.remedy_text.en


def test_what_a_product_shows_decides_the_program_of_its_grants(tmp_path):
    known = models(tmp_path)
    assert known.program("tax-credit") == purpose("application").program
    assert known.program(PRODUCT.code) == f"score/1/{card_digest(joint_card(), SUITE)}"
    assert known.purpose("score", PRODUCT.code) == purpose("score"), "the enterprise sees its own figures"


def test_a_grant_names_the_program_that_every_node_derives_from_the_job(tmp_path):
    program = models(tmp_path).program(PRODUCT.code)
    spec = JobSpec(Op.SCORE, Scheme.ABY3, (), (), "", {"model": program.rpartition("/")[2]})
    assert permit_program(spec) == program
    assert score_only(program)
    assert not score_only(purpose("application").program)


def test_the_signed_words_say_that_no_figure_reaches_the_receiver():
    model = Model("card", "7", Text(zh="甲卡", en="card A"), "ab" * 32)
    drafts = draft_bundle(
        offers("social"),
        subject=SubjectId("cd" * 32),
        recipient=Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500"),
        purpose=by_score(purpose("application"), model),
        suite=SUITE,
        clock=SystemClock(),
        entropy=SeededEntropy(1),
    )
    (draft,) = drafts
    assert draft.terms.notice_digest == draft.notice.digest
    assert draft.terms.program == f"score/1/{'ab' * 32}"
    for said in ("得不到下列任何一项数据", "甲卡 7", "ab" * 32, "最多 3 次", "social", "甲银行"):
        assert said in draft.notice.text.zh
    for said in ("none of the\n   figures below", "card A 7", "ab" * 32, "at most 3"):
        assert said in draft.notice.text.en


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        "score",
        {"shown": "everything"},
        {"shown": "score"},
        {"shown": "score", "card": "joint-expert"},
        {"shown": "score", "card": "", "card_version": "1"},
        {"shown": "indicators", "card": "joint-expert", "card_version": "1"},
        {"shown": "score", "card": "joint-expert", "card_version": 1},
    ],
)
def test_evidence_that_is_none_is_refused(evidence):
    shipped = json.loads(Path("src/puhui/market/products/bank-a.json").read_text(encoding="utf-8"))["products"]
    raw = next(one for one in shipped if one["code"] == PRODUCT.code)
    assert Product.parse(raw) == PRODUCT
    with pytest.raises(ProductRefused):
        Product.parse(raw | {"evidence": evidence})
