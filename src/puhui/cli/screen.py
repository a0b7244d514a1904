"""`puhui screen`: anti-fraud at application, its replay, and the likeness of documents."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, language, say
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.screening import Peers, Screening

app = typer.Typer(no_args_is_help=True, help="Anti-fraud at application: pass, verify or refuse")

_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_Rules = Annotated[Path | None, typer.Option("--rules", help="A decision file; default: the shipped one.")]
_STAGE = "cli.screen"


class FileUnreadable(PuhuiError):
    """A named file is missing, or is not what it should be."""

    category = Category.NOT_FOUND
    cause = Text(zh="无法读取 {file}：{reason}", en="{file} cannot be read: {reason}")
    remedy = Text(zh="请核对路径和内容", en="check the path and what the file holds")


@app.callback()
def _screen() -> None:
    """Anti-fraud at application: pass, verify or refuse."""


@app.command()
def application(
    file: Annotated[Path, typer.Argument(help="The application's case, JSON.", metavar="FILE")],
    *,
    rules: _Rules = None,
    peers: Annotated[Path | None, typer.Option("--peers", help="The peers' features: .csv or .parquet.")] = None,
    record: Annotated[Path | None, typer.Option("--record", help="Where to keep the record, for a replay.")] = None,
    as_json: _Json = False,
) -> None:
    """Screen one application; exit code 1 where it does not simply pass.

    Where the case has `indicators` (as a portrait lists them) and no `contradictions`, these are worked out of those.
    """
    from puhui.kernel import SystemClock, SystemEntropy
    from puhui.kernel.ids import DecisionId
    from puhui.screening import Outcome, read_case, screen

    clock = SystemClock()
    found = screen(
        read_case(_with_contradictions(_read_json(file))),
        id=DecisionId.new(clock, SystemEntropy()),
        at=clock.now(),
        rules=None if rules is None else _read(rules),
        peers=None if peers is None else _peers(peers),
    )
    if record is not None:
        record.write_bytes(found.record.encoded())
    emit(found.document() | {"kept": str(record) if record else None}, as_json=as_json, text=_told(found))
    if found.outcome is not Outcome.PASS:
        raise typer.Exit(EXIT_NO)


@app.command()
def replay(
    record: Annotated[Path, typer.Argument(help="A kept record.", metavar="RECORD")],
    *,
    rules: _Rules = None,
    digest: Annotated[str | None, typer.Option("--digest", help="The digest that the ledger holds.")] = None,
    as_json: _Json = False,
) -> None:
    """Decide a kept record again; exit code 1 where the outcome, the rules or the digest differ."""
    from puhui.decisions import DecisionRecord, ReplayDiffers
    from puhui.decisions import replay as decide_again
    from puhui.screening import shipped_rules

    data = _read(record)
    try:
        kept = DecisionRecord.parse(data)
        outcome = decide_again(kept, shipped_rules() if rules is None else _read(rules), digest=digest)
    except ReplayDiffers as differs:
        emit(
            {"identical": False, "reason": differs.as_dict(language())},
            as_json=as_json,
            text=f"✗ {differs.cause_text.in_(language())}",
        )
        raise typer.Exit(EXIT_NO) from None
    emit(
        {"identical": True, "verdict": outcome.verdict.value, "digest": kept.digest, "rules": kept.rules_version},
        as_json=as_json,
        text=say(f"✓ 结果一致（{kept.rules_version}）", f"✓ the identical outcome ({kept.rules_version})"),
    )


@app.command()
def likeness(
    files: Annotated[list[Path], typer.Argument(help="Two or more text files (UTF-8).", metavar="FILE…")],
    as_json: _Json = False,
) -> None:
    """How much documents resemble each other, pair by pair; copies with changed names lie above 0.87."""
    from puhui.screening import fingerprint
    from puhui.screening import likeness as alike

    marks = [(path, fingerprint(_text(path))) for path in files]
    pairs = [
        {"one": str(one), "other": str(other), "likeness": round(alike(first, second), 4)}
        for place, (one, first) in enumerate(marks)
        for other, second in marks[place + 1 :]
    ]
    pairs.sort(key=lambda pair: -float(str(pair["likeness"])))
    lines = (f"{pair['likeness']:.3f}  {pair['one']}  {pair['other']}" for pair in pairs)
    emit({"pairs": pairs}, as_json=as_json, text="\n".join(lines))


def _told(found: "Screening") -> str:
    lines = [f"{found.outcome.value}  {found.record.extra['application']}  {found.record.digest[:16]}"]
    signs = {"refuse": "✗", "verify": "!", "ask": "?"}
    for reason in found.reasons:
        lines.append(f"{signs[reason.weight]} {reason.code}  {reason.text.in_(language())}")
        lines.append(f"    → {reason.how.in_(language())}")
    if found.anomaly is not None and found.anomaly.parts:
        most = found.anomaly.parts[0]
        lines.append(
            say(
                f"与同类 {found.anomaly.peers} 户相比，{found.anomaly.tail:.1%} 同样异常；最突出：{most.label.zh}",
                f"of {found.anomaly.peers} peers, {found.anomaly.tail:.1%} are as odd; above all: {most.label.en}",
            )
        )
    if found.review is not None:
        lines.append(found.review.in_(language()))
    return "\n".join(lines)


def _with_contradictions(document: Any) -> Any:
    """The case with contradictions of its indicators, where it brings those and no contradictions."""
    if not isinstance(document, dict) or "indicators" not in document:
        return document
    from puhui.credit.contradictions import cross_check
    from puhui.credit.indicator_documents import indicators_from

    case = {name: value for name, value in document.items() if name != "indicators"}
    held = indicators_from(document["indicators"])
    numbers = {name: float(one.value) for name, one in held.items() if isinstance(one.value, int | float)}
    case.setdefault("contradictions", [one.document() for one in cross_check(held)])
    case["features"] = numbers | case.get("features", {})
    return case


def _peers(path: Path) -> "Peers":
    from puhui.cli.credit.tables import read_table
    from puhui.screening import FEATURES, Peers

    names = [item.name for item in FEATURES.features]
    table = read_table(path, skip_bad_rows=False, numeric=names, text=[])
    held = [name for name in names if name in table.frame.columns]
    return Peers(table.arrays(held), FEATURES)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise FileUnreadable(file=path, reason=reason.strerror, stage=_STAGE) from None


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except ValueError:
        raise FileUnreadable(file=path, reason=Text(zh="不是JSON", en="it is no JSON"), stage=_STAGE) from None


def _text(path: Path) -> str:
    try:
        return _read(path).decode()
    except UnicodeDecodeError:
        raise FileUnreadable(
            file=path, reason=Text(zh="不是UTF-8文本", en="it is no UTF-8 text"), stage=_STAGE
        ) from None
