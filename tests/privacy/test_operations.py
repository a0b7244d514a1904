"""Matches, lookups and sums by real party processes, equal to the same computed in the open."""

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from puhui.privacy import KeyKind, Scheme, evaluating, plan_match, spell
from puhui.privacy.blinded import BlindedLists, Facts
from puhui.privacy.errors import UnknownStatistic
from puhui.privacy.evaluating import Setting, SumTerms
from puhui.privacy.policy import LIST_DAYS, LIST_NAMES
from puhui.privacy.statistics import parse_statistics

pytestmark = pytest.mark.spu


def write(path: Path, **columns: list[object]) -> Path:
    pl.DataFrame({name: [str(one) for one in column] for name, column in columns.items()}).write_csv(path)
    return path


def open_match(one: Path, other: Path, key: str) -> pl.DataFrame:
    mine, theirs = (pl.read_csv(path, infer_schema=False) for path in (one, other))
    there = set(spell(theirs[key]).drop_nulls())
    return mine.filter(pl.Series([key in there for key in spell(mine[key])]))


@pytest.mark.parametrize("scheme", [Scheme.RR22, Scheme.KKRT, Scheme.ECDH])
def test_a_match_is_the_open_intersection(tmp_path: Path, setting: Setting, scheme: Scheme) -> None:
    names = [f'公司{at}, "甲" Ltd' for at in range(400)]
    one = write(tmp_path / "bank.csv", id=[*names[:300], names[3], ""], x=list(range(302)))
    other = write(tmp_path / "tax.csv", id=[name.lower() + " " for name in names[200:]])
    plan = plan_match(302, 200, wanted=scheme)
    receivers = ["bank", "tax"] if scheme is Scheme.RR22 else ["bank"]
    out = tmp_path / "out"
    done = evaluating.match(
        [one, other], key="id", kind=KeyKind.TEXT, plan=plan, receivers=receivers, out=out, setting=setting
    )
    assert pl.read_csv(out / "bank/matched.csv", infer_schema=False).equals(open_match(one, other, "id"))
    assert (out / "tax/matched.csv").exists() == ("tax" in receivers)
    assert '"null": 1' in (out / "bank/report.json").read_text()
    assert '"duplicate_keys": 1' in (out / "bank/report.json").read_text()
    assert all(sent > 1000 for sent, _ in done.traffic.values())
    assert not list(setting.workplace.iterdir())  # type: ignore[union-attr]


def test_an_empty_intersection_is_an_answer(tmp_path: Path, setting: Setting) -> None:
    one, other = write(tmp_path / "a.csv", id=list(range(50))), write(tmp_path / "b.csv", id=list(range(50, 99)))
    evaluating.match(
        [one, other],
        key="id",
        kind=KeyKind.TEXT,
        plan=plan_match(50, 49),
        receivers=["a", "b"],
        out=tmp_path / "out",
        setting=setting,
    )
    assert pl.read_csv(tmp_path / "out/a/matched.csv").height == 0


def test_a_lookup_answers_as_the_list_says(tmp_path: Path, setting: Setting) -> None:
    listed = write(
        tmp_path / "list.csv",
        name=[f"N{at}" for at in range(300)],
        level=["红" if at % 3 else "黄" for at in range(300)],
    )
    asked = write(tmp_path / "q.csv", name=["n3", "N4", "nobody", "n299 "])
    evaluating.lookup(
        listed, asked, key="name", kind=KeyKind.TEXT, level="level", out=tmp_path / "out", setting=setting
    )
    answers = pl.read_csv(tmp_path / "out/q/answers.csv", infer_schema=False)
    assert answers["on_list"].to_list() == ["yes", "yes", "no", "yes"]
    assert answers["level"].to_list() == ["黄", "红", None, "红"]
    assert [path.name for path in (tmp_path / "out/list").iterdir()] == ["report.json"]


@pytest.mark.parametrize("parties", [3, 5])
def test_sums_are_exact_and_small_groups_are_not_shown(tmp_path: Path, setting: Setting, parties: int) -> None:
    draw = random.Random(parties)
    totals: dict[str, Counter[str]] = {}
    providers: dict[str, set[int]] = {}
    files = []
    for party in range(parties):
        groups = [f"g{draw.randrange(12 if party < 2 else 6)}" for _ in range(80)]
        fen = [draw.randrange(-(10**15), 10**15) for _ in groups]
        for group, amount in zip(groups, fen, strict=True):
            totals.setdefault(group.upper(), Counter())["v"] += amount
            providers.setdefault(group.upper(), set()).add(party)
        values = [f"{'-' if one < 0 else ''}{abs(one) // 100}.{abs(one) % 100:02d}" for one in fen]
        files.append(write(tmp_path / f"bank{party}.csv", industry=groups, amount=values))
    terms = SumTerms("industry", KeyKind.TEXT, ("amount",), decimals=2)
    receiver = f"bank{parties - 1}"
    evaluating.sums(files, terms, receiver, tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out" / receiver / "sums.csv", infer_schema=False)
    assert said["industry"].to_list() == sorted(totals)
    for group, shown, count, amount in said.iter_rows():
        if len(providers[group]) < 3:
            assert (shown, count, amount) == ("no", None, None)
        else:
            total = totals[group]["v"]
            assert int(amount.replace(".", "")) == total
            assert int(count) == len(providers[group])
    assert "no" in said["shown"].to_list()


@pytest.mark.data
def test_leading_farm_firms_that_are_listed(tmp_path: Path, setting: Setting, data: Path) -> None:
    farms, listed = data / "cn_agri_techme/PubFirmLeader.csv", tmp_path / "listed.csv"
    pl.read_csv(data / "cn_chain_kg/company.csv", infer_schema=False).rename({"fullname": "firm"}).write_csv(listed)
    leaders = tmp_path / "leaders.csv"
    pl.read_csv(farms, infer_schema=False).rename({"name": "firm"}).write_csv(leaders)
    plan = plan_match(6513, 2300)
    evaluating.match(
        [leaders, listed],
        key="firm",
        kind=KeyKind.TEXT,
        plan=plan,
        receivers=["leaders", "listed"],
        out=tmp_path / "out",
        setting=setting,
    )
    for one, other in ((leaders, listed), (listed, leaders)):
        said = pl.read_csv(tmp_path / "out" / one.stem / "matched.csv", infer_schema=False)
        assert said.height > 10
        assert said.equals(open_match(one, other, "firm"))


@pytest.mark.data
def test_aliases_against_a_sanctions_list(tmp_path: Path, setting: Setting, data: Path) -> None:
    sanctioned = pl.read_parquet(data / "ofac_sdn_older/sdn.parquet").select("SDN_Name", "SDN_Type")
    listed, asked = tmp_path / "sdn.csv", tmp_path / "names.csv"
    sanctioned.write_csv(listed)
    names = [*sanctioned["SDN_Name"].sample(40, seed=4).str.to_lowercase(), *[f"nobody {at}" for at in range(40)]]
    write(asked, SDN_Name=names)
    evaluating.lookup(
        listed, asked, key="SDN_Name", kind=KeyKind.TEXT, level="SDN_Type", out=tmp_path / "out", setting=setting
    )
    answers = pl.read_csv(tmp_path / "out/names/answers.csv", infer_schema=False)
    levels: dict[str, set[str]] = {}
    for key, level in zip(spell(sanctioned["SDN_Name"]), sanctioned["SDN_Type"], strict=True):
        levels.setdefault(key, set()).add(level)
    for name, on_list, level in answers.iter_rows():
        want = levels.get(spell([name])[0], set())
        assert (on_list == "yes") == bool(want)
        assert set((level or "").split("|")) - {""} == want


@pytest.mark.data
def test_a_sanctions_list_against_an_earlier_state_of_itself(tmp_path: Path, setting: Setting, data: Path) -> None:
    """Who was screened against the earlier list need be screened again only for what the new one has besides.

    The data has one state of the list. The earlier state is derived from it, not a published one: the entries up to the
    number that three quarters of them have (numbers are given in rising order), each that the list says was "formerly
    known as" another under that former name. Delistings cannot be derived, so there are none.
    """
    newer = pl.read_parquet(data / "ofac_sdn_older/sdn.parquet").select("ent_num", "SDN_Name", "Program")
    aliases = pl.read_parquet(data / "ofac_sdn_older/alt.parquet").filter(pl.col("alt_type") == "fka")
    former = aliases.unique("ent_num", keep="first", maintain_order=True).select("ent_num", "alt_name")
    before = newer.filter(pl.col("ent_num") <= int(newer["ent_num"].quantile(0.75) or 0))
    before = before.join(former, on="ent_num", how="left", maintain_order="left")
    older = before.select("ent_num", pl.coalesce("alt_name", "SDN_Name").alias("SDN_Name"), "Program")
    files = [tmp_path / "newer.csv", tmp_path / "older.csv"]
    for state, path in zip((newer, older), files, strict=True):
        state.write_csv(path)
    names = [path.stem for path in files]
    plan = plan_match(newer.height, older.height)
    evaluating.match(
        files, key="SDN_Name", kind=KeyKind.TEXT, plan=plan, receivers=names, out=tmp_path / "out", setting=setting
    )
    for one, other in (files, files[::-1]):
        said = pl.read_csv(tmp_path / "out" / one.stem / "matched.csv", infer_schema=False)
        assert said.equals(open_match(one, other, "SDN_Name"))
    renamed = before.filter(spell(before["alt_name"]) != spell(before["SDN_Name"]))
    assert renamed.height > 100
    again = newer.height - pl.read_csv(tmp_path / "out/newer/matched.csv", infer_schema=False).height
    added = newer.height - older.height
    assert added < again <= added + renamed.height, "the new ones and the renamed, but for names that came up twice"


def ask(folder: Path, setting: Setting, out: str, *names: str) -> tuple[list[str], dict[str, tuple[int, int]]]:
    asked = write(folder / "q.csv", name=list(names))
    done = evaluating.lookup(
        folder / "list.csv", asked, key="name", kind=KeyKind.TEXT, level="", out=folder / out, setting=setting
    )
    return pl.read_csv(folder / out / "q/answers.csv", infer_schema=False)["on_list"].to_list(), dict(done.traffic)


def kept(setting: Setting, party: str) -> list[str]:
    assert setting.cache
    return sorted(path.name for path in (setting.cache / party / "lists").iterdir() if path.is_dir())


def test_a_blinded_list_is_kept_and_known_again_until_the_list_changes(tmp_path: Path, setting: Setting) -> None:
    setting = replace(setting, cache=tmp_path / "cache")
    write(tmp_path / "list.csv", name=[f"N{at}" for at in range(3000)])
    first, sent_first = ask(tmp_path, setting, "out1", "n7", "nobody")
    names = kept(setting, "list")
    again, sent_again = ask(tmp_path, setting, "out2", "nobody", "N2999")
    assert (first, again) == (["yes", "no"], ["no", "yes"])
    assert names == kept(setting, "list") == kept(setting, "q")
    assert sent_first["list"][0] - sent_again["list"][0] > 3000 * 12
    assert json.loads((tmp_path / "out2/list/report.json").read_text())["input"]["keys"] == 3000
    assert [path.name for path in (tmp_path / "cache/q" / names[0]).rglob("*") if "secret" in path.name] == []
    write(tmp_path / "list.csv", name=[f"N{at}" for at in range(1, 3001)])
    assert ask(tmp_path, setting, "out3", "n0", "n3000")[0] == ["no", "yes"]
    assert len(kept(setting, "list")) == len(kept(setting, "q")) == 1
    assert kept(setting, "list") != names


def test_a_blinded_list_serves_so_many_names_and_so_long(tmp_path: Path) -> None:
    lists = BlindedLists(tmp_path / "home", at_ms=0)
    with lists.locked(), lists.making() as folder:
        lists.keep(folder, Facts("aa", "list", 0))
    assert lists.count("aa", LIST_NAMES - 1) == LIST_NAMES - 1
    assert lists.find("list", names=1)
    assert lists.find("list", names=2) is None
    assert lists.find("another list", names=1) is None
    later = BlindedLists(tmp_path / "home", at_ms=LIST_DAYS * 86_400_000 + 1)
    assert later.find("list", names=1) is None
    with lists.using("aa"), later.making() as folder:
        later.keep(folder, Facts("bb", "list", 1))
        assert later.has("aa")  # a job still uses it
    with later.making() as folder:
        later.keep(folder, Facts("cc", "list", 2))
    assert not later.has("aa")
    assert not later.has("bb")
    assert later.has("cc")


def test_only_the_named_statistics_of_a_group_are_opened(tmp_path: Path, setting: Setting) -> None:
    draw = random.Random(4)
    frames = []
    for bank in range(3):
        groups = ["small", "large"] * 20 + (["alone"] if bank == 0 else [])
        scale = {"small": 0.01, "large": 9e9, "alone": 5.0}
        loans = [round(draw.random() * scale[group], 2) for group in groups]
        bad = [round(loan * draw.random(), 2) for loan in loans]
        frames.append(
            pl.DataFrame({"g": groups, "loan": loans, "bad": bad, "who": [str(draw.random()) for _ in groups]})
        )
        written = frames[-1].with_columns(pl.col("loan", "bad").map_elements(lambda one: f"{one:.2f}", pl.String))
        written.write_csv(tmp_path / f"bank{bank}.csv")
    statistics = ("mean:loan", "ratio:bad/loan", "hhi:loan", "at-least:loan:1000.5")
    terms = SumTerms("g", KeyKind.TEXT, ("loan", "bad"), decimals=2, subject="who", statistics=statistics)
    files = [tmp_path / f"bank{bank}.csv" for bank in range(3)]
    done = evaluating.sums(files, terms, "bank1", tmp_path / "out", setting)
    said = pl.read_csv(tmp_path / "out/bank1/sums.csv", infer_schema=False)
    assert said.columns == ["g", "shown", *statistics]
    assert said.row(0) == ("ALONE", "no", None, None, None, None)
    for name, row in (("large", said.row(1)), ("small", said.row(2))):
        each = [frame.filter(pl.col("g") == name) for frame in frames]
        whole = pl.concat(each)
        total = whole["loan"].sum()
        assert float(row[2]) == pytest.approx(total / whole["who"].n_unique(), rel=1e-6, abs=1e-6)
        assert float(row[3]) == pytest.approx(whole["bad"].sum() / total, rel=1e-6, abs=1e-6)
        assert float(row[4]) == pytest.approx(sum((one["loan"].sum() / total) ** 2 for one in each), abs=1e-6)
        assert row[5] == ("yes" if total >= 1000.5 else "no")
    learnt = {fact.code for fact in done.spec.disclosure if fact.party == "bank1"}
    assert "group_sums" not in learnt
    assert learnt >= {"group_means", "group_ratios", "group_concentration", "group_reaches", "small_groups"}


@pytest.mark.parametrize(
    "said", ["median", "mean:none", "ratio:a", "ratio:a/none", "at-least:a:much", "at-least:a:0.5"]
)
def test_what_cannot_be_computed_is_refused(said: str) -> None:
    with pytest.raises(UnknownStatistic):
        [one.threshold(0) for one in parse_statistics([said], ["a", "b"])]
