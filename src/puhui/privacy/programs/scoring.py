"""The programs of `score` and `rank`: add one matrix a custodian, and give away no more than the scorecard would. Pure.

A custodian's matrix has a column an enterprise and three rows: hundredths of a point, the weight of what is not known
(in units of which the card's whole weight has `Limits.weight`), and how many attributes have a value at all. Nothing
is opened but the result: neither a part, nor the points of an enterprise whose coverage is too thin for a score.

>>> limits = Limits(base=60000, low=30000, high=90000, unknown=0, weight=1000000, known_min=300000)
>>> score_program(providers=3, rows=2, limits=limits).count("stablehlo.add")
3
>>> "reduce" in rank_program(providers=2, rows=5, limits=limits, floors=[50000, 60000], uncapped_min=0, cap=3)
True
"""

from collections.abc import Sequence
from dataclasses import dataclass

PART_ROWS = 3  # of a custodian's matrix: points, unknown weight, values
NO_BAND = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What all parties know of the sum: in hundredths of a point, and in units of weight.

    `base` and `unknown` are what every enterprise has whatever its custodians say: the card's base with the points of
    sources that take no part, and their weight. A score is within `low` and `high`, and there is one where the known
    weight is `known_min` or more.
    """

    base: int
    low: int
    high: int
    unknown: int
    weight: int
    known_min: int


def score_program(*, providers: int, rows: int, limits: Limits) -> str:
    """Two rows: the score, clipped, 0 where there is none; and the known weight, 0 where no custodian has a value."""
    row, both = f"tensor<1x{rows}xi64>", f"tensor<2x{rows}xi64>"
    return _module(
        "score",
        providers,
        rows,
        both,
        [
            *_known(rows, limits),
            *_constants(row, low=limits.low, high=limits.high),
            f"  %floored = stablehlo.maximum %total, %low : {row}",
            f"  %clipped = stablehlo.minimum %floored, %high : {row}",
            f"  %points = stablehlo.select %enough, %clipped, %none : tensor<1x{rows}xi1>, {row}",
            f"  %result = stablehlo.concatenate %points, %known, dim = 0 : ({row}, {row}) -> {both}",
        ],
    )


def rank_program(
    *, providers: int, rows: int, limits: Limits, floors: Sequence[int], uncapped_min: int, cap: int
) -> str:
    """One row: `NO_BAND` without a score, else 1 and one more for each of `floors` that the score reaches.

    Where less than `uncapped_min` of the weight is known, the band is `cap` at most. The score itself is not opened.
    """
    row, bits = f"tensor<1x{rows}xi64>", f"tensor<1x{rows}xi1>"
    table, table_bits = f"tensor<{len(floors)}x{rows}xi64>", f"tensor<{len(floors)}x{rows}xi1>"
    column = f"tensor<{len(floors)}x1xi64>"
    stack = ", ".join(f"[{floor}]" for floor in floors)
    return _module(
        "rank",
        providers,
        rows,
        row,
        [
            *_known(rows, limits),
            *_constants(row, one=1, cap=cap, uncapped_min=uncapped_min),
            f"  %floors = stablehlo.constant dense<[{stack}]> : {column}",
            f"  %steps = stablehlo.broadcast_in_dim %floors, dims = [0, 1] : ({column}) -> {table}",
            f"  %totals = stablehlo.broadcast_in_dim %total, dims = [0, 1] : ({row}) -> {table}",
            f"  %reached = stablehlo.compare GE, %totals, %steps : ({table}, {table}) -> {table_bits}",
            f"  %counts = stablehlo.convert %reached : ({table_bits}) -> {table}",
            "  %nought = stablehlo.constant dense<0> : tensor<i64>",
            "  %sum = stablehlo.reduce(%counts init: %nought) applies stablehlo.add across dimensions = [0]"
            f" : ({table}, tensor<i64>) -> tensor<{rows}xi64>",
            f"  %steps_up = stablehlo.reshape %sum : (tensor<{rows}xi64>) -> {row}",
            f"  %free = stablehlo.add %steps_up, %one : {row}",
            f"  %held = stablehlo.minimum %free, %cap : {row}",
            f"  %wide = stablehlo.compare GE, %known, %uncapped_min : ({row}, {row}) -> {bits}",
            f"  %band = stablehlo.select %wide, %free, %held : {bits}, {row}",
            f"  %result = stablehlo.select %enough, %band, %none : {bits}, {row}",
        ],
    )


def _module(name: str, providers: int, rows: int, result: str, lines: Sequence[str]) -> str:
    matrix = f"tensor<{PART_ROWS}x{rows}xi64>"
    arguments = ", ".join(f"%p{number}: {matrix}" for number in range(providers))
    sums = [
        f"  %s{number} = stablehlo.add %{'p0' if number == 1 else f's{number - 1}'}, %p{number} : {matrix}"
        for number in range(1, providers)
    ]
    parts = f"%s{providers - 1}" if sums else "%p0"
    slices = [
        f"  %{part} = stablehlo.slice {parts} [{at}:{at + 1}, 0:{rows}] : ({matrix}) -> tensor<1x{rows}xi64>"
        for at, part in enumerate(("given", "missed", "values"))
    ]
    head = [f"module @{name} {{", f" func.func @main({arguments}) -> {result} {{"]
    return "\n".join([*head, *sums, *slices, *lines, f"  return %result : {result}", " }", "}", ""])


def _known(rows: int, limits: Limits) -> list[str]:
    """`%total` unclipped, `%known` weight, and the bits `%enough` where that is enough for a score."""
    row, bits = f"tensor<1x{rows}xi64>", f"tensor<1x{rows}xi1>"
    rest = limits.weight - limits.unknown
    return [
        *_constants(row, none=0, base=limits.base, rest=rest, known_min=limits.known_min),
        f"  %total = stablehlo.add %given, %base : {row}",
        f"  %left = stablehlo.subtract %rest, %missed : {row}",
        f"  %seen = stablehlo.compare GT, %values, %none : ({row}, {row}) -> {bits}",
        f"  %known = stablehlo.select %seen, %left, %none : {bits}, {row}",
        f"  %enough = stablehlo.compare GE, %known, %known_min : ({row}, {row}) -> {bits}",
    ]


def _constants(row: str, **values: int) -> list[str]:
    return [f"  %{name} = stablehlo.constant dense<{value}> : {row}" for name, value in values.items()]
