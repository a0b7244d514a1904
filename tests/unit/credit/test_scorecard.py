"""The scorecard's file: what it refuses, and that reading and writing are inverse."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from puhui.credit import Scorecard
from puhui.credit.errors import MalformedScorecard, UnknownGradeTable
from puhui.credit.grades import GradeTable, MalformedGradeTable
from puhui.credit.scorecard import EXAMPLE
from puhui.kernel import Text
from tests.unit.credit.cards import cards

INTERVALS = "intervals must"


@given(cards())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_json_round_trip(card: Scorecard) -> None:
    again = Scorecard.parse(card.dump())
    assert again == card
    assert again.dump() == card.dump()


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    raw = json.loads(EXAMPLE)
    change(raw)
    return json.dumps(raw).encode()


def bins(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return raw["attributes"][0]["bins"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(format="puhui-scorecard/2"), "not 'puhui-scorecard/1'"),
        (lambda raw: raw.pop("base_points"), "'base_points'"),
        (lambda raw: raw.update(base_points="600"), "not a number"),
        (lambda raw: raw.update(kind="guessed"), "guessed"),
        (lambda raw: raw["attributes"].clear(), "without attributes"),
        (lambda raw: raw["attributes"].append(raw["attributes"][0]), "twice"),
        (lambda raw: raw["attributes"][0].update(source="moon"), "no attribute comes"),
        (lambda raw: raw["attributes"][0].update(type="ordinal"), "neither numeric nor categorical"),
        (lambda raw: raw["sources"][0].update(weight=0), "weight"),
        (
            lambda raw: raw["sources"].append({"source": "x", "label": {"zh": "x", "en": "x"}, "weight": 1}),
            "no attribute",
        ),
        (lambda raw: bins(raw)[0].update(to=20), INTERVALS),
        (lambda raw: bins(raw)[0].update({"from": 0}), INTERVALS),
        (lambda raw: bins(raw)[1].update({"to": 99}), INTERVALS),
        (lambda raw: bins(raw).pop(2), "exactly one bin must be missing"),
        (lambda raw: bins(raw).append({"kind": "not_granted", "points": 0}), "exactly one bin must be not_granted"),
        (lambda raw: bins(raw).append({"kind": "category", "values": [1], "points": 0}), "neither categories"),
        (lambda raw: bins(raw).append({"kind": "special", "points": 0}), "list values"),
        (lambda raw: bins(raw).append({"kind": "special", "values": [1, 1], "points": 0}), "two bins"),
        (lambda raw: bins(raw)[0].update(points=0.001), "two decimals"),
        (lambda raw: bins(raw)[0].update(points=1e9), "two decimals"),
        (lambda raw: bins(raw)[0].update(points=float("nan")), "not a number"),
        (lambda raw: bins(raw)[0].update(informative="yes"), "not true or false"),
    ],
)
def test_a_malformed_card_is_refused_with_the_place(change: Callable[[dict[str, Any]], object], said: str) -> None:
    with pytest.raises(MalformedScorecard, match=said) as caught:
        Scorecard.parse(changed(change))
    reason = caught.value.data["reason"]
    assert isinstance(reason, Text)
    assert reason.zh != reason.en, "a reason in English inside a sentence in Chinese"


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b'"text"', b"null"])
def test_what_is_no_card_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedScorecard):
        Scorecard.parse(data)


def test_a_card_with_an_unknown_grade_table_does_not_score() -> None:
    card = Scorecard.parse(changed(lambda raw: raw.update(grades="city@9")))
    with pytest.raises(UnknownGradeTable, match="city@9"):
        _ = card.scorer


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"score_from": null', '"score_from": 1'),
        ('"score_from": 740', '"score_from": 790'),
        ('"cap": "BBB"', '"cap": "Z"'),
    ],
)
def test_a_grade_table_that_breaks_a_rule_is_refused(old: str, new: str) -> None:
    from importlib import resources

    shipped = resources.files("puhui.credit").joinpath("grades.json").read_text()
    assert old in shipped
    with pytest.raises(MalformedGradeTable):
        GradeTable.parse(shipped.replace(old, new).encode())
