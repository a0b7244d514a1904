"""`puhui audit`: the whole log read again from nodes that are not believed, and proofs of whatever does not hold."""

from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, language, say
from puhui.kernel import PuhuiError

app = typer.Typer(help="Audit a ledger; proofs for whatever does not hold")

_STAGES = {"mirror": "镜像 mirror", "execute": "重放 execute", "files": "文件 files"}
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.callback(invoke_without_command=True)
def audit(  # noqa: PLR0917 - Typer passes them by name
    context: typer.Context,
    trust: Annotated[Path | None, typer.Option("--trust", help="The trust file, from a source you trust.")] = None,
    sources: Annotated[
        list[str] | None, typer.Option("--from", help="A city's or a node's folder, or a node's URL.", metavar="FROM")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where findings, proofs and the mirror go.")] = None,
    node: Annotated[
        Path | None, typer.Option("--node", help="For URLs: the folder of the member in whose name to ask.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Read the whole log again, execute it, hold everything to it. Exit code 0: clean, 1: findings, 2: not audited."""
    if context.invoked_subcommand is not None:
        return
    if trust is None or not sources or out is None:
        raise typer.BadParameter("--trust, --from and --out are needed")
    from puhui.cli.ledger import read_file
    from puhui.cli.progress import progress
    from puhui.kernel import SystemClock
    from puhui.ledger.audit import audit as audit_log
    from puhui.ledger.check import find_ledgers
    from puhui.ledger.proofs import write_findings
    from puhui.ledger.trust import Trust

    trusted = Trust.parse(read_file(trust))
    folders = [Path(one) for one in sources if "://" not in one]
    found = [find_ledgers(folder) for folder in folders]
    files = [path for ledgers, _, _ in found for path in ledgers]
    with progress(quiet=as_json) as tell:
        audited = audit_log(
            out,
            trust=trusted,
            sources=_sources(folders, files, [one for one in sources if "://" in one], (node, trusted)),
            clock=SystemClock(),
            files=files,
            witnesses=[path for _, witnesses, _ in found for path in witnesses],
            tell=(lambda stage, done, of: tell(_STAGES[stage], done, of)) if tell else None,
        )
    summary = audited.summary()
    path = write_findings(out, audited.findings, summary, audited.trust, audited.head)
    found_told = [
        {"rule": one.rule, "where": one.where, "what": one.what, "grave": one.grave} for one in audited.findings
    ]
    emit({**summary, "findings": found_told, "file": str(path)}, as_json=as_json, text=_told(audited, path))
    if audited.findings:
        raise typer.Exit(EXIT_NO)


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="The folder that an audit wrote.", metavar="DIR")],
    trust: Annotated[Path, typer.Option("--trust", help="The trust file, from a source you trust.")],
    as_json: _Json = False,
) -> None:
    """Check the proofs of an audit's findings, offline; exit code 1 when one does not hold."""
    from puhui.cli.ledger import read_file
    from puhui.ledger.errors import BadProof, ReceiptRefused
    from puhui.ledger.proofs import verify_findings
    from puhui.ledger.trust import Trust

    trusted = Trust.parse(read_file(trust))
    try:
        checked = verify_findings(folder, trusted)
    except (BadProof, ReceiptRefused) as refused:
        document = {"verified": False, "refused": refused.as_dict(language())}
        emit(document, as_json=as_json, text=f"✗ {refused.cause_text.in_(language())}")
        raise typer.Exit(EXIT_NO) from None
    emit(
        {"verified": True, "proofs": checked},
        as_json=as_json,
        text=say(f"✓ {checked} 份证明均成立", f"✓ {checked} proofs hold"),
    )


def _sources(folders: list[Path], files: list[Path], urls: list[str], known: tuple[Path | None, Any]) -> list[Any]:
    from puhui.assembly.auditing import node_at
    from puhui.assembly.settings import Settings
    from puhui.kernel import SystemClock, SystemEntropy
    from puhui.ledger.errors import NoLedgerHere
    from puhui.ledger.sources import FileSource

    node, trust = known
    opened: list[Any] = []
    if urls:
        if node is None:
            raise typer.BadParameter("a URL is asked in a member's name: --node DIR")
        settings, clock, entropy = Settings.load(node), SystemClock(), SystemEntropy()
        opened += [node_at(settings, url, clock, entropy) for url in urls]
    for path in files:
        try:
            opened.append(FileSource(path, trust.suite, _org_of(path.parent)))
        except PuhuiError:
            continue  # the check of the file tells why
    if not opened and not files:
        raise NoLedgerHere(folder=", ".join(map(str, folders)), stage="cli.audit")
    return opened


def _org_of(folder: Path) -> Any:
    """Whose folder it is, by its name; a folder of another name is the operator's."""
    from puhui.kernel.ids import NotAnId, OrgId

    try:
        return OrgId(folder.resolve().name)
    except NotAnId:
        return OrgId("operator")


def _told(audited: Any, path: Path) -> str:
    told = audited.summary()
    log = told["origin"]
    lines = [
        say(
            f"{log}：已核验 {told['size']:,} 个条目，{told['grants']:,} 份授权，{told['mandates']:,} 份委托，"
            f"{told['streams']:,} 个存证流",
            f"{log}: {told['size']:,} entries verified, {told['grants']:,} grants, {told['mandates']:,} mandates, "
            f"{told['streams']:,} streams",
        ),
        say(
            f"成员 {told['members']}，变更 {told['changes']} 次，历 {told['eras']} 届共识节点；"
            f"检查点 {told['heads']:,} 个，联署 {told['cosignatures']:,} 个",
            f"{told['members']} members, {told['changes']} changes, {told['eras']} eras; "
            f"{told['heads']:,} heads, {told['cosignatures']:,} cosignatures",
        ),
    ]
    for number, one in enumerate(audited.findings, start=1):
        lines.append(f"✗ {number}. {one.where}: {one.what}")
        lines.append(f"     {one.about.in_(language())}")
    if audited.findings:
        lines.append(
            say(f"发现 {len(audited.findings)} 项，证据见 {path}", f"{len(audited.findings)} findings; see {path}")
        )
    else:
        lines.append(
            say("✓ 未发现问题：全部条目重新执行，结果一致", "✓ clean: every entry executed again, everything agrees")
        )
    return "\n".join(lines)
