"""Mandates given and received and grants of enterprises, as the ledger has them: allowed, used, denied, taken back."""

from collections.abc import Callable, Iterator, Sequence

from puhui.privacy.dossier import words
from puhui.privacy.dossier.agreements import Mandated
from puhui.privacy.dossier.blocks import Block, Heading, Items, Table, Words
from puhui.privacy.dossier.writing import Writing


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    ledger = w.dossier.ledger
    if ledger is None:
        yield Words(w.told("no_ledger"), "note")
        return
    yield Words(w.told("authority"), "dim")
    given = [one for one in ledger.mandates if one.custodian == w.dossier.me]
    received = [one for one in ledger.mandates if one.custodian != w.dossier.me]
    yield Heading(3, w.say("本机构给出的委托", "Mandates that we gave"), "mandates-given")
    yield _mandates(w, given, "given_head", lambda one: one.receiver)
    yield Heading(3, w.say("他人给本机构的委托", "Mandates that others gave us"), "mandates-received")
    yield _mandates(w, received, "received_head", lambda one: one.custodian)
    if denials := [_denial(w, one, at) for one in ledger.mandates for at in range(len(one.denials))]:
        yield Words(w.told("denials"))
        yield Items(tuple(denials))
    if ledger.grants:
        yield Heading(3, w.say("企业的授权", "Grants of enterprises"), "grants")
        yield Table(w.head("grants_head"), tuple(_grants(w)), frozenset({3, 4, 6}))
    yield Words(_numbering(w, ledger.mandates))


def _mandates(w: Writing, held: Sequence[Mandated], head: str, who: Callable[[Mandated], str]) -> Block:
    if not held:
        return Words(w.say("没有。", "None."))
    rows = tuple(
        (
            w.mandate(one),
            w.org(who(one)),
            w.dataset(one.dataset),
            w.say(
                f"{w.op_of_program(one.program)}，用于{w.purpose(one.purpose)}",
                f"{w.op_of_program(one.program)}, {w.purpose(one.purpose)}",
            ),
            f"{len(one.uses):,}",
            w.say(f"{one.used:,} / {one.allowed:,}", f"{one.used:,} of {one.allowed:,}"),
            f"{len(one.denials):,}",
            _standing(w, one),
        )
        for one in held
    )
    return Table(w.head(head), rows, frozenset({4, 5, 6}))


def _standing(w: Writing, one: Mandated) -> str:
    if one.withdrawn_at is not None:
        return w.say(f"{w.short(one.withdrawn_at)} 已撤回", f"withdrawn {w.short(one.withdrawn_at)}")
    if one.expires <= w.dossier.made_at:
        return w.say(f"{w.moment(one.expires)} 已到期", f"expired {w.moment(one.expires)}")
    if one.used >= one.allowed:
        return w.say("次数已用完", "used up")
    left = one.allowed - one.used
    until = w.moment(one.expires)[:10]
    return w.say(f"有效，还可用 {left:,} 次，至 {until}", f"in force, {left:,} left, until {until}")


def _denial(w: Writing, mandate: Mandated, at: int) -> str:
    one = mandate.denials[at]
    deed = next((deed for deed in w.dossier.deeds if mandate.denial_of(deed.job) == one), None)
    which = w.say(f"，见第 {deed.number} 项", f", no. {deed.number}") if deed else ""
    why = w.in_(words.of_reason(one.reason))
    who = w.org(mandate.receiver)
    return w.say(
        f"{w.short(one.at)}（账本第 {one.index:,} 条），{who}欲用{w.mandate(mandate)}：{why}{which}",
        f"{w.short(one.at)} (entry {one.index:,}), {who} under {w.mandate(mandate)}: {why}{which}",
    )


def _grants(w: Writing) -> Iterator[tuple[str, ...]]:
    ledger = w.dossier.ledger
    for one in ledger.grants if ledger else ():
        why = w.say("、", ", ").join(
            f"{w.in_(words.of_reason(reason))} {count:,}" for reason, count in sorted(one.denied.items())
        )
        yield (
            w.org(one.receiver),
            w.dataset(one.dataset),
            w.purpose(one.purpose),
            f"{one.grants:,}",
            f"{one.used:,}",
            why or "0",
            f"{one.left_min:,}",
        )


def _numbering(w: Writing, mandates: Sequence[Mandated]) -> str:
    gaps = [one for one in mandates if one.gaps]
    if gaps:
        return w.told("gaps", which=w.mandates(gaps))
    return w.told("no_gaps")
