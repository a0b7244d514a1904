"""Which rows are bad: a target column of 0/1, booleans or words turned into outcomes, without guessing silently.

>>> outcomes = read_target(np.array(["P I F", "CHGOFF", None], dtype=object), "MIS_Status")
>>> outcomes.bad.tolist(), outcomes.known.tolist(), outcomes.bad_values
([False, True, False], [True, True, False], ('CHGOFF',))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.binning import Bools
from puhui.credit.compiled import as_category
from puhui.credit.errors import TargetHasOneClass, TargetUnclear

_BAD = frozenset(
    "1 bad b true yes y default defaulted overdue delinquent chgoff charged-off chargeoff bankrupt npl loss writeoff "
    "是 坏 坏户 违约 逾期 不良 破产 有 D".lower().split()
) | {"charged off", "charge off", "written off"}
_GOOD = frozenset(
    "0 good g false no n paid pif current performing alive normal ok 否 好 好户 正常 未违约 存续 无 A".lower().split()
) | {"p i f", "fully paid", "paid in full"}
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`bad` and `known` by row (unknown outcomes are false in both), and which values were read as bad and good."""

    bad: Bools
    known: Bools
    bad_values: tuple[str, ...]
    good_values: tuple[str, ...]


def read_target(values: NDArray[Any], column: str, bad_values: Sequence[str] = ()) -> Outcomes:
    """Read outcomes; `bad_values` names the bad ones where the words do not say it.

    Without it there must be two values, of which the words tell one apart. Raises `TargetUnclear`, `TargetHasOneClass`.
    """
    spelt = [as_category(value) for value in values.tolist()]
    found = sorted({value for value in spelt if value is not None})
    shown = ", ".join(found[:_SHOWN]) + (f" … ({len(found)})" if len(found) > _SHOWN else "")
    if bad_values:
        bad = [value for value in found if value in set(bad_values)]
        if not bad:
            raise TargetUnclear(column=column, found=shown or "-", stage="credit.target")
    elif len(found) > 2:
        raise TargetUnclear(column=column, found=shown, stage="credit.target")
    else:
        bad = _bad_of(found, column, shown)
    good = [value for value in found if value not in bad]
    if not good or not bad:
        raise TargetHasOneClass(column=column, found=shown or "-", stage="credit.target")
    return Outcomes(
        bad=np.array([value in bad for value in spelt], dtype=np.bool_),
        known=np.array([value is not None for value in spelt], dtype=np.bool_),
        bad_values=tuple(bad),
        good_values=tuple(good),
    )


def _bad_of(found: list[str], column: str, shown: str) -> list[str]:
    bad = [value for value in found if value.strip().lower() in _BAD]
    good = [value for value in found if value.strip().lower() in _GOOD]
    if len(found) < 2:
        raise TargetHasOneClass(column=column, found=shown or "-", stage="credit.target")
    if len(bad) == 1:
        return bad
    if len(good) == 1 and not bad:
        return [value for value in found if value not in good]
    raise TargetUnclear(column=column, found=shown, stage="credit.target")
