"""What was refused, what broke off, what was turned away at the door, and what looks made up: why, and what to do."""

from collections.abc import Iterator

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Heading, Table, Words
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import Dossier
from puhui.privacy.dossier.sections import compared
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage.judging import Hits, looks_made_up
from puhui.privacy.model import Op

MADE_UP = "looks_made_up"
_BAD = (End.REFUSED, End.REFUSED_ELSEWHERE, End.CANCELLED, End.FAILED)


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    probes = made_up(w.dossier)
    shown = [(deed, deed.code) for deed in w.dossier.having(*_BAD)] + [(deed, MADE_UP) for deed in probes]
    if not shown:
        yield Words(w.told("no_refusals"))
    else:
        rows = tuple(_row(w, deed, code) for deed, code in sorted(shown, key=lambda one: one[0].number))
        yield Words(w.told("refusals"), "dim")
        yield Table(w.head("refusals_head"), rows)
    for line in compared.denied(w):
        yield Words(line)
    if not w.dossier.turned_away:
        yield Words(w.told("turned_none"))
    else:
        yield Heading(3, w.say("门口挡回的邀请", "Invitations turned away at the door"), "turned-away")
        yield Words(w.told("turned_away"), "dim")
        yield Table(w.head("turned_away_head"), tuple(_turned_away(w)), frozenset({1}))


def made_up(dossier: Dossier) -> list[Deed]:
    """Matches that hit so little of a long list that its keys look made up."""
    matches = [deed for deed in dossier.deeds if deed.end is End.DONE and deed.spec.op is Op.MATCH]
    return [deed for deed in matches if _looks_made_up(dossier, deed)]


def _looks_made_up(dossier: Dossier, deed: Deed) -> bool:
    brought = sum(party.rows for party in deed.spec.parties if party.name != deed.me)
    return deed.found is not None and looks_made_up(Hits(brought, deed.found), dossier.limits)


def _row(w: Writing, deed: Deed, code: str) -> tuple[str, ...]:
    return (
        str(deed.number),
        w.short(deed.at),
        w.org(deed.initiator),
        w.op(deed.spec.op),
        w.say("完成，但可疑", "done, but suspicious") if code == MADE_UP else w.end(deed),
        w.reason(code) if code == MADE_UP else w.why(deed),
        _what_to_do(w, deed, code),
    )


def _turned_away(w: Writing) -> Iterator[tuple[str, ...]]:
    for one in w.dossier.turned_away:
        when = w.short(one.first) + (f" – {w.short(one.last)}" if one.count > 1 else "")
        yield w.org(one.caller), f"{one.count:,}", when, w.reason(one.code), _advice(w, one.code)


def _what_to_do(w: Writing, deed: Deed, code: str) -> str:
    """Of what this institution asked for itself, to ask inside; of what came to nothing and cost a use, that too."""
    if deed.initiator == deed.me and deed.end is End.REFUSED_ELSEWHERE:
        return w.told("ask_inside" if words.is_grave(code) else "correct_it")
    spent = [(mandate, n) for mandate, n in w.dossier.mandate_of(deed) if n is not None]
    if code == MADE_UP or not spent:
        return _advice(w, code)
    advice = words.advice_on(code)
    ours = all(mandate.custodian == deed.me for mandate, _ in spent)
    who = w.told("who_is_owner_us" if ours else "who_is_owner")
    cost = w.told("use_spent", which=w.mandates(mandate for mandate, _ in spent), who=who)
    return cost if advice is None else w.say("；", "; ").join([w.in_(advice), cost])


def _advice(w: Writing, code: str) -> str:
    advice = words.advice_on(code)
    return w.say("无须处理", "nothing to do") if advice is None else w.in_(advice)
