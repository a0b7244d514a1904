"""`sum` over three or more files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from puhui.privacy import disclosure
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind, spell
from puhui.privacy.model import JobSpec, Op, Param, Scheme
from puhui.privacy.policy import check_providers, check_subjects
from puhui.privacy.statistics import parse_statistics
from puhui.privacy.tables import describe, read_table


@dataclass(frozen=True, slots=True)
class SumTerms:
    """What is added up and which groups are shown. `subject` names the column of whom a row is about; without one, the
    key is the subject itself, and only the number of providers protects it."""

    key: str
    kind: KeyKind
    values: tuple[str, ...]
    decimals: int = 0
    subject: str = ""
    providers_min: int = 3
    subjects_min: int = 5
    groups: Path | None = None
    statistics: tuple[str, ...] = ("sum",)


def sums(files: Sequence[Path], terms: SumTerms, receiver: str, out: Path, setting: Setting) -> Done:
    """`out/<receiver>/sums.csv`: a row a group, a column a statistic. Groups are those of `terms.groups`, else all of
    any party's."""
    check_providers(len(files), terms.providers_min)
    if terms.subject:
        check_subjects(terms.subjects_min)
    statistics = parse_statistics(terms.statistics, terms.values)
    columns = [terms.key, *terms.values, *([terms.subject] if terms.subject else [])]
    parties = [describe(path, name, columns) for path, name in zip(files, names_of(files), strict=True)]
    named = [terms.groups] if terms.groups else files
    groups = pl.concat([spell(read_table(path)[terms.key], terms.kind) for path in named]).drop_nulls().unique().sort()
    params: dict[str, Param] = {
        "key": terms.key,
        "kind": terms.kind.value,
        "values": list(terms.values),
        "decimals": terms.decimals,
        "subject": terms.subject,
        "providers_min": terms.providers_min,
        "subjects_min": terms.subjects_min if terms.subject else 1,
        "groups": groups.to_list(),
        "statistics": [one.name for one in statistics],
    }
    told = disclosure.of_sum(parties, [receiver], len(groups), sorted({one.shown.value for one in statistics}))
    spec = JobSpec(Op.SUM, Scheme.ABY3, tuple(parties), (receiver,), "", params, told)
    return run_job(spec, files, out, setting)
