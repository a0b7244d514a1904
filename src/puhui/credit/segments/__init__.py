"""Segments: how large an enterprise is, which of four customers it is, which card serves it, and what thin files allow.

Promises: every threshold stands in a file with its mark and the day it holds from; a figure that is not known leaves
open only what it decides; a card fitted on too few bads never serves; what an expert card says is called
uncalibrated; and too little knowledge is no score, never a bad one.

>>> from datetime import date
>>> day = date(2026, 6, 30)
>>> sized = size_of("5165", Figures(staff=12, revenue_fen=3_000_000_000, assets_fen=None), day)
>>> found = segment_of("有限责任公司(自然人投资或控股)", sized)
>>> sized.size.value, found.segment.value, is_inclusive(found.segment, 500_000_000, day)
('small', 'small_micro', True)
>>> choice = shipped_shelf().choose("farmer", fitted=())
>>> choice.card.name, choice.uncalibrated
('farmer-expert', True)
"""

from puhui.credit.segments.errors import (
    MalformedSegmentSettings,
    NoOutcomes,
    NotAFigure,
    NotInForce,
    SegmentNotServed,
)
from puhui.credit.segments.offsets import Offset, segment_offset, with_offset
from puhui.credit.segments.segment import Ceiling, Segment, Segmented, ceiling, is_inclusive, segment_of
from puhui.credit.segments.shelf import Basis, Choice, SegmentShelf, shipped_shelf
from puhui.credit.segments.size import Figures, Size, Sized, size_of
from puhui.credit.segments.thin import Depth, Standing, standing

__all__ = [
    "Basis",
    "Ceiling",
    "Choice",
    "Depth",
    "Figures",
    "MalformedSegmentSettings",
    "NoOutcomes",
    "NotAFigure",
    "NotInForce",
    "Offset",
    "Segment",
    "SegmentNotServed",
    "SegmentShelf",
    "Segmented",
    "Size",
    "Sized",
    "Standing",
    "ceiling",
    "is_inclusive",
    "segment_of",
    "segment_offset",
    "shipped_shelf",
    "size_of",
    "standing",
    "with_offset",
]
