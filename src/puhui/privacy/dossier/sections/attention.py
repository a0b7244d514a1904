"""What somebody should look at, on the first page: the grave first, then what only cost time, what a lawyer judges."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from puhui.privacy.dossier import reach, words
from puhui.privacy.dossier.agreements import Mandated
from puhui.privacy.dossier.blocks import Block, Heading, Items, Words
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import Dossier, TurnedAway
from puhui.privacy.dossier.reach import Reach
from puhui.privacy.dossier.sections import compared
from puhui.privacy.dossier.sections.reached import MUCH
from puhui.privacy.dossier.sections.refusals import MADE_UP, made_up
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage.model import GAUGES

_NEAR = 0.8
_PATTERN_MIN = 2  # refusals of one institution from which on they are told together


def blocks(w: Writing) -> Iterator[Block]:
    """The list, and what the ledger agrees with and lacks."""
    patterns = _patterns(w.dossier)
    told = [_pattern(w, org, some) for org, some in patterns.items()]
    found = [*told, *_grave(w, patterns), *_reaches(w), *_disagreements(w), *_for_nothing(w), *_others(w)]
    yield Heading(3, w.say("需要关注", "To be looked at"), "attention")
    if found:
        yield Items(tuple(found), "warn")
    else:
        yield Words(w.told("nothing_to_look_at"))
    for line in [*compared.agreeing(w, disagreeing=any(_disagreements(w))), *compared.denied(w), *compared.ends(w)]:
        yield Words(line)


def _patterns(d: Dossier) -> dict[str, list[Deed | TurnedAway]]:
    """Of each other institution several things of which were refused or looked made up, one of them gravely: all, in
    their order."""
    held: dict[str, list[Deed | TurnedAway]] = {}
    for deed in [*d.having(End.REFUSED), *made_up(d)]:
        held.setdefault(deed.initiator, []).append(deed)
    for one in d.turned_away:
        held.setdefault(one.caller, []).append(one)
    return {
        org: sorted(some, key=lambda one: one.first if isinstance(one, TurnedAway) else one.at)
        for org, some in held.items()
        if org != d.me and _times(some) >= _PATTERN_MIN and any(_is_grave(one) for one in some)
    }


def _is_grave(one: Deed | TurnedAway) -> bool:
    return words.is_grave(MADE_UP if isinstance(one, Deed) and one.end is End.DONE else one.code)


def _times(some: Iterable[Deed | TurnedAway]) -> int:
    return sum(one.count if isinstance(one, TurnedAway) else 1 for one in some)


def _pattern(w: Writing, org: str, some: Sequence[Deed | TurnedAway]) -> str:
    steps = w.say("；", "; ").join(_step(w, one) for one in some)
    return w.told(
        "pattern", who=w.org(org), n=f"{_times(some):,}", steps=steps, standing=_standing(w, org, some)
    ).strip()


def _standing(w: Writing, org: str, some: Sequence[Deed | TurnedAway]) -> str:
    """What became of the mandates that were shown, and which are in force: what is taken back asks for no decision."""
    d = w.dossier
    if d.ledger is None:
        return ""
    deeds = [one for one in some if isinstance(one, Deed)]
    given = [one for one in d.ledger.mandates if (one.custodian, one.receiver) == (d.me, org)]
    told = [_withdrawn(w, one, deeds) for one in given if one.withdrawn_at is not None]
    standing = [one for one in given if one.in_force(d.made_at)]
    told.append(w.told("standing_in_force", which=w.mandates(standing)) if standing else w.told("standing_none"))
    return w.say("", " ").join(w.capital(one) for one in told)


def _withdrawn(w: Writing, mandate: Mandated, deeds: Sequence[Deed]) -> str:
    assert mandate.withdrawn_at is not None
    shown = [deed for deed in deeds if any(one.id == mandate.id for one, _ in w.dossier.mandate_of(deed))]
    parts = (
        ("standing_after", [deed for deed in shown if deed.at < mandate.withdrawn_at]),
        ("standing_before", [deed for deed in shown if deed.at >= mandate.withdrawn_at]),
    )
    by = mandate.withdrawn_by
    return w.told(
        "standing_withdrawn",
        mandate=w.mandate(mandate),
        at=w.short(mandate.withdrawn_at),
        entry="" if by is None else w.told("standing_entry", entry=f"{by:,}"),
        order="".join(w.told(name, which=w.deeds(some)) for name, some in parts if some),
    )


def _step(w: Writing, one: Deed | TurnedAway) -> str:
    if isinstance(one, TurnedAway):
        return w.told("pattern_turned", at=w.short(one.first), n=f"{one.count:,}", why=w.reason(one.code))
    brought = next((party.rows for party in one.spec.parties if party.name == one.initiator), 0)
    why = w.reason(MADE_UP) if one.end is End.DONE else w.why(one)
    return w.told("pattern_job", at=w.short(one.at), which=w.deeds([one]), rows=f"{brought:,}", why=why)


def _grave(w: Writing, told: Collection[str]) -> Iterator[str]:
    """One by one, without the institutions that were told of already."""
    d = w.dossier
    refused: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in d.having(End.REFUSED):
        if deed.initiator not in told:
            refused.setdefault((deed.initiator, deed.code, w.why(deed)), []).append(deed)
    ordered = sorted(refused.items(), key=lambda one: (not words.is_grave(one[0][1]), one[1][0].number))
    for (org, _, why), some in ordered:
        yield w.told("refused", who=w.org(org), which=w.deeds(some), why=why)
    for deed in d.having(End.REFUSED_ELSEWHERE):
        if deed.initiator == d.me and words.is_grave(deed.code):
            yield w.told("ours_refused", who=w.org(deed.by), which=w.deeds([deed]), why=w.why(deed))
    for one in d.turned_away:
        if one.caller not in told:
            yield w.told("turned", who=w.org(one.caller), count=f"{one.count:,}", why=w.reason(one.code))
    if probes := [deed for deed in made_up(d) if deed.initiator not in told]:
        yield w.told("probes", which=w.deeds(probes))


def _reaches(w: Writing) -> Iterator[str]:
    """Lists of which half or more may be known, by others and by us."""
    d = w.dossier
    for told, found in (("reach_of_us", reach.of_us(d.deeds)), ("reach_by_us", reach.by_us(d.deeds))):
        for one in found:
            if one.share >= MUCH:
                org = one.learner if one.owner == d.me else one.owner
                yield w.told(
                    f"{told}_{'hit' if one.sure else 'most'}",
                    which=w.deeds(one.deeds),
                    who=w.org(org),
                    dataset=w.dataset(one.dataset, one.owner),
                    rows=f"{one.rows:,}",
                    known=f"{one.known:,}",
                    share=f"{one.share:.0%}",
                    whole=w.told("whole") if one.known == one.rows else "",
                    more=_more(w, one),
                )


def _more(w: Writing, one: Reach) -> str:
    """What the figure rests on."""
    if one.owner != w.dossier.me:
        return w.told("reach_several_hits" if one.counted else "reach_unknown_hits")
    return "" if one.known == one.rows else w.told("reach_more")


def _disagreements(w: Writing) -> Iterator[str]:
    """Where the record and the ledger say different things."""
    d = w.dossier
    if missing := d.not_on_ledger():
        yield w.told("not_on_ledger", which=w.deeds(missing))
    if strange := d.without_job():
        told = [w.say(f"{w.mandate(one)}第 {n} 次", f"{w.mandate(one)} use {n}") for one, n in strange]
        yield w.told("without_job", which=w.say("、", ", ").join(told))
    if differing := d.ends_differing():
        yield w.told("ends_differ", which=w.deeds(differing))
    if d.ledger is not None and (gaps := [one for one in d.ledger.mandates if one.gaps]):
        yield w.told("gaps", which=w.mandates(gaps))


def _for_nothing(w: Writing) -> Iterator[str]:
    """What was taken back after it had cost a use: why is nowhere recorded."""
    d = w.dossier
    for deed in d.having(End.CANCELLED):
        spent = [mandate for mandate, n in d.mandate_of(deed) if n is not None]
        if spent:
            yield w.told(
                "spent_for_nothing",
                which=w.deeds([deed]),
                end=w.end(deed),
                mandate=w.mandates(spent),
                again=_again(w, deed),
                whom=w.told("whom_inside" if d.me in {deed.initiator, deed.by} else "whom_them"),
            )


def _again(w: Writing, deed: Deed) -> str:
    """The last answered job before it that asked the same data with a list as long."""

    def asked(one: Deed) -> list[tuple[str, str, int]]:
        return [(party.name, party.dataset, party.rows) for party in one.spec.parties]

    before = [
        one
        for one in w.dossier.having(End.DONE)
        if one.at < deed.at and (one.initiator, one.spec.op, asked(one)) == (deed.initiator, deed.spec.op, asked(deed))
    ]
    return w.told("asked_again", before=w.deeds(before[-1:]), at=w.short(before[-1].at)) if before else ""


def _others(w: Writing) -> Iterator[str]:
    """Budgets nearly spent, what broke off, and what a lawyer has to judge."""
    d = w.dossier
    for near in (one for one in d.budgets if one.share >= _NEAR):
        yield w.told(
            "near",
            who=w.org(near.counterparty),
            dataset=w.dataset(near.dataset, d.me),
            what=w.in_(GAUGES[near.gauge]),
            share=f"{near.share:.0%}",
        )
    if broken := [deed for deed in d.of_us() if deed.counted and deed.end in {End.FAILED, End.CANCELLED}]:
        yield w.told("broken", which=w.deeds(broken))
    if single := [deed for deed in d.deeds if deed.counted and deed.lists and _under_a_mandate(w, deed)]:
        yield w.told("single", which=w.deeds(single))
    if d.deeds:
        national = d.suite in {"", "sm2-sm3"}
        yield w.told("crypto", suite="" if national else w.told("crypto_suite", suite=d.suite))
    if d.ledger is None:
        yield w.told("no_ledger")


def _under_a_mandate(w: Writing, deed: Deed) -> bool:
    """Whether that is known: of its own part by this node's record, of others' by the ledger."""
    return not deed.named and (bool(deed.takers) or bool(w.dossier.mandate_of(deed)))
