"""Whether a changed decision file may go on: no fault, every case comes out and every rule is shown, no law weakened.

What `puhui rules test` and a bank's studio both ask.

>>> from puhui.decisions import shipped, shipped_cases
>>> check(shipped("standard"), shipped_cases("standard"), shipped("standard")).sound
True
>>> check(shipped("standard"), None, None).sound
False
"""

from dataclasses import dataclass
from functools import lru_cache

from puhui.decisions.adjusting import Difference, differences
from puhui.decisions.cases import CasesReport, parse_cases, run_cases
from puhui.decisions.faults import Fault
from puhui.decisions.linting import faults

_NOTHING = CasesReport(0, (), ())


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. `cases` and `changes` are empty where the file has faults."""

    faults: tuple[Fault, ...]
    cases: CasesReport
    changes: tuple[Difference, ...]

    @property
    def weakened(self) -> tuple[str, ...]:
        """The rules that stand on law or standard and may now let more through."""
        return tuple(one.code for one in self.changes if one.weakens_fixed)

    @property
    def sound(self) -> bool:
        """Whether nothing is in the way."""
        cases = self.cases
        return cases.cases > 0 and not (self.faults or cases.failed or cases.uncovered or self.weakened)


@lru_cache(maxsize=32)
def check(rules: bytes, cases: bytes | None, against: bytes | None) -> Checked:
    """Check a file with its worked cases, and against the file in force. Raises `CasesRefused`."""
    found = faults(rules)
    if found:
        return Checked(found, _NOTHING, ())
    report = _NOTHING if cases is None else run_cases(rules, parse_cases(cases))
    return Checked((), report, () if against is None else tuple(differences(against, rules)))
