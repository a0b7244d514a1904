"""`puhui verify` against a registry's file, and documents by their dates."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.verify import app
from puhui.kernel import PuhuiError
from tests.unit.parties.test_verifying import ID, NAME, OTHER_ID, PERSON, USCC

SAID = {"uscc": USCC.lower(), "name": NAME, "legal_person": PERSON, "legal_person_id": ID}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    row = {
        "uscc": USCC, "name": NAME, "status": "注销", "legal_representative": PERSON, "legal_representative_id": ID,
        "approved_on": date(2020, 1, 6),
    }  # fmt: skip
    pl.DataFrame([row]).write_parquet(tmp_path / "enterprises.parquet")
    return tmp_path


def run(folder: Path, said: Any, *words: str, code: int = 0) -> dict[str, Any]:
    (folder / "said.json").write_text(json.dumps(said))
    result = CliRunner().invoke(app, [words[0], str(folder / "said.json"), *words[1:], "--on", "2026-06-30", "--json"])
    if isinstance(result.exception, PuhuiError):
        raise result.exception
    assert result.exit_code == code, result.output
    assert ID not in result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.mark.parametrize("level", ["2", "3", "4"])
def test_all_consistent_is_zero(register: Path, level: str) -> None:
    found = run(register, SAID, "enterprise", "--register", str(register), "--level", level)
    assert (found["result"], len(found["flags"])) == (1, int(level))


def test_what_differs_what_is_not_found_and_what_does_not_operate_is_one(register: Path) -> None:
    folder = str(register)
    wrong = run(
        register, SAID | {"legal_person_id": OTHER_ID}, "enterprise", "--register", folder, "--level", "4", code=1
    )
    assert (wrong["result"], wrong["flags"]["LegalPersonCertNoFlag"]) == (2, False)
    nobody = SAID | {"uscc": "91130200MA0A1B2C36", "changed_on": "2026-06-29"}
    found = run(register, nobody, "enterprise", "--register", folder, code=1)
    assert found["result"] == 3
    assert found["caveat"]["zh"]
    strict = run(register, SAID, "enterprise", "--register", folder, "--operating", code=1)
    assert strict["flags"]["StatusFlag"] is False


def test_documents_are_one_where_one_is_not_good(tmp_path: Path) -> None:
    good = {"kind": "business_licence", "issued_on": "2020-01-01", "expires_on": "2026-07-01"}
    found = run(tmp_path, [good], "documents")
    assert (found["documents"][0]["state"], found["days_left"]) == ("expiring", 1)
    found = run(tmp_path, [good, {"kind": "qualification", "expires_on": "2026-06-29"}], "documents", code=1)
    assert found["days_left"] == -1


@pytest.mark.parametrize("said", [{}, [1], [{"kind": "passport"}], [{"kind": "resident_id", "issued_on": "soon"}]])
def test_what_is_no_list_of_documents_is_refused(tmp_path: Path, said: Any) -> None:
    with pytest.raises(PuhuiError):
        run(tmp_path, said, "documents")


def test_a_folder_without_the_register_and_a_file_without_factors_say_so(tmp_path: Path, register: Path) -> None:
    with pytest.raises(PuhuiError) as gone:
        run(tmp_path, SAID, "enterprise", "--register", str(tmp_path / "none"))
    assert gone.value.code == "nothing_to_verify"
    with pytest.raises(PuhuiError) as bare:
        run(tmp_path, {"uscc": USCC}, "enterprise", "--register", str(register))
    assert bare.value.code == "factor_missing"
    told = CliRunner().invoke(app, ["enterprise", str(tmp_path / "absent.json"), "--register", str(register)])
    assert isinstance(told.exception, PuhuiError)
