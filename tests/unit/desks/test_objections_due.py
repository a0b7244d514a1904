"""The office's people are told of an objection whose day is near, and once more when it has passed."""

from datetime import timedelta

from puhui.desks.support.objections import ObjectionDesk
from puhui.kernel import Language, SeededEntropy
from puhui.notifications import Crier, Reader, told
from puhui.support import Objection, objecting
from tests.unit.support.world import CODES, World, world

ROLES = ("officer", "approver")


def test_people_are_reminded_once_before_the_day_once_after_it_and_never_of_what_is_answered() -> None:
    office = world()
    desk = ObjectionDesk(
        house=office.house,
        portal=lambda: "platform",
        database=office.database,
        crier=Crier(office.clock, SeededEntropy(3)),
        wake=lambda: None,
    )
    one = objected(office)
    assert desk.remind() == 0, "fifteen days are left"
    office.clock.advance(timedelta(days=12))
    assert (desk.remind(), desk.remind()) == (len(ROLES), 0)
    office.clock.advance(timedelta(days=3))
    assert desk.remind() == 0, "its day is today"
    office.clock.advance(timedelta(days=1))
    assert (desk.remind(), desk.remind()) == (len(ROLES), 0)
    for role in ROLES:
        with office.database.reading() as connection:
            news = told(connection, Reader(person=f"psn_{role}", role=role))
        assert [each.text.in_(Language.ZH_CN) for each in news] == ["青禾机械 的白名单异议须在 2026-07-16 前答复"] * 2
    office.do(objecting.answer, office.house, one.id, outcome="dismissed", reason="未取得认定", by="a")
    assert desk.remind() == 0


def objected(office: World) -> Objection:
    criteria = office.criteria("keypoint")
    words = {"list_": "keypoint", "criteria": criteria.id, "uscc": CODES[0], "name": "青禾机械", "grounds": "证书有效"}
    found: Objection = office.do(objecting.raise_objection, office.house, **words)
    return found
