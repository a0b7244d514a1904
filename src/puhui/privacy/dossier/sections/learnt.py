"""What was learnt by all jobs together: of our data by others, and of others' data by us."""

from collections.abc import Callable, Iterator, Sequence

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Heading, Table, Words
from puhui.privacy.dossier.deed import Deed
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage import Total
from puhui.privacy.model import Op, Party


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    totals, me = w.dossier.totals, w.dossier.me
    yield Words(w.told("learnt"), "dim")
    yield Heading(3, w.say("他人就本机构的数据得知", "What others learnt of our data"), "learnt-of-us")
    yield _totals(w, [one for one in totals if one.about == me], lambda one: one.learner)
    yield Heading(3, w.say("本机构就他人的数据得知", "What we learnt of others' data"), "learnt-by-us")
    yield _totals(w, [one for one in totals if one.learner == me], lambda one: one.about)
    if rows := tuple(_arranged(w)):
        yield Heading(
            3, w.say("没有算起来的计算，在约定时得知", "While arranging what never began"), "learnt-arranging"
        )
        yield Words(w.told("learnt_arranging"), "dim")
        yield Table(w.head("learnt_arranging_head"), rows, frozenset({5}))


def _arranged(w: Writing) -> Iterator[tuple[str, ...]]:
    """Whoever arranged a job that then was refused, or ended before it began, knows how long the other's list is."""
    held: dict[tuple[str, str, str, Op, int], list[Deed]] = {}
    for deed in w.dossier.deeds:
        for learner, about in _hearers(deed):
            held.setdefault((learner, about.name, about.dataset, deed.spec.op, about.rows), []).append(deed)
    for (learner, owner, dataset, op, rows), some in held.items():
        whose = w.say(
            f"{w.org(owner)}{w.dataset(dataset) if dataset else '自带的名单'}",
            f"{w.dataset(dataset)}, {w.org(owner)}" if dataset else f"a list that {w.org(owner)} brought",
        )
        told = w.told("arranged", rows=f"{rows:,}")
        yield w.org(learner), whose, w.op(op), told, w.deeds(some), f"{len(some):,}"


def _hearers(deed: Deed) -> Iterator[tuple[str, Party]]:
    """Who heard of whose rows in a job of which nothing counts: this node and the others, of each other."""
    if deed.counted:
        return
    for party in deed.spec.parties:
        if not party.rows:
            continue
        if party.name != deed.me:
            yield deed.me, party
        elif not deed.untold:
            yield from ((org, party) for org in deed.others)


def _totals(w: Writing, totals: Sequence[Total], who: Callable[[Total], str]) -> Block:
    """What tells of single enterprises or groups has a row of its own; sizes and times share one."""
    held: dict[tuple[str, str, Op], list[Total]] = {}
    for total in totals:
        held.setdefault((who(total), total.dataset, total.op), []).append(total)
    rows = tuple(row for (org, dataset, op), some in held.items() for row in _rows(w, org, dataset, op, some))
    if not rows:
        return Words(w.say("没有。", "Nothing."))
    return Table(w.head("learnt_head"), rows, frozenset({4}))


def _rows(w: Writing, org: str, dataset: str, op: Op, totals: Sequence[Total]) -> Iterator[tuple[str, ...]]:
    first = (w.org(org), w.dataset(dataset, totals[0].about), w.op(op))
    rest = []
    for one in totals:
        most = words.most_of_fact(one.code)
        if most is None:
            rest.append(one)
        else:
            yield (*first, w.in_(most.fill(n=f"{one.amount:,}", of=w.other(one.about))), f"{one.jobs:,}")
    if rest:
        told = w.say("；", "; ").join(w.in_(words.of_fact(one.code, w.other(one.about))) for one in rest)
        yield (*first, w.say(f"附带：{told}", f"besides: {told}"), f"{max(one.jobs for one in rest):,}")
