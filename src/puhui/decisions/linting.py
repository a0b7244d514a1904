"""Every fault of a decision file that can be seen before it decides anything, by cell and in words.

The engine treats a cell that fails (a misspelt name, a text compared with a number, null) as "no hit". A knock-out
that fails silently lets everyone pass; so each condition is read, and tried on values of the declared types.

Files come from pages, too: their size is limited, and a condition calls only the functions of `FUNCTIONS`, none of
which runs code of its caller or takes longer than its arguments are long.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

import zen

from puhui.decisions.facts import Kind
from puhui.decisions.faults import CONDITION, Fault
from puhui.decisions.jdm import AT, Document, Field, calls_in, facts_in, names_in
from puhui.decisions.thresholds import MARKS, words_of
from puhui.kernel import Text

OUTPUTS = ("code", "severity", "evidence", "mark", "zh", "en", "cure_zh", "cure_en")
OPTIONAL_OUTPUTS = ("if_absent", "clears", "basis")
LEVEL = "level"  # how grave a warning after lending is; rules of applications have none
TEXTS = ("zh", "en", "cure_zh", "cure_en")
RULES_MAX = 500
FILE_BYTES_MAX = 2_000_000
CONDITION_CHARACTERS_MAX = 2_000
FUNCTIONS = frozenset(
    {"abs", "ceil", "contains", "endsWith", "floor", "len", "lower", "max", "min", "round", "startsWith", "upper"}
)
CLEARS = ("itself", "action", "time", "never")
LEVELS = ("red", "orange", "yellow")
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
    LEVEL: (*LEVELS, ""),
}
_CODE = re.compile(r"[A-Z][A-Z0-9_]{2,39}")


def lint(rules: bytes) -> list[str]:
    """Every fault of a decision file, in words; empty when it may be used."""
    return [str(fault) for fault in faults(rules)]


@lru_cache(maxsize=64)
def faults(rules: bytes) -> tuple[Fault, ...]:
    """Every fault of a decision file, by cell; empty when it may be used."""
    return tuple(_faults(rules))


def _faults(rules: bytes) -> list[Fault]:
    if len(rules) > FILE_BYTES_MAX:
        return [_of_file(f"文件超过 {FILE_BYTES_MAX} 字节", f"the file is longer than {FILE_BYTES_MAX} bytes")]
    try:
        document = Document.read(rules)
    except (ValueError, KeyError, TypeError, AttributeError, LookupError, RecursionError) as reason:
        said = f"{type(reason).__name__}: {reason}"
        return [_of_file(f"不是规定格式的规则文件（{said}）", f"it is not a decision file of the wanted shape: {said}")]
    found = [*_shape_faults(document)]
    if found:
        return found
    seen: set[str] = set()
    for number, row in enumerate(document.table["rules"], start=1):
        found += [Fault(text, number, column) for column, text in _row_faults(document, row, seen)]
    used = {name for row in document.table["rules"] for name in names_in(document.condition(row))}
    for name in document.thresholds:
        if AT + name not in used:
            found.append(Fault(Text(zh=f"没有规则使用阈值 {name}", en=f"threshold {name} is used by no rule"), 0, name))
    return found


_Cell = tuple[str, Text]


def _of_file(zh: str, en: str) -> Fault:
    return Fault(Text(zh=zh, en=en))


def _shape_faults(document: Document) -> Iterator[Fault]:
    table, schema = document.table, document.schema
    if sorted(node["type"] for node in document.nodes) != ["decisionTableNode", "inputNode", "outputNode"]:
        yield _of_file(
            "只能有一个输入、一张决策表和一个输出（函数、表达式等节点不允许）",
            "want one input, one decision table, one output and nothing else",
        )
    for key in ("x-style", "x-version", "x-valid-from"):
        if not schema.get(key):
            yield _of_file(f"输入模式缺少 {key}", f"the input schema lacks {key}")
    if table.get("hitPolicy") != "collect":
        yield _of_file(
            "决策表的命中策略须为 collect：触犯的规则都要说明",
            "the table's hit policy must be collect: every broken rule is told",
        )
    if len(table["inputs"]) != 1 or table["inputs"][0].get("field"):
        yield _of_file(
            "决策表须有且仅有一个不带字段的输入列：规则被触犯的条件",
            "the table must have one input column without a field: the condition of a broken rule",
        )
    names = [output["field"] for output in table["outputs"]]
    for name in OUTPUTS:
        if name not in names:
            yield _of_file(f"缺少输出列 {name}", f"output column {name} is missing")
    for name in names:
        if name not in (*OUTPUTS, *OPTIONAL_OUTPUTS, LEVEL):
            yield _of_file(f"输出列 {name} 未知", f"output column {name} is unknown")
    if len(set(names)) != len(names):
        yield _of_file("输出列重复", "an output column stands twice")
    if not 1 <= len(table["rules"]) <= RULES_MAX:
        yield _of_file(f"规则须为 1 至 {RULES_MAX} 条", f"want 1 to {RULES_MAX} rules")


def _row_faults(document: Document, row: Any, seen: set[str]) -> Iterator[_Cell]:
    values = document.cells(row)
    for name, text in values.items():
        if text is None:
            written = row.get(_column(document, name), "")
            yield name, Text(zh=f"{name} 不是带引号的文本", en=f"{name} is not a quoted text: {written!r}")
        elif not text and name not in (*OPTIONAL_OUTPUTS, LEVEL):
            yield name, Text(zh="不能为空", en=f"{name} is empty")
    code = values.get("code") or ""
    if code and not _CODE.fullmatch(code):
        yield "code", Text(zh=f"代码 {code!r} 须形如 AGE_TOO_YOUNG", en=f"code {code!r} is not like AGE_TOO_YOUNG")
    if code in seen:
        yield "code", Text(zh=f"代码 {code} 重复", en=f"code {code} stands twice")
    seen.add(code)
    for name, allowed in _CHOICES.items():
        if (values.get(name) or (name == "if_absent" and values.get(name) is not None)) and values[name] not in allowed:
            choices = ", ".join(filter(None, allowed))
            yield (
                name,
                Text(zh=f"{values[name]!r} 不在 {choices} 之中", en=f"{name} {values[name]!r} is none of {choices}"),
            )
    yield from _evidence_faults(document, values.get("evidence") or "", document.condition(row))
    yield from _text_faults(document, values)
    for fault in _condition_faults(document, document.condition(row)):
        yield CONDITION, fault


def _evidence_faults(document: Document, evidence: str, condition: Any) -> Iterator[_Cell]:
    if evidence and evidence not in facts_in(condition):
        yield (
            "evidence",
            Text(zh=f"依据 {evidence} 未出现在条件中", en=f"evidence {evidence} does not stand in the condition"),
        )
    elif evidence and evidence in document.fields and not document.fields[evidence].source:
        yield (
            "evidence",
            Text(zh=f"依据 {evidence} 未注明来源（x-source）", en=f"evidence {evidence} says no source (x-source)"),
        )


def _column(document: Document, name: str) -> str:
    return next(str(output["id"]) for output in document.table["outputs"] if output["field"] == name)


def _text_faults(document: Document, values: Mapping[str, str | None]) -> Iterator[_Cell]:
    """Placeholders of the texts name thresholds. A file without thresholds has none: its braces are just braces."""
    if not document.thresholds:
        return
    known = words_of(document.thresholds)
    for name in TEXTS:
        try:
            named = {place for _, place, _, _ in Formatter().parse(values.get(name) or "") if place is not None}
        except ValueError as reason:
            yield (
                name,
                Text(zh=f"大括号不成对：{reason}", en=f"{name} has a brace that closes nothing: {reason}"),
            )
            continue
        for place in sorted(named - set(known)):
            yield name, Text(zh=f"{{{place}}} 不是阈值", en=f"{name} names {place!r}, which is no threshold")


def _condition_faults(document: Document, condition: Any) -> list[Text]:
    if not isinstance(condition, str) or not condition.strip():
        return [Text(zh="条件为空，将始终命中", en="the condition is empty: it would hit always")]
    if len(condition) > CONDITION_CHARACTERS_MAX:
        most = CONDITION_CHARACTERS_MAX
        return [Text(zh=f"条件超过 {most} 个字符", en=f"the condition is longer than {most} characters")]
    wrong = zen.validate_expression(condition)
    if wrong is not None:
        said = wrong["source"]
        return [Text(zh=f"条件写法有误：{said}", en=f"the condition {condition!r} is malformed: {said}")]
    told = _name_faults(document, condition)
    fields = [document.fields[name] for name in facts_in(condition) if name in document.fields]
    return told or _probe_faults(condition, document.spelt_out(condition), fields)


def _name_faults(document: Document, condition: str) -> list[Text]:
    """What a well-formed condition calls and names must be allowed and declared."""
    if foreign := ", ".join(name for name in calls_in(condition) if name not in FUNCTIONS):
        return [
            Text(zh=f"条件调用了不允许的函数：{foreign}", en=f"the condition calls what no rule may call: {foreign}")
        ]
    names = facts_in(condition)
    if unknown := ", ".join(name for name in names if name not in document.fields):
        return [Text(zh=f"条件引用了未声明的事实：{unknown}", en=f"the condition names undeclared facts: {unknown}")]
    set_apart = [name.removeprefix(AT) for name in names_in(condition) if name.startswith(AT)]
    if missing := ", ".join(name for name in set_apart if name not in document.thresholds):
        return [
            Text(zh=f"条件引用了未声明的阈值：{missing}", en=f"the condition names undeclared thresholds: {missing}")
        ]
    return [] if names else [Text(zh="条件未引用任何事实", en="the condition names no fact")]


def _probe_faults(shown: str, condition: str, fields: list[Field]) -> list[Text]:
    """Try the condition on values of the declared types: it must answer yes or no and never fail."""
    for step in range(max(len(PROBES[field.kind]) for field in fields)):
        context = {field.name: PROBES[field.kind][step % len(PROBES[field.kind])] for field in fields}
        for expression in (condition, f"not ({condition})"):
            try:
                answer = zen.evaluate_expression(expression, context)
            except RuntimeError as reason:
                said = str(reason).split("\n", 1)[0]
                return [
                    Text(
                        zh=f"条件在所声明类型的取值上出错，引擎会当作未命中：{said}",
                        en=f"the condition {shown!r} fails on values of the declared types: {said}",
                    )
                ]
            if not isinstance(answer, bool):
                return [
                    Text(
                        zh=f"条件的结果是 {answer!r}，而不是“是”或“否”",
                        en=f"the condition {shown!r} answers {answer!r}, not yes or no",
                    )
                ]
    return []
