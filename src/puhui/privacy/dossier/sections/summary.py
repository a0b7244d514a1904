"""The first page: who used our data and whose data we used, what needs somebody, and the budgets as a picture."""

from collections import Counter
from collections.abc import Iterator, Sequence

from puhui.privacy.dossier import reach, words
from puhui.privacy.dossier.blocks import Block, Heading, Table, Words
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.sections import attention, budgets, reached
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage import Total
from puhui.privacy.model import Op

_COLUMNS = ((End.DONE,), (End.CANCELLED, End.FAILED, End.UNDER_WAY), (End.REFUSED, End.REFUSED_ELSEWHERE))


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    d = w.dossier
    yield Words(_lead(w), "lead")
    yield Heading(3, w.say("谁用了本机构的数据", "Who used our data"), "who-used-ours")
    about_us = [one for one in d.totals if one.about == d.me]
    of_us = [((taker, deed.dataset, deed.spec.op), deed) for deed in d.of_us() for taker in deed.takers]
    yield _table(w, of_us, [((one.learner, one.dataset, one.op), one) for one in about_us], "summary_of_us_head", d.me)
    yield Heading(3, w.say("本机构用了谁的数据", "Whose data we used"), "whose-we-used")
    by_us = [((party.name, party.dataset, deed.spec.op), deed) for deed in d.by_us() for party in deed.sources]
    ours = [((one.about, one.dataset, one.op), one) for one in d.totals if one.learner == d.me]
    yield _table(w, by_us, ours, "summary_by_us_head")
    yield from attention.blocks(w)
    for picture in (reached.picture(w), budgets.picture(w)):
        if picture is not None:
            yield picture


def _lead(w: Writing) -> str:
    d = w.dossier
    of_us, by_us = d.of_us(), d.by_us()
    who = w.orgs(taker for deed in of_us for taker in deed.takers)
    whose = w.orgs(party.name for deed in by_us for party in deed.sources)
    told = [
        w.told("lead_of_us", n=f"{len(of_us):,}", who=who, ends=_ends(w, of_us)) if of_us else w.told("none_of_us"),
        w.told("lead_by_us", n=f"{len(by_us):,}", whose=whose, ends=_ends(w, by_us)) if by_us else w.told("none_by_us"),
    ]
    if d.deeds:
        told.append(w.told("lead_data"))
    told += [*_whole_lists(w), *_copies(w)]
    return w.say("", " ").join(told)


def _whole_lists(w: Writing) -> Iterator[str]:
    """Lists that are known as a whole, or may be: no original left its node, and that is no comfort."""
    d = w.dossier
    for name, found in (("lead_whole_of_us", reach.of_us(d.deeds)), ("lead_whole_by_us", reach.by_us(d.deeds))):
        for one in found:
            if one.known == one.rows:
                sure = w.say("已", "is") if one.sure else w.say("可能已", "may be")
                who = w.org(one.learner if one.owner == d.me else one.owner)
                yield w.told(name, dataset=w.dataset(one.dataset, one.owner), who=who, sure=sure)


def _copies(w: Writing) -> Iterator[str]:
    """Whose encrypted lists went to whose node."""
    d = w.dossier
    held: dict[tuple[str, str, str, str], list[Deed]] = {}
    for deed in d.deeds:
        if deed.spec.op is not Op.LOOKUP or not deed.counted:
            continue
        for taker in deed.takers:
            held.setdefault(("lead_copy_of_us", d.me, deed.dataset, taker), []).append(deed)
        for party in deed.sources:
            held.setdefault(("lead_copy_by_us", party.name, party.dataset, party.name), []).append(deed)
    for (name, owner, dataset, who), some in held.items():
        yield w.told(name, dataset=w.dataset(dataset, owner), who=w.org(who), which=w.deeds(some))
    if held:
        yield w.told("lead_copies")


def _ends(w: Writing, deeds: Sequence[Deed]) -> str:
    counts = Counter(deed.end for deed in deeds)
    return w.say("，", ", ").join(
        w.say(f"{w.in_(words.ENDS[end])} {counts[end]:,} 次", f"{counts[end]:,} {w.in_(words.ENDS[end])}")
        for end in End
        if counts[end]
    )


_Key = tuple[str, str, Op]


def _table(
    w: Writing,
    deeds: Sequence[tuple[_Key, Deed]],
    totals: Sequence[tuple[_Key, Total]],
    head: str,
    owner: str = "",
) -> Block:
    """A row an institution, dataset and kind of job: how many ended how, and what may have been learnt at most.

    `owner` is whose data all rows are of, where that is not each row's institution.
    """
    held: dict[_Key, list[Deed]] = {}
    for key, deed in deeds:
        held.setdefault(key, []).append(deed)
    if not held:
        return Words(w.say("没有。", "Nobody."))
    rows = tuple(
        (
            w.org(org),
            w.dataset(dataset, owner or org),
            w.op(op),
            _under(w, some),
            *(f"{sum(deed.end in ends for deed in some):,}" for ends in _COLUMNS),
            _most(w, [total for key, total in totals if key == (org, dataset, op)], some, owner or org),
        )
        for (org, dataset, op), some in held.items()
    )
    return Table(w.head(head), rows, frozenset({4, 5, 6}))


def _under(w: Writing, deeds: Sequence[Deed]) -> str:
    """The mandates that these jobs named, each with its uses in all; and how many enterprises' grants."""
    held = {one.id: one for deed in deeds for one, _ in w.dossier.mandate_of(deed)}
    told = [
        w.say(
            f"{w.mandate(one)}（{one.used:,}/{one.allowed:,}）", f"{w.mandate(one)} ({one.used:,} of {one.allowed:,})"
        )
        for one in held.values()
    ]
    if granted := {grant for deed in deeds if deed.named for grant in deed.under}:
        told.append(w.told("granted_to", n=f"{len(granted):,}"))
    if told:
        return w.say("；", "; ").join(told)
    if w.dossier.ledger is None:
        return w.told("no_ledger_read")
    return w.told("under_unknown_to_ledger" if any(deed.under for deed in deeds) else "not_written_down")


def _most(w: Writing, totals: Sequence[Total], deeds: Sequence[Deed], owner: str) -> str:
    """Of jobs that never began, what was told while they were being arranged: how long the list is."""
    told = [
        w.in_(most.fill(n=f"{one.amount:,}", of=w.other(one.about)))
        for one in totals
        if (most := words.most_of_fact(one.code)) is not None
    ]
    if told:
        return w.say("；", "; ").join(told)
    heard = [deed for deed in deeds if not (deed.untold and owner == deed.me)]
    rows = {party.rows for deed in heard for party in deed.spec.parties if party.name == owner and party.rows}
    if not rows:
        return w.told("nothing")
    told_rows = w.say("、", ", ").join(f"{one:,}" for one in sorted(rows))
    return w.told("only_rows", who=w.other(owner), rows=told_rows)
