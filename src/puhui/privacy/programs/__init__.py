"""What the engine runs, as text that a person can read, pinned by its digest. Pure.

A match and a lookup are protocols of the engine's library: their program is the library's name, version and settings.
The others are StableHLO modules, written in the modules beside this and compiled by the engine in each worker; no
party sends another a program.
"""

from puhui.kernel import Suite, encode
from puhui.privacy.model import JobSpec, Op
from puhui.privacy.policy import CELL_MIN
from puhui.privacy.programs.summing import sum_program
from puhui.privacy.programs.training import REFERENCE_ROWS, Shape, training_programs
from puhui.privacy.programs.validating import validating_programs

ENGINE = "spu 0.9.5"
FIELD = "FM128"  # sums of 64-bit integers are exact; FM64 would lose


def program_of(spec: JobSpec) -> bytes:
    """The program of a job, in the bytes that its digest is taken of."""
    if spec.op is Op.SUM:
        text = sum_program(
            parties=len(spec.parties),
            groups=len(spec.words("groups")),
            columns=len(spec.words("values")),
            providers_min=spec.number("providers_min"),
            subjects_min=spec.number("subjects_min"),
        )
        return encode({"engine": ENGINE, "scheme": spec.scheme.value, "field": FIELD, "stablehlo": text})
    if spec.op in (Op.TRAIN, Op.VALIDATE):
        texts = _texts_of(spec)
        psi = {"psi": spec.word("psi"), "curve": spec.word("curve")}
        return encode({"engine": ENGINE, "scheme": spec.scheme.value, "field": FIELD, **psi, "stablehlo": texts})
    return encode({"engine": ENGINE, "scheme": spec.scheme.value, "curve": spec.word("curve")})


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
