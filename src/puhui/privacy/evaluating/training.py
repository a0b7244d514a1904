"""`train` over the label party's file and those of one or more custodians."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from puhui.kernel import Text
from puhui.privacy import disclosure
from puhui.privacy.errors import InputUnreadable, SchemaDiffers
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind
from puhui.privacy.model import JobSpec, Op, Param, Party, Scheme
from puhui.privacy.planner import plan_match
from puhui.privacy.policy import TRAINING_MIN
from puhui.privacy.tables import describe

COMPUTER = "computer"  # the party that only computes where two have columns: ABY3 takes three


@dataclass(frozen=True, slots=True)
class TrainTerms:
    """What is fitted. `bad` names the target's bad values where its words do not say it; `exclude` are columns that
    take no part, `categories` such whose numbers are none; `holdout` is the share of rows only validated on."""

    key: str
    kind: KeyKind
    target: str
    bad: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    holdout: float = 0.3
    seed: int = 0
    ridge: float = 1.0
    name: str = "federated"


def train(owner: Path, custodians: Sequence[Path], terms: TrainTerms, out: Path, setting: Setting) -> Done:
    """`out/<owner>/model.json`: the scorecard, with the figures of the rows held out; a report for each party."""
    spec, files = spec_of(owner, custodians, terms, setting.suite)
    return run_job(spec, files, out, setting)


def spec_of(owner: Path, custodians: Sequence[Path], terms: TrainTerms, suite: str) -> tuple[JobSpec, list[Path]]:
    """The job, its program not yet pinned, and a file for each of its parties; raises `SchemaDiffers`."""
    files = [owner, *custodians]
    parties = []
    for path, name in zip(files, names_of(files), strict=True):
        first = [terms.key, terms.target] if path is owner else [terms.key]
        parties.append(describe(path, name, [*first, *_attributes(path, name, {*first, *terms.exclude})]))
    parties, files = with_computer(parties, files)
    check_names(parties, 2)
    held = round(terms.holdout * 1000)
    params: dict[str, Param] = {
        "key": terms.key,
        "kind": terms.kind.value,
        **psi_of(parties, suite),
        "target": terms.target,
        "bad": list(terms.bad),
        "categories": list(terms.categories),
        "common_min": TRAINING_MIN,
        "holdout_permille": held,
        "seed": terms.seed,
        "ridge_thousandths": round(terms.ridge * 1000),
        "name": terms.name,
    }
    told = disclosure.of_train(parties, held=held > 0)
    return JobSpec(Op.TRAIN, Scheme.ABY3, tuple(parties), (parties[0].name,), "", params, told), files


def sizes(owner: Path, custodians: Sequence[Path], terms: TrainTerms, suite: str) -> tuple[int, int]:
    """The most rows that all can have in common, and how many attributes there are: what a plan is made of."""
    parties = [party for party in spec_of(owner, custodians, terms, suite)[0].parties if party.columns]
    return min(party.rows for party in parties), sum(len(party.columns) - 1 for party in parties) - 1


def with_computer(parties: list[Party], files: list[Path]) -> tuple[list[Party], list[Path]]:
    """The parties, with one that only computes where there are two."""
    if len(parties) > 2:
        return parties, files
    name = next(name for name in (COMPUTER, f"{COMPUTER}-3") if name not in [party.name for party in parties])
    return [*parties, Party(name, 0, ())], [*files, Path(os.devnull)]


def psi_of(parties: Sequence[Party], suite: str) -> dict[str, Param]:
    """The PSI by which rows are aligned, as the planner chooses it for the largest parties under that suite."""
    rows = sorted(party.rows for party in parties)
    plan = plan_match(rows[-1], rows[-2], suite=suite)
    return {"psi": plan.scheme.value, "curve": plan.curve}


def check_names(parties: Sequence[Party], set_aside: int) -> None:
    """A card knows its attributes by name: no two parties may give one of the same name; raises `SchemaDiffers`."""
    seen: dict[str, str] = {}
    for at, party in enumerate(parties):
        for column in party.columns[set_aside if at == 0 else 1 :]:
            if column in seen:
                reason = Text(zh="列 {column} 也由 {other} 提供", en="the column {column} stands with {other} too")
                reason = reason.fill(column=column, other=seen[column])
                raise SchemaDiffers(reason=reason, party=party.name, stage="inputs")
            seen[column] = party.name


def _attributes(path: Path, party: str, not_these: set[str]) -> list[str]:
    try:
        names = pl.scan_csv(path, infer_schema=False).collect_schema().names()
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise InputUnreadable(file=path.name, reason=type(reason).__name__, party=party, stage="inputs") from None
    return [name for name in names if name not in not_these]
