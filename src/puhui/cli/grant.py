"""`puhui grant`: grants and their uses, told from the ledger's entries alone."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit
from puhui.kernel import Category, PuhuiError, Text

if TYPE_CHECKING:
    from puhui.consent import UseHistory
    from puhui.kernel.ids import SubjectId

app = typer.Typer(no_args_is_help=True, help="Grants and their uses")


class SubjectUnknownHere(PuhuiError):
    """No node of the folder knows the enterprise, so its subject on the ledger cannot be told."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 中没有企业 {subject}", en="no node in {folder} knows the enterprise {subject}")
    remedy = Text(
        zh="请指定企业门户节点的目录，或直接给出账本上的主体编号（64位十六进制）",
        en="name the folder of the enterprise's portal, or give the subject's id on the ledger (64 hex digits)",
    )


@app.callback()
def _grant() -> None:
    """Grants and their uses."""


@app.command()
def uses(
    folder: Annotated[Path, typer.Argument(help="A city's folder, or that of a node with the ledger.", metavar="DIR")],
    subject: Annotated[str, typer.Option(help="The enterprise: its USCC, or its subject id on the ledger.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Who used my data: every use and refusal, numbered. Exit code 1 when a number is missing."""
    from puhui.consent import ReplayedLedger, uses_of
    from puhui.kernel import SystemClock
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.errors import NoLedgerHere
    from puhui.ledger.statement import claimed_suite
    from puhui.ledger.trust import Trust

    ledgers, _, trust = find_ledgers(folder)
    if not ledgers:
        raise NoLedgerHere(folder=str(folder), stage="cli.grant")
    first = next(_statements(ledgers[0]), None)
    if first is None:
        raise NoLedgerHere(folder=str(folder), stage="cli.grant")
    of = Trust.parse(trust.read_bytes()).suite if trust else claimed_suite(first)
    id_ = _subject(folder, subject)
    history = uses_of(ReplayedLedger(_statements(ledgers[0]), of), id_, SystemClock().now())
    emit(_document(history), as_json=as_json, text=_told(history))
    if not history.complete:
        raise typer.Exit(EXIT_NO)


def _statements(path: Path) -> Iterator[bytes]:
    from puhui.ledger.disk import open_to_read

    connection = open_to_read(path)
    try:
        for (statement,) in connection.execute("SELECT statement FROM entries ORDER BY idx"):
            yield statement
    finally:
        connection.close()


def _subject(folder: Path, subject: str) -> "SubjectId":
    from puhui.assembly.databases import existing_database, has_database
    from puhui.assembly.settings import Settings
    from puhui.kernel import SystemClock, SystemEntropy, suite
    from puhui.kernel.identifiers import uscc
    from puhui.kernel.ids import SubjectId
    from puhui.ledger.contracts.shapes import is_digest
    from puhui.parties import Enterprises, EnterpriseUnknown

    if is_digest(subject):
        return SubjectId(subject)
    code = uscc(subject)
    for settings_file in [folder / "node.json", *sorted((folder / "nodes").glob("*/node.json"))]:
        if not settings_file.is_file():
            continue
        settings = Settings.load(settings_file.parent)
        if settings.org != settings.operator or not has_database(settings):
            continue  # the operator's node is the enterprises' portal; nobody else knows their salts
        with existing_database(settings) as database, contextlib.suppress(EnterpriseUnknown):
            enterprises = Enterprises(
                database, suite=suite(settings.suite), clock=SystemClock(), entropy=SystemEntropy()
            )
            return enterprises.find(code).subject
    raise SubjectUnknownHere(folder=str(folder), subject=code, stage="cli.grant")


def _document(history: "UseHistory") -> dict[str, Any]:
    return {
        "subject": str(history.subject),
        "complete": history.complete,
        "gaps": [str(gap) for gap in history.gaps],
        "grants": [
            {
                "grant": str(grant.id),
                "state": grant.state,
                "custodian": str(grant.terms.custodian),
                "receiver": str(grant.terms.receiver),
                "dataset": str(grant.terms.dataset),
                "purpose": grant.terms.purpose,
                "uses": grant.terms.uses,
                "used": grant.used,
                "expires": grant.expires.isoformat(),
                "entry": str(grant.entry),
            }
            for grant in history.grants
        ],
        "uses": [
            {
                "grant": str(use.grant),
                "seq": use.seq,
                "n": use.n,
                "at": use.at.isoformat(),
                "custodian": str(use.custodian),
                "receiver": str(use.receiver),
                "dataset": use.dataset,
                "purpose": use.purpose,
                "fields": list(use.fields),
                "outcome": use.outcome,
                "reason": use.reason,
                "answer_digest": use.answer_digest,
                "entry": str(use.entry),
            }
            for use in history.uses
        ],
    }


def _told(history: "UseHistory") -> str:
    lines = [f"{history.subject}: {len(history.grants)} grants, {len(history.uses)} uses and refusals"]
    for use in history.uses:
        what = use.outcome if use.n is not None else f"denied: {use.reason}"
        number = f"#{use.seq}" + (f" (use {use.n})" if use.n is not None else "")
        lines.append(
            f"  {use.at:%Y-%m-%d %H:%M:%S}  {use.grant} {number:<14} {use.dataset} → {use.receiver}"
            f"  {use.purpose}, {len(use.fields)} fields: {what}"
        )
    verdict = (
        "✓ complete: no number is missing" if history.complete else "✗ missing: " + ", ".join(map(str, history.gaps))
    )
    return "\n".join([*lines, verdict])
