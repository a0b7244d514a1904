"""`puhui opinion timeline`: one enterprise's three years, as a page, a picture or JSON."""

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
from puhui.cli.output import emit, language
from puhui.cli.text_tables import Json, KeyColumn, NameColumn, RegisterFile
from puhui.kernel import Category, PuhuiError, Text


class EnterpriseUnknown(PuhuiError):
    """The register has no such key."""

    category = Category.NOT_FOUND
    cause = Text(zh="名录中没有 {key}", en="the register has no {key}")
    remedy = Text(zh="请检查 --enterprise 与 --key", en="check --enterprise and --key")


class PictureUnknown(PuhuiError):
    """The ending names neither a page nor a picture."""

    category = Category.INVALID
    cause = Text(zh="{path} 既不是 .html 也不是 .svg", en="{path} ends neither in .html nor in .svg")
    remedy = Text(zh="请改用这两种格式之一", en="use one of the two formats")


def timeline(
    articles: Articles,
    *,
    register: RegisterFile,
    enterprise: Annotated[str, typer.Option("--enterprise", help="Its key in the register")],
    key: KeyColumn = "uscc",
    name: NameColumn = "name",
    short: ShortColumn = None,
    as_of: AsOf = None,
    model: Model = None,
    rules: Rules = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to draw it: .html or .svg")] = None,
    machine: Json = False,
) -> None:
    """Events of the last 36 months by month, with mood, topic and sources; early warnings; and a picture of them."""
    from puhui.cli.credit.tables import write_file
    from puhui.cli.progress import progress
    from puhui.opinion import measure, read_events, timeline_of
    from puhui.opinion.pictures import page, svg

    if out is not None and out.suffix.lower() not in {".html", ".svg"}:
        raise PictureUnknown(path=out.name, stage="opinion.timeline")
    wanted, called = read_register(register, key, name, short)
    if enterprise not in called:
        raise EnterpriseUnknown(key=enterprise, stage="opinion.timeline")
    scorer, watch = read_model(model), read_rules(rules)
    with progress(quiet=machine) as tell:
        found = read_events(read_articles(articles), wanted, scorer, progress=tell)
    day = day_of(as_of, found.until)
    line = timeline_of(enterprise, found.of(enterprise), day, since=found.since)
    findings = watch.findings(found.of(enterprise), day)
    if out is not None:
        said = called[enterprise]
        drawn = (
            svg(line, said, language()) if out.suffix == ".svg" else page(line, said, found.model, findings, language())
        )
        write_file(out, drawn.encode())
    told: dict[str, Any] = {
        "name": called[enterprise], "model": found.model, "topics": found.topics, "rules": watch.version,
        "articles": {"linked": found.linked, "ambiguous": found.ambiguous, "unnamed": found.unnamed},
        **line.as_dict(),
        "indicators": measure(found.of(enterprise), day, since=found.since),
        "warnings": [finding.as_dict() for finding in findings],
        "out": str(out) if out else None,
    }  # fmt: skip
    lines = [f"{called[enterprise]}: {len(line.events)} events up to {day} ({found.model})"]
    lines += [f"! {finding.code} {finding.text.in_(language())}" for finding in findings]
    lines += [
        f"  {event.day} {event.mood.value:<7} {event.title} ({', '.join(event.sources)})" for event in line.events[-20:]
    ]
    emit(told, as_json=machine, text="\n".join(lines + ([f"timeline: {out}"] if out else [])))
