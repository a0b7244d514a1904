"""What goes wrong with a private computation is told in the reader's language, the reason in its middle included.

Errors that carry a reason in words take it in both languages (`Explained`; mypy holds all callers to it). Here the
words themselves are read, of every error and of every call that makes one; that errors of real jobs hold no English in
their Chinese is checked where tests refuse and fail them (`tests/privacy/jobs`).
"""

import ast
import errno
import importlib
import pkgutil
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import puhui.desks.computing
import puhui.privacy
from puhui.kernel import PuhuiError, Text
from puhui.privacy.errors import BandsRefused, DiskRefused, Explained, GroupTooSmall
from puhui.privacy.leakage.errors import BudgetSpent
from puhui.privacy.policy import check_bands, check_classes, check_common, check_custodians, check_providers
from tests.privacy.words import english_in

ROOMS = (puhui.privacy, puhui.desks.computing)
_CODES = {"InputUnreadable", "ComputationRefused"}  # their reason is a machine's word: of a library, of a contract


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
            if ".engines." not in found.name:
                yield importlib.import_module(found.name)


def _all_of(kind: type[PuhuiError]) -> set[type[PuhuiError]]:
    return {kind}.union(*map(_all_of, kind.__subclasses__()))


MODULES = list(_modules())
ERRORS = sorted(
    (kind for kind in _all_of(PuhuiError) if kind.__module__.startswith(tuple(room.__name__ for room in ROOMS))),
    key=lambda kind: kind.__qualname__,
)


def _fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_there_are_errors_to_read() -> None:
    assert len(ERRORS) > 50
    assert {"JobUnsound", "NothingToTrain", "MandateUnusable", "BudgetSpent"} <= {kind.__name__ for kind in ERRORS}


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_cause_and_remedy_are_chinese(kind: type[PuhuiError]) -> None:
    for text in (kind.cause, kind.remedy):
        # Commands and options are typed as they are; the words around them are Chinese.
        assert english_in(text.zh.replace("make privacy", "")) == []


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_who_tells_a_reason_tells_it_in_both_languages(kind: type[PuhuiError]) -> None:
    told = _fields(kind.cause.zh) | _fields(kind.cause.en)
    if "reason" in told and kind.__name__ not in _CODES:
        assert issubclass(kind, Explained)
    if "what" in told:
        assert kind in (GroupTooSmall, BudgetSpent), "a new one takes a Text"


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    names = {kind.__name__ for kind in ERRORS} | {"Text"}
    for module in MODULES:
        assert module.__file__ is not None
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{module.__name__}:{node.lineno}", node, node.func.id


def _spelt(node: ast.AST) -> str:
    """The words of a literal, with nothing in place of what is filled in."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def test_no_call_gives_an_error_words_of_one_language() -> None:
    calls = [call for call in _calls() if call[2] != "Text"]
    assert len(calls) > 100
    for where, call, _ in calls:
        for given in call.keywords:
            assert english_in(_spelt(given.value)) == [], (where, given.arg)


def test_every_text_is_chinese_in_its_chinese_and_fills_the_same_in_both() -> None:
    texts = [call for call in _calls() if call[2] == "Text"]
    assert len(texts) > 200
    for where, call, _ in texts:
        words = {given.arg: _spelt(given.value) for given in call.keywords}
        if words.keys() == {"zh", "en"}:
            assert english_in(words["zh"].replace("make privacy", "")) == [], where
            assert _fields(words["zh"]) == _fields(words["en"]), where


@pytest.mark.parametrize(
    "broken",
    [
        lambda: check_providers(2, 3),
        lambda: check_custodians(1, 3),
        lambda: check_common(7, 500, "tax"),
        lambda: check_classes(3, 40, "tax", "aligning"),
        lambda: check_bands([50_000, 50_100], 30_000, 90_000),
        lambda: check_bands([], 30_000, 90_000),
    ],
)
def test_a_rule_says_in_chinese_what_it_counts(broken) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((GroupTooSmall, BandsRefused)) as refused:
        broken()
    assert english_in(refused.value.cause_text.zh) == []
    assert refused.value.cause_text.zh != refused.value.cause_text.en


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_what_the_disk_says_is_told_without_its_words_or_path(number: int) -> None:
    refused = DiskRefused.of(OSError(number, "No such thing on this device", "/home/of/a/bank"), party="p", stage="s")
    assert english_in(refused.cause_text.zh) == []
    assert "/home" not in refused.cause_text.zh + refused.cause_text.en


def test_english_in_chinese_is_found() -> None:
    text = Text(zh="无法训练：{reason}", en="nothing can be trained: {reason}")
    assert english_in(text.fill(reason="rows in common").zh) == ["rows in common"]
    assert english_in("等待 3 秒（exit 255）") == []
