"""What was learnt by all jobs together: of our data by others, and of others' data by us."""

from collections.abc import Callable, Iterator, Sequence

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Heading, Table, Words
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage import Total
from puhui.privacy.model import Op


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    totals, me = w.dossier.totals, w.dossier.me
    yield Words(w.told("learnt"), "dim")
    yield Heading(3, w.say("他人就本机构的数据得知", "What others learnt of our data"), "learnt-of-us")
    yield _totals(w, [one for one in totals if one.about == me], lambda one: one.learner)
    yield Heading(3, w.say("本机构就他人的数据得知", "What we learnt of others' data"), "learnt-by-us")
    yield _totals(w, [one for one in totals if one.learner == me], lambda one: one.about)


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
    first = (w.org(org), w.dataset(dataset), w.op(op))
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
