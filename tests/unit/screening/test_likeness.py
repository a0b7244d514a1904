"""Copies with changed names and sums are alike, unrelated texts are not, and odd input harms nothing."""

import random

from hypothesis import given
from hypothesis import strategies as st

from puhui.screening import fingerprint, likeness

WORDS = "公司,经营,采购,客户,账期,回款,担保,厂房,设备,订单,流动资金,建材,物流,餐饮,装修,出口,研发,仓储,毛利,员工,合同"
THRESHOLD = 0.875  # of the rule DOCUMENT_COPIED


def text(seed: int, words: int = 250) -> str:
    rng = random.Random(seed)
    return "".join(rng.choice(WORDS.split(",")) + rng.choice(["，", "。", "", " "]) for _ in range(words))


def test_copies_with_another_name_and_other_sums_reach_the_rules_threshold() -> None:
    for seed in range(40):
        plan = text(seed) + "申请人：华兴建材有限公司，金额 800 万元，2026-06-30"
        copy = plan.replace("华兴建材", "盛达贸易").replace("800", "650").replace("06-30", "07-11")
        assert likeness(fingerprint(plan), fingerprint(copy)) >= THRESHOLD


def test_other_texts_of_the_same_trade_and_words_lie_below_it() -> None:
    marks = [fingerprint(text(seed)) for seed in range(60)]
    pairs = [likeness(one, other) for place, one in enumerate(marks) for other in marks[:place]]
    assert max(pairs) < THRESHOLD
    assert 0.45 < sum(pairs) / len(pairs) < 0.7


def test_case_blanks_punctuation_and_digits_do_not_count() -> None:
    assert fingerprint("ＡＢ公司 12，3号") == fingerprint("ab公司456号")


@given(st.text(max_size=200))
def test_any_text_has_a_fingerprint_that_is_its_own(found: str) -> None:
    mark = fingerprint(found)
    assert 0 <= mark < 2**64
    assert likeness(mark, mark) == (1.0 if mark else 0.0)


def test_nothing_resembles_no_text() -> None:
    assert fingerprint(" ，。!") == 0
    assert likeness(0, 0) == likeness(0, fingerprint("公司")) == 0.0
