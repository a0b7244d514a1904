"""How much of a list those who asked of it may know: at most what they brought, or what was hit where that is known.

Pure. A budget counts questions; a list of forty rows is read out long before a budget of millions is spent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.model import Party


@dataclass(frozen=True, slots=True)
class Reach:
    """`learner` may know `known` of the `rows` rows of `owner`'s list, by these jobs of the period.

    `dataset` is empty for a list of the owner's own, which is then that of one job. `rows` is the shortest that the
    list was said to be. `sure`: so many were hit; otherwise it is the most that can have been. `counted`: the hits of
    each job are known, which may be the same twice.
    """

    learner: str
    owner: str
    dataset: str
    rows: int
    known: int
    sure: bool
    counted: bool
    deeds: tuple[Deed, ...]

    @property
    def share(self) -> float:
        """Of the list, at most 1."""
        return self.known / self.rows


def of_us(deeds: Iterable[Deed]) -> list[Reach]:
    """How much of this node's lists others may know."""
    asked = [(taker, deed.mine, deed) for deed in deeds for taker in deed.takers if deed.mine is not None]
    return _reaches(asked)


def by_us(deeds: Iterable[Deed]) -> list[Reach]:
    """How much of others' lists this node may know."""
    return _reaches([(deed.me, party, deed) for deed in deeds for party in deed.sources])


def _reaches(asked: Iterable[tuple[str, Party, Deed]]) -> list[Reach]:
    held: dict[tuple[str, str, str], list[tuple[Party, Deed]]] = {}
    for learner, owner, deed in asked:
        if deed.counted and deed.lists and owner.rows:
            held.setdefault((learner, owner.name, owner.dataset or deed.job), []).append((owner, deed))
    return [_reach(learner, owner, some) for (learner, owner, _), some in held.items()]


def _reach(learner: str, owner: str, some: list[tuple[Party, Deed]]) -> Reach:
    rows = min(party.rows for party, _ in some)
    (_, first), *more = some
    return Reach(
        learner=learner,
        owner=owner,
        dataset=some[0][0].dataset,
        rows=rows,
        known=min(sum(_known(learner, deed) for _, deed in some), rows),
        sure=not more and _hits(first) is not None,
        counted=all(_hits(deed) is not None for _, deed in some),
        deeds=tuple(deed for _, deed in some),
    )


def _known(learner: str, deed: Deed) -> int:
    hits = _hits(deed)
    return next((party.rows for party in deed.spec.parties if party.name == learner), 0) if hits is None else hits


def _hits(deed: Deed) -> int | None:
    return deed.found if deed.end is End.DONE else None
