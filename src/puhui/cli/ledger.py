"""`puhui ledger`: the ledger's invariants, re-derived from storage; and its move to another engine."""

import contextlib
from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli import moving
from puhui.cli.output import EXIT_NO, emit

app = typer.Typer(no_args_is_help=True, help="The ledger and its invariants")
app.add_typer(moving.app, name="move")

_SHOWN_ANCHORS = 20


@app.callback()
def _ledger() -> None:
    """The ledger and its invariants."""


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="A city's folder, or one node's.", metavar="DIR")],
    trust: Annotated[Path | None, typer.Option(help="Trust file; default: the folder's own trust.json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Execute every entry again and compare everything stored; exit code 1 on any finding."""
    from puhui.ledger.check import check_agreement, check_ledger, find_ledgers
    from puhui.ledger.errors import NoLedgerHere
    from puhui.ledger.trust import Trust

    ledgers, witnesses, found_trust = find_ledgers(folder)
    if not ledgers:
        raise NoLedgerHere(folder=str(folder), stage="cli.ledger")
    trust_file = trust or found_trust
    trusted = Trust.parse(read_file(trust_file)) if trust_file else None
    reports = [(path, check_ledger(path, trust=trusted, witnesses=tuple(witnesses))) for path in ledgers]
    documents = [_document(path, report) for path, report in reports]
    apart = [_finding(one) for one in check_agreement(ledgers)]
    clean = not apart and not any(report.findings for _, report in reports)
    lines = [*map(_lines, documents), *(_told(one) for one in apart)]
    if len(ledgers) > 1 and not apart:
        lines.append(f"  ✓ {len(ledgers)} ledgers, one log")
    emit({"clean": clean, "ledgers": documents, "findings": apart}, as_json=as_json, text="\n".join(lines))
    if not clean:
        raise typer.Exit(EXIT_NO)


@app.command()
def anchors(
    folder: Annotated[Path, typer.Argument(help="A city's folder, or one node's.", metavar="DIR")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Show which neighbouring cities' heads are anchored in this ledger; exit code 1 when one of them has forked."""
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.errors import NoLedgerHere
    from puhui.ledger.neighbouring import LedgerFile, anchors_of, recognised

    ledgers, _, _ = find_ledgers(folder)
    if not ledgers:
        raise NoLedgerHere(folder=str(folder), stage="cli.ledger")
    with contextlib.closing(LedgerFile(ledgers[0])) as ledger:
        known = [(one, anchors_of(ledger, one.origin)) for one in recognised(ledger)]
    forked = any(one.forked for one, _ in known)
    documents = [
        {
            "origin": one.origin,
            "changes": one.changes,
            "forked": one.forked,
            "anchors": [
                {
                    "n": at.n,
                    "size": at.size,
                    "root": at.root.hex(),
                    "entry": at.entry,
                    "index": at.index,
                    "at": at.at.isoformat(),
                }
                for at in held
            ],
        }
        for one, held in known
    ]
    text = "\n".join(map(_anchor_lines, documents)) or "no neighbouring log is recognised"
    emit({"forked": forked, "neighbours": documents}, as_json=as_json, text=text)
    if forked:
        raise typer.Exit(EXIT_NO)


def _anchor_lines(document: dict[str, Any]) -> str:
    head = f"{document['origin']}: {len(document['anchors']):,} anchored heads, {document['changes']} changes known"
    shown = document["anchors"][-_SHOWN_ANCHORS:]
    lines = [f"  {one['at']}  size {one['size']:,}  root {one['root']}  entry {one['index']:,}" for one in shown]
    forked = ["  ✗ its quorum signed two histories: nothing of it is anchored any more"] if document["forked"] else []
    return "\n".join([head, *lines, *forked])


def read_file(path: Path) -> bytes:
    """A small file's bytes; raises `FileUnreadable`."""
    from puhui.ledger.errors import FileUnreadable

    try:
        return path.read_bytes()
    except OSError as reason:
        raise FileUnreadable(path=str(path), reason=reason.strerror or str(reason), stage="cli") from None


def _document(path: Path, report: Any) -> dict[str, Any]:
    return {
        "file": str(path),
        "entries": report.entries,
        "refusals": report.refusals,
        "heads": report.heads,
        "cosignatures": report.cosignatures,
        "witnesses": report.witnesses,
        "findings": [_finding(one) for one in report.findings],
    }


def _finding(one: Any) -> dict[str, Any]:
    return {"check": one.check, "where": one.where, "what": one.what}


def _told(finding: dict[str, Any]) -> str:
    return f"  ✗ {finding['check']:>2}. {finding['where']} {finding['what']}"


def _lines(document: dict[str, Any]) -> str:
    head = (
        f"{document['file']}: {document['entries']:,} entries, {document['refusals']:,} refusals, "
        f"{document['heads']:,} heads, {document['cosignatures']:,} cosignatures, {document['witnesses']} witnesses"
    )
    findings = [_told(one) for one in document["findings"]]
    return "\n".join([head, *(findings or ["  ✓ clean: every entry executed again, everything stored agrees"])])
