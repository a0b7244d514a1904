"""Made-up models and tables with outcomes for tests of the registry."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from puhui.credit import Kind, Scorecard
from puhui.desks.cards import city_card

ROWS = 400


def fitted_card(version: str, *, bads: int = 900) -> Scorecard:
    """The city's card as if it had been fitted: a registry looks at what its file says."""
    training = {"digest": "ab" * 32, "rows": 12_000, "bads": bads}
    return replace(city_card(), kind=Kind.FITTED, name="bank-card", version=version, training=training)


def labelled_table(card: Scorecard, seed: int) -> str:
    """CSV text whose outcomes follow the card's own PDs, in the column `bad`."""
    draw = np.random.default_rng(seed)
    columns: dict[str, Any] = {}
    for one in card.attributes:
        if one.numeric:
            edges = [edge for edge in one.edges if np.isfinite(edge)] or [0.0]
            columns[one.name] = draw.uniform(min(edges) - 1, max(edges) + 1, ROWS)
        else:
            words = [word for item in one.bins for word in item.values]
            columns[one.name] = np.array(draw.choice(words, ROWS), dtype=object)
    bad = draw.random(ROWS) < card.score(columns).pd
    out = io.BytesIO()
    pl.DataFrame({name: list(values) for name, values in columns.items()} | {"bad": bad.astype(int)}).write_csv(out)
    return out.getvalue().decode()
