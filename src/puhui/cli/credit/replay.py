"""`puhui credit replay`: past scores recomputed from their record, by the very files that gave them."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.credit.cards import Json, read_model
from puhui.cli.credit.tables import FileMissing
from puhui.cli.output import EXIT_NO, emit

_SHOWN = 20


def replay(
    record: Annotated[Path, typer.Argument(help="Record that `puhui credit score --record` wrote")],
    *,
    registry: Annotated[Path | None, typer.Option("--registry", help="Folder of models that keeps the files")] = None,
    model: Annotated[
        list[Path] | None, typer.Option("--model", help="A model's file; repeatable. The digest decides, not the name")
    ] = None,
    machine: Json = False,
) -> None:
    """Recompute every score of a record, shadows too; exit code 1 where one comes out otherwise."""
    from puhui.cli.credit.registry_folder import RegistryFolder
    from puhui.credit.models import parse_model
    from puhui.credit.scoring_record import ScoringRecord
    from puhui.credit.scoring_record import replay as recompute

    if not record.is_file():
        raise FileMissing(path=str(record), stage="credit.replay")
    past = ScoringRecord.parse(record.read_bytes())
    models = {digest: found for found, digest in (read_model(path) for path in model or ())}
    if registry is not None:
        folder = RegistryFolder(registry)
        known = folder.read().states
        for one in past.models:
            if one.digest in known and one.digest not in models:
                models[one.digest] = parse_model(folder.model(one.digest))
    found = recompute(past, models)
    names = [str(one) for one in past.models]
    emit(
        {
            "record": str(record),
            "digest": past.digest,
            "at": past.head["at"],
            "models": [{"model": str(one), "digest": one.digest} for one in past.models],
            "rows": found.rows,
            "outcomes": found.outcomes,
            "identical": found.identical,
            "differences": [
                {"key": one.key, "model": str(one.model), "recorded": one.recorded, "recomputed": one.recomputed}
                for one in found.differences[:_SHOWN]
            ],
            "libraries": {name: list(versions) for name, versions in found.libraries.items()},
        },
        as_json=machine,
        text=f"{found.outcomes:,} scores of {found.rows:,} rows by {', '.join(names)}: "
        + ("all recomputed identically" if found.identical else f"{len(found.differences):,} differ")
        + "".join(
            f"\n  {one.key}: {one.recorded['score']} recorded, {one.recomputed['score']} now"
            for one in found.differences[:_SHOWN]
        )
        + "".join(f"\n{name} was {old}, is {new}" for name, (old, new) in found.libraries.items()),
    )
    if not found.identical:
        raise typer.Exit(EXIT_NO)
