"""Every job of the period in a row: who computed what, for what, under what, how it ended, what was learnt at most."""

from collections.abc import Iterator

from puhui.privacy.dossier import words
from puhui.privacy.dossier.blocks import Block, Table, Words
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.jobs.model import MODEL_OPS
from puhui.privacy.leakage.model import Fact, facts_of

_ASIDE = frozenset({"timing", "copy_kept", "list_state", "cache_size", "keys", "levels", "matched_count"})


def of_us(w: Writing) -> Iterator[Block]:
    """Those by which others learn of our data."""
    deeds = w.dossier.of_us()
    if not deeds:
        yield Words(w.told("none_of_us"))
        return
    yield Words(w.told("deeds"), "dim")
    rows = tuple(
        (str(deed.number), w.short(deed.at), _asked(w, deed), _under(w, deed), _ended(w, deed), _told(w, deed, taker))
        for deed in deeds
        for taker in deed.takers
    )
    yield Table(w.head("of_us_head"), rows)


def by_us(w: Writing) -> Iterator[Block]:
    """Those by which we learn of others' data."""
    deeds = w.dossier.by_us()
    if not deeds:
        yield Words(w.told("none_by_us"))
        return
    rows = tuple(
        (
            str(deed.number),
            w.short(deed.at),
            _asked(w, deed),
            _under(w, deed),
            _ended(w, deed),
            _found(w, deed),
            _given_away(w, deed),
        )
        for deed in deeds
    )
    yield Table(w.head("by_us_head"), rows)


def _asked(w: Writing, deed: Deed) -> str:
    """Who asked what of whose data, and what they brought."""
    who = w.org(deed.initiator)
    held = [party for party in deed.spec.parties if party.dataset and party.name != deed.initiator]
    held = held or [party for party in deed.spec.parties if party.columns and party.name != deed.initiator]
    of = w.say("、", ", ").join(
        w.say(
            f"{w.org(one.name)}{w.dataset(one.dataset, one.name)}",
            f"{w.dataset(one.dataset, one.name)} of {w.org(one.name)}",
        )
        for one in held
    )
    brought = next((party for party in deed.spec.parties if party.name == deed.initiator and party.columns), None)
    asked = w.say(f"{who}：对{of}做{w.op(deed.spec.op)}", f"{who}: {w.op(deed.spec.op)} over {of}")
    if brought is None:
        return asked
    return asked + w.say(f"，自带 {brought.rows:,} 行", f", bringing {w.count(brought.rows, 'row')} of its own")


def _under(w: Writing, deed: Deed) -> str:
    """For what, and under which mandate or grants: which use of how many."""
    parts = [w.purpose(deed.spec.purpose)]
    for mandate, n in w.dossier.mandate_of(deed):
        if n is None:
            denial = mandate.denial_of(deed.job)
            if denial is None:
                undenied = {one.number: reason for one, reason in w.dossier.undenied()}
                reason = undenied.get(deed.number) if mandate.custodian == deed.me else None
                parts.append(
                    w.told(
                        "shown_not_used",
                        which=w.mandate(mandate),
                        why=w.told(f"shown_{reason.value}") if reason else "",
                    )
                )
                continue
            why = w.in_(words.of_reason(denial.reason))
            parts.append(w.say(f"{w.mandate(mandate)}：不准使用（{why}）", f"{w.mandate(mandate)}: denied ({why})"))
        else:
            parts.append(
                w.say(
                    f"{w.mandate(mandate)}，第 {n} 次（共允许 {mandate.allowed} 次）",
                    f"{w.mandate(mandate)}, use {n} of {mandate.allowed}",
                )
            )
    if deed.named:
        parts.append(w.say(f"{len(deed.under):,} 户企业的授权", f"grants of {len(deed.under):,} enterprises"))
    elif len(parts) == 1:
        parts.append(_unrecorded_basis(w, deed))
    return w.say("；", "; ").join(parts)


def _unrecorded_basis(w: Writing, deed: Deed) -> str:
    """Where this node's record names no mandate and the ledger counts none: what was in force then, without a guess."""
    if w.dossier.ledger is None:
        return w.told("unread_under" if deed.under else "unread_basis")
    if deed.under:
        return w.told("under_unknown_to_ledger")
    if deed.spec.op in MODEL_OPS:
        return w.told("under_grants_of_the_owner")
    could = w.dossier.in_force_for(deed)
    return w.told("could_be_under", which=w.mandates(could)) if could else w.told("no_use_under")


def _ended(w: Writing, deed: Deed) -> str:
    told = w.end(deed)
    if deed.end in {End.DONE, End.UNDER_WAY, End.CANCELLED}:
        return told
    return w.say(f"{told}：{w.why(deed)}", f"{told}: {w.why(deed)}")


def _told(w: Writing, deed: Deed, learner: str) -> str:
    """What a learner may have learnt of our data by a job: the most, whether or not it came to a result."""
    if deed.untold:
        return w.told("not_invited")
    if not deed.counted:
        rows = deed.mine.rows if deed.mine else 0
        return w.told("nothing_but_rows", rows=f"{rows:,}") if rows else w.told("nothing")
    facts = [one for one in facts_of(deed.spec) if (one.learner, one.about) == (learner, deed.me)]
    if deed.end is not End.DONE:
        return w.told("perhaps", what=_in_words(w, deed, facts))
    return _in_words(w, deed, facts)


def _found(w: Writing, deed: Deed) -> str:
    """What we may have learnt of all others by a job, and how many were hit where we know it."""
    facts = [one for one in facts_of(deed.spec) if one.learner == deed.me]
    if not deed.counted:
        rows = sum(party.rows for party in deed.sources)
        return w.told("no_result_but_rows", rows=f"{rows:,}") if rows else w.told("no_result")
    if deed.end is not End.DONE:
        return w.told("begun_without_result", what=_in_words(w, deed, facts))
    hits = w.told("hits", found=f"{deed.found:,}") if deed.found is not None else ""
    return _in_words(w, deed, facts) + hits


def _given_away(w: Writing, deed: Deed) -> str:
    """What those whose data we used learnt of ours: single enterprises where they received too, else how many.

    How many, they also learn of what they refuse: the invitation says it.
    """
    if deed.untold:
        return w.told("not_invited")
    if deed.mine is None or not deed.mine.rows:
        return w.told("nothing")
    sources = {party.name for party in deed.sources}
    facts = [one for one in facts_of(deed.spec) if one.about == deed.me and one.learner in sources]
    if deed.counted and any(words.most_of_fact(one.code) for one in facts):
        return _in_words(w, deed, facts)
    return w.told("rows_alone", rows=f"{deed.mine.rows:,}")


def _in_words(w: Writing, deed: Deed, facts: list[Fact]) -> str:
    """The facts about single things first, then sizes; what every protocol tells besides is left to `learnt`."""
    told, abouts = [], {one.about for one in facts}
    for one in facts:
        most = words.most_of_fact(one.code)
        if most is not None:
            told.append(w.in_(most.fill(n=f"{one.amount:,}", of=w.other(one.about, len(abouts)))))
    rows = {party.name: party.rows for party in deed.spec.parties}
    for one in facts:
        if one.code == "rows":
            told.append(w.told("rows", who=w.other(one.about, len(abouts)), rows=f"{rows.get(one.about, 0):,}"))
        elif one.code not in _ASIDE and words.most_of_fact(one.code) is None:
            told.append(w.in_(words.of_fact(one.code, w.other(one.about, len(abouts)))))
    return w.say("；", "; ").join(dict.fromkeys(told)) or "—"
