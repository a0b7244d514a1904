"""What the engine runs, as text that a person can read, pinned by its digest. Pure.

A match and a lookup are protocols of the engine's library: their program is the library's name, version and settings.
The others are StableHLO modules, written in the modules beside this and compiled by the engine in each worker; no
party sends another a program.
"""

from dataclasses import fields

from puhui.kernel import Suite, encode
from puhui.privacy.model import JobSpec, Op
from puhui.privacy.policy import CELL_MIN
from puhui.privacy.programs.scoring import Limits, rank_program, score_program
from puhui.privacy.programs.summing import sum_program
from puhui.privacy.programs.training import REFERENCE_ROWS, Shape, training_programs
from puhui.privacy.programs.validating import validating_programs
from puhui.privacy.statistics import Shown, Statistic, parse_statistics

ENGINE = "spu 0.9.5"
SPLIT = "pcg64 of seed and job"  # how a training holds rows out, of which the engine's text says nothing
FIELD = "FM128"  # sums of 64-bit integers are exact; FM64 would lose


def program_of(spec: JobSpec) -> bytes:
    """The program of a job, in the bytes that its digest is taken of."""
    if spec.op is Op.SUM:
        return _computed(spec, sum_of(spec))
    if spec.op in (Op.SCORE, Op.RANK):
        return _computed(spec, scoring_program(spec))
    if spec.op in (Op.TRAIN, Op.VALIDATE):
        texts = _texts_of(spec)
        psi = {"psi": spec.word("psi"), "curve": spec.word("curve")}
        rule = {"split": SPLIT} if spec.op is Op.TRAIN else {}
        program = {"engine": ENGINE, "scheme": spec.scheme.value, "field": FIELD, **psi, **rule, "stablehlo": texts}
        return encode(program)
    return encode({"engine": ENGINE, "scheme": spec.scheme.value, "curve": spec.word("curve")})


def statistics_of(spec: JobSpec) -> tuple[Statistic, ...]:
    """What a sum shows: what the job names, else the sum of each column; raises `UnknownStatistic`."""
    said = spec.words("statistics") if "statistics" in spec.params else [Shown.SUM.value]
    return parse_statistics(said, spec.words("values"))


def sum_of(spec: JobSpec) -> str:
    """The StableHLO module of a sum."""
    return sum_program(
        parties=len(spec.parties),
        groups=len(spec.words("groups")),
        columns=spec.words("values"),
        statistics=statistics_of(spec),
        decimals=spec.number("decimals"),
        providers_min=spec.number("providers_min"),
        subjects_min=spec.number("subjects_min"),
    )


def scoring_program(spec: JobSpec) -> str:
    """The StableHLO module of a `score` or a `rank`."""
    providers = sum(len(party.columns) > 1 for party in spec.parties)
    rows = len(spec.words("enterprises"))
    limits = Limits(**{one.name: spec.number(one.name) for one in fields(Limits)})
    if spec.op is Op.SCORE:
        return score_program(providers=providers, rows=rows, limits=limits)
    return rank_program(
        providers=providers,
        rows=rows,
        limits=limits,
        floors=[int(floor) for floor in spec.words("floors")],
        uncapped_min=spec.number("uncapped_min"),
        cap=spec.number("cap"),
    )


def _texts_of(spec: JobSpec) -> dict[str, str]:
    """The programs of a training or validation, for the reference sizes of its spec."""
    if spec.op is Op.VALIDATE:
        return dict(validating_programs(REFERENCE_ROWS, sum(bool(party.columns) for party in spec.parties)))
    own, *others = (len(party.columns) for party in spec.parties)
    given = tuple(max(columns - 1, 0) for columns in others)  # without the key
    shape = Shape.reference(given, own - 2, held=spec.number("holdout_permille") > 0)
    return dict(training_programs(shape, CELL_MIN))


def program_digest(spec: JobSpec, suite: Suite) -> str:
    """The digest that the job pins, in lower-case hex."""
    return suite.digest(program_of(spec)).hex()


def _computed(spec: JobSpec, text: str) -> bytes:
    return encode({"engine": ENGINE, "scheme": spec.scheme.value, "field": FIELD, "stablehlo": text})
