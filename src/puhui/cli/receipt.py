"""`puhui receipt`: show, verify and export receipts, offline; and the page on which anybody can."""

from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, language, out

app = typer.Typer(no_args_is_help=True, help="Receipts, verified offline")

_File = Annotated[Path, typer.Argument(help="The receipt.", metavar="FILE")]
_Trust = Annotated[Path, typer.Option("--trust", help="The trust file (trust.json).")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def verify(file: _File, trust: _Trust, as_json: _Json = False) -> None:
    """Check a receipt's eight steps; exit code 1 when it is refused."""
    from puhui.cli.ledger import read_file
    from puhui.ledger.errors import ReceiptRefused
    from puhui.ledger.verify import Trust, verify_receipt

    trusted = Trust.parse(read_file(trust))
    data = read_file(file)
    try:
        verified = verify_receipt(data, trusted)
    except ReceiptRefused as refused:
        steps, cause, remedy = _steps(refused.step), refused.cause_text, refused.remedy_text
        document = {"verified": False, "steps": steps, "refused": refused.as_dict(language())}
        text = f"{_marks(steps)}\n\n✗ {cause.in_(language())}\n→ {remedy.in_(language())}"
        emit(document, as_json=as_json, text=text)
        raise typer.Exit(EXIT_NO) from None
    steps = _steps(None)
    document = {"verified": True, "steps": steps, **_verified(verified)}
    emit(document, as_json=as_json, text=f"{_marks(steps)}\n\n{_told(verified)}")


@app.command()
def show(file: _File, as_json: _Json = False) -> None:
    """Show what a receipt claims, without verifying any of it."""
    from puhui.cli.ledger import read_file
    from puhui.ledger.receipt import parse_receipt
    from puhui.ledger.statement import parse_statement

    receipt = parse_receipt(read_file(file))
    statement, head = parse_statement(receipt.statement), receipt.head.checkpoint
    document = {
        "verified": None,
        "entry": statement.entry,
        "index": receipt.index,
        "issuer": statement.issuer,
        "contract": statement.contract,
        "action": statement.action,
        "subject": statement.subject,
        "at_ms": statement.at_ms,
        "args": _plain(statement.args),
        "log": {"origin": head.origin, "size": head.size, "root": head.root.hex()},
        "lines": [line.name for line in receipt.head.lines],
    }
    emit(document, as_json=as_json)
    if not as_json:
        out.print("NOT VERIFIED: run `puhui receipt verify`", style="bold yellow")
        out.print_json(data=document)


@app.command()
def export(
    file: _File,
    trust: _Trust,
    to: Annotated[Path, typer.Option("--out", help="Where to write.")],
    cose: Annotated[bool, typer.Option("--cose", help="As a SCITT transparent statement with COSE Receipts.")] = True,
    as_json: _Json = False,
) -> None:
    """Write a verified receipt as a COSE transparent statement (RFC 9942, RFC 9943), or with --no-cose as it is."""
    from puhui.cli.ledger import read_file
    from puhui.ledger.cose import transparent_statement
    from puhui.ledger.errors import ReceiptRefused
    from puhui.ledger.verify import Trust, verify_receipt

    trusted, data = Trust.parse(read_file(trust)), read_file(file)
    try:
        verified = verify_receipt(data, trusted)
    except ReceiptRefused as refused:
        emit({"error": refused.as_dict(language())}, as_json=as_json, text=f"✗ {refused.cause_text.in_(language())}")
        raise typer.Exit(EXIT_NO) from None
    exported = transparent_statement(data, trusted) if cose else data
    to.write_bytes(exported)
    emit(
        {"out": str(to), "bytes": len(exported), "receipts": len(verified.cosigned_by)},
        as_json=as_json,
        text=f"{to}: {len(exported):,} bytes, {len(verified.cosigned_by)} COSE receipts",
    )


@app.command()
def page(
    to: Annotated[Path, typer.Option("--out", help="Where to write.")] = Path("verifier.html"),
    as_json: _Json = False,
) -> None:
    """Write the page that verifies receipts in any browser, without a network; and print its SHA-256."""
    from puhui.api.portal import verifier_page
    from puhui.kernel.suites import DEFAULT_SUITE, suite

    whole = verifier_page()
    to.write_bytes(whole)
    digest = suite(DEFAULT_SUITE).digest(whole).hex()
    document = {"out": str(to), "bytes": len(whole), "digest": digest}
    emit(document, as_json=as_json, text=f"{to}: {len(whole):,} bytes\n{digest}")


def _steps(failed: int | None) -> list[dict[str, Any]]:
    """The eight steps with their outcome; steps after the failed one were not taken (null)."""
    from puhui.ledger.verify import STEPS

    def ok(number: int) -> bool | None:
        return True if failed is None or number < failed else (False if number == failed else None)

    return [{"number": number, "text": text.in_(language()), "ok": ok(number)} for number, text in STEPS.items()]


def _marks(steps: list[dict[str, Any]]) -> str:
    marks = {True: "✓", False: "✗", None: "·"}
    return "\n".join(f"{marks[step['ok']]} {step['number']}. {step['text']}" for step in steps)


def _verified(verified: Any) -> dict[str, Any]:
    return {
        "entry": verified.entry,
        "index": verified.index,
        "issuer": verified.issuer.org,
        "issuer_name": {"zh": verified.issuer.name_zh, "en": verified.issuer.name_en},
        "contract": verified.contract,
        "action": verified.action,
        "subject": verified.subject,
        "at": verified.at.isoformat(),
        "args": _plain(verified.args),
        "log": {"origin": verified.origin, "size": verified.size, "root": verified.root.hex()},
        "cosigned_by": [{"org": one.org, "name": one.name, "at": one.at.isoformat()} for one in verified.cosigned_by],
        "quorum": verified.quorum,
    }


def _told(verified: Any) -> str:
    issuer = verified.issuer
    lines = [
        f"✓ {verified.entry}",
        f"  {issuer.name_zh} {issuer.name_en} ({issuer.org})",
        f"  {verified.contract}.{verified.action}  {verified.at.isoformat()}",
        f"  {verified.origin} #{verified.index} / {verified.size}",
        f"  {len(verified.cosigned_by)} ≥ {verified.quorum}:",
        *(f"    {one.org}  {one.at.isoformat()}" for one in verified.cosigned_by),
    ]
    return "\n".join(lines)


def _plain(value: Any) -> Any:
    """A canonical value as JSON: bytes become hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
