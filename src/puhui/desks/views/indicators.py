"""One indicator as people see it, with where it comes from."""

from datetime import date

from puhui.desks.views.base import View


class IndicatorView(View):
    """One indicator with its source. `value` is null with a cause; what is no number stands in `text`."""

    name: str
    label: str
    value: float | None
    text: str | None = None
    unit: str
    source: str
    as_of: date | None
    coverage: float
    cause: str
