"""A StableHLO module, written line by line: the few operations that programs here need, their shapes checked. Pure.

>>> module = Module("twice")
>>> x = module.take("x", 3, 2)
>>> print(module.give(module.add(x, x)))
module @twice {
 func.func @main(%x: tensor<3x2xf64>) -> tensor<3x2xf64> {
  %0 = stablehlo.add %x, %x : tensor<3x2xf64>
  return %0 : tensor<3x2xf64>
 }
}
<BLANKLINE>
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

REAL, WHOLE, TRUTH = "f64", "i64", "i1"


@dataclass(frozen=True, slots=True)
class Value:
    """A value inside a module."""

    name: str
    shape: tuple[int, ...]
    kind: str

    @property
    def type(self) -> str:
        """Its tensor type."""
        return _type(self.shape, self.kind)


class Module:
    """Takes inputs, applies operations in the order of calls, gives results."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._inputs: list[Value] = []
        self._lines: list[str] = []
        self._count = 0

    def take(self, name: str, *shape: int, kind: str = REAL) -> Value:
        """An input, in the order of calls."""
        value = Value(f"%{name}", shape, kind)
        self._inputs.append(value)
        return value

    def give(self, *results: Value) -> str:
        """The module's text."""
        arguments = ", ".join(f"{value.name}: {value.type}" for value in self._inputs)
        types = ", ".join(value.type for value in results)
        names = ", ".join(value.name for value in results)
        head = f"func.func @main({arguments}) -> {types if len(results) == 1 else f'({types})'} {{"
        body = [f"  {line}" for line in [*self._lines, f"return {names} : {types}"]]
        return "\n".join([f"module @{self._name} {{", f" {head}", *body, " }", "}", ""])

    def constant(self, number: float, *shape: int, kind: str = REAL) -> Value:
        """One public number everywhere."""
        said = str(int(number)) if kind == WHOLE else f"{number:.17e}"
        return self._put(f"stablehlo.constant dense<{said}> : {_type(shape, kind)}", shape, kind)

    def identity(self, size: int) -> Value:
        """The public identity matrix."""
        rows = ", ".join(
            "[" + ", ".join("1.0" if at == row else "0.0" for at in range(size)) + "]" for row in range(size)
        )
        said = f"stablehlo.constant dense<[{rows}]> : {_type((size, size), REAL)}"
        return self._put(said, (size, size), REAL)

    def add(self, one: Value, other: Value) -> Value:
        """Element by element."""
        return self._pair("add", one, other)

    def subtract(self, one: Value, other: Value) -> Value:
        """Element by element."""
        return self._pair("subtract", one, other)

    def multiply(self, one: Value, other: Value) -> Value:
        """Element by element."""
        return self._pair("multiply", one, other)

    def divide(self, one: Value, other: Value) -> Value:
        """Element by element."""
        return self._pair("divide", one, other)

    def larger(self, one: Value, other: Value) -> Value:
        """The larger, element by element."""
        return self._pair("maximum", one, other)

    def logistic(self, value: Value) -> Value:
        """1 / (1 + exp(-x))."""
        return self._alone("logistic", value)

    def size(self, value: Value) -> Value:
        """The absolute value."""
        return self._alone("abs", value)

    def reaches(self, one: Value, other: Value) -> Value:
        """Whether one >= other, element by element."""
        _same(one, other)
        truth = _type(one.shape, TRUTH)
        said = f"stablehlo.compare GE, {one.name}, {other.name} : ({one.type}, {other.type}) -> {truth}"
        return self._put(said, one.shape, TRUTH)

    def both(self, one: Value, other: Value) -> Value:
        """Logical and."""
        return self._pair("and", one, other)

    def convert(self, value: Value, kind: str) -> Value:
        """The same numbers as another kind."""
        return self._turn("stablehlo.convert", value, value.shape, kind)

    def reshape(self, value: Value, *shape: int) -> Value:
        """The same elements in another shape."""
        return self._turn("stablehlo.reshape", value, shape, value.kind)

    def spread(self, value: Value, dims: Sequence[int], *shape: int) -> Value:
        """Broadcast: dimension n of the value becomes dimension `dims[n]` of the result."""
        said = f"stablehlo.broadcast_in_dim {value.name}, dims = [{', '.join(map(str, dims))}]"
        return self._put(f"{said} : ({value.type}) -> {_type(shape, value.kind)}", shape, value.kind)

    def part(self, value: Value, *spans: tuple[int, int]) -> Value:
        """A slice: a span for each dimension."""
        shape = tuple(end - start for start, end in spans)
        where = ", ".join(f"{start}:{end}" for start, end in spans)
        said = f"stablehlo.slice {value.name} [{where}] : ({value.type}) -> {_type(shape, value.kind)}"
        return self._put(said, shape, value.kind)

    def join(self, values: Sequence[Value], dim: int) -> Value:
        """Concatenation along a dimension."""
        first = values[0]
        length = sum(value.shape[dim] for value in values)
        shape = (*first.shape[:dim], length, *first.shape[dim + 1 :])
        names, types = ", ".join(value.name for value in values), ", ".join(value.type for value in values)
        said = f"stablehlo.concatenate {names}, dim = {dim} : ({types}) -> {_type(shape, first.kind)}"
        return self._put(said, shape, first.kind)

    def dot(self, one: Value, other: Value, over: tuple[int, int]) -> Value:
        """The sum of products over dimension `over[0]` of one and `over[1]` of the other."""
        assert one.shape[over[0]] == other.shape[over[1]], (one, other, over)
        rest = [length for at, length in enumerate(one.shape) if at != over[0]]
        rest += [length for at, length in enumerate(other.shape) if at != over[1]]
        said = f"stablehlo.dot_general {one.name}, {other.name}, contracting_dims = [{over[0]}] x [{over[1]}]"
        types = f"({one.type}, {other.type}) -> {_type(tuple(rest), one.kind)}"
        return self._put(f"{said} : {types}", tuple(rest), one.kind)

    def sums(self, value: Value) -> Value:
        """The sums over the first dimension."""
        zero = self.constant(0, kind=value.kind)
        shape = value.shape[1:]
        said = f"stablehlo.reduce({value.name} init: {zero.name}) applies stablehlo.add across dimensions = [0]"
        return self._put(f"{said} : ({value.type}, {zero.type}) -> {_type(shape, value.kind)}", shape, value.kind)

    def repeat(self, times: int, start: Value, step: Callable[[Value], Value]) -> Value:
        """`step` applied so many times, as a loop whose body stands in the text once."""
        counter = self.constant(0, kind=WHOLE)
        limit, one = self.constant(times, kind=WHOLE), self.constant(1, kind=WHOLE)
        at, held, ended = (f"%{letter}{self._count}" for letter in "ivw")
        result = f"%{self._count}"
        self._count += 1
        types = f"{counter.type}, {start.type}"
        truth = _type((), TRUTH)
        head = f"{result}:2 = stablehlo.while({at} = {counter.name}, {held} = {start.name}) : {types}"
        self._lines += [
            head,
            " cond {",
            f"  {ended} = stablehlo.compare LT, {at}, {limit.name} : ({counter.type}, {counter.type}) -> {truth}",
            f"  stablehlo.return {ended} : {truth}",
            " } do {",
        ]
        later = step(Value(held, start.shape, start.kind))
        after = self.add(Value(at, (), WHOLE), one)
        self._lines += [f"  stablehlo.return {after.name}, {later.name} : {types}", " }"]
        return Value(f"{result}#1", start.shape, start.kind)

    def _pair(self, name: str, one: Value, other: Value) -> Value:
        _same(one, other)
        return self._put(f"stablehlo.{name} {one.name}, {other.name} : {one.type}", one.shape, one.kind)

    def _alone(self, name: str, value: Value) -> Value:
        return self._put(f"stablehlo.{name} {value.name} : {value.type}", value.shape, value.kind)

    def _turn(self, name: str, value: Value, shape: tuple[int, ...], kind: str) -> Value:
        return self._put(f"{name} {value.name} : ({value.type}) -> {_type(shape, kind)}", shape, kind)

    def _put(self, said: str, shape: tuple[int, ...], kind: str) -> Value:
        name = f"%{self._count}"
        self._count += 1
        self._lines.append(f"{name} = {said}")
        return Value(name, tuple(shape), kind)


def _same(one: Value, other: Value) -> None:
    assert (one.shape, one.kind) == (other.shape, other.kind), (one, other)


def _type(shape: Sequence[int], kind: str) -> str:
    return f"tensor<{''.join(f'{length}x' for length in shape)}{kind}>"
