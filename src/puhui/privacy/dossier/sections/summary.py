"""The first page: who used our data and whose data we used, what needs somebody, and the budgets as a picture."""

from collections import Counter
from collections.abc import Iterator, Sequence

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Heading, Items, Table, Words
from puhui.privacy.dossier.model import Deed, End
from puhui.privacy.dossier.sections import budgets
from puhui.privacy.dossier.sections.refusals import made_up
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage import Total
from puhui.privacy.leakage.model import GAUGES
from puhui.privacy.model import Op

_NEAR = 0.8
_SINGLE = frozenset({Op.MATCH, Op.LOOKUP})  # a result is about single enterprises, and a mandate is enough
_COLUMNS = ((End.DONE,), (End.CANCELLED, End.FAILED, End.UNDER_WAY), (End.REFUSED, End.REFUSED_ELSEWHERE))


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    d = w.dossier
    yield Words(_lead(w), "lead")
    yield Heading(3, w.say("谁用了本机构的数据", "Who used our data"), "who-used-ours")
    about_us = [one for one in d.totals if one.about == d.me]
    of_us = [((taker, deed.dataset, deed.spec.op), deed) for deed in d.of_us() for taker in deed.takers]
    yield _table(w, of_us, [((one.learner, one.dataset, one.op), one) for one in about_us], "summary_of_us_head")
    yield Heading(3, w.say("本机构用了谁的数据", "Whose data we used"), "whose-we-used")
    by_us = [((party.name, party.dataset, deed.spec.op), deed) for deed in d.by_us() for party in deed.sources]
    ours = [((one.about, one.dataset, one.op), one) for one in d.totals if one.learner == d.me]
    yield _table(w, by_us, ours, "summary_by_us_head")
    attention = list(_attention(w))
    yield Heading(3, w.say("需要关注", "To be looked at"), "attention")
    if attention:
        yield Items(tuple(attention), "warn")
    else:
        yield Words(w.told("nothing_to_look_at"))
    for line in _checked(w):
        yield Words(line)
    picture = budgets.picture(w)
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
    return w.say("", " ").join(told)


def _ends(w: Writing, deeds: Sequence[Deed]) -> str:
    counts = Counter(deed.end for deed in deeds)
    return w.say("，", ", ").join(
        w.say(f"{w.in_(words.ENDS[end])} {counts[end]:,} 次", f"{counts[end]:,} {w.in_(words.ENDS[end])}")
        for end in End
        if counts[end]
    )


_Key = tuple[str, str, Op]


def _table(w: Writing, deeds: Sequence[tuple[_Key, Deed]], totals: Sequence[tuple[_Key, Total]], head: str) -> Block:
    """A row an institution, dataset and kind of job: how many ended how, and what may have been learnt at most."""
    held: dict[_Key, list[Deed]] = {}
    for key, deed in deeds:
        held.setdefault(key, []).append(deed)
    if not held:
        return Words(w.say("没有。", "Nobody."))
    rows = tuple(
        (
            w.org(org),
            w.dataset(dataset),
            w.op(op),
            _under(w, some),
            *(f"{sum(deed.end in ends for deed in some):,}" for ends in _COLUMNS),
            _most(w, [total for key, total in totals if key == (org, dataset, op)], some),
        )
        for (org, dataset, op), some in held.items()
    )
    return Table(w.head(head), rows, frozenset({4, 5, 6}))


def _under(w: Writing, deeds: Sequence[Deed]) -> str:
    """The mandates that these jobs named, each with its uses in all; and how many enterprises' grants."""
    held = {one.id: one for deed in deeds for one, _ in w.dossier.mandate_of(deed)}
    told = [f"{w.mandate(one)} ({one.used:,}/{one.allowed:,})" for one in held.values()]
    if granted := {grant for deed in deeds if deed.named for grant in deed.under}:
        told.append(w.told("granted_to", n=f"{len(granted):,}"))
    return w.say("；", "; ").join(told) or "—"


def _most(w: Writing, totals: Sequence[Total], deeds: Sequence[Deed]) -> str:
    """Of jobs that all were refused, what was told while they were being arranged: how long a dataset is."""
    told = [
        w.in_(most.fill(n=f"{one.amount:,}", of=w.other(one.about)))
        for one in totals
        if (most := words.most_of_fact(one.code)) is not None
    ]
    arranged = any(party.dataset and party.rows for deed in deeds for party in deed.spec.parties)
    return w.say("；", "; ").join(told) or w.told("only_sizes" if totals or arranged else "nothing")


def _attention(w: Writing) -> Iterator[str]:
    """The grave first: what somebody should ask about, then what only cost time."""
    d = w.dossier
    yield from _grave(w)
    if missing := d.not_on_ledger():
        yield w.told("not_on_ledger", which=_numbers(w, missing))
    if strange := d.without_job():
        told = [w.say(f"{w.mandate(one)}第 {n} 次", f"{w.mandate(one)} use {n}") for one, n in strange]
        yield w.told("without_job", which=w.say("、", ", ").join(told))
    if d.ledger is not None and (gaps := [one for one in d.ledger.mandates if one.gaps]):
        yield w.told("gaps", which=w.say("、", ", ").join(w.mandate(one) for one in gaps))
    for near in (one for one in d.budgets if one.share >= _NEAR):
        yield w.told(
            "near",
            who=w.org(near.counterparty),
            dataset=w.dataset(near.dataset),
            what=w.in_(GAUGES[near.gauge]),
            share=f"{near.share:.0%}",
        )
    broken = [deed for deed in d.of_us() if deed.counted and deed.end in {End.FAILED, End.CANCELLED}]
    if broken:
        yield w.told("broken", which=_numbers(w, broken))
    if single := [deed for deed in d.deeds if deed.counted and not deed.named and deed.spec.op in _SINGLE]:
        yield w.told("single", which=_numbers(w, single))
    if d.ledger is None:
        yield w.told("no_ledger")


def _grave(w: Writing) -> Iterator[str]:
    d = w.dossier
    refused: dict[tuple[str, str], list[Deed]] = {}
    for deed in d.having(End.REFUSED):
        refused.setdefault((deed.initiator, deed.code), []).append(deed)
    for (org, code), some in sorted(refused.items(), key=lambda one: (not words.is_grave(one[0][1]), one[1][0].number)):
        yield w.told("refused", who=w.org(org), which=_numbers(w, some), why=w.reason(code))
    for deed in d.having(End.REFUSED_ELSEWHERE):
        if deed.initiator == d.me and words.is_grave(deed.code):
            yield w.told("ours_refused", who=w.org(deed.by), which=_numbers(w, [deed]), why=w.reason(deed.code))
    for one in d.turned_away:
        yield w.told("turned", who=w.org(one.caller), count=f"{one.count:,}", why=w.reason(one.code))
    if probes := made_up(d):
        yield w.told("probes", which=_numbers(w, probes))


def _checked(w: Writing) -> Iterator[str]:
    d = w.dossier
    if d.ledger is None or not d.deeds:
        return
    if not d.not_on_ledger() and not d.without_job() and not any(one.gaps for one in d.ledger.mandates):
        uses = sum(len(one.uses) for one in d.ledger.mandates if one.custodian == d.me)
        denials = sum(len(one.denials) for one in d.ledger.mandates if one.custodian == d.me)
        yield w.told(
            "agrees", jobs=f"{len(d.on_ledger()):,}", of=f"{len(d.deeds):,}", uses=f"{uses:,}", denials=f"{denials:,}"
        )


def _numbers(w: Writing, deeds: Sequence[Deed]) -> str:
    told = w.say("、", ", ").join(str(deed.number) for deed in deeds)
    return w.say(f"第 {told} 项", f"no. {told}")
