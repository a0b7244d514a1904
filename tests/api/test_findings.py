"""What custodians find, and public opinion, through the nodes: under grants at a bank, and at the owner's portal."""

from typing import Any

import httpx
import pytest

from puhui.desks.localising import localised
from puhui.desks.views import OpinionView
from puhui.exchange import datasets_of
from puhui.kernel import Language
from tests.api.house import House, Person

FINDERS = {"relations", "invoice-findings", "guarantee-findings", "access-findings", "public-opinion"}


@pytest.fixture(scope="module")
def owner(house: House, story: dict[str, Any]) -> Person:
    accounts = house.accounts("owner", "platform")
    return house.person(next(one for one in accounts if one["enterprise"]["uscc"] == story["enterprise"]["uscc"]))


@pytest.fixture(scope="module")
def applied(owner: Person) -> dict[str, Any]:
    found: dict[str, Any] = owner.get("/applications").json()["items"][0]
    return found


@pytest.fixture(scope="module")
def portrait(house: House, applied: dict[str, Any]) -> dict[str, Any]:
    officer = house.person(house.accounts("officer", applied["product"]["lender"])[0])
    found: dict[str, Any] = officer.get(f"/applications/{applied['id']}/portrait").json()
    return found


@pytest.fixture(scope="module")
def opinion(portrait: dict[str, Any]) -> dict[str, Any]:
    """The one item of the portrait's section, in the reader's language."""
    section = portrait["sections"]["opinion"]
    (item,) = localised(section["items"], Language.EN)
    assert (section["state"], section["as_of"], item["code"]) == ("given", item["as_of"], "TIMELINE")
    assert str(len(item["events"])) in item["text"]
    return OpinionView.model_validate({name: item[name] for name in OpinionView.model_fields}).model_dump(mode="json")


def test_the_enterprise_granted_each_of_them_by_name_and_every_use_is_counted(
    owner: Person, applied: dict[str, Any]
) -> None:
    bank = applied["product"]["lender"]
    granted = {one["dataset"]: one for one in owner.get("/grants").json()["items"] if one["receiver"] == bank}
    assert {name.partition("/")[2] for name in granted} >= FINDERS
    assert f"{bank}/guarantee-findings" not in granted  # its own book needs no grant
    opinion = granted["platform/public-opinion"]
    assert (opinion["used"], opinion["custodian"]) == (1, "platform")
    uses = [use for use in owner.get("/uses").json()["items"] if use["grant"] == opinion["id"]]
    assert [use["outcome"] for use in uses] == ["answered"]


def test_the_bank_sees_public_opinion_with_each_articles_source_beside_the_score(
    portrait: dict[str, Any], opinion: dict[str, Any]
) -> None:
    told = opinion
    assert (told["custodian"], told["told_by"]) == ("platform", "three years of public opinion")
    assert len(told["months"]) == 36
    figures = {one["name"]: one for one in told["figures"]}
    assert sum(month["bad"] for month in told["months"]) == figures["news_neg_cnt_36"]["value"]
    for event in told["events"]:
        assert event["reports"]
        assert all(report["source"] and report["url"].startswith("https://") for report in event["reports"])
    indicators = {one["name"]: one for one in portrait["indicators"]}
    assert indicators["news_cnt_36"]["source"] == "news"
    assert "timeline" not in indicators
    reasons = {one["code"] for one in portrait["score"]["reasons"]}
    assert not [code for code in reasons if code.startswith(("news", "NEWS"))]


def test_each_finder_is_a_source_and_each_finding_says_whose(portrait: dict[str, Any]) -> None:
    names = {one["label"]["en"] for one in portrait["sources"]}
    own = {one.name.en for role in ("registry", "tax", "operator") for one in datasets_of(role) if one.slug in FINDERS}
    assert own <= names
    assert {"rel_loop_cnt", "rel_circle_cnt", "rel_access_cnt"} <= {one["name"] for one in portrait["indicators"]}
    assert portrait["sections"]["relations"]["state"] == "given"
    covered = {one["label"]["en"]: one["coverage"] for one in portrait["sources"] if one["cause"] == "granted"}
    assert all(covered[name] == 1.0 for name in own & set(covered) if name != "three years of public opinion"), covered
    for finding in portrait["sections"]["relations"]["items"]:
        assert finding["custodian"]
        assert finding["found_by"]["en"] in names


def test_an_enterprise_sees_its_own_public_opinion_and_spends_no_use(
    owner: Person, opinion: dict[str, Any], house: House
) -> None:
    before = owner.get("/uses").json()
    told = owner.get("/enterprise/opinion").json()["opinion"]
    assert {name: told[name] for name in ("months", "events", "warnings", "as_of")} == {
        name: opinion[name] for name in ("months", "events", "warnings", "as_of")
    }
    assert owner.get("/uses").json() == before
    in_chinese = owner.get("/enterprise/opinion", headers={"Accept-Language": "zh-CN"}).json()
    assert in_chinese["opinion"]["told_by"] == "三年舆情"


def test_nobody_else_reads_an_enterprises_opinion(house: House) -> None:
    assert _code(house.anonymous("platform").get("/enterprise/opinion")) == (401, "sign_in_first")
    officer = house.person(house.accounts("officer", "bank-a")[0])
    assert _code(officer.get("/enterprise/opinion")) == (403, "role_may_not")
    platform = house.person(house.accounts("administrator", "platform")[0])
    assert _code(platform.get("/enterprise/opinion")) == (403, "role_may_not")


def test_the_portal_answers_under_grants_and_takes_part_in_no_computation(house: House) -> None:
    node = house.nodes["platform"]
    assert node.custodian is not None
    assert node.computing is None


def _code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]
