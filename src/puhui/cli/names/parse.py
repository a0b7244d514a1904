"""`puhui names parse`: a name's parts, as the index sees them."""

from typing import Annotated, Any

import typer

from puhui.cli.output import emit
from puhui.cli.text_tables import Json


def parse(
    names: Annotated[list[str], typer.Argument(help="Names, Chinese or romanised")],
    machine: Json = False,
) -> None:
    """Take names apart: region, brand, trade and form of a Chinese one; words and family name of a romanised one."""
    from puhui.naming import is_chinese

    told = [_chinese(name) if is_chinese(name) else _romanised(name) for name in names]
    lines = ("  ".join(f"{part}: {value}" for part, value in row.items() if value) for row in told)
    emit({"names": told}, as_json=machine, text="\n".join(lines))


def _chinese(name: str) -> dict[str, Any]:
    from puhui.naming import parse_chinese

    taken = parse_chinese(name)
    parts = {"region": taken.region, "brand": taken.brand, "trade": taken.trade, "form": taken.form}
    return {"name": name, "text": taken.text, **parts}


def _romanised(name: str) -> dict[str, Any]:
    from puhui.naming import parse_romanised

    taken = parse_romanised(name)
    return {"name": name, "words": " ".join(taken.words), "family": " ".join(taken.words[: taken.family])}
