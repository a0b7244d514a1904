"""One indicator as people see it, with where it comes from."""

from datetime import date

from puhui.desks.views.base import View


class IndicatorView(View):
    """One indicator with its source. `value` is null with a cause; what is no number stands in `text`.

    `origin` is what its source is called: the dataset, or the bank of several.
    """

    name: str
    label: str
    value: float | None
    text: str | None = None
    unit: str
    source: str
    origin: str = ""
    as_of: date | None
    coverage: float
    cause: str
