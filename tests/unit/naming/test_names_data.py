"""Names of real registers: the halves that the weights were not chosen on stay above the bars of the data's README."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.naming import NameIndex


@pytest.mark.data
def test_short_names_of_listed_companies_find_their_full_names(data: Path) -> None:
    table = pl.read_csv(data / "cn_chain_kg" / "company.csv", infer_schema_length=0)
    keys = [code[:6] for code in table["code"]]
    asked = {name: key for name, key in zip(table["name"], keys, strict=True) if int(key) % 2 == 1}
    asked = dict(list(asked.items())[::3])
    found = NameIndex(keys, table["fullname"].to_list()).match(list(asked), limit=1)
    first = [one.best is not None and one.best.key == key for one, key in zip(found, asked.values(), strict=True)]
    linked = [one.key == key for one, key in zip(found, asked.values(), strict=True) if one.key]
    assert np.mean(first) > 0.97  # the bar: 0.943
    assert np.mean(linked) > 0.98
    assert len(linked) > 0.85 * len(asked)


@pytest.mark.data
def test_aliases_of_the_sanctions_list_find_their_entries(data: Path) -> None:
    entries = pl.read_parquet(data / "ofac_sdn_older" / "sdn.parquet")
    aliases = pl.read_parquet(data / "ofac_sdn_older" / "alt.parquet").filter(pl.col("ent_num") % 2 == 1)
    aliases = aliases.gather_every(16)
    index = NameIndex([str(key) for key in entries["ent_num"]], entries["SDN_Name"].to_list())
    found = index.match(aliases["alt_name"].to_list(), limit=10)
    ranks = [[candidate.key for candidate in one.candidates] for one in found]
    asked = [str(key) for key in aliases["ent_num"]]
    assert np.mean([rank[:1] == [key] for rank, key in zip(ranks, asked, strict=True)]) > 0.59  # the bar: 0.545
    assert np.mean([key in rank for rank, key in zip(ranks, asked, strict=True)]) > 0.72  # the bar: 0.710
