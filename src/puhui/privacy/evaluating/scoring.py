"""`score` and `rank` over files of which each holds some of a scorecard's attributes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from puhui.credit import Scorecard
from puhui.kernel import suite
from puhui.privacy import disclosure
from puhui.privacy.cards import MODEL, absent_sources, card_digest, grade_bands, held_by, limits_of
from puhui.privacy.errors import NoUsableKeys, SchemaDiffers
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind, KeyReport, report, spell
from puhui.privacy.model import JobSpec, Op, Param, Party, Scheme
from puhui.privacy.ops.ranking import GRADES, POINTS
from puhui.privacy.policy import COMPUTING_MIN, check_bands, check_custodians
from puhui.privacy.tables import columns_of, read_table

RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class ScoreTerms:
    """Who is scored by what. `enterprises` are spelt keys, distinct, in the order of the result."""

    card: Scorecard
    key: str
    kind: KeyKind
    enterprises: tuple[str, ...]


def enterprises_of(path: Path, key: str, kind: KeyKind) -> tuple[tuple[str, ...], KeyReport]:
    """The distinct keys of a file in its order, and what became of its rows; raises `NoUsableKeys`."""
    table = read_table(path)
    if key not in table.columns:
        reason = f"no column {key} among {', '.join(table.columns)}"
        raise SchemaDiffers(reason=reason, party=path.stem, stage="inputs")
    spelt = spell(table[key], kind)
    told = report(table[key], spelt)
    if told.keys == 0:
        raise NoUsableKeys(rows=told.rows, party=path.stem, stage="inputs")
    return tuple(spelt.drop_nulls().unique(maintain_order=True)), told


def score(files: Sequence[Path], terms: ScoreTerms, receiver: str, out: Path, setting: Setting) -> Done:
    """`out/<receiver>/scores.csv`: a row an enterprise. Without `receiver`, see `parties_of`."""
    return _run(Op.SCORE, files, terms, receiver, {}, out, setting)


def rank(
    files: Sequence[Path], terms: ScoreTerms, receiver: str, out: Path, setting: Setting, *, floors: Sequence[int] = ()
) -> Done:
    """`out/<receiver>/bands.csv`. Bands begin at `floors`, in hundredths of a point, or are the card's grades."""
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
    return _run(Op.RANK, files, terms, receiver, bands, out, setting)


def parties_of(files: Sequence[Path], terms: ScoreTerms, receiver: str) -> tuple[list[Party], list[Path | None], str]:
    """The job's parties, whose file each has, and who receives: `receiver`; else the first file's party.

    Of two files neither may receive, for it would see the other's part: then a third party, that has the card and no
    data, receives and computes with them. It takes that place for any `receiver` that is no file's.
    """
    names = names_of(files)
    parties = [
        Party(name, len(terms.enterprises), (terms.key, *held_by(terms.card, columns_of(path, name, [terms.key]))))
        for path, name in zip(files, names, strict=True)
    ]
    homes: list[Path | None] = list(files)
    chosen = receiver or (names[0] if len(files) >= COMPUTING_MIN else RECEIVER)
    if chosen not in names:
        parties.append(Party(chosen, len(terms.enterprises), (terms.key,)))
        homes.append(None)
    return parties, homes, chosen


def _run(
    op: Op,
    files: Sequence[Path],
    terms: ScoreTerms,
    receiver: str,
    more: dict[str, Param],
    out: Path,
    setting: Setting,
) -> Done:
    parties, homes, chosen = parties_of(files, terms, receiver)
    holders = {party.name: list(party.columns[1:]) for party in parties}
    limits = limits_of(terms.card, absent_sources(terms.card, holders))
    check_custodians(sum(bool(held) and name != chosen for name, held in holders.items()), len(parties))
    params: dict[str, Param] = {
        "key": terms.key,
        "kind": terms.kind.value,
        "model": card_digest(terms.card, suite(setting.suite)),
        "enterprises": list(terms.enterprises),
        **asdict(limits),
        **more,
    }
    told = disclosure.of_score(parties, [chosen], len(terms.enterprises), banded=op is Op.RANK)
    spec = JobSpec(op, Scheme.ABY3, tuple(parties), (chosen,), "", params, told)
    return run_job(spec, homes, out, setting, beside={MODEL: terms.card.dump()})
