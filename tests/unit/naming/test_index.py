"""The index on made-up registers: what is joined, what is only shown, and that nothing is joined silently."""

import pytest

from puhui.naming import KeysAndNamesDiffer, NameIndex, RegisterEmpty, Verdict
from puhui.naming.errors import MalformedWeights
from puhui.naming.ranking import Ranking

CHINESE = {
    "1": "湖南华联瓷业股份有限公司",
    "2": "北京华联商厦股份有限公司",
    "3": "沪士电子股份有限公司",
    "4": "乐普(北京)医疗器械股份有限公司",
    "5": "石家庄常山北明科技股份有限公司",
    "6": "广东文化长城集团股份有限公司",
}
ROMANISED = {
    "a": "AL-QADHAFI, Muammar Muhammad",
    "b": "ACME PETROLEUM TRADING COMPANY LIMITED",
    "c": "PETROV, Sergei Ivanovich",
    "d": "NEW PEOPLE'S ARMY",
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    both = CHINESE | ROMANISED
    return NameIndex(list(both), list(both.values()))


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("华瓷股份", "1"), ("華聯瓷業", "1"), ("华联商厦", "2"), ("沪电股份", "3"), 
        ("乐普医疗", "4"), ("*ST北明", "5"), ("文化长城", "6"),
        ("Muammar GADDAFI", "a"), ("Acme Petroleum Co. Ltd", "b"), ("Sergey PETROW", "c"), ("NPA", "d"),
    ],
)  # fmt: skip
def test_the_right_name_comes_first(index: NameIndex, query: str, key: str) -> None:
    best = index.match([query])[0].best
    assert best is not None
    assert best.key == key


def test_each_script_is_looked_for_in_its_own_and_the_order_of_queries_kept(index: NameIndex) -> None:
    queries = ["NPA", "华联商厦", "远望谷", "Sergei Petrov", "ZZYZX"]
    found = index.match(queries)
    assert [one.query for one in found] == queries
    assert [one.best.key if one.best else None for one in found] == ["d", "2", None, "c", None]


def test_the_same_name_is_linked_whatever_the_register(index: NameIndex) -> None:
    for key, name in (CHINESE | ROMANISED).items():
        found = index.match([name])[0]
        assert (found.verdict, found.key) == (Verdict.LINKED, key)
        assert found.candidates[0].confidence >= 0.99


def test_a_name_that_two_bear_is_ambiguous_and_linked_to_neither() -> None:
    index = NameIndex(["x", "y", "z"], ["上海远景科技有限公司", "上海远景科技有限公司", "北京近观贸易有限公司"])
    found = index.match(["上海远景科技有限公司"])[0]
    assert found.verdict is Verdict.AMBIGUOUS
    assert found.key is None
    assert {candidate.key for candidate in found.candidates[:2]} == {"x", "y"}


def test_two_names_of_one_key_are_no_tie() -> None:
    index = NameIndex(["x", "x"], ["上海远景科技有限公司", "上海远景科技有限公司"])
    found = index.match(["上海远景科技有限公司"])[0]
    assert (found.verdict, len(found.candidates)) == (Verdict.LINKED, 1)


def test_a_stranger_is_unsure_or_unknown(index: NameIndex) -> None:
    assert index.match(["华远地产"])[0].verdict in {Verdict.UNSURE, Verdict.UNKNOWN}
    assert index.match(["Smith, John"])[0].verdict in {Verdict.UNSURE, Verdict.UNKNOWN}
    assert index.match(["ЖЖ", "", "!!!"])[0].verdict is Verdict.UNKNOWN


def test_reasons_say_what_agreed(index: NameIndex) -> None:
    best = index.match(["北京华联商厦"])[0].best
    assert best is not None
    said = {agreement.feature: agreement.points for agreement in best.agreements}
    assert said["in_order"] > 0
    assert said["region_same"] > 0
    assert all(agreement.text.zh and agreement.text.en for agreement in best.agreements)


def test_the_same_question_has_the_same_answer_in_any_company() -> None:
    names = list(CHINESE.values())
    one = NameIndex(list(CHINESE), names).match(["华联", "乐普", "常山"])
    other = NameIndex(list(CHINESE), names).match(["常山", "乐普", "华联"])
    assert one == tuple(reversed(other))


def test_limits(index: NameIndex) -> None:
    assert len(index.match(["北京华联科技"], limit=2)[0].candidates) <= 2
    assert index.match([]) == ()


def test_a_register_must_hold_names_with_keys() -> None:
    with pytest.raises(RegisterEmpty):
        NameIndex([], [])
    with pytest.raises(KeysAndNamesDiffer):
        NameIndex(["1"], [])


def test_weights_that_do_not_fit_are_refused() -> None:
    fit = {"size": 10, "intercept": 0.0, "of_score": 1.0, "of_lead": 1.0}
    with pytest.raises(MalformedWeights):
        Ranking.parse({"weights": {"a": 1.0}, "lead_most": 4.0, "confidence": [fit]}, ("b",))
    with pytest.raises(MalformedWeights):
        Ranking.parse({"weights": {"a": 1.0}, "lead_most": 4.0, "confidence": []}, ("a",))


def test_progress_is_told(index: NameIndex) -> None:
    seen: list[tuple[str, int, int]] = []
    index.match(["华联", "NPA"], progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert seen[-1] == ("names", 2, 2)
