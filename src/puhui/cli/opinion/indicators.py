"""`puhui opinion indicators`: a feed and a register in, one row an enterprise out, with warnings and their evidence."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.opinion.feed import (
    Articles,
    AsOf,
    Model,
    Rules,
    ShortColumn,
    day_of,
    read_articles,
    read_model,
    read_register,
    read_rules,
)
from puhui.cli.output import emit
from puhui.cli.text_tables import Json, KeyColumn, NameColumn, RegisterFile


def indicators(
    articles: Articles,
    *,
    register: RegisterFile,
    out: Annotated[Path, typer.Option("--out", help="Where to write the rows: .csv or .parquet")],
    warnings: Annotated[Path | None, typer.Option("--warnings", help="Where to write the warnings (.json)")] = None,
    key: KeyColumn = "uscc",
    name: NameColumn = "name",
    short: ShortColumn = None,
    as_of: AsOf = None,
    model: Model = None,
    rules: Rules = None,
    machine: Json = False,
) -> None:
    """Measure every enterprise of the register. One without articles has counts of zero and no shares: not bad."""
    from puhui.cli.credit.tables import write_file, write_table
    from puhui.cli.progress import progress
    from puhui.opinion import measure, read_events

    wanted, called = read_register(register, key, name, short)
    scorer, watch = read_model(model), read_rules(rules)
    with progress(quiet=machine) as tell:
        found = read_events(read_articles(articles), wanted, scorer, progress=tell)
    day = day_of(as_of, found.until)
    events = found.by_key()
    rows = [measure(events.get(one, ()), day, since=found.since) for one in called]
    write_table(out, {key: list(called)} | {column: [row[column] for row in rows] for column in rows[0]})
    findings = {one: some for one in called if (some := watch.findings(events.get(one, ()), day))}
    if warnings is not None:
        document = {
            "as_of": day.isoformat(), "model": found.model, "topics": found.topics, "rules": watch.version,
            "enterprises": {one: [finding.as_dict() for finding in some] for one, some in findings.items()},
        }  # fmt: skip
        write_file(warnings, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    told: dict[str, Any] = {
        "out": str(out), "warnings": str(warnings) if warnings else None, "as_of": day.isoformat(),
        "model": found.model, "enterprises": len(called), "warned": len(findings),
        "with_events": sum(one in events for one in called), "events": len(found.items),
        "articles": {"linked": found.linked, "ambiguous": found.ambiguous, "unnamed": found.unnamed},
    }  # fmt: skip
    text = (
        f"{len(called):,} enterprises as of {day}, {told['with_events']:,} in the news, {len(findings):,} warned; "
        f"articles linked {found.linked:,}, ambiguous {found.ambiguous:,}, of nobody here {found.unnamed:,}: {out}"
    )
    emit(told, as_json=machine, text=text)
