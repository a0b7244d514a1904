"""`score` and `rank` over files of which each holds some of a scorecard's attributes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from puhui.credit import Scorecard
from puhui.kernel import Suite, suite
from puhui.privacy import disclosure
from puhui.privacy.cards import MODEL, absent_sources, card_digest, grade_bands, held_by, limits_of
from puhui.privacy.errors import NoUsableKeys, SchemaDiffers
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind, KeyReport, report, spell
from puhui.privacy.model import JobSpec, Op, Param, Party, Scheme
from puhui.privacy.ops.ranking import GRADES, POINTS
from puhui.privacy.policy import COMPUTING_MIN, check_bands, check_custodians
from puhui.privacy.tables import NO_COLUMN, columns_of, read_table

RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class ScoreTerms:
    """Who is scored by what, and for whom. `enterprises` are spelt keys, distinct, in the order of the result; without
    `receiver`, see `parties_of`."""

    card: Scorecard
    key: str
    kind: KeyKind
    enterprises: tuple[str, ...]
    receiver: str = ""


def enterprises_of(path: Path, key: str, kind: KeyKind) -> tuple[tuple[str, ...], KeyReport]:
    """The distinct keys of a file in its order, and what became of its rows; raises `NoUsableKeys`."""
    table = read_table(path)
    if key not in table.columns:
        reason = NO_COLUMN.fill(absent=key, there=", ".join(table.columns))
        raise SchemaDiffers(reason=reason, party=path.stem, stage="inputs")
    spelt = spell(table[key], kind)
    told = report(table[key], spelt)
    if told.keys == 0:
        raise NoUsableKeys(rows=told.rows, party=path.stem, stage="inputs")
    return tuple(spelt.drop_nulls().unique(maintain_order=True)), told


def score(files: Sequence[Path], terms: ScoreTerms, out: Path, setting: Setting) -> Done:
    """`out/<receiver>/scores.csv`: a row an enterprise; raises what `job_of` and `run_job` raise."""
    spec, homes = job_of(Op.SCORE, files, terms, {}, suite(setting.suite))
    return run_job(spec, homes, out, setting, beside={MODEL: terms.card.dump()})


def rank(files: Sequence[Path], terms: ScoreTerms, floors: Sequence[int], out: Path, setting: Setting) -> Done:
    """`out/<receiver>/bands.csv`. Bands begin at `floors`, in hundredths of a point; without, they are the
    card's grades. Raises `BandsRefused`, and what `score` raises."""
    kind, found, uncapped_min, cap = POINTS, list(floors), 0, len(floors) + 1
    if floors:
        limits = limits_of(terms.card, [])
        check_bands(floors, limits.low, limits.high)
    else:
        kind = GRADES
        found, uncapped_min, cap = grade_bands(terms.card)
    bands: dict[str, Param] = {
        "bands": kind,
        "floors": [str(floor) for floor in found],
        "uncapped_min": uncapped_min,
        "cap": cap,
    }
    spec, homes = job_of(Op.RANK, files, terms, bands, suite(setting.suite))
    return run_job(spec, homes, out, setting, beside={MODEL: terms.card.dump()})


def parties_of(files: Sequence[Path], terms: ScoreTerms) -> tuple[list[Party], list[Path | None], str]:
    """The job's parties, whose file each has, and who receives: `terms.receiver`, else the first file's party.

    Of two files neither may receive, for it would see the other's part: then a third party, that has the card and no
    data, receives and computes with them. It takes that place for any `terms.receiver` that is no file's.
    """
    names = names_of(files)
    parties = [
        Party(name, len(terms.enterprises), (terms.key, *held_by(terms.card, columns_of(path, name, [terms.key]))))
        for path, name in zip(files, names, strict=True)
    ]
    homes: list[Path | None] = list(files)
    chosen = terms.receiver or (names[0] if len(files) >= COMPUTING_MIN else RECEIVER)
    if chosen not in names:
        parties.append(Party(chosen, len(terms.enterprises), (terms.key,)))
        homes.append(None)
    return parties, homes, chosen


def job_of(
    op: Op, files: Sequence[Path], terms: ScoreTerms, bands: Mapping[str, Param], hashing: Suite
) -> tuple[JobSpec, list[Path | None]]:
    """The job, its program not yet pinned, and each party's file; raises `AttributeHeldTwice`, `AttributeNotHeld`,
    `GroupTooSmall`."""
    parties, homes, chosen = parties_of(files, terms)
    holders = {party.name: list(party.columns[1:]) for party in parties}
    limits = limits_of(terms.card, absent_sources(terms.card, holders))
    check_custodians(sum(bool(held) and name != chosen for name, held in holders.items()), len(parties))
    params: dict[str, Param] = {
        "key": terms.key,
        "kind": terms.kind.value,
        "model": card_digest(terms.card, hashing),
        "enterprises": list(terms.enterprises),
        **asdict(limits),
        **bands,
    }
    told = disclosure.of_score(parties, [chosen], len(terms.enterprises), banded=op is Op.RANK)
    return JobSpec(op, Scheme.ABY3, tuple(parties), (chosen,), "", params, told), homes
