"""`puhui city`: a whole city on one machine."""

import contextlib
import signal
import sys
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Literal

import typer

from puhui.cli.output import emit, language
from puhui.cli.progress import progress
from puhui.kernel import Language

app = typer.Typer(no_args_is_help=True, help="A whole city on one machine")

_Folder = Annotated[Path, typer.Argument(help="The city's folder.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def new(  # noqa: PLR0917 - Typer passes them by name
    folder: _Folder,
    enterprises: Annotated[int, typer.Option(min=20, max=20_000, help="How many enterprises.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed gives the same economy; keys are fresh each time.")] = 1,
    port: Annotated[int, typer.Option(min=1024, max=65_000, help="The first node's port; the others follow.")] = 8100,
    engine: Annotated[
        Literal["embedded", "cometbft"],
        typer.Option(help="embedded: one node orders entries. cometbft: they all do, together."),
    ] = "embedded",
    as_of: Annotated[str | None, typer.Option(help="Last day of the data (YYYY-MM-DD); default: last month's.")] = None,
    suite: Annotated[str, typer.Option(help="Signatures and hashes: ed25519-sha256 or sm2-sm3.")] = "ed25519-sha256",
    database: Annotated[
        str | None,
        typer.Option(help="A PostgreSQL server, postgresql://user@host:5432/: a database a node. Default: SQLite."),
    ] = None,
    as_json: _Json = False,
) -> None:
    """Make a city: its economy, institutions, keys, ledger and accounts."""
    from puhui.city.making import make_city

    with progress(quiet=as_json) as tell:
        made = make_city(
            folder,
            enterprises=enterprises,
            seed=seed,
            base_port=port,
            engine=engine,
            as_of=_day(as_of),
            suite_name=suite,
            database=database,
            progress=tell,
        )
    emit(
        made,
        as_json=as_json,
        text=f"{folder}: {made['enterprises']} enterprises, {made['nodes']} nodes, {made['rows']:,} rows of data.\n"
        f"Accounts: {folder / 'accounts.json'}. Next: puhui city story {folder}, or puhui city run {folder}",
    )


@app.command()
def run(folder: _Folder, as_json: _Json = False) -> None:
    """Serve all nodes; print addresses and accounts; stop them all on Ctrl-C."""
    from puhui.city.accounts import load_accounts
    from puhui.city.running import nodes_of, running, watch

    signal.signal(signal.SIGTERM, _interrupt)
    nodes = nodes_of(folder)
    accounts = load_accounts(folder)
    with contextlib.suppress(KeyboardInterrupt), progress(quiet=as_json) as tell, running(nodes, tell) as started:
        _show(nodes, accounts, as_json=as_json)
        watch(started)


@app.command()
def story(folder: _Folder, as_json: _Json = False) -> None:
    """Play one loan from key to repayment against the real nodes, and one more by a secret score; keep all receipts.

    The second is left out where the engine of private computations is not installed.
    """
    from puhui.city.secret_chapter import play

    _play(folder, play, as_json=as_json)


@app.command()
def day(folder: _Folder, as_json: _Json = False) -> None:
    """Play a day of private computations between the banks, the court and the tax bureau, refusals included."""
    from puhui.city.day import play

    _play(folder, play, as_json=as_json)


def _play(folder: Path, play: Any, *, as_json: bool) -> None:
    """Against the nodes that answer, or ones that are started for it."""
    from puhui.city.running import missing, nodes_of, running

    signal.signal(signal.SIGTERM, _interrupt)
    nodes = nodes_of(folder)
    down = missing(nodes)
    with contextlib.ExitStack() as stack:
        if down:
            tell = stack.enter_context(progress(quiet=as_json))
            stack.enter_context(running(down, tell))
        told = play(folder, nodes, language().value, None if as_json else _tell_step)
    emit(told, as_json=as_json)


def _tell_step(step: dict[str, Any]) -> None:
    receipt = step.get("receipt")
    emit(None, as_json=False, text=f"{step['number']:>3}  {step['room']:<10} {step['text']}")
    if receipt:
        emit(None, as_json=False, text=f"     {'':<10} {receipt}")


def _show(nodes: list[Any], accounts: list[dict[str, Any]], *, as_json: bool) -> None:
    document = {
        "nodes": [
            {"org": n.org, "name_zh": n.name_zh, "name_en": n.name_en, "role": n.role, "url": n.public_url}
            for n in nodes
        ],
        "accounts": accounts,
    }
    word = "激活码" if language() is Language.ZH_CN else "activation code"
    lines = ["", *(f"{n.public_url:<24} {n.org:<10} {n.name_zh}" for n in nodes), ""]
    for account in accounts:
        about = account.get("enterprise", {}).get("name", account["name"])
        code = f"  {word} {account['activation']}" if "activation" in account else ""
        lines.append(f"{account['url']:<24} {account['login']:<20} {account['password']:<18} {about}{code}")
    lines += ["", "Ctrl-C stops the city."]
    emit(document, as_json=as_json, text="\n".join(lines))
    sys.stdout.flush()


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date such as 2026-06-30") from None


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
