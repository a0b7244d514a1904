"""`puhui ledger move`: take the ledger from one sequencer to a CometBFT network, with all its receipts.

The members have voted the change `move`. Then the sequencer's node exports, every consensus organisation checks, and
every node is filled from the export.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit, err, language
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.assembly.moving import Seeded
    from puhui.ledger.trust import Trust

app = typer.Typer(no_args_is_help=True, help="Take the ledger from one sequencer to a CometBFT network")

_Export = Annotated[Path, typer.Argument(help="The exported ledger.", metavar="EXPORT")]
_Trust = Annotated[Path | None, typer.Option("--trust", help="The trust file that you had before: it must agree.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]

_AFTER_EXPORT = Text(
    zh="请把此文件交给每个共识机构；各机构运行 `puhui ledger move check 文件 --trust trust.json`，三项数值须一致",
    en="give this file to every consensus organisation: each runs `puhui ledger move check FILE --trust trust.json`, "
    "and the three values must be equal",
)
_AFTER_CHECK = Text(
    zh="请将以下内容写入 genesis.json 的 app_state，再对每个节点运行 "
    "`puhui ledger move seed 文件 --genesis genesis.json --into 节点目录`",
    en="put this into app_state of genesis.json, then fill every node with "
    "`puhui ledger move seed FILE --genesis genesis.json --into DIR`",
)
_AFTER_SEED = Text(
    zh="请把节点设置改为 CometBFT 引擎并启动；超过三分之二的共识节点启动后，账本从下一条继续",
    en="set the node's engine to CometBFT and start it; the ledger goes on once more than two thirds of the "
    "consensus nodes have started",
)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="The sequencer's node folder, or its ledger file.", metavar="DIR")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    as_json: _Json = False,
) -> None:
    """Write the moved ledger to one file, after executing all of it again. The sequencer may be running."""
    from puhui.assembly.moving import export_ledger

    with _bar() as progress:
        done = export_ledger(folder, out, progress=progress)
    _tell(done, _AFTER_EXPORT, as_json=as_json, file=out)


@app.command()
def check(export: _Export, trust: _Trust = None, as_json: _Json = False) -> None:
    """Execute an exported ledger again and judge its heads, believing nothing; writes nothing."""
    from puhui.assembly.moving import check_export

    with _bar() as progress:
        done = check_export(export, trust=_trusted(trust), progress=progress)
    _tell(done, _AFTER_CHECK, as_json=as_json, file=export)


@app.command()
def seed(
    export: _Export,
    genesis: Annotated[Path, typer.Option("--genesis", help="The new chain's genesis.json, which names the ledger.")],
    into: Annotated[Path, typer.Option("--into", help="The folder of the node, which is stopped.", metavar="DIR")],
    trust: _Trust = None,
    as_json: _Json = False,
) -> None:
    """Fill one stopped node of the new network from the export: all of it, or nothing."""
    from puhui.assembly.moving import seed_node
    from puhui.cli.ledger import read_file

    with _bar() as progress:
        done = seed_node(into, export, read_file(genesis), trust=_trusted(trust), progress=progress)
    _tell(done, _AFTER_SEED, as_json=as_json, file=into)


def _trusted(trust: Path | None) -> "Trust | None":
    from puhui.cli.ledger import read_file
    from puhui.ledger.trust import Trust

    return Trust.parse(read_file(trust)) if trust is not None else None


def _tell(done: "Seeded", then: Text, *, as_json: bool, file: Path) -> None:
    named: dict[str, Any] = done.moved.as_map()
    document = {
        "file": str(file),
        "origin": done.trust.origin,
        "moved": named,
        "changes": done.trust.changes,
        "refusals": done.refusals,
        "heads": done.heads,
        "cosignatures": done.cosignatures,
        "next": then.in_(language()),
    }
    lines = [
        f"{file}: {done.trust.origin}, {done.moved.size:,} entries, {done.refusals:,} refusals, "
        f"{done.heads:,} heads, {done.cosignatures:,} cosignatures, {done.trust.changes} changes of the members",
        "  ✓ executed again, and proved by the last head's quorum",
        f'  "moved": {{"size": {named["size"]}, "root": "{named["root"]}", "journal": "{named["journal"]}"}}',
        f"→ {then.in_(language())}",
    ]
    emit(document, as_json=as_json, text="\n".join(lines))


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while a person waits; silent where nobody looks."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        task = bars.add_task(Text(zh="重新执行", en="executing again").in_(language()), total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
