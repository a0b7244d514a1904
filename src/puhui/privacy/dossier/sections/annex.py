"""Ids, ledger entries, programs and parameters: what an expert or a court needs to find the same things again."""

from collections.abc import Iterator, Sequence

from puhui.privacy.dossier.agreements import Mandated
from puhui.privacy.dossier.blocks import Block, Heading, Table, Words
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import OnLedger
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.jobs.model import request_of
from puhui.privacy.model import JobSpec

_PARAMS_SHOWN = ("key", "kind", "curve", "values", "decimals", "subject", "providers_min", "subjects_min", "level")


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    d = w.dossier
    if not d.deeds:
        yield Words(w.say("没有。", "None."))
        return
    yield Heading(3, w.say("计算", "Computations"), "annex-jobs")
    yield Table(w.head("annex_jobs_head"), tuple(_job(w, deed) for deed in d.deeds))
    if d.ledger is not None and d.ledger.mandates:
        yield Heading(3, w.say("委托", "Mandates"), "annex-mandates")
        rows = tuple(_mandate(w, one) for one in d.ledger.mandates)
        yield Table(w.head("annex_mandates_head"), rows, frozenset({3, 5}))
        if numbers := tuple(_numbers(w, d.ledger.mandates)):
            yield Heading(3, w.say("使用与不准使用", "Uses and denials"), "annex-numbers")
            yield Table(w.head("annex_numbers_head"), numbers, frozenset({4, 6}))
    yield Heading(3, w.say("程序与参数", "Programs and parameters"), "annex-programs")
    yield Words(w.told("programs"), "dim")
    yield Table(w.head("annex_programs_head"), tuple(_programs(w)))


def _job(w: Writing, deed: Deed) -> tuple[str, ...]:
    known = w.dossier.ledger.jobs.get(deed.job) if w.dossier.ledger else None
    closed = "—"
    if known is not None:
        closed = w.say("；", "; ").join(_closed(w, deed, known, org) for org in sorted([deed.me, *deed.others]))
        if deed.end in {End.REFUSED, End.REFUSED_ELSEWHERE} and deed.by:
            closed += w.told("refused_by", who=w.org(deed.by))
    index = "—" if known is None else f"{known.index:,}"
    return str(deed.number), w.exactly(deed.at), _grouped(deed.job), index, closed


def _closed(w: Writing, deed: Deed, known: OnLedger, org: str) -> str:
    """What one of a job's institutions recorded of its end, and by which entry; or that it has not."""
    if org not in known.closed:
        unsent = org == deed.me and "end" in deed.unsent
        return f"{w.org(org)} {w.told('closed_unsent' if unsent else 'closed_missing')}"
    index = known.closings.get(org)
    entry = "" if index is None else w.say(f"（{index:,}）", f" ({index:,})")
    return f"{w.org(org)} {w.told(f'closed_{known.closed[org]}')}{entry}"


def _numbers(w: Writing, mandates: Sequence[Mandated]) -> Iterator[tuple[str, ...]]:
    """Every use and denial of the period, with the entries of its beginning and end."""
    for mandate in mandates:
        for one in mandate.numbered:
            deed = next((deed for deed in w.dossier.deeds if str(request_of(deed.job)) == one.request), None)
            which = w.say(f"第 {one.n} 次", f"use {one.n}") if one.n else w.say("不准使用", "denied")
            yield (
                w.mandate(mandate),
                which,
                w.deeds([deed]) if deed else "—",
                w.exactly(one.at),
                f"{one.index:,}",
                w.told(f"outcome_{one.outcome}") if one.outcome else "—",
                "—" if one.ended is None else f"{one.ended:,}",
            )


def _mandate(w: Writing, one: Mandated) -> tuple[str, ...]:
    back = "—" if one.withdrawn_at is None else w.exactly(one.withdrawn_at)
    by = "—" if one.withdrawn_by is None else f"{one.withdrawn_by:,}"
    return w.mandate(one), one.id, w.exactly(one.opened_at), f"{one.index:,}", back, by


def _programs(w: Writing) -> Iterator[tuple[str, ...]]:
    held: dict[tuple[str, str], list[Deed]] = {}
    for deed in w.dossier.deeds:
        held.setdefault((deed.spec.program, _params(w, deed.spec)), []).append(deed)
    for (program, params), deeds in held.items():
        which = w.say("、", ", ").join(str(deed.number) for deed in deeds)
        yield w.op(deeds[0].spec.op), which, deeds[0].spec.scheme.value, params, _grouped(program)


def _params(w: Writing, spec: JobSpec) -> str:
    """What a reader may want to know of the parameters; never a list of groups, which may itself be telling."""
    told = []
    for name in _PARAMS_SHOWN:
        value = spec.params.get(name)
        if value not in {None, ""} if not isinstance(value, list) else value:
            shown = w.say("、", ", ").join(value) if isinstance(value, list) else str(value)
            if name == "curve":
                shown += w.told("curve_of_the_standard" if shown == "sm2" else "curve_of_others")
            told.append(f"{w.told(f'param_{name}')}: {shown}")
    if isinstance(groups := spec.params.get("groups"), list):
        told.append(f"{w.told('param_groups')}: {len(groups)}")
    return "; ".join(told) or "—"


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))
