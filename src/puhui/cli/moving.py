"""`puhui ledger move`: take the ledger from one sequencer to a CometBFT network, with all its receipts.

The members have voted the change `move` (`puhui member propose move`). Then the sequencer's node exports, every
consensus organisation checks and prepares, one of them founds the chain from all cards, and every stopped node is
seeded from the export, or set to follow. Each command says which is next.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.arguments import host_and_port
from puhui.cli.output import emit, err, language, say
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.assembly.moving import Seeded, Switched
    from puhui.assembly.network import Network
    from puhui.ledger.trust import Trust

app = typer.Typer(no_args_is_help=True, help="Take the ledger from one sequencer to a CometBFT network")

_Node = Annotated[Path, typer.Argument(help="The node's folder.", metavar="DIR")]
_Stopped = Annotated[Path, typer.Argument(help="The folder of the node, which is stopped.", metavar="DIR")]
_Export = Annotated[Path, typer.Argument(help="The exported ledger.", metavar="EXPORT")]
_Network = Annotated[Path, typer.Option("--network", help="The network.json that `found` wrote.")]
_Trust = Annotated[Path | None, typer.Option("--trust", help="The trust file that you had before: it must agree.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]

_AFTER_EXPORT = Text(
    zh="请把 {file} 交给每个共识机构；各机构运行 puhui ledger move check {name} --trust trust.json，三项数值须一致",
    en="give {file} to every consensus organisation: each runs puhui ledger move check {name} --trust trust.json, "
    "and the three values must be equal",
)
_AFTER_CHECK = Text(
    zh="各共识机构运行 puhui ledger move prepare DIR --p2p HOST:PORT",
    en="at each consensus organisation: puhui ledger move prepare DIR --p2p HOST:PORT",
)
_AFTER_PREPARE = Text(
    zh="请把 {file} 交给主持建链的机构；收齐所有共识机构的名片后，由其运行 "
    "puhui ledger move found EXPORT CARD... --out network.json",
    en="give {file} to the organisation that founds the chain; with the cards of all consensus organisations it runs "
    "puhui ledger move found EXPORT CARD... --out network.json",
)
_AFTER_FOUND = Text(
    zh="请把 {file} 交给所有机构，停止节点；各共识机构运行 "
    "puhui ledger move seed DIR --export EXPORT --network {name}，参与节点运行 "
    "puhui ledger move follow DIR --network {name}",
    en="give {file} to everybody and stop the nodes; each consensus organisation runs "
    "puhui ledger move seed DIR --export EXPORT --network {name}, each participant "
    "puhui ledger move follow DIR --network {name}",
)
_AFTER_SEED = Text(
    zh="puhui node run {file}；超过三分之二的共识节点启动后，账本从下一条继续",
    en="puhui node run {file}; the ledger goes on once more than two thirds of the consensus nodes have started",
)
_AFTER_FOLLOW = Text(
    zh="puhui node run {file}；节点将读取并核验整个账本",
    en="puhui node run {file}; it reads the whole log, and verifies it",
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
    _tell(out, _about(done), _AFTER_EXPORT, as_json=as_json, lines=_proved(done))


@app.command()
def check(export: _Export, trust: _Trust = None, as_json: _Json = False) -> None:
    """Execute an exported ledger again and judge its heads, believing nothing; writes nothing."""
    from puhui.assembly.moving import check_export

    with _bar() as progress:
        done = check_export(export, trust=_trusted(trust), progress=progress)
    _tell(export, _about(done), _AFTER_CHECK, as_json=as_json, lines=_proved(done))


@app.command()
def prepare(
    folder: _Node,
    p2p: Annotated[str, typer.Option("--p2p", help="HOST:PORT where other consensus nodes reach its CometBFT.")],
    as_json: _Json = False,
) -> None:
    """Make a consensus node's CometBFT keys and its card.json. Nothing else changes; the node may be running."""
    from puhui.assembly.moving import prepare as prepare_node
    from puhui.assembly.settings import Settings

    settings = Settings.load(folder)
    card = prepare_node(settings, *host_and_port(p2p))
    about = {"org": card.org, "public_key": card.public_key, "peer": card.peer}
    line = say(
        f"{folder}：CometBFT 密钥与名片已生成（{card.peer}）", f"{folder}: CometBFT keys and card made ({card.peer})"
    )
    _tell(settings.card_file, about, _AFTER_PREPARE, as_json=as_json, lines=[line])


@app.command()
def found(
    export: _Export,
    cards: Annotated[list[Path], typer.Argument(help="The card.json of every consensus organisation.", metavar="CARD")],
    out: Annotated[Path, typer.Option("--out", help="The network.json to write.")],
    trust: _Trust = None,
    as_json: _Json = False,
) -> None:
    """Found the chain that goes on with the exported ledger: once, at one organisation."""
    from puhui.assembly.moving import found as found_network
    from puhui.kernel import SystemClock

    with _bar() as progress:
        network, done = found_network(export, cards, out, SystemClock(), trust=_trusted(trust), progress=progress)
    orgs = [str(card.org) for card in network.cards]
    line = say(f"{out}：共识节点 {'、'.join(orgs)}", f"{out}: consensus nodes {', '.join(orgs)}")
    _tell(out, {**_about(done), "nodes": orgs}, _AFTER_FOUND, as_json=as_json, lines=[line, *_proved(done)])


@app.command()
def seed(
    folder: _Stopped,
    export: Annotated[Path, typer.Option("--export", help="The exported ledger.")],
    network: _Network,
    trust: _Trust = None,
    as_json: _Json = False,
) -> None:
    """Fill a stopped consensus node from the export and put it on CometBFT: all of it, or nothing.

    The export must agree with --trust, or else with the node's own trust.json. Run again, it does nothing.
    """
    from puhui.assembly.holding import holding
    from puhui.assembly.moving import seed_node
    from puhui.assembly.settings import Settings

    settings, read = Settings.load(folder), _network(network)
    trusted = _parse_trust(trust or settings.trust_file)
    with holding(folder, settings.org), _bar() as progress:
        done = seed_node(settings, export, read, trust=trusted, progress=progress)
    lines = [_switched(folder, done), *(_proved(done.seeded) if done.seeded else [])]
    _tell(folder, _about_node(done), _AFTER_SEED, as_json=as_json, lines=lines)


@app.command()
def follow(folder: _Stopped, network: _Network, as_json: _Json = False) -> None:
    """Have a stopped participant mirror and verify the moved ledger. Run again, it does nothing."""
    from puhui.assembly.holding import holding
    from puhui.assembly.moving import follow_network
    from puhui.assembly.settings import Settings

    settings = Settings.load(folder)
    with holding(folder, settings.org):
        done = follow_network(settings, _network(network))
    _tell(folder, _about_node(done), _AFTER_FOLLOW, as_json=as_json, lines=[_switched(folder, done)])


def _trusted(trust: Path | None) -> "Trust | None":
    return _parse_trust(trust) if trust is not None else None


def _parse_trust(path: Path) -> "Trust":
    from puhui.cli.ledger import read_file
    from puhui.ledger.trust import Trust

    return Trust.parse(read_file(path))


def _network(path: Path) -> "Network":
    from puhui.assembly.network import Network
    from puhui.cli.ledger import read_file

    return Network.parse(read_file(path))


def _about(done: "Seeded") -> dict[str, Any]:
    return {
        "origin": done.trust.origin,
        "moved": done.moved.as_map(),
        "changes": done.trust.changes,
        "refusals": done.refusals,
        "heads": done.heads,
        "cosignatures": done.cosignatures,
    }


def _about_node(done: "Switched") -> dict[str, Any]:
    told = _about(done.seeded) if done.seeded else {"moved": done.moved.as_map()}
    return {**told, "already": done.already}


def _proved(done: "Seeded") -> list[str]:
    named = done.moved.as_map()
    return [
        say(
            f"{done.trust.origin}：{done.moved.size:,} 条，拒绝 {done.refusals:,} 条，检查点 {done.heads:,} 个，"
            f"联署 {done.cosignatures:,} 个，成员变更 {done.trust.changes} 次",
            f"{done.trust.origin}: {done.moved.size:,} entries, {done.refusals:,} refusals, {done.heads:,} heads, "
            f"{done.cosignatures:,} cosignatures, {done.trust.changes} changes of the members",
        ),
        say(
            "  ✓ 已全部重新执行，并由最后检查点的法定多数联署证明",
            "  ✓ executed again, and proved by the last head's quorum",
        ),
        f"  size     {named['size']}",
        f"  root     {named['root']}",
        f"  journal  {named['journal']}",
    ]


def _switched(folder: Path, done: "Switched") -> str:
    size = done.moved.size
    if done.already:
        return say(f"{folder}：此前已完成，无需再办", f"{folder}: done before; nothing was left to do")
    return say(
        f"{folder}：已改用 CometBFT 引擎，账本从第 {size:,} 条之后继续",
        f"{folder}: on the CometBFT engine now; the ledger goes on after its {size:,} entries",
    )


def _tell(file: Path, about: dict[str, Any], then: Text, *, as_json: bool, lines: list[str]) -> None:
    step = then.fill(file=file, name=file.name).in_(language())
    document = {"file": str(file), **about, "next": step}
    emit(document, as_json=as_json, text="\n".join([*lines, f"→ {step}"]))


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while a person waits; silent where nobody looks."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        task = bars.add_task(Text(zh="重新执行", en="executing again").in_(language()), total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
