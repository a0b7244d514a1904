"""A decision file as people edit it: a sheet of facts, thresholds and rules, and the file that it makes.

A sheet is plain data: `style`, `version`, `valid_from`; `facts` with `name`, `kind`, `zh`, `en`, `source`; `thresholds`
with `name` and what `thresholds.threshold` reads; `rules` with `condition` and the outputs of `decision_file`, every
text unquoted. A file of the one shape that is served goes into a sheet and comes out with the same rules. What has
another shape has no sheet: no node of another type, and so no code, ever stands in a file that a sheet made.

>>> from puhui.decisions import parse_rules, shipped
>>> again = file_of(sheet_of(shipped("standard")))
>>> parse_rules(again).rules == parse_rules(shipped("standard")).rules
True
"""

import json
from collections.abc import Mapping
from typing import Any

from puhui.decisions.errors import RulesRefused
from puhui.decisions.facts import Kind
from puhui.decisions.faults import CONDITION
from puhui.decisions.jdm import Document
from puhui.decisions.linting import FILE_BYTES_MAX, OPTIONAL_OUTPUTS, OUTPUTS

Sheet = dict[str, Any]
_COLUMNS = (
    "code",
    "severity",
    "if_absent",
    "evidence",
    "mark",
    "zh",
    "en",
    "cure_zh",
    "cure_en",
    "clears",
    "basis",
)
_TYPES = {Kind.NUMBER.value: "number", Kind.TEXT.value: "string", Kind.BOOLEAN.value: "boolean"}
_STAGE = "decisions.sheet"


def sheet_of(rules: bytes) -> Sheet:
    """The sheet of a decision file, faulty rules included; raises `RulesRefused` on another shape."""
    try:
        document = _document(rules)
        return {
            "style": str(document.schema.get("x-style", "")),
            "version": str(document.schema.get("x-version", "")),
            "valid_from": str(document.schema.get("x-valid-from", "")),
            "facts": [
                {
                    "name": one.name,
                    "kind": one.kind.value,
                    "zh": one.label,
                    "en": one.label_en or one.name,
                    "source": one.source,
                }
                for one in document.fields.values()
            ],
            "thresholds": [{"name": name, **raw} for name, raw in document.schema.get("x-thresholds", {}).items()],
            "rules": [_row(document, row) for row in document.table["rules"]],
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as reason:
        raise RulesRefused(count=1, faults=f"{type(reason).__name__}: {reason}", stage=_STAGE) from None


def file_of(sheet: Mapping[str, Any]) -> bytes:
    """The decision file (JDM) of a sheet. Its faults are `linting`'s to find; the same sheet gives the same bytes."""
    schema = {
        "type": "object",
        "x-style": sheet["style"],
        "x-version": sheet["version"],
        "x-valid-from": sheet["valid_from"],
        "x-thresholds": {one["name"]: _threshold(one) for one in sheet["thresholds"]},
        "properties": {
            one["name"]: {
                "type": [_TYPES[one["kind"]], "null"],
                "title": one["zh"],
                "x-title-en": one["en"],
                "x-source": one["source"],
            }
            for one in sheet["facts"]
        },
    }
    table = {
        "hitPolicy": "collect",
        "executionMode": "single",
        "passThrough": False,
        "inputField": None,
        "outputPath": "broken",
        "inputs": [{"id": "broken_when", "name": "broken when 违反条件"}],
        "outputs": [{"id": name, "name": name, "field": name} for name in _COLUMNS],
        "rules": [
            {"_id": f"rule-{number}", "broken_when": rule[CONDITION]}
            | {name: json.dumps(rule.get(name, ""), ensure_ascii=False) for name in _COLUMNS}
            for number, rule in enumerate(sheet["rules"], start=1)
        ],
    }
    nodes = [
        _node("facts", "inputNode", 0, {"schema": json.dumps(schema, ensure_ascii=False, indent=1)}),
        _node("rules", "decisionTableNode", 320, table),
        _node("outcome", "outputNode", 640, {}),
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in (("facts", "rules"), ("rules", "outcome"))
    ]
    document = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _document(rules: bytes) -> Document:
    if len(rules) > FILE_BYTES_MAX:
        raise ValueError(f"longer than {FILE_BYTES_MAX} bytes")
    document = Document.read(rules)
    if sorted(node["type"] for node in document.nodes) != ["decisionTableNode", "inputNode", "outputNode"]:
        raise ValueError("want one input, one decision table, one output and nothing else")
    columns = {output["field"] for output in document.table["outputs"]}
    if foreign := sorted(columns - {*OUTPUTS, *OPTIONAL_OUTPUTS}):
        raise ValueError(f"unknown output columns: {', '.join(foreign)}")
    if len(document.table["inputs"]) != 1 or document.table["inputs"][0].get("field"):
        raise ValueError("the table must have one input column without a field")
    return document


def _row(document: Document, row: Mapping[str, Any]) -> dict[str, str]:
    cells = document.cells(row)
    return {CONDITION: str(document.condition(row)).strip()} | {name: cells.get(name) or "" for name in _COLUMNS}


def _threshold(one: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "name" and value is not None}


def _node(id_: str, kind: str, x: int, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": id_, "name": id_, "type": kind, "position": {"x": x, "y": 0}, "content": content}
