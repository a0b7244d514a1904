"""What a list demands, in versions; who may object to what, and who answers."""

from datetime import timedelta

import pytest

from puhui.kernel import Text
from puhui.support import Criteria, Listing, Objection, Standing, SupportUnknown, naming_lists, objecting, store
from puhui.support.errors import (
    AnsweredByAnother,
    CriteriaMissing,
    CriteriaUnsound,
    NothingToObject,
    ObjectionUsed,
    ObjectionWithoutWords,
    SecondPersonNeeded,
    SupportChanged,
    SupportStepRefused,
)
from tests.unit.support.world import CODES, DAY, World, world

LIST = "keypoint"


@pytest.fixture
def office() -> World:
    return world()


def proposed(office: World, **more: object) -> Listing:
    words: dict[str, object] = {"list_": LIST, "uscc": CODES[0], "name": "青禾机械", "reason": "专精特新"}
    words |= {"source": "工信局 2026-12", "expires_on": DAY + timedelta(days=30), "by": "a"}
    found: Listing = office.do(naming_lists.propose, office.house, **words | more)
    return found


def removed(office: World) -> Listing:
    one = proposed(office)
    office.do(naming_lists.confirm, office.house, one.id, by="b")
    found: Listing = office.do(naming_lists.remove, office.house, one.id, reason="证书已过期", by="r")
    return found


def standing(office: World) -> Standing:
    (found,) = office.do(objecting.standings, office.house, CODES[0])
    assert isinstance(found, Standing)
    return found


def objected(office: World, criteria: Criteria, grounds: str = "证书仍有效") -> Objection:
    words = {"list_": LIST, "criteria": criteria.id, "uscc": CODES[0], "name": "青禾机械", "grounds": grounds}
    found: Objection = office.do(objecting.raise_objection, office.house, **words)
    return found


def kinds(office: World, id_: str) -> list[str]:
    return [event.kind for event in office.do(store.events, id_)]


def test_a_version_takes_two_people_and_supersedes_the_one_before(office: World) -> None:
    first = office.criteria(LIST)
    words = {"title": Text(zh="重点企业", en="key"), "words": Text(zh="新标准", en="new")}
    draft = office.do(objecting.draft, office.house, list_=LIST, **words, by="w")
    with pytest.raises(SecondPersonNeeded):
        office.do(objecting.publish, office.house, draft.id, by="w")
    second = office.do(objecting.publish, office.house, draft.id, by="p")
    assert (first.number, second.number) == (1, 2)
    assert office.do(store.criteria_in_force, LIST) == second
    assert kinds(office, first.id) == ["criteria.published", "criteria.superseded"]
    assert kinds(office, second.id) == ["criteria.published"]
    with pytest.raises(SupportStepRefused):
        office.do(objecting.publish, office.house, first.id, by="p")
    other = office.do(objecting.draft, office.house, list_=LIST, **words, by="w")
    assert office.do(objecting.discard, other.id).state == "discarded"


def test_criteria_are_said_in_both_languages(office: World) -> None:
    with pytest.raises(CriteriaUnsound):
        office.criteria(LIST, words=Text(zh="专精特新", en=" "))


def test_nobody_is_listed_without_public_criteria(office: World) -> None:
    with pytest.raises(CriteriaMissing):
        proposed(office)
    criteria = office.criteria(LIST)
    assert proposed(office).criteria == criteria.id


def test_whoever_was_never_listed_objects_once_and_again_under_new_criteria(office: World) -> None:
    first = office.criteria(LIST)
    assert (standing(office).state, standing(office).may_object) == ("absent", True)
    one = objected(office, first)
    assert one.answer_by == DAY + timedelta(days=15)
    with pytest.raises(ObjectionUsed):
        objected(office, first)
    second = office.criteria(LIST, words=Text(zh="新标准", en="new"))
    with pytest.raises(ObjectionUsed):
        objected(office, second)  # the first one waits for its answer
    with pytest.raises(AnsweredByAnother):
        office.do(objecting.answer, office.house, one.id, outcome="dismissed", reason="不符合", by="w")
    with pytest.raises(ObjectionWithoutWords):
        office.do(objecting.answer, office.house, one.id, outcome="dismissed", reason=" ", by="x")
    told = office.do(objecting.answer, office.house, one.id, outcome="dismissed", reason="不符合第一条", by="x")
    assert (told.state, told.reason, told.answered_by) == ("dismissed", "不符合第一条", "x")
    with pytest.raises(SupportStepRefused):
        office.do(objecting.answer, office.house, one.id, outcome="upheld", reason="改判", by="x")
    with pytest.raises(SupportChanged):
        objected(office, first)  # a page that is old
    assert objected(office, second).state == "raised"
    assert kinds(office, one.id) == ["objection.raised", "objection.dismissed"]


def test_whoever_was_taken_off_reads_why_and_the_remover_does_not_judge(office: World) -> None:
    criteria = office.criteria(LIST)
    entry = removed(office)
    where = standing(office)
    assert (where.state, where.listing) == ("removed", entry)
    one = objected(office, criteria)
    assert one.listing == entry.id
    for party in ("w", "r"):
        with pytest.raises(AnsweredByAnother):
            office.do(objecting.answer, office.house, one.id, outcome="upheld", reason="证书有效", by=party)
    upheld = office.do(objecting.answer, office.house, one.id, outcome="upheld", reason="证书有效", by="b")
    assert (upheld.state, standing(office).state) == ("upheld", "removed"), "the name is still to be confirmed"
    again = proposed(office, objection=one.id)
    office.do(naming_lists.confirm, office.house, again.id, by="b")
    where = standing(office)
    assert (where.state, where.may_object) == ("listed", False)
    assert where.listing is not None
    assert where.listing.objection == one.id
    with pytest.raises(NothingToObject):
        objected(office, criteria)


def test_an_entry_follows_only_this_enterprises_upheld_objection(office: World) -> None:
    one = objected(office, office.criteria(LIST))
    with pytest.raises(SupportUnknown):
        proposed(office, objection=one.id)  # nobody has upheld it
    office.do(objecting.answer, office.house, one.id, outcome="upheld", reason="符合", by="x")
    with pytest.raises(SupportUnknown):
        proposed(office, objection=one.id, uscc=CODES[1])


def test_a_proposal_is_nobodys_business_and_an_entry_ends(office: World) -> None:
    office.criteria(LIST)
    one = proposed(office)
    assert standing(office).state == "absent"
    office.do(naming_lists.remove, office.house, one.id, reason="重复", by="r")
    assert standing(office).state == "absent", "it never stood there"
    confirmed = proposed(office)
    office.do(naming_lists.confirm, office.house, confirmed.id, by="b")
    assert standing(office).state == "listed"
    office.clock.advance(timedelta(days=31))
    assert standing(office).state == "ended"


def test_grounds_are_given(office: World) -> None:
    with pytest.raises(ObjectionWithoutWords):
        objected(office, office.criteria(LIST), grounds="  ")
    with pytest.raises(SupportUnknown):
        office.do(
            objecting.raise_objection,
            office.house,
            list_="none",
            criteria="crt_0",
            uscc=CODES[0],
            name="青禾机械",
            grounds="符合",
        )
