"""The settings of needs, from `needs.json`: versioned, each with its mark."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib import resources

_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NeedSettings:
    """How many banks, how long, how soon."""

    version: str
    banks_max: int
    first_response_days: int
    open_days: int
    open_days_max: int
    invite_after_hours: int
    open_needs_max: int
    invitations_per_bank: int
    share_min_percent: int


@cache
def need_settings() -> NeedSettings:
    """The settings that come with Puhui."""
    raw = json.loads(resources.files("puhui.market").joinpath("needs.json").read_bytes())
    return NeedSettings(raw["version"], **{name: int(one["value"]) for name, one in raw["settings"].items()})


def working_days_after(moment: datetime, days: int) -> datetime:
    """The same time of day `days` working days later, in China. Weekends do not count; public holidays still do.

    >>> from datetime import UTC
    >>> working_days_after(datetime(2026, 7, 3, 2, tzinfo=UTC), 2).isoformat()  # Friday, then Monday and Tuesday
    '2026-07-07T02:00:00+00:00'
    """
    local = moment.astimezone(_BEIJING)
    while days > 0:
        local += timedelta(days=1)
        days -= local.weekday() < _SATURDAY
    return local.astimezone(moment.tzinfo)
