"""A recorded decision replays identically; any change of facts, rules or outcome is found."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.decisions import DecisionRecord, Fact, ReplayDiffers, decide, fact, parse_rules, replay, shipped
from puhui.decisions.facts import Kind
from puhui.kernel import encode
from puhui.kernel.ids import DecisionId

STANDARD = shipped("standard")
FIELDS = parse_rules(STANDARD).fields
ID = DecisionId("dec_" + "0" * 26)
AT = datetime(2026, 7, 1, 9, 30, 0, 123456, tzinfo=UTC)

_VALUES = {
    Kind.NUMBER: st.one_of(
        st.integers(-(10**12), 10**12), st.floats(-1e6, 1e6, allow_nan=False), st.decimals(-9, 9, places=4)
    ),
    Kind.TEXT: st.sampled_from(["存续", "在业", "注销", "A", "B", "M", "C", "D", ""]),
    Kind.BOOLEAN: st.booleans(),
}


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Fact]:
    chosen = {}
    for name, field in FIELDS.items():
        value = draw(st.one_of(st.none(), _VALUES[field.kind]))
        chosen[name] = fact(value, source=field.source, as_of=draw(st.none() | st.just(date(2026, 6, 30))))
    return chosen


def recorded(values: dict[str, Fact]) -> DecisionRecord:
    _, record = decide(STANDARD, values, id=ID, at=AT, score={"score": 612.5, "pd": 0.0423, "grade": "BB"})
    return record


@given(facts())
def test_a_record_survives_its_bytes_and_replays_to_the_identical_outcome(values: dict[str, Fact]) -> None:
    record = recorded(values)
    again = DecisionRecord.parse(record.encoded())
    assert again == record
    assert again.digest == record.digest
    assert replay(again, STANDARD, digest=record.digest).document() == record.outcome


@given(facts(), st.sets(st.sampled_from(sorted(FIELDS))))
def test_the_bytes_of_a_decision_are_those_of_its_document(values: dict[str, Fact], left_out: set[str]) -> None:
    known = {name: one for name, one in values.items() if name not in left_out} | {"not_of_the_rules": fact("seen")}
    record = recorded(known)
    assert record.encoded() == encode(record.document())
    assert replace(record, rules_version="another").encoded() != record.encoded()


@given(facts(), st.sampled_from(sorted(FIELDS)), st.data())
def test_one_changed_fact_is_found(values: dict[str, Fact], name: str, data: st.DataObject) -> None:
    record = recorded(values)
    other = fact(data.draw(_VALUES[FIELDS[name].kind]), source="elsewhere")
    forged = replace(record, facts={**record.facts, name: other})
    assert forged.digest != record.digest
    with pytest.raises(ReplayDiffers, match="ledger"):
        replay(forged, STANDARD, digest=record.digest)
    with pytest.raises(ReplayDiffers, match="outcome"):  # each finding shows its fact, so even without the ledger
        replay(forged, STANDARD)


@given(facts(), st.integers(0, len(STANDARD) - 1), st.integers(1, 255))
def test_one_changed_byte_of_the_rules_is_found(values: dict[str, Fact], at: int, mask: int) -> None:
    record = recorded(values)
    other = bytearray(STANDARD)
    other[at] ^= mask
    with pytest.raises(ReplayDiffers, match="rules"):
        replay(record, bytes(other))


def test_a_forged_outcome_is_found() -> None:
    record = recorded({"age_m": fact(3)})
    outcome = json.loads(json.dumps(record.outcome))
    outcome["verdict"] = "approve"
    with pytest.raises(ReplayDiffers, match="outcome"):
        replay(replace(record, outcome=outcome), STANDARD)


def test_numbers_of_the_score_are_exact_text_and_the_time_keeps_milliseconds() -> None:
    record = recorded({})
    assert record.score == {"score": "612.5", "pd": "0.0423", "grade": "BB"}
    assert record.at.microsecond == 123000
    assert record.document()["engine"].startswith("zen-engine ")


def test_bytes_of_another_document_are_no_record() -> None:
    from puhui.kernel import encode

    with pytest.raises(ReplayDiffers, match="not a decision record"):
        DecisionRecord.parse(encode({"v": 1}))
