"""What a person typed, read for the command."""

import typer


def host_and_port(text: str) -> tuple[str, int]:
    """An address; raises typer's `BadParameter`.

    >>> host_and_port("bank-a.example:26656")
    ('bank-a.example', 26656)
    """
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise typer.BadParameter(f"{text!r} is not HOST:PORT")
    return host, int(port)
