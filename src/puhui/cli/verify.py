"""`puhui verify`: an enterprise's factors against the registry's own file, and documents by their dates."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, language, say
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.parties.verifying import RegisterRow

app = typer.Typer(no_args_is_help=True, help="Factors against a register, documents by their dates")

_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_On = Annotated[str, typer.Option("--on", help="The day to judge by, YYYY-MM-DD (default: today).")]
_File = Annotated[Path, typer.Argument(help="What was said or shown, JSON.", metavar="FILE")]
_STAGE = "cli.verify"
_REGISTER = "enterprises.parquet"
_COLUMNS = "uscc, name, status, legal_representative, legal_representative_id, approved_on"


class NothingToVerify(PuhuiError):
    """The file, the folder or the day is not what the command needs."""

    category = Category.INVALID
    cause = Text(zh="无法读取 {what}：{reason}", en="{what} cannot be read: {reason}")
    remedy = Text(zh="请对照 docs/reference/verification.md 改正", en="mend it after docs/reference/verification.md")


@app.callback()
def _verify() -> None:
    """Factors against a register, documents by their dates."""


@app.command()
def enterprise(
    file: _File,
    *,
    register: Annotated[Path, typer.Option("--register", help=f"The registry's data folder, with {_REGISTER}.")],
    level: Annotated[int, typer.Option("--level", min=2, max=4, help="How many factors: 2, 3 or 4.")] = 3,
    operating: Annotated[
        bool, typer.Option("--operating", help="The stricter variant: the status must be 在营.")
    ] = False,
    on: _On = "",
    as_json: _Json = False,
) -> None:
    """Compare `{uscc, name, legal_person, legal_person_id, changed_on}`; exit code 1 unless all is consistent."""
    from puhui.parties.verifying import EnterpriseFactors, Level, Result, verify_enterprise

    said = _read(file)
    asked = EnterpriseFactors(*(_text(said, name) for name in ("uscc", "name", "legal_person", "legal_person_id")))
    found = verify_enterprise(
        asked,
        _row(register, asked.uscc),
        list(Level)[level - 2],
        on=_day(on),
        must_operate=operating,
        changed_on=_date(said, "changed_on"),
    )
    lines = [_RESULTS[found.result.name].in_(language())]
    lines += [f"  {'✓' if flag else '?' if flag is None else '✗'} {name}" for name, flag in found.flags.items()]
    if found.caveat is not None:
        lines.append(found.caveat.in_(language()))
    emit(found.document(), as_json=as_json, text="\n".join(lines))
    if found.result is not Result.CONSISTENT:
        raise typer.Exit(EXIT_NO)


@app.command()
def documents(file: _File, *, on: _On = "", as_json: _Json = False) -> None:
    """Judge a list of `{kind, issued_on, expires_on, holder_born_on}`; exit code 1 where one is not good today."""
    from puhui.parties.verifying import DocumentKind, DocumentState, ShownDocument, document_state, least_days_left

    day, shown = _day(on), _read(file)
    if not isinstance(shown, list) or not all(isinstance(one, dict) for one in shown):
        raise NothingToVerify(what=file, reason=Text(zh="应为列表", en="want a list"), stage=_STAGE)
    try:
        kinds = [DocumentKind(one.get("kind")) for one in shown]
    except ValueError:
        known = ", ".join(DocumentKind)
        raise NothingToVerify(
            what="kind", reason=Text(zh=f"只能是 {known}", en=f"the kinds are {known}"), stage=_STAGE
        ) from None
    names = ("issued_on", "expires_on", "holder_born_on")
    found = [
        document_state(ShownDocument(kind, *(_date(one, name) for name in names)), day)
        for kind, one in zip(kinds, shown, strict=True)
    ]
    good = {DocumentState.VALID, DocumentState.LONG_TERM, DocumentState.EXPIRING}
    emit(
        {"on": day.isoformat(), "documents": [one.document() for one in found], "days_left": least_days_left(found)},
        as_json=as_json,
        text="\n".join(f"{'✓' if one.state in good else '✗'} {one.text.in_(language())}" for one in found)
        or say("没有证照", "no documents"),
    )
    if any(one.state not in good for one in found):
        raise typer.Exit(EXIT_NO)


_RESULTS = {
    "CONSISTENT": Text(zh="1 一致", en="1 consistent"),
    "INCONSISTENT": Text(zh="2 不一致", en="2 inconsistent"),
    "NOT_FOUND": Text(zh="3 查无记录", en="3 not found"),
}


def _row(folder: Path, uscc: str) -> "RegisterRow | None":
    import duckdb

    from puhui.parties.verifying import RegisterRow, Secret

    path = folder / _REGISTER
    if not path.is_file():
        raise NothingToVerify(what=path, reason=Text(zh="文件不存在", en="there is no such file"), stage=_STAGE)
    try:
        with duckdb.connect(":memory:") as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM read_parquet(?) WHERE uscc = upper(trim(?))",  # noqa: S608 - our own columns
                [str(path), uscc],
            ).fetchall()
    except duckdb.Error as reason:
        raise NothingToVerify(what=path, reason=type(reason).__name__, stage=_STAGE) from None
    if not rows:
        return None
    code, name, status, person, number, approved = rows[0]
    return RegisterRow(code, name, status, person, None if number is None else Secret.of_number(number), approved)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except OSError as reason:
        raise NothingToVerify(what=file, reason=reason.strerror, stage=_STAGE) from None
    except ValueError:
        raise NothingToVerify(what=file, reason=Text(zh="不是JSON", en="it is no JSON"), stage=_STAGE) from None


def _text(said: Any, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, str) else ""


def _date(said: Any, name: str) -> date | None:
    value = said.get(name)
    try:
        return None if value is None else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise NothingToVerify(what=name, reason=Text(zh="不是日期", en="it is no date"), stage=_STAGE) from None


def _day(text: str) -> date:
    from puhui.kernel import SystemClock

    return _date({"on": text}, "on") or SystemClock().now().date() if text else SystemClock().now().date()
