"""Two sources side by side, as the portrait shows them."""

from datetime import date

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.desks.cross_checking import cross_check_documents
from puhui.desks.localising import localised
from puhui.desks.scoring import Collected
from puhui.kernel import Language, Text

DAY = date(2026, 6, 30)


def part(source: str, *indicators: Indicator) -> Collected:
    return Collected(source, source, Text(zh=source, en=source), IndicatorSet(indicators), Cause.GRANTED)


def known(name: str, value: float, unit: str, source: str) -> Indicator:
    return Indicator(name, value, unit, source, DAY, 1.0, Cause.GRANTED)


def test_a_contradiction_stands_first_with_both_sides_and_how_to_verify_it() -> None:
    growth = part("tax", known("rev_yoy", 0.45, "ratio", "tax"))
    power = part("power", known("kwh_yoy12", -0.41, "ratio", "power"))
    told = localised(cross_check_documents([growth, power]), Language.EN)
    first = told[0]
    assert (first["code"], first["state"]) == ("REVENUE_UP_POWER_DOWN", "contradiction")
    assert [(side["name"], side["value"], side["source"]) for side in first["sides"]] == [
        ("rev_yoy", 0.45, "tax"),
        ("kwh_yoy12", -0.41, "power"),
    ]
    assert first["verify"]


def test_an_absent_side_is_no_contradiction_and_says_why() -> None:
    told = cross_check_documents([part("tax", known("rev_yoy", 0.45, "ratio", "tax"))])
    assert {one["state"] for one in told} == {"cannot_be_judged"}
    (found,) = [one for one in told if one["code"] == "REVENUE_UP_POWER_DOWN"]
    assert [(side["value"], side["cause"]) for side in found["sides"]] == [(0.45, "granted"), (None, "not_given")]
