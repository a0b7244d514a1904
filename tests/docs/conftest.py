"""The files that the documents speak of: a folder of VAT invoices, tables of past loans and of later applications."""

import contextlib
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.city import economy
from tests.network.consortium import found, served

NETWORK_PORT = 24_800


@pytest.fixture(scope="session")
def simulated_tax_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One simulated tax bureau's data."""
    folder = tmp_path_factory.mktemp("tax")
    economy.make(seed=11, enterprises=60, as_of=date(2026, 6, 30)).write({"tax": folder})
    return folder


@pytest.fixture
def documents_folder(tmp_path: Path, simulated_tax_data: Path) -> Path:
    """A fresh folder with `invoices/`, `loans.csv` and `applications.csv`, as the pages assume."""
    invoices = tmp_path / "invoices"
    invoices.mkdir()
    for name in ("sales.parquet", "purchases.parquet"):
        (invoices / name).symlink_to(simulated_tax_data / name)
    _past_loans(seed=5).write_csv(tmp_path / "loans.csv")
    _applications(seed=6).write_csv(tmp_path / "applications.csv")
    return tmp_path


@pytest.fixture
def network_folder(tmp_path: Path) -> Iterator[Path]:
    """A fresh folder with a network of four running nodes. What a page started itself (`*.pid`) ends here as well."""
    with served(found(tmp_path, NETWORK_PORT)):
        yield tmp_path
        for file in tmp_path.glob("*.pid"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(file.read_text()), signal.SIGTERM)


def _past_loans(seed: int, rows: int = 3000) -> pl.DataFrame:
    draw = np.random.default_rng(seed)
    age, growth = draw.gamma(4, 18, rows), draw.normal(0.05, 0.3, rows)
    tax = draw.choice(["A", "B", "C", "M"], rows, p=[0.3, 0.45, 0.1, 0.15])
    pull = -1.9 - 0.02 * (age - 70) - 1.5 * growth + np.where(tax == "C", 1.2, 0.0)
    return pl.DataFrame(
        {
            "loan": [f"L{number:05d}" for number in range(rows)],
            "age_m": age.round(1),
            "rev_yoy": np.where(draw.random(rows) < 0.1, np.nan, growth).round(4),
            "tax_rating": tax,
            "defaulted": (draw.random(rows) < 1 / (1 + np.exp(-pull))).astype(int),
        }
    ).with_columns(pl.col("rev_yoy").fill_nan(None))


def _applications(seed: int) -> pl.DataFrame:
    """Later applications: when, what was decided, and what came of all but the newest."""
    loans = _past_loans(seed)
    draw = np.random.default_rng(seed)
    months = np.sort(draw.integers(1, 7, loans.height))
    return loans.with_columns(
        applied=pl.Series([f"2026-{month:02d}-15" for month in months.tolist()]),
        approved=pl.Series(draw.random(loans.height) < 0.62).cast(pl.Int8),
        overridden=pl.Series(draw.random(loans.height) < 0.05).cast(pl.Int8),
        region=pl.Series(draw.choice(["east", "west"], loans.height)),
        defaulted=pl.when(pl.Series(months < 6)).then(pl.col("defaulted")),
    )
