"""`puhui trust`: whom to believe about a log, shown, and brought up to date by what proves itself."""

from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.output import emit, say

app = typer.Typer(no_args_is_help=True, help="Trust files, shown and brought up to date")

_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.callback()
def _trust() -> None:
    """Trust files, shown and brought up to date."""


@app.command()
def show(file: Annotated[Path, typer.Argument(help="The trust file.", metavar="FILE")], as_json: _Json = False) -> None:
    """Show whom a trust file trusts, and from which size of the log on."""
    from puhui.cli.ledger import read_file
    from puhui.ledger.trust import Trust

    trust = Trust.parse(read_file(file))
    lines = [f"{trust.origin}  {trust.suite.name}  {say('成员变更', 'changes')} {trust.changes}"]
    for era in trust.eras:
        witnesses = ", ".join(str(one.org) for one in era.witnesses)
        log_key = "" if era.log_key is None else say("，日志密钥", ", the log's key")
        lines.append(f"≥ {era.from_size:>8,}  {era.quorum}/{len(era.witnesses)}{log_key}  {witnesses}")
    for member in trust.members.values():
        silent = "" if member.key is not None else say("  （不得签名）", "  (may sign nothing)")
        lines.append(f"{member.org:<16} {member.role:<10} {say(member.name_zh, member.name_en)}{silent}")
    emit(_document(trust), as_json=as_json, text="\n".join(lines))


@app.command()
def update(
    trust: Annotated[Path, typer.Option("--trust", help="The trust file that you have.")],
    history: Annotated[str, typer.Option("--history", help="The members' history: a file, or a node's address.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the newer one.")],
    as_json: _Json = False,
) -> None:
    """Bring a trust file up to date: follow the members' changes, each proved by the consensus nodes of before it."""
    from puhui.assembly.fetching import check_origin, fetch_history
    from puhui.cli.ledger import read_file
    from puhui.ledger.handover import History, follow
    from puhui.ledger.trust import Trust

    old = Trust.parse(read_file(trust))
    from_node = history.startswith(("http://", "https://"))
    told = fetch_history(history) if from_node else History.parse(read_file(Path(history)))
    check_origin(told, old, history)
    new = follow(old, told.handovers)
    out.write_bytes(new.to_bytes())
    emit(
        {"out": str(out), "followed": new.changes - old.changes, **_document(new)},
        as_json=as_json,
        text=say(
            f"{out}：已核验并跟随 {new.changes - old.changes} 次成员变更，现为第 {new.changes} 次",
            f"{out}: {new.changes - old.changes} changes followed, each proved; it now stands at {new.changes}",
        ),
    )


def _document(trust: Any) -> dict[str, Any]:
    return {
        "origin": trust.origin,
        "suite": trust.suite.name,
        "changes": trust.changes,
        "eras": [
            {
                "from_size": era.from_size,
                "quorum": era.quorum,
                "log_key": None if era.log_key is None else str(era.log_key),
                "witnesses": [str(one.org) for one in era.witnesses],
            }
            for era in trust.eras
        ],
        "members": {
            org: {"role": member.role, "key": None if member.key is None else str(member.key)}
            for org, member in trust.members.items()
        },
    }
