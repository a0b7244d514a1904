"""Lists and acts as a learner of rankings takes them: one row a product that was shown, graded and weighted. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from puhui.market.choices.acts import Act, examined
from puhui.market.choices.store import Choice, ShownList


@dataclass(frozen=True, slots=True)
class Graded:
    """A product in a list: `grade` 0 to 4 by the furthest act; `weight` is the inverse of the position's propensity for
    what was acted on, and 1 for the rest (inverse propensity scoring weighs what was seen to be relevant)."""

    list: str
    product: str
    position: int
    degree: float
    verdict: str
    grade: int
    weight: float


def graded(shown: Sequence[ShownList], acts: Iterable[Choice]) -> list[Graded]:
    """Every place of every list, in order."""
    furthest: dict[tuple[str, str], int] = {}
    for one in acts:
        key = (one.list, one.product)
        furthest[key] = max(furthest.get(key, 0), Act(one.act).grade)
    rows = []
    for one_list in shown:
        for position, (product, degree, verdict) in enumerate(one_list.order, 1):
            grade = furthest.get((str(one_list.id), product), 0)
            weight = 1 / examined(position) if grade else 1.0
            rows.append(Graded(str(one_list.id), product, position, degree, verdict, grade, weight))
    return rows
