"""`puhui node`: run one institution's node."""

import faulthandler
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit

app = typer.Typer(no_args_is_help=True, help="One institution's node")


@app.command()
def run(
    folder: Annotated[Path, typer.Argument(help="The node's folder, with node.json and key.")],
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="Stop when standard input closes: the one who started us has ended.")
    ] = False,
) -> None:
    """Serve one node until it is told to stop (SIGINT or SIGTERM)."""
    import uvicorn

    from puhui.api import create_app
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire

    _log_lines()
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # a node that hangs can be asked where
    settings = Settings.load(folder)
    node = wire(settings)
    if with_parent:
        threading.Thread(target=_stop_with_parent, name="parent-watch", daemon=True).start()
    uvicorn.run(
        create_app(node),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="The node's folder, with node.json and key.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Derive every invariant of the node's rows again; exit code 1 on any finding. The node may be running."""
    from puhui.assembly.checking import check_node
    from puhui.assembly.settings import Settings

    found = check_node(Settings.load(folder))
    head = f"{folder}: {found.waiting:,} messages wait for delivery"
    lines = [f"  ✗ {finding}" for finding in found.findings] or ["  ✓ clean: applications, loans and outbox agree"]
    document = {"clean": not found.findings, "findings": list(found.findings), "waiting": found.waiting}
    emit(document, as_json=as_json, text="\n".join([head, *lines]))
    if found.findings:
        raise typer.Exit(EXIT_NO)


@app.command()
def openapi() -> None:
    """Print the published description of the API."""
    from puhui.api.openapi import text

    sys.stdout.write(text())


def _log_lines() -> None:
    """One JSON object a line on standard error. Tracebacks are plain: rendering them with locals can stop a node."""
    import structlog

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()  # ends when every holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    app()
