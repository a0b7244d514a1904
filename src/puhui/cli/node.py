"""`puhui node`: run one institution's node."""

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

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

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
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
def openapi() -> None:
    """Print the published description of the API."""
    from puhui.api.openapi import text

    sys.stdout.write(text())


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()  # ends when every holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    app()
