"""Which way a quantity may run in the trees: as its indicator is defined, else as the dictionary says.

A column that bears an indicator's name is that indicator, so its definition decides and not what one sample happens to
show. Only `free` in the dictionary lifts it. A definition of `neither` decides nothing.

>>> from puhui.credit.fit import Column
>>> direction_of("void_rate12", Column()), direction_of("headcount_of_ours", Column())
(-1, 0)
"""

from collections.abc import Mapping
from functools import cache

from puhui.credit.binning import Trend
from puhui.credit.fit import Column
from puhui.credit.indicators import SOURCES, Direction
from puhui.kernel import Text

_TRENDS = {Trend.RISING: 1, Trend.FALLING: -1}
_DEFINED = {Direction.HIGHER: 1, Direction.LOWER: -1}


def direction_of(name: str, column: Column) -> int:
    """1: more is better; -1: less is better; 0: the data decide."""
    said = _TRENDS.get(column.binning.trend, 0)
    if column.binning.trend is Trend.FREE:
        return 0
    return _definitions().get(name, 0) or said


def overruled(name: str, column: Column) -> Text | None:
    """What to say aloud where the dictionary says the contrary of the indicator's definition."""
    said = _TRENDS.get(column.binning.trend, 0)
    if not said or direction_of(name, column) == said:
        return None
    return Text(
        zh=f"列“{name}”：字典的趋势与指标定义的方向相反，以指标定义为准；若要放开，请写 free",
        en=f"column {name!r}: the dictionary's trend is contrary to the indicator's definition, which holds; "
        "say free to lift it",
    )


@cache
def _definitions() -> Mapping[str, int]:
    return {
        name: _DEFINED.get(definition.direction, 0)
        for source in SOURCES.values()
        for name, definition in source.definitions.items()
    }
