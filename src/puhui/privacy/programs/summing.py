"""The program of a sum: adds one matrix a party, and shows of each group that is large enough what the job names. Pure.

>>> program = sum_program(parties=3, groups=2, columns=["a"], statistics=[Statistic(Shown.SUM, "a")], decimals=0,
...                       providers_min=3, subjects_min=5)
>>> "stablehlo.compare GE" in program and "stablehlo.divide" not in program
True
"""

from collections.abc import Sequence

from puhui.privacy.statistics import Shown, Statistic

PROVIDER, SUBJECTS, FIRST_COLUMN = 0, 1, 2  # rows of a party's matrix


def sum_program(
    *,
    parties: int,
    groups: int,
    columns: Sequence[str],
    statistics: Sequence[Statistic],
    decimals: int,
    providers_min: int,
    subjects_min: int,
) -> str:
    """A StableHLO module over one matrix of whole numbers a party and, where a statistic divides, one of reals.

    A party's matrix has a row for "this party provides" (0 or 1), one for the number of subjects, one for each column;
    a column of it is a group. The matrix of reals has the columns alone, in their own unit. The first result has a row
    for the number of providers and one for that of subjects (1 and 0 where no sum is named), then one for each
    statistic: its value if it is whole, else whether it is defined. The second has a row for each fraction. Groups that
    do not reach both thresholds are zeros throughout: nobody learns whether one provider or two were there.
    """
    return _Sum(parties, groups, list(columns), decimals).write(statistics, providers_min, subjects_min)


def divides(statistics: Sequence[Statistic]) -> bool:
    """Whether the program takes reals too, and has a second result."""
    return any(not one.is_whole for one in statistics)


class _Sum:
    """Lines of one module. Every value is a row, one number a group, unless its type says otherwise."""

    def __init__(self, parties: int, groups: int, columns: list[str], decimals: int) -> None:
        self._parties, self._groups, self._columns, self._decimals = parties, groups, columns, decimals
        self._lines: list[str] = []
        self._wholes, self._reals, self._bits = (self._row(1, kind) for kind in ("i64", "f64", "i1"))

    def write(self, statistics: Sequence[Statistic], providers_min: int, subjects_min: int) -> str:
        wide, real = self._row(len(self._columns) + FIRST_COLUMN, "i64"), self._row(len(self._columns), "f64")
        arguments = [f"%p{number}: {wide}" for number in range(self._parties)]
        total = self._total("%p", wide)
        providers, subjects = (self._slice(total, at, wide, self._wholes) for at in (PROVIDER, SUBJECTS))
        enough = self._compare("GE", providers, self._whole(providers_min))
        enough = self._add("and", self._bits, enough, self._compare("GE", subjects, self._whole(subjects_min)))
        named = any(one.shown is Shown.SUM for one in statistics)
        wholes = [providers, subjects] if named else [self._whole(1), self._whole(0)]
        fractions = []
        if divides(statistics):
            arguments += [f"%r{number}: {real}" for number in range(self._parties)]
            self._real_total, self._real_type = self._total("%r", real), real
        for one in statistics:
            value = self._slice(total, FIRST_COLUMN + self._at(one.column), wide, self._wholes)
            if one.shown is Shown.AT_LEAST:
                reached = self._compare("GE", value, self._whole(one.threshold(self._decimals)))
                value = self._convert(reached, self._bits, self._wholes)
            if not one.is_whole:
                defined, fraction = self._fraction(one, enough, total, wide)
                fractions.append(self._select(defined, fraction, self._real(0), self._reals))
                value = self._convert(defined, self._bits, self._wholes)
            wholes.append(value)
        shown = [self._select(enough, value, self._whole(0), self._wholes) for value in wholes]
        results = [(self._stack(shown, "i64"), self._row(len(shown), "i64"))]
        if fractions:
            results.append((self._stack(fractions, "f64"), self._row(len(fractions), "f64")))
        names, kinds = (", ".join(part) for part in zip(*results, strict=True))
        head = f" func.func @main({', '.join(arguments)}) -> ({kinds}) {{"
        return "\n".join(["module @sum {", head, *self._lines, f"  return {names} : {kinds}", " }", "}", ""])

    def _fraction(self, one: Statistic, enough: str, total: str, wide: str) -> tuple[str, str]:
        """Where it is defined and shown, and its value there: a divisor that is zero or hidden is replaced by one."""
        column = self._slice(self._real_total, self._at(one.column), self._real_type, self._reals)
        divisor, at = column, FIRST_COLUMN + self._at(one.column)
        if one.shown is Shown.MEAN:
            at = SUBJECTS
            divisor = self._convert(self._slice(total, SUBJECTS, wide, self._wholes), self._wholes, self._reals)
        if one.shown is Shown.RATIO:
            at = FIRST_COLUMN + self._at(one.other)
            divisor = self._slice(self._real_total, self._at(one.other), self._real_type, self._reals)
        there = self._compare("NE", self._slice(total, at, wide, self._wholes), self._whole(0))
        defined = self._add("and", self._bits, enough, there)
        divisor = self._select(defined, divisor, self._real(1), self._reals)
        if one.shown is not Shown.HHI:
            return defined, self._add("divide", self._reals, column, divisor)
        squares = []
        for number in range(self._parties):
            part = self._slice(f"%r{number}", self._at(one.column), self._real_type, self._reals)
            share = self._add("divide", self._reals, part, divisor)
            squares.append(self._add("multiply", self._reals, share, share))
        index = squares[0]
        for square in squares[1:]:
            index = self._add("add", self._reals, index, square)
        return defined, index

    def _row(self, rows: int, kind: str) -> str:
        return f"tensor<{rows}x{self._groups}x{kind}>"

    def _at(self, column: str) -> int:
        return self._columns.index(column)

    def _say(self, expression: str) -> str:
        name = f"%v{len(self._lines)}"
        self._lines.append(f"  {name} = stablehlo.{expression}")
        return name

    def _add(self, operation: str, kind: str, *values: str) -> str:
        return self._say(f"{operation} {', '.join(values)} : {kind}")

    def _total(self, prefix: str, kind: str) -> str:
        total = f"{prefix}0"
        for number in range(1, self._parties):
            total = self._add("add", kind, total, f"{prefix}{number}")
        return total

    def _slice(self, value: str, at: int, kind: str, to: str) -> str:
        return self._say(f"slice {value} [{at}:{at + 1}, 0:{self._groups}] : ({kind}) -> {to}")

    def _whole(self, number: int) -> str:
        return self._say(f"constant dense<{number}> : {self._wholes}")

    def _real(self, number: int) -> str:
        return self._say(f"constant dense<{number}.0> : {self._reals}")

    def _compare(self, how: str, one: str, other: str) -> str:
        return self._say(f"compare {how}, {one}, {other} : ({self._wholes}, {self._wholes}) -> {self._bits}")

    def _select(self, where: str, value: str, other: str, kind: str) -> str:
        return self._say(f"select {where}, {value}, {other} : {self._bits}, {kind}")

    def _convert(self, value: str, kind: str, to: str) -> str:
        return self._say(f"convert {value} : ({kind}) -> {to}")

    def _stack(self, rows: list[str], kind: str) -> str:
        each = ", ".join([self._row(1, kind)] * len(rows))
        return self._say(f"concatenate {', '.join(rows)}, dim = 0 : ({each}) -> {self._row(len(rows), kind)}")
