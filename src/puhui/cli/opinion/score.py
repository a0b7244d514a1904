"""`puhui opinion score`: articles in, for each its probability of bad news, mood and topic out."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.opinion.feed import Articles, Model, read_articles, read_model
from puhui.cli.output import emit
from puhui.cli.text_tables import Json


def score(
    articles: Articles,
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: .csv or .parquet")],
    model: Model = None,
    machine: Json = False,
) -> None:
    """Score every article: article, p_bad, mood, topic, severity, reasons (the pieces of text that weighed), model."""
    from puhui.cli.credit.tables import write_table
    from puhui.opinion import topics_of

    scorer = read_model(model)
    rows = read_articles(articles)
    titles = [row.title for row in rows]
    judged = scorer.score(titles)
    topics = topics_of(titles, [row.body for row in rows])
    moods = [mood.value for mood in judged.moods]
    reasons = [
        " ".join(f"{reason.gram}{reason.weight:+.2f}" for reason in scorer.explain(title, most=5)) for title in titles
    ]
    write_table(
        out,
        {
            "article": [row.article for row in rows],
            "p_bad": judged.p_bad.round(4),
            "mood": moods,
            "topic": [topic.code if topic else None for topic in topics],
            "severity": [topic.severity if topic else 0 for topic in topics],
            "reasons": reasons,
            "model": [judged.model] * len(rows),
        },
    )
    counts = {mood: Counter(moods)[mood] for mood in ("bad", "neutral", "good")}
    told = {"out": str(out), "articles": len(rows), "model": judged.model, "kind": scorer.kind, "moods": counts}
    spread = ", ".join(f"{mood} {count}" for mood, count in counts.items())
    emit(told, as_json=machine, text=f"{len(rows):,} articles scored by {judged.model} ({spread}): {out}")
