"""A decision file: GoRules JDM, in the one shape that can be checked completely.

The file is what bank officers edit in the JDM editor: an input node whose JSON Schema declares the facts, one decision
table that collects every row that hits, an output node. Each row is a rule. Its condition is one free expression that
is true where the rule is **broken**; its outputs say what that means.

| output | what it holds |
|---|---|
| `code` | the rule's code, unique in the file |
| `severity` | `KO` (knock-out) or `REFER` (an officer looks) |
| `if_absent` | `ASK` (an officer must find out; the default) or `NOTE` (shown, does not stop an approval) |
| `evidence` | the fact that is shown as the reason |
| `mark` | how sure the rule is: `S` law or standard, `S-` secondary source, `C` seen in code, `J` judgement |
| `zh`, `en` | what the enterprise reads when it is broken |
| `cure_zh`, `cure_en` | how it is cured |

The schema's `x-style`, `x-version` and `x-valid-from` name the file; a property's `x-source` says where a fact is from.

Why so narrow: the engine treats a cell that fails (a misspelt name, a text compared with a number, null) as "no hit".
A knock-out that fails silently lets everyone pass. `lint` refuses what it can see beforehand, and `evaluate` asks the
engine about each rule and about its negation, so that silence is never taken for an answer.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zen

from puhui.decisions.errors import RulesRefused
from puhui.decisions.facts import Kind
from puhui.kernel import Text

_OUTPUTS = ("code", "severity", "evidence", "mark", "zh", "en", "cure_zh", "cure_en")
_OPTIONAL_OUTPUTS = ("if_absent",)
_CODE = re.compile(r"[A-Z][A-Z0-9_]{2,39}")
_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_$][\w.]*(?!\s*\()\b(?!\s*\()")
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
_KINDS = {"number": Kind.NUMBER, "integer": Kind.NUMBER, "string": Kind.TEXT, "boolean": Kind.BOOLEAN}
_PROBES: dict[Kind, tuple[object, ...]] = {
    Kind.NUMBER: (0, 1, -1, 0.5, 1e12),
    Kind.TEXT: ("", "probe"),
    Kind.BOOLEAN: (True, False),
}
RULES_MAX = 500
_STAGE = "decisions.decision_file"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a decision file declares."""

    name: str
    kind: Kind
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `broken_when` is the expression; `needs` are the facts that it names."""

    code: str
    broken_when: str
    needs: tuple[str, ...]
    evidence: str
    knock_out: bool
    ask_if_absent: bool
    mark: str
    text: Text
    cure: Text


@dataclass(frozen=True)
class Rules:
    """A decision file that passed `lint`, ready for the engine."""

    style: str
    version: str
    valid_from: str
    fields: Mapping[str, Field]
    rules: tuple[Rule, ...]
    engine: zen.ZenEngine


def lint(rules: bytes) -> list[str]:
    """Every fault of a decision file, in words; empty when it may be used."""
    try:
        document = json.loads(rules)
        schema = json.loads(_node(document, "inputNode")["content"]["schema"])
        table = _node(document, "decisionTableNode")["content"]
        fields = _fields(schema)
    except (ValueError, KeyError, TypeError, AttributeError, LookupError) as reason:
        return [f"it is not a decision file of the wanted shape: {type(reason).__name__}: {reason}"]
    faults = _shape_faults(document, schema, table)
    if faults:
        return faults
    seen: set[str] = set()
    for number, row in enumerate(table["rules"], start=1):
        faults += [f"row {number}: {fault}" for fault in _row_faults(row, table, fields, seen)]
    return faults


@lru_cache(maxsize=64)
def parse(rules: bytes) -> Rules:
    """The rules of a decision file; raises `RulesRefused` with every fault that `lint` finds."""
    faults = lint(rules)
    if faults:
        raise RulesRefused(count=len(faults), faults="; ".join(faults[:20]), stage=_STAGE)
    document = json.loads(rules)
    schema = json.loads(_node(document, "inputNode")["content"]["schema"])
    table = _node(document, "decisionTableNode")["content"]
    parsed = tuple(_rule(row, table) for row in table["rules"])
    content = {"rules": _with_negations(parsed)}
    return Rules(
        style=schema["x-style"],
        version=schema["x-version"],
        valid_from=schema["x-valid-from"],
        fields=_fields(schema),
        rules=parsed,
        engine=zen.ZenEngine({"loader": {"type": "static", "content": content}}),
    )


def _with_negations(rules: tuple[Rule, ...]) -> dict[str, Any]:
    """The table for the engine: for each rule one row that hits when it is broken and one when it is kept."""
    rows = []
    for rule in rules:
        for said, when in (("broken", rule.broken_when), ("kept", f"not ({rule.broken_when})")):
            rows.append({"_id": f"{rule.code}-{said}", "when": when, "code": f'"{rule.code}"', "said": f'"{said}"'})
    content = {
        "hitPolicy": "collect",
        "rules": rows,
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("code", "said")],
        "outputPath": "said",
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "content": {}},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
            {"id": "out", "name": "out", "type": "outputNode", "content": {}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def _node(document: Any, kind: str) -> Any:
    nodes = [node for node in document["nodes"] if node["type"] == kind]
    if len(nodes) != 1:
        raise LookupError(f"{len(nodes)} nodes of type {kind}, want one")
    return nodes[0]


def _fields(schema: Any) -> dict[str, Field]:
    fields = {}
    for name, declared in schema["properties"].items():
        kinds = [declared["type"]] if isinstance(declared["type"], str) else declared["type"]
        named = [_KINDS[kind] for kind in kinds if kind != "null"]
        if len(named) != 1:
            raise LookupError(f"fact {name} must have one type beside null")
        if not _FIELD.fullmatch(name) or name in _WORDS:
            raise LookupError(f"{name!r} cannot name a fact")
        fields[name] = Field(name, named[0], declared.get("title", name), declared.get("x-source", ""))
    return fields


def _shape_faults(document: Any, schema: Any, table: Any) -> list[str]:
    faults = []
    if sorted(node["type"] for node in document["nodes"]) != ["decisionTableNode", "inputNode", "outputNode"]:
        faults.append("want one input, one decision table, one output and nothing else")
    faults += [
        f"the input schema lacks {key}" for key in ("x-style", "x-version", "x-valid-from") if not schema.get(key)
    ]
    if table.get("hitPolicy") != "collect":
        faults.append("the table's hit policy must be collect: every broken rule is told")
    if len(table["inputs"]) != 1 or table["inputs"][0].get("field"):
        faults.append("the table must have one input column without a field: the condition of a broken rule")
    names = [output["field"] for output in table["outputs"]]
    faults += [f"output column {name} is missing" for name in _OUTPUTS if name not in names]
    faults += [f"output column {name} is unknown" for name in names if name not in (*_OUTPUTS, *_OPTIONAL_OUTPUTS)]
    if len(set(names)) != len(names):
        faults.append("an output column stands twice")
    if not 1 <= len(table["rules"]) <= RULES_MAX:
        faults.append(f"want 1 to {RULES_MAX} rules")
    return faults


def _row_faults(row: Any, table: Any, fields: Mapping[str, Field], seen: set[str]) -> list[str]:
    faults = []
    values = {}
    for output in table["outputs"]:
        cell = row.get(output["id"], "")
        values[output["field"]] = text = _literal(cell)
        if text is None:
            faults.append(f"{output['field']} is not a quoted text: {cell!r}")
        elif not text and output["field"] not in _OPTIONAL_OUTPUTS:
            faults.append(f"{output['field']} is empty")
    code = values.get("code") or ""
    if code and not _CODE.fullmatch(code):
        faults.append(f"code {code!r} is not like AGE_TOO_YOUNG")
    if code in seen:
        faults.append(f"code {code} stands twice")
    seen.add(code)
    faults += _choice_faults(values)
    condition = row.get(table["inputs"][0]["id"], "")
    if values.get("evidence") and values["evidence"] not in _names(condition):
        faults.append(f"evidence {values['evidence']} does not stand in the condition")
    return faults + _condition_faults(condition, fields)


def _choice_faults(values: Mapping[str, str | None]) -> list[str]:
    choices = {"severity": ("KO", "REFER"), "if_absent": ("ASK", "NOTE", ""), "mark": ("S", "S-", "C", "J")}
    return [
        f"{name} {values[name]!r} is none of {', '.join(filter(None, allowed))}"
        for name, allowed in choices.items()
        if values.get(name) is not None and (values[name] or name == "if_absent") and values[name] not in allowed
    ]


def _condition_faults(condition: Any, fields: Mapping[str, Field]) -> list[str]:
    if not isinstance(condition, str) or not condition.strip():
        return ["the condition is empty: it would hit always"]
    wrong = zen.validate_expression(condition)
    if wrong is not None:
        return [f"the condition {condition!r} is malformed: {wrong['source']}"]
    names = _names(condition)
    unknown = [name for name in names if name not in fields]
    if unknown:
        return [f"the condition names undeclared facts: {', '.join(unknown)}"]
    if not names:
        return ["the condition names no fact"]
    return _probe_faults(condition, [fields[name] for name in names])


def _probe_faults(condition: str, fields: list[Field]) -> list[str]:
    """Try the condition on values of the declared types: it must answer yes or no and never fail."""
    for step in range(max(len(_PROBES[field.kind]) for field in fields)):
        context = {field.name: _PROBES[field.kind][step % len(_PROBES[field.kind])] for field in fields}
        for expression in (condition, f"not ({condition})"):
            try:
                answer = zen.evaluate_expression(expression, context)
            except RuntimeError as reason:
                source = str(reason).split("\n", 1)[0]
                return [f"the condition {condition!r} fails on values of the declared types: {source}"]
            if not isinstance(answer, bool):
                return [f"the condition {condition!r} answers {answer!r}, not yes or no"]
    return []


def _names(condition: Any) -> tuple[str, ...]:
    if not isinstance(condition, str):
        return ()
    bare = _STRING.sub("''", condition)
    return tuple(dict.fromkeys(name for name in _NAME.findall(bare) if name not in _WORDS))


def _literal(cell: Any) -> str | None:
    """The text of an output cell, which JDM writes as a quoted expression; None where it is something else."""
    if cell in ("", None):
        return ""
    try:
        text = json.loads(cell)
    except (ValueError, TypeError):
        return None
    return text.strip() if isinstance(text, str) else None


def _rule(row: Mapping[str, Any], table: Mapping[str, Any]) -> Rule:
    values = {output["field"]: _literal(row.get(output["id"], "")) or "" for output in table["outputs"]}
    condition = row[table["inputs"][0]["id"]].strip()
    return Rule(
        code=values["code"],
        broken_when=condition,
        needs=_names(condition),
        evidence=values["evidence"],
        knock_out=values["severity"] == "KO",
        ask_if_absent=values.get("if_absent", "") != "NOTE",
        mark=values["mark"],
        text=Text(zh=values["zh"], en=values["en"]),
        cure=Text(zh=values["cure_zh"], en=values["cure_en"]),
    )
