"""Targets: words that say which outcome is bad, and refusal to guess."""

from typing import Any

import numpy as np
import pytest

from puhui.credit.errors import TargetHasOneClass, TargetUnclear
from puhui.credit.target import read_target


@pytest.mark.parametrize(
    ("values", "bad"),
    [
        ([0.0, 1.0, 1.0], "1"),
        ([False, True], "true"),
        (["good", "bad"], "bad"),
        (["P I F", "CHGOFF"], "CHGOFF"),
        (["是", "否"], "是"),
        (["正常", "逾期"], "逾期"),
        (["paid", "whatever"], "whatever"),
        (["0", "1"], "1"),
    ],
)
def test_the_bad_value_is_known_by_its_word(values: list[Any], bad: str) -> None:
    found = read_target(np.array(values, dtype=object), "y")
    assert found.bad_values == (bad,)
    assert found.bad.sum() == sum(str(v).lower().removesuffix(".0") == bad.lower() for v in values)


def test_rows_without_an_outcome_are_neither() -> None:
    found = read_target(np.array([1.0, 0.0, np.nan]), "y")
    assert found.known.tolist() == [True, True, False]
    assert found.bad.tolist() == [True, False, False]


@pytest.mark.parametrize("values", [["A1", "B2"], ["low", "mid", "high"], [1.0, 2.0, 3.0]])
def test_what_the_words_do_not_say_is_asked(values: list[Any]) -> None:
    with pytest.raises(TargetUnclear):
        read_target(np.array(values, dtype=object), "y")


def test_the_bad_values_can_be_named() -> None:
    found = read_target(np.array(["A", "B", "C", "D"], dtype=object), "status", ["B", "D"])
    assert found.bad.tolist() == [False, True, False, True]
    assert found.good_values == ("A", "C")
    with pytest.raises(TargetUnclear, match="A, C"):
        read_target(np.array(["A", "C"], dtype=object), "status", ["B"])


@pytest.mark.parametrize("values", [["bad", "bad"], [1.0, 1.0], [None, None]])
def test_one_class_is_refused(values: list[Any]) -> None:
    with pytest.raises(TargetHasOneClass):
        read_target(np.array(values, dtype=object), "y")
