"""A party's columns as arrays, from text: which are quantities, which are categories, which cells are empty. Pure.

A column is a quantity when every cell with a value is a number, and none is a code with leading zeros; else its cells
are categories. The words of `NOTHING` are no value. A column is named a category where its numbers are none.

>>> values_of(pl.Series(["1", "NA", "2.5"])).tolist(), values_of(pl.Series(["007", "", "12"])).tolist()
([1.0, nan, 2.5], ['007', None, '12'])
"""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

NOTHING = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None")
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_CODE = r"^0\d+$"


def values_of(column: pl.Series, *, category: bool = False) -> NDArray[Any]:
    """float64 with NaN where there is no value, or objects with None there."""
    said = column.str.strip_chars()
    said = said.set(said.is_in(NOTHING).fill_null(value=True), None)
    number = said.str.contains(_NUMBER) & ~said.str.contains(_CODE)
    if category or not number.all():
        return np.array(said.to_list(), dtype=object)
    numbers = said.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return np.where(np.isfinite(numbers), numbers, np.nan)
