"""What a version would have done to the bank's own past applications. Pure over recorded decisions.

Each past decision is concluded anew from its recorded facts, before and after: by the rules in force and by the draft,
or under the product in force and under its draft. Its outcome is known where a loan ran (`lending.bundle`). Of a
product it is also told how many past needs, of all products, its hard conditions would match.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from puhui.decisions import DecisionRecord, Difference, Severity, Verdict
from puhui.decisions.adjusting import differences
from puhui.decisions.backtesting import Pair, Past, compare
from puhui.decisions.reporting import as_document, unknowns
from puhui.desks.localising import both
from puhui.kernel import PuhuiError, Text
from puhui.lending.bundle import Bundle, PastDecision
from puhui.lending.concluding import DERIVED, Asked, Conclusion, Ground, conclude
from puhui.lending.replaying import ground_of
from puhui.market import Need, Product, State, checks

CHANGED_MAX = 500
_QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)
Document = dict[str, Any]
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """From what to what: rules alone, or a product under the rules in force. `names` are what the two go by."""

    old_rules: bytes
    new_rules: bytes
    old_product: Product | None
    new_product: Product | None
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One past application: its record, what was asked of it, and on what it was decided."""

    past: PastDecision
    record: DecisionRecord
    asked: Asked
    ground: Ground


def simulate(bundle: Bundle, change: Change, tell: Tell) -> Document:
    """The report of a backtest; `tell` hears how many of how many are done. What cannot be simulated is counted."""
    rows, unreadable = _rows(bundle)
    notes = [_unreadable(unreadable)] if unreadable else []
    told: Document = {"applications": len(rows), "names": {"old": change.names[0], "new": change.names[1]}}
    if change.new_product is not None:
        told["matches"] = _matches(rows, change.old_product, change.new_product)
        rows = [row for row in rows if row.ground.product.code == change.new_product.code]
        told["applications"] = len(rows)
    if not rows:
        notes.append(_nothing())
        return told | {"decisions": None, "notes": [both(note) for note in notes]}
    concluded = []
    for count, row in enumerate(rows, start=1):
        concluded.append(_both_ways(row, change))
        if count % 20 == 0 or count == len(rows):
            tell(count, len(rows))
    pairs = [
        Pair(Past(row.past.application, old.facts, row.past.bad), old.outcome, new.outcome)
        for row, (old, new) in zip(rows, concluded, strict=True)
    ]
    found = compare(pairs, change.names, _changes(change))
    notes += unknowns(found)
    return told | {
        "decisions": as_document(found),
        "limits": {side: _spread([_limit(one[at]) for one in concluded]) for at, side in enumerate(("old", "new"))},
        "rates": {side: _spread([_rate(one[at]) for one in concluded]) for at, side in enumerate(("old", "new"))},
        "changed": _changed(rows, concluded),
        "notes": [both(note) for note in notes],
    }


def _rows(bundle: Bundle) -> tuple[list[_Row], int]:
    """The latest decision of each application, and how many cannot be made again."""
    latest = {one.application: one for one in bundle.decisions}
    rows, unreadable = [], 0
    for one in latest.values():
        record = DecisionRecord.parse(bundle.records[one.digest])
        try:
            asked, ground = ground_of(record, bundle.materials)
        except (KeyError, TypeError, ValueError, PuhuiError):
            unreadable += 1
        else:
            rows.append(_Row(one, record, asked, ground))
    return rows, unreadable


def _both_ways(row: _Row, change: Change) -> tuple[Conclusion, Conclusion]:
    given = {name: one for name, one in row.record.facts.items() if name not in DERIVED}

    def under(rules: bytes, product: Product | None) -> Conclusion:
        ground = replace(row.ground, rules=rules, product=_current(product or row.ground.product, row.ground))
        return conclude(given, row.asked, ground, id=row.record.id, score=row.record.score)

    return under(change.old_rules, change.old_product), under(change.new_rules, change.new_product)


def _current(product: Product, ground: Ground) -> Product:
    """The product as if it had been on offer on the day of the past decision: its terms are tried, not its dates."""
    return replace(product, valid_from=min(product.valid_from, ground.on), valid_to=None)


def _matches(rows: Sequence[_Row], old: Product | None, new: Product) -> Document:
    """How many past needs the hard conditions would let pass, refuse, or leave open."""
    told: Document = {"of": len(rows), "old": None if old is None else _states(rows, old), "new": _states(rows, new)}
    return told


def _states(rows: Sequence[_Row], product: Product) -> dict[str, int]:
    counts = {state.value: 0 for state in State}
    for row in rows:
        offered = _current(product, row.ground)
        need = Need(
            amount_fen=row.asked.amount_fen,
            term_months=row.asked.term_months,
            guarantees=frozenset(product.guarantee),
        )
        found = {one.state for one in checks(need, offered, row.record.facts, on=row.ground.on)}
        state = State.FAIL if State.FAIL in found else State.ASK if State.ASK in found else State.PASS
        counts[state.value] += 1
    return counts


def _changed(rows: Sequence[_Row], concluded: Sequence[tuple[Conclusion, Conclusion]]) -> Document:
    """Whose verdict, limit or price becomes another, verdicts first; at most `CHANGED_MAX` are listed."""
    found = []
    for row, (old, new) in zip(rows, concluded, strict=True):
        moved = old.outcome.verdict is not new.outcome.verdict
        if not moved and (_limit(old), _rate(old)) == (_limit(new), _rate(new)):
            continue
        before, now = _fired(old), _fired(new)
        found.append(
            {
                "application": row.past.application,
                "old": _side(old),
                "new": _side(new),
                "fires": sorted(now - before),
                "clears": sorted(before - now),
                "bad": row.past.bad,
                "moved": moved,
            }
        )
    found.sort(key=lambda one: not one["moved"])
    return {"count": len(found), "moved": sum(bool(one["moved"]) for one in found), "items": found[:CHANGED_MAX]}


def _side(one: Conclusion) -> Document:
    rate = None if one.price is None else format(one.price.annual_rate, "f")
    limit = None if one.limit is None else one.limit.amount_fen
    return {"verdict": one.outcome.verdict.value, "limit_fen": limit, "annual_rate": rate}


def _fired(one: Conclusion) -> set[str]:
    return {finding.code for finding in one.outcome.with_severity(Severity.KO, Severity.REFER)}


def _limit(one: Conclusion) -> float | None:
    return None if one.limit is None or one.outcome.verdict is Verdict.DECLINE else float(one.limit.amount_fen)


def _rate(one: Conclusion) -> float | None:
    return None if one.price is None or one.outcome.verdict is Verdict.DECLINE else float(one.price.annual_rate)


def _spread(values: Sequence[float | None]) -> Document:
    """How many of the let through have a value, and how it is spread: least, quartiles, most, and the mean."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not known.size:
        return {"count": 0, "quantiles": None, "mean": None}
    quantiles = [float(value) for value in np.quantile(known, _QUANTILES)]
    return {"count": int(known.size), "quantiles": quantiles, "mean": float(known.mean())}


def _changes(change: Change) -> tuple[Difference, ...]:
    return () if change.old_rules == change.new_rules else tuple(differences(change.old_rules, change.new_rules))


def _unreadable(count: int) -> Text:
    return Text(
        zh=f"{count} 笔历史决策缺少所引用的文件，未纳入回测",
        en=f"{count} past decisions name files that are not there, and are left out",
    )


def _nothing() -> Text:
    return Text(
        zh="没有可供回测的历史申请：本次变更对以往申请的影响无从得知",
        en="there is no past application to try this on: what it changes is not known",
    )
