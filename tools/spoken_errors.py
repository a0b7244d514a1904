"""House lint: a Chinese sentence of an error that is filled with an English one.

An error says its cause and remedy in both languages; what fills their `{placeholders}` must, too. A reason that was
passed as a plain English string stood in the middle of Chinese sentences in the portals. Write
`reason=Text(zh="…", en="…")`. Codes, names, commands and single words stay as they are.

A sentence is found where it is given to the error, where it was given a name first, and where it is handed to a
function of the same module that gives it to the error. Of `UNSPOKEN`, whose refusals stand in bytes that others
compare, only the first is looked at; that list may only shrink.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

UNSPOKEN = ("ledger/",)
_SENTENCES = {"cause", "remedy"}
_COMMANDS = ("puhui ", "--")
_WORDS_MIN = 2  # a lone word is a code, not a sentence
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Slots = Mapping[str, set[str]]


def english_in_chinese(source: Path) -> Iterator[tuple[Path, int, str]]:
    """Every place under `source` where an error's Chinese sentence gets an English literal."""
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(source.rglob("*.py"))}
    filled = {name: slots for tree in trees.values() for name, slots in _slots(tree)}
    for file, tree in trees.items():
        is_deep = not file.relative_to(source).as_posix().startswith(UNSPOKEN)
        given = _fillings(tree, filled) if is_deep else _direct(tree, filled)
        found = {(value.lineno, what) for value, what in given if _is_english(value)}
        for line, what in sorted(found):
            yield file, line, what


def _fillings(tree: ast.Module, filled: _Slots) -> Iterator[tuple[ast.expr, str]]:
    """What a module fills errors' sentences with, directly, by a name, or through a function of its own."""
    carriers = {one.name: _carried(one, filled) for one in ast.walk(tree) if isinstance(one, _Function)}
    for scope in ast.walk(tree):
        if not isinstance(scope, _Function | ast.Module):
            continue
        named = _named(scope)
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            for argument, value in _given(call, filled, carriers):
                what = f"{_callee(call)}({argument}=…)"
                yield value, what
                if isinstance(value, ast.Name):
                    yield from ((one, what) for one in named.get(value.id, ()))


def _direct(tree: ast.Module, filled: _Slots) -> Iterator[tuple[ast.expr, str]]:
    """What a module gives to errors with its own hand."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            yield from ((value, f"{_callee(call)}({argument}=…)") for argument, value in _given(call, filled, {}))


def _given(call: ast.Call, filled: _Slots, carriers: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, ast.expr]]:
    """The arguments of a call that end in a Chinese sentence."""
    name = _callee(call)
    slots, carried = filled.get(name, ()), carriers.get(name, {})
    for word in call.keywords:
        if word.arg and (word.arg in slots or word.arg in carried):
            yield word.arg, word.value
    for argument, place in carried.items():
        if place < len(call.args):
            yield argument, call.args[place]


def _carried(function: _Function, filled: _Slots) -> dict[str, int]:
    """The parameters that a function gives to an error as they are, and where each stands in a call."""
    every = [one.arg for one in (*function.args.posonlyargs, *function.args.args) if one.arg not in ("self", "cls")]
    places = {name: place for place, name in enumerate(every)}
    places |= {one.arg: len(every) + 99 for one in function.args.kwonlyargs}
    return {
        word.value.id: places[word.value.id]
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg in filled.get(_callee(call), ()) and isinstance(word.value, ast.Name) and word.value.id in places
    }


def _named(scope: _Function | ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of a function is given there; a module's own names, for a module."""
    found: dict[str, list[ast.expr]] = {}
    for node in scope.body if isinstance(scope, ast.Module) else ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
                    found.setdefault(target.id, []).extend(values)
    return found


def _callee(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _slots(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """The errors that a module defines, and the placeholders of their Chinese sentences."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        sentences = [
            ast.unparse(word.value)
            for part in node.body
            if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call)
            if any(isinstance(target, ast.Name) and target.id in _SENTENCES for target in part.targets)
            for word in part.value.keywords
            if word.arg == "zh"
        ]
        if sentences:
            yield node.name, set(re.findall(r"\{(\w+)", "".join(sentences)))


def _is_english(value: ast.expr) -> bool:
    """Whether a literal reads as words and not as a code, a name or a command."""
    if isinstance(value, ast.IfExp):
        return _is_english(value.body) or _is_english(value.orelse)
    if isinstance(value, ast.JoinedStr):
        parts = [part.value for part in value.values if isinstance(part, ast.Constant)]
    elif isinstance(value, ast.Constant):
        parts = [value.value]
    else:
        return False
    said = " ".join(part for part in parts if isinstance(part, str)).strip()
    return not said.startswith(_COMMANDS) and " " in said and len(re.findall(r"[a-z]{2,}", said)) >= _WORDS_MIN
