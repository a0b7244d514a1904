"""What the ledger agrees with, and what it lacks: denials of what was refused, ends that somebody did not record."""

from collections.abc import Iterator, Sequence

from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import Undenied
from puhui.privacy.dossier.writing import Writing


def agreeing(w: Writing, *, disagreeing: bool) -> Iterator[str]:
    """What agrees, and how far that was looked into; nothing where something disagrees."""
    d = w.dossier
    if d.ledger is None or not d.deeds or disagreeing:
        return
    ours = [one for one in d.ledger.mandates if one.custodian == d.me]
    source = d.ledger.source
    yield w.told(
        "agrees",
        whose=w.told("ledger_of", who=w.org(source)) if source else w.told("ledger_of_us"),
        of=w.count(len(d.deeds), "computation"),
        among=_among(w),
        jobs=f"{len(d.on_ledger()):,}",
        ends=f"{len(d.ends_agreed()):,}",
        uses=w.count(sum(len(one.uses) for one in ours), "use"),
        denials=w.count(sum(len(one.denials) for one in ours), "denial"),
    )
    if without := d.unrecorded():
        yield w.told("unrecorded", which=w.deeds(without))


def _among(w: Writing) -> str:
    """Which of the jobs a reader may think were left out."""
    kinds = (
        ((End.REFUSED, End.REFUSED_ELSEWHERE), "被拒绝", "refused"),
        ((End.CANCELLED,), "取消", "cancelled"),
        ((End.FAILED,), "失败", "failed"),
    )
    there = [(zh, en) for ends, zh, en in kinds if w.dossier.having(*ends)]
    if not there:
        return ""
    return w.say(
        f"（含{'、'.join(zh for zh, _ in there)}的）", f" ({' and '.join(en for _, en in there)} ones included)"
    )


def denied(w: Writing) -> Iterator[str]:
    """How many refusals under mandates of ours are denials on the ledger, and why the others are not."""
    d = w.dossier
    refused, without = d.refused_under_mandate(), d.undenied()
    if d.ledger is None or not refused:
        return
    told = [w.told("refusals_denied", refused=f"{len(refused):,}", denied=f"{len(refused) - len(without):,}")]
    for why in Undenied:
        if some := [deed for deed, reason in without if reason is why]:
            each, all_ = (f"{d.limits.integer(f'denials_{of}_max'):,}" for of in ("agreement", "caller"))
            told.append(w.capital(w.told(f"undenied_{why.value}", which=w.deeds(some), each=each, all=all_)))
    yield w.say("", " ").join(told)


def ends(w: Writing) -> Iterator[str]:
    """Of the jobs that are over, those whose end somebody has not recorded on the ledger."""
    held: dict[tuple[tuple[str, ...], bool], list[Deed]] = {}
    for deed, orgs in w.dossier.ends_missing():
        held.setdefault((tuple(orgs), "end" in deed.unsent), []).append(deed)
    for (silent, unsent), some in held.items():
        yield w.capital(_missing(w, some, silent, unsent=unsent))


def _missing(w: Writing, some: Sequence[Deed], orgs: Sequence[str], *, unsent: bool) -> str:
    ours = w.told("ends_unsent") if unsent else ""
    return w.told("ends_missing", which=w.deeds(some), who=w.orgs(orgs), unsent=ours)
