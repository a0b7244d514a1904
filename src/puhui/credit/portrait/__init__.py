"""The portrait: everything that an enterprise has granted to be seen, as one document of one schema.

Promises: what is not known is null with its cause, never zero; an axis without data or with too few peers is hollow,
and the group that it was compared with is named; what other rooms found stands in sections as they wrote it; every
text is in both languages; and `portrait.schema.json` describes it for whoever reads it elsewhere. Pure.

>>> from datetime import UTC, date, datetime
>>> from puhui.credit.indicator import Cause, Indicator
>>> day = date(2026, 6, 30)
>>> revenue = Indicator("rev12_fen", 5_000_000_00, "fen", "tax", day, 1.0, Cause.GRANTED)
>>> basics = Basics(uscc="91110000600037341L", name="华兴", segment="small_micro", as_of=day)
>>> made = compose(basics, {"rev12_fen": revenue}, PeerGroups([]), at=datetime(2026, 6, 30, tzinfo=UTC))
>>> made.radar.axes[1].value, made.sections.relations.state, made.indicators[0].label.zh
(None, 'not_given', '近12个月销售额')
>>> read_portrait(made.document()) == made
True
"""

from puhui.credit.portrait.composing import Answered, Given, Others, compose, score_shown
from puhui.credit.portrait.errors import MalformedPortrait, MalformedSection
from puhui.credit.portrait.model import FORMAT, Basics, Portrait, ScoreShown, Terms
from puhui.credit.portrait.peers import KEYS, PEERS_MIN, Chosen, PeerGroups
from puhui.credit.portrait.reading import read_portrait
from puhui.credit.portrait.sizing import size_by

__all__ = [
    "FORMAT",
    "KEYS",
    "PEERS_MIN",
    "Answered",
    "Basics",
    "Chosen",
    "Given",
    "MalformedPortrait",
    "MalformedSection",
    "Others",
    "PeerGroups",
    "Portrait",
    "ScoreShown",
    "Terms",
    "compose",
    "read_portrait",
    "score_shown",
    "size_by",
]
