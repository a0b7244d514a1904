"""What somebody should look at, on the first page: the grave first, then what only cost time; and what was compared."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from puhui.privacy.dossier import reach, words
from puhui.privacy.dossier.blocks import Block, Heading, Items, Words
from puhui.privacy.dossier.model import Deed, Dossier, End, TurnedAway
from puhui.privacy.dossier.sections.reached import MUCH
from puhui.privacy.dossier.sections.refusals import MADE_UP, made_up
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage.model import GAUGES

_NEAR = 0.8
_PATTERN_MIN = 2  # refusals of one institution from which on they are told together


def blocks(w: Writing) -> Iterator[Block]:
    """The list, and what the ledger agrees with."""
    patterns = _patterns(w.dossier)
    told = [_pattern(w, org, some) for org, some in patterns.items()]
    found = [*told, *_grave(w, patterns), *_reaches(w), *_disagreements(w), *_others(w)]
    yield Heading(3, w.say("需要关注", "To be looked at"), "attention")
    if found:
        yield Items(tuple(found), "warn")
    else:
        yield Words(w.told("nothing_to_look_at"))
    for line in _checked(w):
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
    return w.told("pattern", who=w.org(org), n=f"{_times(some):,}", steps=steps)


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
            yield w.told("ours_refused", who=w.org(deed.by), which=w.deeds([deed]), why=w.reason(deed.code))
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
                )


def _disagreements(w: Writing) -> Iterator[str]:
    """Where the record and the ledger say different things."""
    d = w.dossier
    if missing := d.not_on_ledger():
        yield w.told("not_on_ledger", which=w.deeds(missing))
    if strange := d.without_job():
        told = [w.say(f"{w.mandate(one)}第 {n} 次", f"{w.mandate(one)} use {n}") for one, n in strange]
        yield w.told("without_job", which=w.say("、", ", ").join(told))
    if d.ledger is not None and (gaps := [one for one in d.ledger.mandates if one.gaps]):
        yield w.told("gaps", which=w.mandates(gaps))


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
    if d.ledger is None:
        yield w.told("no_ledger")


def _under_a_mandate(w: Writing, deed: Deed) -> bool:
    """Whether that is known: of its own part by this node's record, of others' by the ledger."""
    return not deed.named and (bool(deed.takers) or bool(w.dossier.mandate_of(deed)))


def _checked(w: Writing) -> Iterator[str]:
    """What agrees with the ledger, and how far that was looked into; nothing where something disagrees."""
    d = w.dossier
    if d.ledger is None or not d.deeds or any(_disagreements(w)):
        return
    ours = [one for one in d.ledger.mandates if one.custodian == d.me]
    source = d.ledger.source
    yield w.told(
        "agrees",
        whose=w.told("ledger_of", who=w.org(source)) if source else w.told("ledger_of_us"),
        jobs=f"{len(d.on_ledger()):,}",
        of=f"{len(d.deeds):,}",
        uses=f"{sum(len(one.uses) for one in ours):,}",
        denials=f"{sum(len(one.denials) for one in ours):,}",
    )
    if without := d.unrecorded():
        yield w.told("unrecorded", which=w.deeds(without))
