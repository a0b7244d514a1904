"""The tables that a graph is made of, by custodian: what each must have, and checked once.

>>> tables = Tables({"registry": {"incubators": pl.LazyFrame({"value": ["一号楼"]})}})
>>> tables.has("registry", "contacts"), tables.one("registry", "incubators").collect().height
(False, 1)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from puhui.kernel import Text
from puhui.relations.errors import TableUnusable

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "registry": {
        "enterprises": ("uscc", "name", "status", "established_on"),
        "stakeholders": ("uscc", "person_name", "person_id", "party_uscc", "role", "ratio", "since", "until"),
        "contacts": ("uscc", "kind", "value", "since", "until"),
        "incubators": ("value",),
    },
    "tax": {
        "sales": ("uscc", "invoice_no", "issued_on", "counterparty", "amount_fen", "status"),
        "purchases": ("uscc", "invoice_no", "issued_on", "counterparty", "amount_fen", "status"),
    },
    "social": {"insured": ("uscc", "month", "insured")},
    "court": {"cases": ("uscc", "kind", "role", "filed_on", "closed_on")},
    "bank": {
        "guarantees": (
            "guarantor_uscc",
            "guarantor_person_id",
            "borrower_uscc",
            "amount_fen",
            "kind",
            "since",
            "until",
        ),
        "transfers": ("payer", "payee", "on_day", "amount_fen", "tag"),
        "loans": ("uscc", "outstanding_fen", "days_past_due", "state"),
        "statements": ("uscc", "period_end", "net_assets_fen"),
    },
    "platform": {"sessions": ("uscc", "device", "ip_block", "phone", "at")},
    "owner": {"statements": ("uscc", "period_end", "net_assets_fen")},
}

_DATES = ("established_on", "since", "until", "issued_on", "on_day", "month", "filed_on", "closed_on", "period_end")
_NUMBERS = ("insured", "days_past_due")
_REALS = ("ratio",)
_TIMES = ("at",)


@dataclass(frozen=True)
class Tables:
    """Tables by source and name; a source is a custodian's kind, or of several of one kind `bank/<name>`."""

    held: Mapping[str, Mapping[str, pl.LazyFrame]]

    def __post_init__(self) -> None:
        for source, tables in self.held.items():
            known = COLUMNS.get(_kind(source))
            if known is None:
                raise TableUnusable(
                    table=source, reason=Text(zh="没有此来源", en="there is no such source"), stage="relations.building"
                )
            for name, table in tables.items():
                lacking = [column for column in known.get(name, ()) if column not in table.collect_schema().names()]
                if lacking:
                    raise TableUnusable(
                        table=f"{source}/{name}",
                        reason=Text(zh=f"没有列 {', '.join(lacking)}", en=f"it has no column {', '.join(lacking)}"),
                        stage="relations.building",
                    )

    def all(self, kind: str, name: str) -> list[tuple[str, pl.LazyFrame]]:
        """Every table of that name among the sources of a kind, with its source."""
        known = COLUMNS[kind].get(name, ())
        return [
            (source, _typed(tables[name], known))
            for source, tables in sorted(self.held.items())
            if _kind(source) == kind and name in tables
        ]

    def has(self, kind: str, name: str) -> bool:
        """Whether any source of the kind has the table."""
        return bool(self.all(kind, name))

    def one(self, kind: str, name: str) -> pl.LazyFrame:
        """All tables of that name, one under another."""
        return pl.concat([table for _, table in self.all(kind, name)], how="diagonal_relaxed")


def _typed(table: pl.LazyFrame, known: tuple[str, ...]) -> pl.LazyFrame:
    """The table with its known columns in their types, whatever the file's: a CSV is all text, an empty column has
    no type."""
    kinds = table.collect_schema()
    changed = []
    for name in kinds.names():
        if name in known or name.endswith("_fen"):
            wanted = _type_of(name)
            is_text = kinds[name] == pl.String
            if is_text and wanted == pl.Date:
                changed.append(pl.col(name).str.to_date(strict=True))
            elif is_text and wanted == pl.Datetime:
                changed.append(pl.col(name).str.to_datetime(strict=True))
            elif kinds[name] != wanted and (wanted == pl.Date or not kinds[name].is_temporal()):
                changed.append(pl.col(name).cast(wanted))
    return table.with_columns(changed)


def _type_of(column: str) -> Any:
    if column in _DATES:
        return pl.Date
    if column in _TIMES:
        return pl.Datetime
    if column in _REALS:
        return pl.Float64
    return pl.Int64 if column.endswith("_fen") or column in _NUMBERS else pl.String


def _kind(source: str) -> str:
    return source.partition("/")[0]
