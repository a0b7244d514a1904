"""Set thresholds of a decision file, and say what a changed file does to each rule of the old one.

Thresholds are a bank's to set, within the range that the file gives them. What stands on law or standard (mark `S`)
may only be tightened: no threshold of such a rule loosens, and the rule is neither dropped nor softened. A product
owner may tighten any rule and loosen none. (A product tightens further by its own conditions.)

>>> from puhui.decisions import evaluate, shipped
>>> stricter = adjust(shipped("standard"), {"age_m_min": 18}, version="2026.2-a", by=Who.PRODUCT)
>>> evaluate(stricter, {"age_m": 17}).knock_outs[0].text.en
'the enterprise is younger than 18 months'
>>> adjust(stricter, {"age_m_min": 6}, version="2026.2-b", by=Who.PRODUCT)
Traceback (most recent call last):
    ...
puhui.decisions.errors.RuleLoosened: threshold age_m_min may only be tightened (higher than 18), not set to 6; ...
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from puhui.decisions.decision_file import Rule, Rules, parse
from puhui.decisions.errors import RuleLoosened, ThresholdUnknown
from puhui.decisions.jdm import AT, Document, names_in, with_thresholds
from puhui.decisions.thresholds import Change, Threshold

_STAGE = "decisions.adjusting"
_FIXED = "S"


class Who(StrEnum):
    """Who sets a threshold: the bank's risk office, or the owner of one product."""

    BANK = "bank"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one rule. `what`: `added`, `dropped`, `tightens`, `loosens`, `both`, `changed`, `reworded`."""

    code: str
    what: str
    detail: str
    fixed: bool

    @property
    def weakens_fixed(self) -> bool:
        """Whether a rule that stands on law or standard may now let more through."""
        return self.fixed and self.what not in ("added", "tightens", "reworded")


def adjust(rules: bytes, values: Mapping[str, Any], *, version: str, by: Who = Who.BANK) -> bytes:
    """The decision file with other thresholds and that version.

    Raises `ThresholdUnknown`, `RuleLoosened`, and `RulesRefused` where a value lies outside its range.
    """
    file = parse(rules)
    only_tighter = set(file.thresholds) if by is Who.PRODUCT else _fixed_thresholds(rules)
    for name, value in values.items():
        one = file.thresholds.get(name)
        if one is None:
            raise ThresholdUnknown(name=name, known=", ".join(file.thresholds) or "-", stage=_STAGE)
        if name in only_tighter and one.compare(value) not in (Change.NOTHING, Change.TIGHTENS):
            raise RuleLoosened(name=name, value=value, stricter=one.stricter, now=one.shown, stage=_STAGE)
    changed = with_thresholds(rules, values, version=version)
    parse(changed)
    return changed


def differences(old: bytes, new: bytes) -> list[Difference]:
    """What the new file does to each rule, in the order of the old one, additions last; unchanged ones are left out."""
    before, after = parse(old), parse(new)
    rows = {"old": _conditions(old), "new": _conditions(new)}
    left = {rule.code: rule for rule in after.rules}
    found = []
    for rule in before.rules:
        fixed = rule.mark == _FIXED
        other = left.pop(rule.code, None)
        if other is None:
            found.append(Difference(rule.code, "dropped", rule.broken_when, fixed))
        else:
            found += _changes(_Pair(rule, other), (rows["old"][rule.code], rows["new"][rule.code]), before, after)
    found += [Difference(rule.code, "added", rule.broken_when, rule.mark == _FIXED) for rule in left.values()]
    return found


@dataclass(frozen=True, slots=True)
class _Pair:
    rule: Rule
    other: Rule


def _changes(pair: _Pair, conditions: tuple[str, str], before: Rules, after: Rules) -> Iterator[Difference]:
    rule, other, (written, rewritten) = pair.rule, pair.other, conditions
    fixed = rule.mark == _FIXED
    if rule.knock_out != other.knock_out:
        what = "tightens" if other.knock_out else "loosens"
        yield Difference(rule.code, what, "REFER → KO" if other.knock_out else "KO → REFER", fixed)
    if rule.ask_if_absent != other.ask_if_absent:
        what = "tightens" if other.ask_if_absent else "loosens"
        yield Difference(rule.code, what, "absent: NOTE → ASK" if other.ask_if_absent else "absent: ASK → NOTE", fixed)
    if written != rewritten:
        if rule.broken_when != other.broken_when:
            yield Difference(rule.code, "changed", f"{rule.broken_when} → {other.broken_when}", fixed)
    else:
        for name in _thresholds_in(written):
            one, its = before.thresholds[name], after.thresholds[name]
            change = one.compare(its.value)
            if change is not Change.NOTHING:
                yield Difference(rule.code, change.value, f"{name}: {one.shown} → {its.shown}", fixed)
    if (rule.text, rule.cure) != (other.text, other.cure) and rule.broken_when == other.broken_when:
        yield Difference(rule.code, "reworded", other.text.en, fixed)
    if fixed and other.mark != _FIXED:
        yield Difference(rule.code, "loosens", f"mark S → {other.mark}", fixed)


def _conditions(rules: bytes) -> dict[str, str]:
    document = Document.read(rules)
    return {str(document.cells(row)["code"]): document.condition(row).strip() for row in document.table["rules"]}


def _thresholds_in(condition: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(AT) for name in names_in(condition) if name.startswith(AT))


def _fixed_thresholds(rules: bytes) -> set[str]:
    """Those that a rule of mark S uses, and those that are of mark S themselves."""
    file, written = parse(rules), _conditions(rules)
    used = {name for rule in file.rules if rule.mark == _FIXED for name in _thresholds_in(written[rule.code])}
    return used | {name for name, one in file.thresholds.items() if one.mark == _FIXED}


__all__ = ["Difference", "Threshold", "Who", "adjust", "differences"]
