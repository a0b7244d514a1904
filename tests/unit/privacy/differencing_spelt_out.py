"""The rules of `puhui.privacy.leakage.differencing` spelt out enterprise by enterprise: slow, and easy to read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from puhui.privacy.leakage.differencing import Answered, Cells, Members, _reduced_weights


def singles_out(new: Iterable[Answered], earlier: Iterable[Answered], least: int) -> bool:
    """As `differencing.singles_out`."""
    held = set(earlier)
    fresh = [one for one in dict.fromkeys(new) if one not in held]
    for column in dict.fromkeys(one.column for one in fresh):
        asked = [one for one in fresh if one.column == column]
        if _column_singles_out(asked, [*asked, *(one for one in held if one.column == column)], least):
            return True
    return False


def _column_singles_out(fresh: Sequence[Answered], every: Sequence[Answered], least: int) -> bool:
    by_subject: dict[int, list[int]] = {}
    by_member: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(every):
        for member in one.members:
            by_subject.setdefault(member[0], []).append(at)
            by_member.setdefault(member, []).append(at)
    for one in fresh:
        same_subject = Counter(at for who, _ in one.members for at in by_subject[who])
        for at, same in Counter(at for member in one.members for at in by_member[member]).items():
            differing = len(one.members) + len(every[at].members) - same_subject[at] - same
            if 0 < differing < least:
                return True
        if any(_appears_or_leaves(one, other, least) for other in every if other.group == one.group):
            return True
    linked = _linked(range(len(fresh)), every, by_member)
    cells = _cells([every[at].members for at in sorted(linked) if len(every[at].members) >= least])
    return any(weight < least for weight in _reduced_weights(cells))


def _appears_or_leaves(one: Answered, other: Answered, least: int) -> bool:
    few, more = sorted((len(one.members), len(other.members)))
    return few == 0 and 0 < more < least


def _linked(
    start: Iterable[int], every: Sequence[Answered], by_member: Mapping[tuple[int, int], list[int]]
) -> set[int]:
    """The answers that share contributions with those at `start`, directly or through others."""
    found, frontier = set(start), list(start)
    while frontier:
        reached = {at for member in every[frontier.pop()].members for at in by_member[member]} - found
        found |= reached
        frontier += reached
    return found


def _cells(answers: Sequence[Members]) -> Cells:
    """The enterprises that the same answers hold: one unknown each, since no combination can part them."""
    places: dict[tuple[int, int], list[int]] = {}
    for at, members in enumerate(answers):
        for member in members:
            places.setdefault(member, []).append(at)
    cells: dict[tuple[int, ...], list[int]] = {}
    for (subject, _), where in places.items():
        cells.setdefault(tuple(where), []).append(subject)
    return frozenset((where, frozenset(subjects)) for where, subjects in cells.items())
