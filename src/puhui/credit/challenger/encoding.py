"""A frame of columns as the matrix that trees read: quantities as they are, categories as the number of their group.

Groups stand in order of goodness, so a tree can cut between them as it cuts a quantity. A category that no group names
is no value: rare ones said nothing in training.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.compiled import as_category, is_number
from puhui.credit.errors import ColumnNotNumeric
from puhui.credit.grades import Floats

if TYPE_CHECKING:
    from puhui.credit.challenger.model import Feature


def encoded(feature: "Feature", values: NDArray[Any]) -> Floats:
    """One column as numbers, NaN where there is no value; raises `ColumnNotNumeric`."""
    return _quantities(feature.name, values) if feature.numeric else grouped(feature.groups, values)


def grouped(groups: Sequence[Sequence[str]], values: NDArray[Any]) -> Floats:
    """The group number of each category, NaN for no value and for one that no group names."""
    table: dict[Any, float] = {value: float(at) for at, group in enumerate(groups) for value in group}
    spelt = (as_category(value) for value in values.tolist())
    return np.array([table.get(value, np.nan) for value in spelt], dtype=np.float64)


def _quantities(name: str, values: NDArray[Any]) -> Floats:
    values = np.asarray(values)
    if values.dtype.kind not in "fiub":
        wrong = next((value for value in values.tolist() if not is_number(value)), None)
        if wrong is not None:
            raise ColumnNotNumeric(column=name, example=repr(wrong), stage="credit.challenger")
    numbers = values.astype(np.float64)
    return np.where(np.isfinite(numbers), numbers, np.nan)
