"""`puhui sandbox`: a city in which a bank's programs are tried out."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from puhui.cli.output import emit, say
from puhui.cli.progress import progress

app = typer.Typer(no_args_is_help=True, help="A sandbox for a bank's programs")

_Folder = Annotated[Path, typer.Argument(help="The sandbox's folder.")]
_Bank = Annotated[str, typer.Option(help="The bank whose programs come in: bank-a or bank-b.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def new(
    folder: _Folder,
    bank: _Bank = "bank-a",
    port: Annotated[int, typer.Option(min=1024, max=65_000, help="The first node's port; the others follow.")] = 8200,
    as_json: _Json = False,
) -> None:
    """Make a sandbox: made-up enterprises, all institutions, a clock that can be moved, and tokens for a bank."""
    from puhui.city.sandbox import make_sandbox

    with progress(quiet=as_json) as tell:
        made = make_sandbox(folder, bank=bank, base_port=port, progress=tell)
    emit(made, as_json=as_json, text=_told(made, folder))


@app.command()
def run(
    folder: _Folder,
    command: Annotated[
        list[str] | None, typer.Argument(help="After `--`: serve while this runs, and end with its exit code.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Serve all nodes of a sandbox until Ctrl-C, or while a command runs: `puhui sandbox run box -- pytest`."""
    from puhui.city.running import running, watch
    from puhui.city.sandbox import sandbox_nodes

    signal.signal(signal.SIGTERM, _interrupt)
    nodes = sandbox_nodes(folder)
    with contextlib.suppress(KeyboardInterrupt), progress(quiet=as_json) as tell, running(nodes, tell) as started:
        if command:
            # What the caller asked for by its own hand, as a shell would run it.
            raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603
        lines = [f"{n.public_url:<24} {n.org:<12} {n.name_zh}" for n in nodes]
        emit(
            {"nodes": [{"org": n.org, "role": n.role, "url": n.public_url} for n in nodes]},
            as_json=as_json,
            text="\n".join(["", *lines, "", say("沙箱。Ctrl-C 停止。", "A sandbox. Ctrl-C stops it.")]),
        )
        sys.stdout.flush()
        watch(started)


@app.command()
def tokens(folder: _Folder, bank: _Bank = "bank-a", as_json: _Json = False) -> None:
    """Issue a bank's tokens anew, in place of the older ones; the sandbox must not run."""
    from puhui.city.sandbox import issue_tokens

    made = issue_tokens(folder, bank)
    emit(made, as_json=as_json, text=_told(made, folder))


def _told(made: dict[str, Any], folder: Path) -> str:
    lines = [f"{role:<9} {secret}" for role, secret in made["tokens"].items()]
    return "\n".join(
        [
            say(
                f"沙箱 {folder}：{made['bank']} 位于 {made['url']}，令牌（另存 {made['tokens_file']}，仅本人可读）：",
                f"The sandbox {folder}: {made['bank']} answers at {made['url']}; its tokens "
                f"(also in {made['tokens_file']}, readable by its owner alone):",
            ),
            *lines,
            say(f"下一步：puhui sandbox run {folder}", f"Next: puhui sandbox run {folder}"),
        ]
    )


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
