"""What products and rules may ask about is what custodians really answer."""

from puhui.credit.indicators.sources import SOURCES
from puhui.decisions import Kind, parse_rules, shipped
from puhui.market import catalogue

INDICATORS = {name: one for source in SOURCES.values() for name, one in source.definitions.items()}
OURS = {"score", "own", "portal", "credit", "product", "screening"}  # what rooms conclude, books, the application
THEIRS = {"sum", "risk_list"}  # a secure sum, lists: no indicators of a source


def test_every_fact_of_the_catalogue_is_an_indicator_of_its_kind_or_our_own() -> None:
    for name, known in catalogue().items():
        if known.source not in OURS:
            text = INDICATORS[name].unit in ("text", "grade")
            assert known.kind is (Kind.TEXT if text else Kind.NUMBER), name
            assert (INDICATORS[name].unit == "flag") == (known.unit == "flag"), name


def test_every_fact_that_the_shipped_rules_declare_is_an_indicator_or_our_own() -> None:
    for style in ("standard", "cautious"):
        for name, field in parse_rules(shipped(style)).fields.items():
            if field.source not in OURS | THEIRS:
                assert (field.kind is Kind.TEXT) == (INDICATORS[name].unit in ("text", "grade")), name


def test_values_read_as_people_read_them() -> None:
    known = catalogue()
    shown = {
        "rev12_fen": "500,000.00元",
        "active_share24": "75%",
        "age_m": "24个月",
        "dishonest_now": "是",
        "own_customer": "否",
        "segment": "小微企业",
        "buyers12": "50000000",
    }
    for name, text in shown.items():
        value = {"dishonest_now": "1", "own_customer": False, "segment": "small_micro", "active_share24": "0.75"}
        value |= {"age_m": "24"}
        assert known[name].show(value.get(name, "50000000")).zh == text
    assert known["dishonest_now"].show("0").zh == "否"
