"""What stands in a JDM document: its one input schema with facts and thresholds, its one table, its cells as text.

Reading only: whether it can be relied on is `linting`'s to say.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from puhui.decisions.facts import Kind
from puhui.decisions.thresholds import Threshold, threshold

AT = "at."
"""What stands before a threshold's name in a condition."""

_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_$][\w.]*(?!\s*\()\b(?!\s*\()")
_CALL = re.compile(r"([A-Za-z_$#][\w.]*)\s*\(")
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
_KINDS = {"number": Kind.NUMBER, "integer": Kind.NUMBER, "string": Kind.TEXT, "boolean": Kind.BOOLEAN}


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a decision file declares."""

    name: str
    kind: Kind
    label: str
    source: str
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a decision file that mean something to the rules."""

    nodes: tuple[Mapping[str, Any], ...]
    schema: Mapping[str, Any]
    table: Mapping[str, Any]
    fields: Mapping[str, Field]
    thresholds: Mapping[str, Threshold]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The parts; raises `ValueError`, `LookupError`, `TypeError` or `AttributeError` on another shape."""
        raw = json.loads(data)
        schema = json.loads(_node(raw, "inputNode")["content"]["schema"])
        return cls(
            nodes=tuple(raw["nodes"]),
            schema=schema,
            table=_node(raw, "decisionTableNode")["content"],
            fields=_fields(schema),
            thresholds={name: threshold(name, one) for name, one in schema.get("x-thresholds", {}).items()},
        )

    def cells(self, row: Mapping[str, Any]) -> dict[str, str | None]:
        """A row's outputs by column; None where a cell is no quoted text."""
        return {output["field"]: literal(row.get(output["id"], "")) for output in self.table["outputs"]}

    def condition(self, row: Mapping[str, Any]) -> Any:
        """The row's condition as it is written."""
        return row.get(self.table["inputs"][0]["id"], "")

    def spelt_out(self, condition: str) -> str:
        """The condition with each threshold's value in the place of its name."""
        parts, at = [], 0
        for found in _STRING.finditer(condition):
            parts += [self._filled(condition[at : found.start()]), found.group()]
            at = found.end()
        return "".join([*parts, self._filled(condition[at:])])

    def _filled(self, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            one = self.thresholds.get(found.group().removeprefix(AT))
            return one.literal if one is not None and found.group().startswith(AT) else found.group()

        return _NAME.sub(value, text)


def names_in(condition: Any) -> tuple[str, ...]:
    """The names in a condition, in order, each once; thresholds with `at.` before them."""
    if not isinstance(condition, str):
        return ()
    bare = _STRING.sub("''", condition)
    return tuple(dict.fromkeys(name for name in _NAME.findall(bare) if name not in _WORDS))


def facts_in(condition: Any) -> tuple[str, ...]:
    """The facts that a condition names."""
    return tuple(name for name in names_in(condition) if not name.startswith(AT))


def calls_in(condition: str) -> tuple[str, ...]:
    """The functions that a condition calls, in order, each once. (`and (`, `or (`, `in (`, are no calls.)"""
    called = _CALL.findall(_STRING.sub("''", condition))
    return tuple(dict.fromkeys(name for name in called if name not in _WORDS))


def literal(cell: Any) -> str | None:
    """The text of an output cell, which JDM writes as a quoted expression; None where it is something else."""
    if cell in ("", None):
        return ""
    try:
        text = json.loads(cell)
    except (ValueError, TypeError):
        return None
    return text.strip() if isinstance(text, str) else None


def with_thresholds(data: bytes, values: Mapping[str, Any], *, version: str) -> bytes:
    """The file's bytes with other values for some thresholds and another version; nothing is checked here."""
    raw = json.loads(data)
    content = _node(raw, "inputNode")["content"]
    schema = json.loads(content["schema"])
    for name, value in values.items():
        schema["x-thresholds"][name]["value"] = value
    schema["x-version"] = version
    content["schema"] = json.dumps(schema, ensure_ascii=False, indent=1)
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


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
        fields[name] = Field(
            name, named[0], declared.get("title", name), declared.get("x-source", ""), declared.get("x-title-en", "")
        )
    return fields
