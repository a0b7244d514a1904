"""How much may be learnt: settings with code, value, mark and date, that a node may set otherwise.

>>> LIMITS.integer("names_max"), LIMITS["names_max"].mark
(1000, 'J')
>>> with_own({"names_max": 200}).integer("names_max")
200
"""

from collections.abc import Mapping
from importlib import resources

from puhui.credit.defaults import Defaults, MalformedDefaults
from puhui.kernel import Text
from puhui.privacy.policy import SUBJECTS_MIN

LIMITS = Defaults.parse(resources.files(__package__).joinpath("limits.json").read_bytes())
_FLOORS = {"difference_min": SUBJECTS_MIN, "match_rows_min": SUBJECTS_MIN, "period_days": 1}


def with_own(values: Mapping[str, int]) -> Defaults:
    """The shipped limits with a node's own; raises `UnknownDefault`, and `MalformedDefaults` below the house's."""
    limits = LIMITS.changed(values)
    for code in limits.items:
        least = _FLOORS.get(code, 0)
        if limits.integer(code) < least:
            raise MalformedDefaults(
                reason=Text(zh=f"{code} 低于 {least}", en=f"{code} is below {least}"), stage="privacy.leakage"
            )
    return limits
