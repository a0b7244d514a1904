"""What a lender keeps of its applications, as monitoring reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.binning import Bools
from puhui.credit.errors import ColumnLengthsDiffer

Words = NDArray[Any]  # one text a row


@dataclass(frozen=True)
class Applications:
    """One row an application: the columns that were scored, when, what was decided, what came of it.

    `period` and `quarter` are texts that sort by time (`2026-03`, `2026Q1`). `bad` holds where `known`; an outcome that
    is not yet known is neither good nor bad. `approved` is the decision, `overridden` whether it went against what the
    model advised. `groups` are columns whose approval is compared for fairness, `segment`
    one for the mix of approvals. What a lender does not keep is None. Raises `ColumnLengthsDiffer`.
    """

    frame: Mapping[str, NDArray[Any]]
    period: Words
    quarter: Words
    bad: Bools | None = None
    known: Bools | None = None
    approved: Bools | None = None
    overridden: Bools | None = None
    segment: Words | None = None
    groups: Mapping[str, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = len(self.period)
        parts: dict[str, NDArray[Any] | None] = {
            "quarter": self.quarter,
            "bad": self.bad,
            "known": self.known,
            "approved": self.approved,
            "overridden": self.overridden,
            "segment": self.segment,
            **self.groups,
            **self.frame,
        }
        for name, values in parts.items():
            if values is not None and len(values) != wanted:
                raise ColumnLengthsDiffer(column=name, rows=len(values), wanted=wanted, stage="credit.monitoring")

    def __len__(self) -> int:
        return len(self.period)

    @property
    def periods(self) -> list[str]:
        """The periods, oldest first."""
        return [str(value) for value in np.unique(self.period)]

    def outcomes(self, rows: Bools) -> Bools:
        """Which of these rows have an outcome."""
        if self.bad is None:
            return np.zeros(len(self), dtype=np.bool_)
        known: Bools = rows if self.known is None else rows & self.known
        return known
