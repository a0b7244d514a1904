"""The programs of a training: counts by bin, what of them may be shown, columns, one step of the regression. Pure.

Their sizes are known only when the parties have aligned their rows and cut their bins, so a job pins the texts for the
reference sizes of its spec (`Shape.reference`); the parties make the texts for the true sizes by this same module
and compare their digest before they run the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from puhui.privacy.programs.stablehlo import REAL, WHOLE, Module, Value
from puhui.privacy.programs.validating import measure_program, score_program

INVERSIONS = 18  # Newton-Schulz steps: with correlations up to 0.99 the inverse is exact to fixed point
REFERENCE_ROWS, _REFERENCE_BINS = 1000, 4


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a training: rows fitted on and held out, the label party's attributes, and for each custodian that
    has any, the number of bins of each of its attributes."""

    fitted: int
    held: int
    owned: int
    bins: tuple[tuple[int, ...], ...]

    @classmethod
    def reference(cls, attributes: tuple[int, ...], owned: int, *, held: bool) -> "Shape":
        """The sizes that a job's program is pinned for: its numbers of columns, and round numbers for the rest."""
        bins = tuple((_REFERENCE_BINS,) * count for count in attributes if count)
        return cls(REFERENCE_ROWS, REFERENCE_ROWS if held else 0, owned, bins)

    @property
    def all_bins(self) -> tuple[int, ...]:
        """The bins of each attribute, custodian after custodian."""
        return tuple(count for part in self.bins for count in part)

    @property
    def columns(self) -> int:
        """Columns of the regression: the label party's, the custodians', the constant."""
        return self.owned + len(self.all_bins) + 1

    @property
    def widest(self) -> int:
        """Bins of the attribute that has most."""
        return max(self.all_bins)


def training_programs(shape: Shape, least: int) -> Mapping[str, str]:
    """The texts by name; `score` and `measure` only where rows are held out."""
    texts = {
        "count": count_program(shape),
        "group": group_program(shape, least),
        "encode": encode_program(shape),
        "chance": chance_program(shape.fitted, shape.columns),
        "curve": curve_program(shape.fitted, shape.columns),
        "inflation": inflation_program(shape.columns),
        "step": step_program(shape.fitted, shape.columns),
    }
    if shape.held:
        texts |= {"score": score_program(shape.held, shape.bins), "measure": measure_program(shape.held)}
    return texts


def count_program(shape: Shape) -> str:
    """Indicators of each custodian (rows, bins) and the rows' outcomes (1 good) -> counts (bins, good and bad)."""
    module = Module("count")
    indicators = _indicators(module, shape.fitted, shape.bins)
    good = module.take("good", shape.fitted, kind=WHOLE)
    parts = []
    for one in indicators:
        goods = module.dot(one, good, (0, 0))
        bads = module.subtract(module.sums(one), goods)
        parts.append(module.join([module.reshape(column, *goods.shape, 1) for column in (goods, bads)], 1))
    return module.give(module.join(parts, 0))


def group_program(shape: Shape, least: int) -> str:
    """Counts (bins, 2) and which group of its attribute each bin is in (bins, widest; 0 and 1) -> which groups have
    `least` good and `least` bad rows (attributes x widest), and the counts of those groups, zeros of all others."""
    module = Module("group")
    total, wide = sum(shape.all_bins), shape.widest
    counts = module.take("counts", total, 2, kind=WHOLE)
    groups = module.take("groups", total, wide, kind=WHOLE)
    parts = []
    for start, end in pairwise(accumulate(shape.all_bins, initial=0)):
        chosen, counted = module.part(groups, (start, end), (0, wide)), module.part(counts, (start, end), (0, 2))
        parts.append(module.dot(chosen, counted, (0, 0)))
    summed = module.join(parts, 0)
    rows = summed.shape[0]
    enough = module.reaches(summed, module.constant(least, rows, 2, kind=WHOLE))
    good, bad = (module.reshape(module.part(enough, (0, rows), (at, at + 1)), rows) for at in (0, 1))
    flags = module.convert(module.both(good, bad), WHOLE)
    return module.give(flags, module.multiply(summed, module.spread(flags, [0], rows, 2)))


def encode_program(shape: Shape) -> str:
    """The label party's columns (rows, owned), indicators of each custodian, a value for each bin -> the regression's
    columns (rows, columns): the label party's, one for each attribute of the custodians, the constant 1."""
    module = Module("encode")
    rows = shape.fitted
    parts = [module.take("owned", rows, shape.owned)] if shape.owned else []
    indicators = _indicators(module, rows, shape.bins)
    values = module.take("values", sum(shape.all_bins))
    spans = list(pairwise(accumulate(shape.all_bins, initial=0)))
    for part, bins in zip(indicators, shape.bins, strict=True):
        real = module.convert(part, REAL)
        for start, end in pairwise(accumulate(bins, initial=0)):
            weights = module.part(values, spans.pop(0))
            column = module.dot(module.part(real, (0, rows), (start, end)), weights, (1, 0))
            parts.append(module.reshape(column, rows, 1))
    return module.give(module.join([*parts, module.constant(1, rows, 1)], 1))


def chance_program(rows: int, columns: int) -> str:
    """Columns (rows, columns) and coefficients -> each row's chance to be good."""
    module = Module("chance")
    inputs, coefficients = module.take("columns", rows, columns), module.take("coefficients", columns)
    return module.give(module.logistic(module.dot(inputs, coefficients, (1, 0))))


def curve_program(rows: int, columns: int) -> str:
    """Columns (rows, columns) and chances -> the log likelihood's curvature there, a mean over the rows.

    Row by row of the result: the engine multiplies a vector with a matrix five times faster than two matrices.
    """
    module = Module("curve")
    inputs, chance = module.take("columns", rows, columns), module.take("chance", rows)
    weight = module.multiply(chance, module.subtract(module.constant(1, rows), chance))
    weighted = module.multiply(inputs, module.spread(weight, [0], rows, columns))
    parts = []
    for at in range(columns):
        column = module.reshape(module.part(weighted, (0, rows), (at, at + 1)), rows)
        parts.append(module.reshape(module.dot(column, inputs, (0, 0)), 1, columns))
    return module.give(module.multiply(module.join(parts, 0), module.constant(1 / rows, columns, columns)))


def step_program(rows: int, columns: int) -> str:
    """One Newton step of the ridge regression of log odds, with a curvature of this or an earlier place.

    Columns (rows, columns), outcomes (1 good), chances and coefficients, the curvature, which coefficients take part
    (1) and which are to be 0 (0), the ridge of each -> the next coefficients, and the largest change of one. The
    curvature is inverted by Newton and Schulz: `M <- M (2 I - H M)` from `I / trace(H)`, products only. Columns of unit
    variance keep it well conditioned.
    """
    module = Module("step")
    inputs, good, chance = module.take("columns", rows, columns), module.take("good", rows), module.take("chance", rows)
    before, curve = module.take("coefficients", columns), module.take("curve", columns, columns)
    kept, ridge = (module.take(name, columns) for name in ("kept", "ridge"))
    before = module.multiply(before, kept)
    slope = module.dot(module.subtract(good, chance), inputs, (0, 0))
    slope = module.multiply(slope, module.constant(1 / rows, columns))
    slope = module.multiply(module.subtract(slope, module.multiply(ridge, before)), kept)
    inverse = _inverse(module, _restricted(module, curve, kept, ridge))
    change = module.dot(inverse, slope, (1, 0))
    return module.give(module.add(before, change), largest(module, module.size(change)))


def inflation_program(columns: int) -> str:
    """The curvature, which coefficients take part, the ridge of each -> the variance inflation of each column."""
    module = Module("inflation")
    curve = module.take("curve", columns, columns)
    kept, ridge = (module.take(name, columns) for name in ("kept", "ridge"))
    used = _restricted(module, curve, kept, ridge)
    ones, eye = module.constant(1, columns), module.identity(columns)
    inverse = _inverse(module, used)
    diagonals = [module.dot(module.multiply(one, eye), ones, (1, 0)) for one in (used, inverse)]
    return module.give(module.multiply(*diagonals))


def largest(module: Module, values: Value) -> Value:
    """The largest of a vector, as a vector of one."""
    while values.shape[0] > 1:
        half = (values.shape[0] + 1) // 2
        left, right = module.part(values, (0, half)), module.part(values, (values.shape[0] - half, values.shape[0]))
        values = module.larger(left, right)
    return values


def _restricted(module: Module, curve: Value, kept: Value, ridge: Value) -> Value:
    """The curvature with the ridge on it, and the identity in rows and columns that take no part."""
    columns = curve.shape[0]
    eye = module.identity(columns)
    there = module.multiply(module.spread(kept, [0], columns, columns), module.spread(kept, [1], columns, columns))
    absent = module.subtract(module.constant(1, columns), kept)
    curve = module.multiply(module.add(curve, _diagonal(module, ridge, eye)), there)
    return module.add(curve, _diagonal(module, absent, eye))


def _inverse(module: Module, matrix: Value) -> Value:
    size = matrix.shape[0]
    eye = module.identity(size)
    ones = module.constant(1, size)
    trace = module.dot(module.dot(module.multiply(matrix, eye), ones, (1, 0)), ones, (0, 0))
    first = module.multiply(eye, module.spread(module.divide(module.constant(1), trace), [], size, size))
    twice = module.multiply(eye, module.constant(2, size, size))

    def better(found: Value) -> Value:
        return module.dot(found, module.subtract(twice, module.dot(matrix, found, (1, 0))), (1, 0))

    return module.repeat(INVERSIONS, first, better)


def _diagonal(module: Module, values: Value, eye: Value) -> Value:
    return module.multiply(module.spread(values, [0], *eye.shape), eye)


def _indicators(module: Module, rows: int, bins: tuple[tuple[int, ...], ...]) -> list[Value]:
    return [module.take(f"h{at}", rows, sum(part), kind=WHOLE) for at, part in enumerate(bins)]
