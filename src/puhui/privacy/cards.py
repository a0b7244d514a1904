"""A scorecard whose attributes lie with several custodians: whose is what, and the whole numbers that are added. Pure.

All parties of the job have the card, and the job pins it by its digest; nobody but its holder sees a value or the bin
it falls in. Every attribute has one holder. A source of which nobody holds an attribute is absent for everyone, as
`Scorecard.score(…, absent=…)` has it; a source may not be there in part.

>>> from puhui.credit.scorecard import EXAMPLE
>>> card = Scorecard.parse(EXAMPLE)
>>> limits_of(card, [])
Limits(base=60000, low=30000, high=90000, unknown=0, weight=1000000, known_min=400000)
>>> part_of(card, ["age_m"], {"age_m": np.array([6.0, np.nan])}, np.array([True, True])).tolist()
[[-4000, 0], [0, 1000000], [1, 0]]
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit import Scorecard
from puhui.kernel import Suite
from puhui.privacy.engine import Matrix
from puhui.privacy.errors import AttributeHeldTwice, AttributeNotHeld
from puhui.privacy.model import JobSpec
from puhui.privacy.programs.scoring import PART_ROWS, Limits

MODEL = "model.json"  # a file in every party's folder
_STAGE = "privacy.cards"


def card_digest(card: Scorecard, suite: Suite) -> str:
    """The card's name in a job, in lower-case hex: of the card as it dumps itself, however its file was spelt."""
    return suite.digest(card.dump()).hex()


def held_by(card: Scorecard, columns: Collection[str]) -> list[str]:
    """Which of the card's attributes are among a party's columns, in the card's order."""
    return [attribute.name for attribute in card.attributes if attribute.name in columns]


def absent_sources(card: Scorecard, holders: Mapping[str, Sequence[str]]) -> list[str]:
    """The sources of which no party holds an attribute; `holders` maps a party to the attributes that it holds.

    Raises `AttributeHeldTwice`, and `AttributeNotHeld` where a source is there in part.
    """
    holder: dict[str, str] = {}
    for party, names in holders.items():
        for name in names:
            if name in holder:
                raise AttributeHeldTwice(attribute=name, one=holder[name], other=party, stage=_STAGE)
            holder[name] = party
    there = {attribute.source for attribute in card.attributes if attribute.name in holder}
    for attribute in card.attributes:
        if attribute.source in there and attribute.name not in holder:
            raise AttributeNotHeld(attribute=attribute.name, source=attribute.source, stage=_STAGE)
    return [source.source for source in card.sources if source.source not in there]


def limits_of(card: Scorecard, absent: Collection[str]) -> Limits:
    """What all parties know of the sum; raises `UnknownGradeTable`."""
    scorer = card.scorer
    gone = [one for one in scorer.attributes if one.attribute.source in absent]
    return Limits(
        base=scorer.base + sum(int(one.points[one.not_granted]) for one in gone),
        low=math.floor(card.scaling.score_min * 100),
        high=math.ceil(card.scaling.score_max * 100),
        unknown=sum(one.weight for one in gone if not one.known[one.not_granted]),
        weight=scorer.weight,
        known_min=_least(scorer.table.coverage.score_from, scorer.weight),
    )


def grade_bands(card: Scorecard) -> tuple[list[int], int, int]:
    """The card's grades as bands, of which 1 is the worst: floors in hundredths of a point, rising; the weight below
    which a grade is capped; the highest band then."""
    table = card.scorer.table
    floors = [math.ceil(floor * 100) for floor in table.floors[-2::-1]]
    cap = len(table.grades) - table.grades.index(table.coverage.cap)
    return floors, _least(table.coverage.uncapped_from, card.scorer.weight), cap


def part_of(
    card: Scorecard, names: Collection[str], columns: Mapping[str, NDArray[Any]], there: NDArray[np.bool_]
) -> Matrix:
    """A custodian's matrix over the enterprises, as `programs.scoring` has it; `there` says whom it knows at all.

    Numeric columns are float64 with NaN for no value, the others text or None. An enterprise that is not there has no
    record: the bin `missing` of each attribute.
    """
    matrix = np.zeros((PART_ROWS, len(there)), dtype=np.int64)
    place = np.empty(len(there), dtype=np.uint8)
    for attribute in card.scorer.attributes:
        if attribute.name not in names:
            continue
        attribute.place(columns[attribute.name], place)
        place[~there] = attribute.missing
        matrix[0] += attribute.points.take(place)
        matrix[1] += np.where(attribute.known, 0, attribute.weight).take(place)
        matrix[2] += place < attribute.missing
    return matrix


def _least(share: float, weight: int) -> int:
    """The least whole weight that is `share` of it or more, in the arithmetic of `Scorer`."""
    least = math.ceil(share * weight)
    return least - 1 if (least - 1) / weight >= share else least


def is_pinned(card: Scorecard, spec: JobSpec, suite: Suite) -> bool:
    """Whether the job pins this card by its digest, and adds by its numbers.

    Raises `AttributeHeldTwice` and `AttributeNotHeld` where the parties' columns do not make up the card.
    """
    holders = {party.name: held_by(card, party.columns[1:]) for party in spec.parties}
    limits = asdict(limits_of(card, absent_sources(card, holders)))
    right = card_digest(card, suite) == spec.word("model")
    return right and all(spec.number(name) == value for name, value in limits.items())


def is_validated(card: Scorecard, spec: JobSpec, suite: Suite) -> bool:
    """Whether the job pins this card by its digest, and every party gives the attributes whose source it is, and no
    others, in the card's order."""
    given = {party.name: party.columns[2 if rank == 0 else 1 :] for rank, party in enumerate(spec.parties)}
    wanted: dict[str, tuple[str, ...]] = dict.fromkeys(given, ())
    for attribute in card.attributes:
        wanted[attribute.source] = (*wanted.get(attribute.source, ()), attribute.name)
    return card_digest(card, suite) == spec.word("model") and given == wanted


def bare(card: Scorecard) -> Scorecard:
    """The card with what it takes to score and no more: nothing of the rows that it was fitted to."""
    attributes = tuple(
        replace(
            attribute,
            coefficient=None,
            iv=None,
            bins=tuple(replace(item, count=None, bad_rate=None, woe=None, adjustment=None) for item in attribute.bins),
        )
        for attribute in card.attributes
    )
    return replace(card, attributes=attributes, training={}, metrics={}, target={}, excluded=())
