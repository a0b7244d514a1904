"""The portrait: one schema, hollow where nothing is known, peers named, other rooms' sections as they wrote them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from puhui.credit.expert import shipped
from puhui.credit.expert.inputs import DEFINITIONS
from puhui.credit.indicator import Cause, Indicator
from puhui.credit.indicators import Axis
from puhui.credit.portrait import (
    Answered,
    Basics,
    Given,
    MalformedPortrait,
    MalformedSection,
    Others,
    PeerGroups,
    Portrait,
    compose,
    read_portrait,
    score_shown,
)
from puhui.credit.portrait.publishing import TARGET, schema
from puhui.kernel import PuhuiError, Text

DAY, AT = date(2026, 6, 30), datetime(2026, 6, 30, 3, tzinfo=UTC)
NUMERIC = sorted(name for name, item in DEFINITIONS.items() if item.unit not in ("text", "grade"))
SCHEMA = json.loads(TARGET.read_bytes())
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)
BASICS = Basics(
    uscc="91110000600037341L",
    name="华兴",
    segment="small_micro",
    industry_section="C",
    size="micro",
    region="东区",
    as_of=DAY,
)


def rows(count: int, seed: int = 1, **keys: str) -> list[dict[str, Any]]:
    rng = np.random.default_rng(seed)
    drawn = {name: rng.normal(10, 3, count).round(3).tolist() for name in NUMERIC}
    place = {"segment": "small_micro", "industry_section": "C", "size": "micro", "region": "东区"} | keys
    return [place | {name: values[row] for name, values in drawn.items()} for row in range(count)]


def said(name: str, value: Any, cause: Cause = Cause.GRANTED) -> Indicator:
    known = cause is Cause.GRANTED
    unit, source = (DEFINITIONS[name].unit, DEFINITIONS[name].source) if name in DEFINITIONS else ("count", "other")
    return Indicator(name, value, unit, source, DAY if known else None, 1.0 if known else 0.0, cause)


def made(held: dict[str, Indicator] | None = None, peers: PeerGroups | None = None, **more: Any) -> Portrait:
    found = compose(BASICS, held or {}, peers or PeerGroups(rows(60)), at=AT, **more)
    VALIDATOR.validate(found.document())
    return found


def test_the_published_schema_is_that_of_the_models_and_itself_sound() -> None:
    assert TARGET.read_bytes() == schema()
    jsonschema_rs.meta.validate(SCHEMA)


def test_with_nothing_known_everything_is_hollow_and_nothing_is_zero() -> None:
    found = made()
    assert [axis.axis for axis in found.radar.axes] == list(Axis)
    assert all(axis.value is None and axis.peer_median is None and axis.coverage == 0 for axis in found.radar.axes)
    assert {section.state for _, section in found.sections} == {"not_given"}
    assert found.score is None


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from([*NUMERIC, "a_name_of_tomorrow"]),
        st.tuples(st.none() | st.floats(-1e6, 1e6), st.sampled_from([c for c in Cause if c is not Cause.GRANTED])),
        max_size=25,
    )
)
def test_any_indicators_make_a_portrait_that_validates_and_reads_back(held: dict[str, Any]) -> None:
    items = {
        name: said(name, value) if value is not None else said(name, None, cause)
        for name, (value, cause) in held.items()
    }
    found = made(items)
    assert read_portrait(json.loads(json.dumps(found.document()))) == found
    known = {one.name for one in found.indicators if one.value is not None}
    for one in found.indicators:
        assert (one.value is None) == (one.cause is not Cause.GRANTED)
        assert one.percentile is None or one.name in known
    for axis, aspect in zip(found.radar.axes, found.aspects, strict=True):
        ranked = [one for one in found.indicators if one.axis is axis.axis and one.percentile is not None]
        assert (axis.value is None) == (not ranked)
        assert aspect.known == sum(one.axis is axis.axis and one.name in known for one in found.indicators)


def test_places_follow_the_direction_and_the_median_is_shown_even_where_the_value_is_not() -> None:
    held = {
        "rev12_fen": said("rev12_fen", 1e9), "void_rate12": said("void_rate12", 1e9),
        "hhi": said("hhi", None, Cause.NOT_GRANTED), "in_out_ratio": said("in_out_ratio", 1.0),
        "rating_last": said("rating_last", "A"),
    }  # fmt: skip
    by_name = {one.name: one for one in made(held).indicators}
    assert (by_name["rev12_fen"].percentile, by_name["void_rate12"].percentile) == (100.0, 0.0)
    assert by_name["hhi"].percentile is None
    assert by_name["hhi"].peer_median == pytest.approx(10, abs=1.5)
    assert (by_name["in_out_ratio"].percentile, by_name["in_out_ratio"].peer_median) == (None, None)  # no better end
    assert (by_name["rating_last"].text, by_name["rating_last"].value) == ("A", None)


@pytest.mark.parametrize(
    ("near", "small", "trade", "segment", "used", "size"),
    [
        (30, 0, 0, 0, ["small_micro", "C", "micro", "东区"], 30),
        (29, 1, 0, 0, ["small_micro", "C", "micro"], 30),
        (20, 9, 1, 0, ["small_micro", "C"], 30),
        (29, 0, 0, 1, ["small_micro"], 30),
        (4, 2, 2, 2, ["small_micro"], 10),
        (3, 2, 2, 2, ["small_micro"], 9),
    ],
)
def test_a_small_group_gives_way_to_a_wider_one_that_is_named(
    near: int, small: int, trade: int, segment: int, used: list[str], size: int
) -> None:
    peers = PeerGroups([
        *rows(near), *rows(small, region="西区"), *rows(trade, size="small"), *rows(segment, industry_section="F"),
        *rows(500, segment="medium"),
    ])  # fmt: skip
    found = made({"rev12_fen": said("rev12_fen", 11.0)}, peers)
    assert (found.radar.peers.used, found.radar.peers.size) == (used, size)
    assert found.radar.peers.wanted == ["small_micro", "C", "micro", "东区"]
    operation = next(axis for axis in found.radar.axes if axis.axis is Axis.OPERATION)
    assert (operation.value is None) == (size < 10)
    words = found.radar.peers.said.zh
    assert used == found.radar.peers.wanted or ("不足 30 户" in words if size >= 10 else "不足 10 户" in words)


@pytest.mark.parametrize(("unknown", "used"), [("size", ["small_micro", "C"]), ("industry_section", ["small_micro"])])
def test_what_is_not_known_of_it_cannot_narrow(unknown: str, used: list[str]) -> None:
    found = compose(BASICS.model_copy(update={unknown: None}), {}, PeerGroups(rows(60)), at=AT)
    assert (found.radar.peers.used, found.radar.peers.size) == (used, 60)
    assert "not known" in found.radar.peers.said.en


def test_documents_that_travel_as_indicators_are_no_indicators() -> None:
    told = Indicator("findings", "[]", "document", "registry", DAY, 1.0, Cause.GRANTED)
    found = made({"findings": told, "rev12_fen": said("rev12_fen", 1.0)})
    assert [one.name for one in found.indicators] == ["rev12_fen"]


def test_an_enterprise_without_keys_is_compared_with_nobody_elses_peers() -> None:
    bare = Basics(uscc="91110000600037341L", name="华兴", as_of=DAY)
    found = compose(bare, {}, PeerGroups(rows(60)), at=AT)
    assert found.radar.peers.size == 0


def test_a_score_is_told_with_reasons_needs_and_that_it_is_uncalibrated() -> None:
    card = shipped("sole-proprietor-expert")
    row = {attribute.name: None for attribute in card.attributes} | {"owner_late_cnt24": 9.0}
    explained = card.explain(row, absent=[source.source for source in card.sources if source.source != "owner"])
    found = made(scored=score_shown(card, explained))
    assert found.score is not None
    assert (found.score.score, found.score.uncalibrated, len(found.score.needs)) == (None, True, 2)
    assert "未经" in found.notes[0].zh


def test_sections_keep_what_other_rooms_wrote_and_an_empty_one_is_a_finding() -> None:
    loop = {"code": "LOOP", "text": {"zh": "循环", "en": "a loop"}, "severity": "warn", "subgraph": {"nodes": []}}
    found = made(others=Others(relations=Given([loop], DAY), opinion=Given([])))
    assert found.document()["sections"]["relations"]["items"][0] == loop
    assert (found.sections.opinion.state, found.sections.opinion.items) == ("given", [])
    assert found.sections.records.state == "not_given"
    for bad in ({"code": "LOOP"}, {"text": {"zh": "", "en": ""}}, {"code": "X", "text": {"zh": "只有中文"}}):
        with pytest.raises(MalformedSection, match="item 2 of records"):
            made(others=Others(records=Given([loop, bad])))


def test_sources_tell_their_freshness_and_why_they_are_absent() -> None:
    held = {
        "rev12_fen": said("rev12_fen", 1.0), "hhi": said("hhi", None, Cause.NO_RECORD),
        "kwh12": said("kwh12", None, Cause.SOURCE_DOWN),
    }  # fmt: skip
    found = made(held)
    by_source = {one.source: one for one in found.sources}
    assert (by_source["tax"].cause, by_source["tax"].coverage, by_source["tax"].label.zh) == (
        Cause.GRANTED,
        0.5,
        "tax",
    )
    assert (by_source["power"].cause, by_source["power"].as_of) == (Cause.SOURCE_DOWN, None)


def test_two_banks_stand_each_by_itself_and_count_once_in_an_aspect() -> None:
    first, second = said("rev12_fen", 1.0), said("rev12_fen", 2.0)
    answers = [
        Answered("bank", Text(zh="甲银行", en="bank A"), {"rev12_fen": first}, Cause.GRANTED),
        Answered("bank", Text(zh="乙银行", en="bank B"), {"rev12_fen": second}, Cause.GRANTED),
        Answered(
            "power", Text(zh="用电", en="power"), {"kwh12": said("kwh12", None, Cause.SOURCE_DOWN)}, Cause.SOURCE_DOWN
        ),
    ]
    found = made({"rev12_fen": first}, answers=answers)
    assert [(one.origin.en, one.value) for one in found.indicators] == [
        ("bank A", 1.0),
        ("bank B", 2.0),
        ("power", None),
    ]
    assert [(one.label.en, one.coverage, one.cause) for one in found.sources] == [
        ("bank A", 1.0, Cause.GRANTED), ("bank B", 1.0, Cause.GRANTED), ("power", 0.0, Cause.SOURCE_DOWN),
    ]  # fmt: skip
    assert sum(aspect.known for aspect in found.aspects) == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "puhui-portrait/2"),
        (("radar", "axes"), []),
        (("basics", "colour"), "red"),
        (("at",), "2026-06-30T03:00:00"),
    ],
)
def test_what_is_no_portrait_is_refused_with_its_place(path: tuple[str, ...], value: Any) -> None:
    document = made().document()
    held = document
    for name in path[:-1]:
        held = held[name]
    held[path[-1]] = value
    with pytest.raises(MalformedPortrait) as caught:
        read_portrait(document)
    assert str(caught.value.data["where"]).startswith(".".join(path))
    with pytest.raises(MalformedPortrait):
        read_portrait({"format": object()})


def test_the_command_composes_scores_and_judges_contradictions(tmp_path: Path) -> None:
    from puhui.cli.credit import app

    pl.DataFrame(rows(80)).write_parquet(tmp_path / "peers.parquet")
    pairs = (("rev_yoy", 0.5, "tax"), ("kwh_yoy12", -0.5, "power"), ("rev12_eff_fen", 9e8, "tax"))
    (tmp_path / "in.json").write_text(json.dumps({
        "basics": json.loads(BASICS.model_dump_json()),
        "indicators": [
            {"name": name, "value": value, "unit": DEFINITIONS[name].unit, "source": source, "as_of": "2026-06-30"}
            for name, value, source in pairs
        ],
        "opinion": [],
    }))  # fmt: skip
    words = ["portrait", str(tmp_path / "in.json"), "--peers", str(tmp_path / "peers.parquet"), "--model", "vat-expert"]
    ran = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "out.json"), "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["peers"]["size"] == 80
    document = json.loads((tmp_path / "out.json").read_text())
    VALIDATOR.validate(document)
    found = read_portrait(document)
    told = {item.code: item for item in found.sections.contradictions.items}
    assert told["REVENUE_UP_POWER_DOWN"].model_dump()["state"] == "contradiction"
    assert found.score is not None
    assert found.score.uncalibrated


@pytest.mark.parametrize("text", ["{", "[]", '{"basics": {}}', '{"basics": null}'])
def test_the_command_says_what_is_wrong_with_its_file(tmp_path: Path, text: str) -> None:
    from puhui.cli.credit import app

    pl.DataFrame(rows(3)).write_parquet(tmp_path / "peers.parquet")
    (tmp_path / "in.json").write_text(text)
    words = [
        "portrait",
        str(tmp_path / "in.json"),
        "--peers",
        str(tmp_path / "peers.parquet"),
        "--out",
        str(tmp_path / "o"),
    ]
    ran = CliRunner().invoke(app, words)
    assert isinstance(ran.exception, PuhuiError)
    assert ran.exception.code == "malformed_portrait"
