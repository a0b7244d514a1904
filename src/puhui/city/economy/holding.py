"""The people and companies behind an enterprise: who leads it, who holds it, who watches it, who vouches for it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy import codes, names
from puhui.city.economy.codes import Codes
from puhui.city.economy.population import FARMER, MEDIUM, SOLE, Population, division_of
from puhui.city.economy.registering import capital_yuan
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import NEVER, dates
from puhui.city.economy.tying import Ties


@dataclass(frozen=True)
class _Part:
    """Rows of one role. `party` is the holding enterprise's row, −1 for a person."""

    row: I64
    name: Codes
    identity: Codes
    role: str
    ratio: F64  # NaN unless shareholder
    party: I64


def stakeholders(seed: int, people: Population, ties: Ties) -> pl.DataFrame:
    """Legal representatives, shareholders, directors, supervisors, executives and guarantors."""
    rng = stream(seed, "stakeholders")
    count = len(people)
    owner = np.arange(count)
    company = (people.segment != SOLE) & (people.segment != FARMER)
    others = np.where(company, 1 + rng.poisson(np.where(people.segment == MEDIUM, 2.0, 0.6)), 0)
    others = np.where(people.type == "有限责任公司(自然人独资)", 0, others)
    extra = np.repeat(owner, others)
    weight = rng.gamma(1.0, 1.0, len(extra))
    lead = rng.gamma(3.0, 1.0, count)
    total = lead + np.bincount(extra, weight, minlength=count)
    corporate = rng.random(len(extra)) < 0.12
    holder = rng.integers(0, count, len(extra))
    corporate &= (holder != extra) & (people.founded[holder] <= people.founded[extra])
    identity, name = _strangers(rng, people, len(extra))
    # Some people hold shares in several enterprises.
    again = rng.random(len(extra)) < 0.08
    source = rng.integers(0, count, len(extra))
    name = np.where(again, people.representative[source], name)
    identity = np.where(again, people.representative_id[source], identity)

    left = _left_to_owners(count, ties)
    leader = (people.representative, people.representative_id)
    parts = [
        _part(owner, *leader, "legal_representative"),
        _part(owner, *leader, "shareholder", ratio=lead / total * left),
        _part(
            extra,
            name,
            identity,
            "shareholder",
            ratio=weight / total[extra] * left[extra],
            party=np.where(corporate, holder, -1),
        ),
        *_held_in_groups(seed, people, ties),
    ]
    for share, role in ((0.5, "director"), (0.2, "guarantor")):
        chosen = np.flatnonzero(~corporate & (rng.random(len(extra)) < share))
        parts.append(_part(extra[chosen], name[chosen], identity[chosen], role))
    return _table(seed, people, [*parts, *_officers(seed, people, company)])


def succeeded(seed: int, people: Population, stakes: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The stakes as changes of shareholders left them: somebody sold his whole part, on the day of the last change.

    Leaders and companies that hold others keep what they have; where nobody else holds anything, nothing is sold.
    """
    sales = changed.filter(pl.col("item") == "shareholder").sort("uscc", "changed_on")
    last = sales.group_by("uscc", maintain_order=True).agg(sold_on=pl.col("changed_on").last())
    leaders = stakes.filter(pl.col("role") == "legal_representative").select("uscc", leader="person_id")
    rows = stakes.with_row_index("at").join(leaders, on="uscc", how="left", maintain_order="left")
    free = rows.filter((pl.col("role") == "shareholder") & (pl.col("person_id") != pl.col("leader")))
    bought = (
        free.group_by("uscc", maintain_order=True)
        .last()
        .join(last, on="uscc", how="inner", maintain_order="left")
        .filter(pl.col("sold_on") > pl.col("since"))
    )
    identity, name = _strangers(stream(seed, "successions"), people, bought.height)
    former = bought.with_columns(
        pl.Series("person_id", identity), pl.Series("person_name", name), pl.col("sold_on").alias("until")
    ).select(stakes.columns)
    left = rows.join(bought.select("at", "sold_on"), on="at", how="left", maintain_order="left")
    now = left.with_columns(pl.coalesce("sold_on", "since").alias("since")).select(stakes.columns)
    return pl.concat([now, former]).sort("uscc", "role", "since", maintain_order=True)


def _left_to_owners(count: int, ties: Ties) -> F64:
    """The part of each enterprise that its group does not hold."""
    given = np.zeros(count)
    np.add.at(given, ties.holdings.held, ties.holdings.ratio)
    return np.maximum(1.0 - given, 0.0)


def _held_in_groups(seed: int, people: Population, ties: Ties) -> list[_Part]:
    """Shares of companies in companies, and of relatives of the leader, who has the same surname."""
    rng = stream(seed, "group-shares")
    held, holder, ratio = ties.holdings.held, ties.holdings.holder, ties.holdings.ratio
    identity, name = _strangers(rng, people, len(held))
    kin = names.of_family(people.representative[held], name)
    return [_part(held, kin, identity, "shareholder", ratio=ratio, party=holder)]


def _officers(seed: int, people: Population, company: Bool) -> list[_Part]:
    """A supervisor for each company, executives of the larger; half of the supervisors are family.

    Nobody supervises what he leads: on paper companies the leaders of the same room supervise one another.
    """
    rng = stream(seed, "officers")
    watched = np.flatnonzero(company & (rng.random(len(people)) < 0.85))
    identity, name = _strangers(rng, people, len(watched))
    name = np.where(rng.random(len(watched)) < 0.5, names.of_family(people.representative[watched], name), name)
    hollow = np.flatnonzero(people.hollow[watched])
    for at in hollow:
        same = np.flatnonzero(people.hollow & (people.district == people.district[watched[at]]))
        other = same[people.representative_id[same] != people.representative_id[watched[at]]]
        if len(other):
            chosen = other[rng.integers(0, len(other))]
            name[at], identity[at] = people.representative[chosen], people.representative_id[chosen]
    run = np.repeat(np.arange(len(people)), np.where(people.segment == MEDIUM, 1 + rng.poisson(1.0, len(people)), 0))
    run_identity, run_name = _strangers(rng, people, len(run))
    return [_part(watched, name, identity, "supervisor"), _part(run, run_name, run_identity, "executive")]


def _strangers(rng: np.random.Generator, people: Population, count: int) -> tuple[Codes, Codes]:
    """Resident IDs and names of people who appear nowhere else."""
    born = codes.births(rng, people.timeline.as_of, count)
    division = division_of(rng.integers(0, len(names.DISTRICTS), count))
    identity = codes.resident_ids(rng, division, born, rng.random(count) < 0.6)
    return identity, names.people(rng, count)


def _part(
    row: I64, name: Codes, identity: Codes, role: str, *, ratio: F64 | None = None, party: I64 | None = None
) -> _Part:
    nobody = np.full(len(row), np.nan)
    return _Part(
        row, name, identity, role, nobody if ratio is None else ratio, np.full(len(row), -1) if party is None else party
    )


def _table(seed: int, people: Population, parts: list[_Part]) -> pl.DataFrame:
    row, party = (np.concatenate([getattr(part, name) for part in parts]) for name in ("row", "party"))
    ratio = np.round(np.concatenate([part.ratio for part in parts]), 6)
    name = np.concatenate([part.name for part in parts])
    capital_fen = capital_yuan(seed, people) * 100
    of_company = party >= 0
    since = np.maximum(people.founded_day[row], np.where(of_company, people.founded_day[party], 0))
    table = pl.DataFrame(
        {
            "uscc": people.uscc[row],
            "person_name": np.where(of_company, people.name[party], name),
            "person_id": pl.Series(np.concatenate([part.identity for part in parts])).set(pl.Series(of_company), None),
            "party_uscc": pl.Series(people.uscc[party]).set(pl.Series(~of_company), None),
            "role": np.concatenate([np.full(len(part.row), part.role) for part in parts]),
            "ratio": pl.Series(ratio).fill_nan(None),
            "subscribed_fen": np.rint(np.nan_to_num(ratio) * capital_fen[row]).astype(np.int64),
            "since": dates(since),
            "until": dates(np.full(len(row), NEVER)),
        }
    )
    holds_nothing = (pl.col("role") == "shareholder") & (pl.col("ratio") <= 0)
    return table.filter(~holds_nothing).sort("uscc", "role", "since", maintain_order=True)
