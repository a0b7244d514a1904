"""Every fault of a decision file that can be seen before it decides anything, in words.

The engine treats a cell that fails (a misspelt name, a text compared with a number, null) as "no hit". A knock-out
that fails silently lets everyone pass; so each condition is read, and tried on values of the declared types.
"""

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import zen

from puhui.decisions.facts import Kind
from puhui.decisions.jdm import AT, Document, Field, facts_in, names_in
from puhui.decisions.thresholds import MARKS, words_of

OUTPUTS = ("code", "severity", "evidence", "mark", "zh", "en", "cure_zh", "cure_en")
OPTIONAL_OUTPUTS = ("if_absent", "clears", "basis")
TEXTS = ("zh", "en", "cure_zh", "cure_en")
RULES_MAX = 500
CLEARS = ("itself", "action", "time", "never")
PROBES: dict[Kind, tuple[object, ...]] = {
    Kind.NUMBER: (0, 1, -1, 0.5, 1e12),
    Kind.TEXT: ("", "probe"),
    Kind.BOOLEAN: (True, False),
}
_CHOICES = {
    "severity": ("KO", "REFER"),
    "if_absent": ("ASK", "NOTE", ""),
    "mark": MARKS,
    "clears": (*CLEARS, ""),
}
_CODE = re.compile(r"[A-Z][A-Z0-9_]{2,39}")


def lint(rules: bytes) -> list[str]:
    """Every fault of a decision file, in words; empty when it may be used."""
    try:
        document = Document.read(rules)
    except (ValueError, KeyError, TypeError, AttributeError, LookupError) as reason:
        return [f"it is not a decision file of the wanted shape: {type(reason).__name__}: {reason}"]
    faults = [*_shape_faults(document)]
    if faults:
        return faults
    seen: set[str] = set()
    for number, row in enumerate(document.table["rules"], start=1):
        faults += [f"row {number}: {fault}" for fault in _row_faults(document, row, seen)]
    used = {name for row in document.table["rules"] for name in names_in(document.condition(row))}
    faults += [f"threshold {name} is used by no rule" for name in document.thresholds if AT + name not in used]
    return faults


def _shape_faults(document: Document) -> Iterator[str]:
    table, schema = document.table, document.schema
    if sorted(node["type"] for node in document.nodes) != ["decisionTableNode", "inputNode", "outputNode"]:
        yield "want one input, one decision table, one output and nothing else"
    for key in ("x-style", "x-version", "x-valid-from"):
        if not schema.get(key):
            yield f"the input schema lacks {key}"
    if table.get("hitPolicy") != "collect":
        yield "the table's hit policy must be collect: every broken rule is told"
    if len(table["inputs"]) != 1 or table["inputs"][0].get("field"):
        yield "the table must have one input column without a field: the condition of a broken rule"
    names = [output["field"] for output in table["outputs"]]
    yield from (f"output column {name} is missing" for name in OUTPUTS if name not in names)
    yield from (f"output column {name} is unknown" for name in names if name not in (*OUTPUTS, *OPTIONAL_OUTPUTS))
    if len(set(names)) != len(names):
        yield "an output column stands twice"
    if not 1 <= len(table["rules"]) <= RULES_MAX:
        yield f"want 1 to {RULES_MAX} rules"


def _row_faults(document: Document, row: Any, seen: set[str]) -> Iterator[str]:
    values = document.cells(row)
    for name, text in values.items():
        if text is None:
            yield f"{name} is not a quoted text: {row.get(_column(document, name), '')!r}"
        elif not text and name not in OPTIONAL_OUTPUTS:
            yield f"{name} is empty"
    code = values.get("code") or ""
    if code and not _CODE.fullmatch(code):
        yield f"code {code!r} is not like AGE_TOO_YOUNG"
    if code in seen:
        yield f"code {code} stands twice"
    seen.add(code)
    for name, allowed in _CHOICES.items():
        if (values.get(name) or (name == "if_absent" and values.get(name) is not None)) and values[name] not in allowed:
            yield f"{name} {values[name]!r} is none of {', '.join(filter(None, allowed))}"
    evidence = values.get("evidence")
    if evidence and evidence not in facts_in(document.condition(row)):
        yield f"evidence {evidence} does not stand in the condition"
    elif evidence and evidence in document.fields and not document.fields[evidence].source:
        yield f"evidence {evidence} says no source (x-source)"
    yield from _text_faults(document, values)
    yield from _condition_faults(document, document.condition(row))


def _column(document: Document, name: str) -> str:
    return next(str(output["id"]) for output in document.table["outputs"] if output["field"] == name)


def _text_faults(document: Document, values: Mapping[str, str | None]) -> Iterator[str]:
    """Placeholders of the texts name thresholds. A file without thresholds has none: its braces are just braces."""
    if not document.thresholds:
        return
    known = words_of(document.thresholds)
    for name in TEXTS:
        try:
            named = {place for _, place, _, _ in Formatter().parse(values.get(name) or "") if place is not None}
        except ValueError as reason:
            yield f"{name} has a brace that closes nothing: {reason}"
            continue
        yield from (f"{name} names {place!r}, which is no threshold" for place in sorted(named - set(known)))


def _condition_faults(document: Document, condition: Any) -> list[str]:
    if not isinstance(condition, str) or not condition.strip():
        return ["the condition is empty: it would hit always"]
    wrong = zen.validate_expression(condition)
    if wrong is not None:
        return [f"the condition {condition!r} is malformed: {wrong['source']}"]
    names = facts_in(condition)
    unknown = [name for name in names if name not in document.fields]
    if unknown:
        return [f"the condition names undeclared facts: {', '.join(unknown)}"]
    set_apart = [name.removeprefix(AT) for name in names_in(condition) if name.startswith(AT)]
    missing = [name for name in set_apart if name not in document.thresholds]
    if missing:
        return [f"the condition names undeclared thresholds: {', '.join(missing)}"]
    if not names:
        return ["the condition names no fact"]
    return _probe_faults(condition, document.spelt_out(condition), [document.fields[name] for name in names])


def _probe_faults(shown: str, condition: str, fields: list[Field]) -> list[str]:
    """Try the condition on values of the declared types: it must answer yes or no and never fail."""
    for step in range(max(len(PROBES[field.kind]) for field in fields)):
        context = {field.name: PROBES[field.kind][step % len(PROBES[field.kind])] for field in fields}
        for expression in (condition, f"not ({condition})"):
            try:
                answer = zen.evaluate_expression(expression, context)
            except RuntimeError as reason:
                source = str(reason).split("\n", 1)[0]
                return [f"the condition {shown!r} fails on values of the declared types: {source}"]
            if not isinstance(answer, bool):
                return [f"the condition {shown!r} answers {answer!r}, not yes or no"]
    return []
