"""The house's lint for errors that put an English sentence into a Chinese one: it finds them, and lets codes be."""

import importlib.util
from pathlib import Path

import pytest

_FILE = Path(__file__).resolve().parents[3] / "tools" / "spoken_errors.py"
_SPEC = importlib.util.spec_from_file_location("spoken_errors", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
spoken_errors = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(spoken_errors)

ERROR = """
class Broken(PuhuiError):
    cause = Text(zh="文件损坏：{reason}", en="the file is broken: {reason}")
    remedy = Text(zh="请重试", en="try again")


raise Broken(reason=REASON, path="here it is", stage="a stage of it")
"""


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ('"its lines do not match"', 1),
        ('f"row {row} has no value"', 1),
        ('Text(zh="行不符", en="its lines do not match")', 0),
        ('"shape"', 0),
        ('f"format {found!r}"', 0),
        ('"puhui city new DIR"', 0),
        ("str(reason)", 0),
    ],
)
def test_an_english_sentence_in_a_chinese_one_is_found(tmp_path: Path, reason: str, found: int) -> None:
    (tmp_path / "errors.py").write_text(ERROR.replace("REASON", reason), encoding="utf-8")
    assert len(list(spoken_errors.english_in_chinese(tmp_path))) == found


NAMED = """
def check(row):
    told = "its lines do not match"
    if row:
        told = Text(zh="行不符", en="its lines do not match")
    raise Broken(reason=told, path="", stage="")


def broken(path, why):
    return Broken(reason=why, path=path, stage="")


def look(path):
    raise broken(path, "others can read it")
"""


def test_it_is_found_behind_a_name_and_behind_a_function_too(tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text(ERROR.replace("REASON", "str(reason)"), encoding="utf-8")
    (tmp_path / "checks.py").write_text(NAMED, encoding="utf-8")
    found = [(file.name, line, what) for file, line, what in spoken_errors.english_in_chinese(tmp_path)]
    assert found == [("checks.py", 3, "Broken(reason=…)"), ("checks.py", 14, "broken(why=…)")]
