"""The programs of a validation: scores of rows from secret points, and AUC and KS of secret scores by bands. Pure."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.privacy.programs.stablehlo import WHOLE, Module, Value

_BANDS_LEAST, _BANDS_MOST = 64, 512
_COMPARISONS = 500_000  # that a validation makes, where the least bands allow it


def bands_for(rows: int) -> int:
    """How many bands of score so many rows are validated by, a power of two. With 64 a band is about a seventh of a
    standard deviation wide, and AUC by bands is within 0.001 of AUC by ranks; KS by bands is never above KS."""
    bands = _BANDS_LEAST
    while bands < _BANDS_MOST and 2 * bands * rows <= _COMPARISONS:
        bands *= 2
    return bands


def validating_programs(rows: int, parties: int) -> Mapping[str, str]:
    """The texts of a validation by name: `add`, `measure`."""
    return {"add": sum_of_points_program(rows, parties), "measure": measure_program(rows)}


def score_program(rows: int, bins: tuple[tuple[int, ...], ...]) -> str:
    """Indicators of each custodian (rows, bins), the points of each bin in hundredths, what the label party's own
    attributes give each row -> the rows' scores in hundredths, exact."""
    module = Module("score")
    indicators = [module.take(f"h{at}", rows, sum(part), kind=WHOLE) for at, part in enumerate(bins)]
    points = module.take("points", sum(map(sum, bins)), kind=WHOLE)
    total = module.take("owned", rows, kind=WHOLE)
    start = 0
    for part, counts in zip(indicators, bins, strict=True):
        end = start + sum(counts)
        total = module.add(total, module.dot(part, module.part(points, (start, end)), (1, 0)))
        start = end
    return module.give(total)


def sum_of_points_program(rows: int, parties: int) -> str:
    """The points that each party gives each row -> the rows' scores in hundredths."""
    module = Module("points")
    parts = [module.take(f"p{at}", rows, kind=WHOLE) for at in range(parties)]
    total = parts[0]
    for part in parts[1:]:
        total = module.add(total, part)
    return module.give(total)


def measure_program(rows: int) -> str:
    """Scores, outcomes (1 good) and the rising lower edges of the bands, the first below every score -> two whole
    numbers: AUC times twice goods times bads (rows of one band are ties), KS times goods times bads."""
    module = Module("measure")
    scores, good = module.take("scores", rows, kind=WHOLE), module.take("good", rows, kind=WHOLE)
    bands = bands_for(rows)
    edges = module.take("edges", bands, kind=WHOLE)
    reach = module.reaches(module.spread(scores, [0], rows, bands), module.spread(edges, [1], rows, bands))
    bad = module.subtract(module.constant(1, rows, kind=WHOLE), good)
    counted = module.convert(reach, WHOLE)
    goods, bads = (module.dot(counted, one, (0, 0)) for one in (good, bad))  # in this band or a better one
    better_goods, better_bads = (_next(module, one) for one in (goods, bads))
    area = module.dot(module.subtract(bads, better_bads), module.add(goods, better_goods), (0, 0))
    all_goods, all_bads = (module.spread(module.part(one, (0, 1)), [0], bands) for one in (goods, bads))
    apart = module.size(module.subtract(module.multiply(goods, all_bads), module.multiply(bads, all_goods)))
    width = bands
    while width > 1:
        width //= 2
        apart = module.larger(module.part(apart, (0, width)), module.part(apart, (width, 2 * width)))
    return module.give(module.join([module.reshape(area, 1), apart], 0))


def measures_of(opened: NDArray[np.int64], good: NDArray[np.bool_]) -> dict[str, Any]:
    """What the label party reads from the two numbers of `measure_program`, knowing the outcomes."""
    goods, bads = int(good.sum()), int((~good).sum())
    area = int(opened[0]) / (2 * goods * bads)
    ks = int(opened[1]) / (goods * bads)
    return {
        "rows": goods + bads,
        "bads": bads,
        "auc": round(area, 4),
        "gini": round(2 * area - 1, 4),
        "ks": round(ks, 4),
    }


def _next(module: Module, values: Value) -> Value:
    """The vector from its second element on, and a zero."""
    return module.join([module.part(values, (1, values.shape[0])), module.constant(0, 1, kind=WHOLE)], 0)
