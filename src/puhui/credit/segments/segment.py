"""Which of four customers an enterprise is: 个体工商户, small and micro, medium, farmer household; and whether it is
普惠.

The legal form decides first (a sole proprietor is one at any size), then the size. Where the size is open between two
segments the settings' `assumed` one is taken, and said to be assumed. A large enterprise is no customer of this
platform: it has no segment.

>>> from datetime import date
>>> from puhui.credit.segments.size import Figures, size_of
>>> day = date(2026, 6, 30)
>>> sized = size_of("3484", Figures(staff=400, revenue_fen=5_000_000_000, assets_fen=None), day)
>>> segment_of("有限责任公司(自然人投资或控股)", sized).segment.value
'medium'
>>> ceiling(day).amount_fen, ceiling(day, scope="central_bank_tool").amount_fen
(1000000000, 2000000000)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from puhui.credit.segments.errors import MalformedSegmentSettings, NotInForce
from puhui.credit.segments.size import Size, Sized
from puhui.kernel import Text

FORMAT = "puhui-segments/1"
DEFINITION = "definition"
_STAGE = "credit.segments.segment"


class Segment(StrEnum):
    """The customers that need different cards."""

    SOLE_PROPRIETOR = "sole_proprietor"
    SMALL_MICRO = "small_micro"
    MEDIUM = "medium"
    FARMER = "farmer"

    @property
    def text(self) -> Text:
        """The segment in words."""
        return _SEGMENTS[self]


_SEGMENTS = {
    Segment.SOLE_PROPRIETOR: Text(zh="个体工商户", en="sole proprietor"),
    Segment.SMALL_MICRO: Text(zh="小微企业", en="small or micro enterprise"),
    Segment.MEDIUM: Text(zh="中型企业", en="medium enterprise"),
    Segment.FARMER: Text(zh="农户及新型农业经营主体", en="farmer household or farm"),
}


@dataclass(frozen=True, slots=True)
class Segmented:
    """A segment (None for a large enterprise), what decided it (`form` or `size`), and whether it was assumed."""

    segment: Segment | None
    decided_by: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that a client's credit line may be for a loan to count as 普惠小微, and how well founded that is."""

    scope: str
    amount_fen: int
    valid_from: date
    mark: str


@dataclass(frozen=True)
class SegmentSettings:
    """The settings of `segments.json`."""

    version: str
    forms: Mapping[str, Segment]
    sizes: Mapping[Size, Segment]
    assumed: Segment
    ceilings: tuple[Ceiling, ...]
    inclusive: frozenset[Segment]

    @classmethod
    def parse(cls, data: bytes) -> "SegmentSettings":
        """Read the file's JSON; raises `MalformedSegmentSettings`."""
        try:
            raw = json.loads(data)
            if raw["format"] != FORMAT:
                raise MalformedSegmentSettings(reason=f"format {raw['format']!r}", stage=_STAGE)
            return cls(
                version=raw["version"],
                forms={form: Segment(name) for name, forms in raw["forms"].items() for form in forms},
                sizes={Size(size): Segment(name) for size, name in raw["sizes"].items()},
                assumed=Segment(raw["assumed"]),
                ceilings=tuple(
                    Ceiling(item["scope"], item["amount_fen"], date.fromisoformat(item["valid_from"]), item["mark"])
                    for item in raw["inclusive_ceiling"]
                ),
                inclusive=frozenset(Segment(name) for name in raw["inclusive_segments"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise MalformedSegmentSettings(reason=repr(reason), stage=_STAGE) from None


@cache
def shipped_segments() -> SegmentSettings:
    """The settings that ship with Puhui."""
    return SegmentSettings.parse(resources.files("puhui.credit.segments").joinpath("segments.json").read_bytes())


def segment_of(form: str, sized: Sized, settings: SegmentSettings | None = None) -> Segmented:
    """The segment of an enterprise by its legal form as registered, and its size."""
    rules = settings or shipped_segments()
    if form in rules.forms:
        return Segmented(rules.forms[form], "form", False)
    found = {rules.sizes.get(size) for size in sized.possible}
    if len(found) == 1:
        return Segmented(found.pop(), "size", False)
    return Segmented(rules.assumed, "size", True)


def ceiling(on: date, *, scope: str = DEFINITION, settings: SegmentSettings | None = None) -> Ceiling:
    """The 普惠小微 ceiling in force on a day; raises `NotInForce`."""
    held = [one for one in (settings or shipped_segments()).ceilings if one.scope == scope and one.valid_from <= on]
    if not held:
        raise NotInForce(what=Text(zh="普惠小微授信上限", en="the ceiling of inclusive loans"), on=on, stage=_STAGE)
    return max(held, key=lambda one: one.valid_from)


def is_inclusive(
    segment: Segment | None,
    credit_line_fen: int,
    on: date,
    *,
    scope: str = DEFINITION,
    settings: SegmentSettings | None = None,
) -> bool:
    """Whether a loan under that credit line counts as 普惠小微: the client's whole line, not the one loan, is compared.

    Farmer households count under a heading of their own (农户经营性贷款), not here.
    """
    rules = settings or shipped_segments()
    return segment in rules.inclusive and credit_line_fen <= ceiling(on, scope=scope, settings=rules).amount_fen
