"""Thresholds are set within their range; what stands on law, and what a product sets, only tightens."""

import json
from typing import Any

import pytest

from puhui.decisions import (
    RuleLoosened,
    RulesRefused,
    ThresholdUnknown,
    Who,
    adjust,
    differences,
    evaluate,
    parse_rules,
    shipped,
)

STANDARD = shipped("standard")


def with_rows(code: str, **cells: Any) -> bytes:
    """The standard file with other cells in one row; `None` as the only cell drops it."""
    document = json.loads(STANDARD)
    rows = document["nodes"][1]["content"]["rules"]
    (row,) = (one for one in rows if one["code"] == json.dumps(code))
    if cells:
        row |= cells
    else:
        rows.remove(row)
    return json.dumps(document).encode()


LAW = with_rows("RED_INVOICES", mark='"S"')


def test_a_bank_sets_a_default_either_way_within_its_range() -> None:
    assert parse_rules(adjust(STANDARD, {"age_m_min": 6}, version="b")).version == "b"
    assert evaluate(adjust(STANDARD, {"age_m_min": 6}, version="b"), {"age_m": 6}).knock_outs == ()
    with pytest.raises(RulesRefused, match="outside 6 to 36"):
        adjust(STANDARD, {"age_m_min": 5}, version="b")
    with pytest.raises(ThresholdUnknown, match="age_min"):
        adjust(STANDARD, {"age_min": 5}, version="b")


def test_what_stands_on_law_only_tightens_whoever_sets_it() -> None:
    assert adjust(LAW, {"red_rate12_max": "0.04"}, version="b")
    for by in Who:
        with pytest.raises(RuleLoosened, match="red_rate12_max"):
            adjust(LAW, {"red_rate12_max": "0.06"}, version="b", by=by)


@pytest.mark.parametrize(
    ("name", "tighter", "looser"),
    [
        ("age_m_min", 18, 6),
        ("zero_run12_max", 1, 3),
        ("industries_forbidden", ["J", "S", "T", "K"], ["J"]),
        ("statuses_allowed", ["存续"], ["存续", "在业", "迁出"]),
        ("industries_forbidden", ["J", "S", "T"], ["J", "S", "K"]),
    ],
)
def test_a_product_tightens_and_never_loosens(name: str, tighter: object, looser: object) -> None:
    assert adjust(STANDARD, {name: tighter}, version="p", by=Who.PRODUCT)
    with pytest.raises(RuleLoosened):
        adjust(STANDARD, {name: looser}, version="p", by=Who.PRODUCT)


def test_the_kind_of_a_threshold_is_kept() -> None:
    with pytest.raises(ValueError, match="takes a list"):
        adjust(STANDARD, {"statuses_allowed": "1"}, version="p", by=Who.PRODUCT)


def test_differences_say_what_became_of_each_rule() -> None:
    def told(new: bytes) -> list[tuple[str, str]]:
        return [(one.code, one.what) for one in differences(STANDARD, new)]

    assert told(STANDARD) == []
    assert told(adjust(STANDARD, {"age_m_min": 18}, version="b")) == [
        ("AGE_TOO_YOUNG", "tightens"),
    ]
    assert told(adjust(STANDARD, {"age_m_min": 6}, version="b"))[0] == ("AGE_TOO_YOUNG", "loosens")
    assert told(with_rows("TAX_RATING_C", severity='"KO"')) == [("TAX_RATING_C", "tightens")]
    assert told(with_rows("TAX_RATING_D", if_absent='"NOTE"')) == [("TAX_RATING_D", "loosens")]
    assert told(with_rows("BANKRUPTCY")) == [("BANKRUPTCY", "dropped")]
    assert told(with_rows("BANKRUPTCY", broken_when="bankruptcy_now > 1")) == [("BANKRUPTCY", "changed")]
    assert told(with_rows("BANKRUPTCY", en='"it is bankrupt"')) == [("BANKRUPTCY", "reworded")]


def test_a_weakened_rule_of_law_is_pointed_out() -> None:
    assert [one.code for one in differences(LAW, STANDARD) if one.weakens_fixed] == ["RED_INVOICES"]
    assert not any(one.weakens_fixed for one in differences(STANDARD, LAW))
