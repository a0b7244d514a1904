"""What one may ask of a long list."""

from typing import Annotated

from pydantic import Field

from puhui.desks.views.base import View
from puhui.lending.listing import PAGE_MAX, Sought


class ListQuery(View):
    """`q`: the beginning of a number or a USCC, or a part of the enterprise's name. `state`: any of these.
    `after`: the `next` of the page before."""

    q: Annotated[str, Field(max_length=64)] = ""
    state: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=20)] = Field(default_factory=list)
    after: Annotated[str, Field(max_length=64)] = ""
    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = 100

    def of(self, uscc: str | None) -> Sought:
        """The same, of one enterprise or of all."""
        return Sought(uscc, tuple(self.state), self.q.strip(), self.after, self.limit)
