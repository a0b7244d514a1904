"""Every source: what it reads, what it computes, how fresh it must be, and its statement for each kind of warehouse.

A source is one family of indicators: `<name>.json` says what each means, a module computes them as one Ibis
expression, and `compiling` turns that into `<name>.<dialect>.sql` and the modules' table schemas into `tables.json`, so
that a node answers without importing Ibis.

>>> SOURCES["power"].definitions["kwh_drop3"].label.zh, sorted(SOURCES["tax_filings"].tables)
('近3个月用电变化', ['declarations', 'ratings', 'taxpayers'])
>>> SOURCES["power"].refresh.cycle.value, SOURCES["power"].refresh.is_stale(date(2026, 3, 31), date(2026, 9, 30))
('monthly', True)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from puhui.credit.indicators.definitions import Definition, parse_definitions
from puhui.kernel import Text

Dialect = Literal["duckdb", "postgres"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)


class Cycle(StrEnum):
    """How often a custodian's own systems renew a source."""

    DAILY = "daily"
    NEXT_DAY = "t+1"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Refresh:
    """How often a source is renewed, and when what it says is too old to be said: then it is `stale`, never bad."""

    cycle: Cycle
    stale_after_d: int

    def is_stale(self, reached: date, today: date) -> bool:
        """Whether data that reach to the day `reached` are too old today."""
        return (today - reached).days > self.stale_after_d


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `schemas` names its tables in the expression's order and the constant with each table's columns."""

    name: str
    title: Text
    module: str
    schemas: Mapping[str, str]
    definitions: Mapping[str, Definition]
    refresh: Refresh
    separate: bool  # personal, or of a person's own: only under a consent of its own

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it reads."""
        return tuple(self.schemas)

    @property
    def columns(self) -> Mapping[str, Mapping[str, str]]:
        """The columns of each table beside `enterprise` and their types: `string`, `date`, `int64` or `float64`."""
        return _columns()[self.name]

    @property
    def function(self) -> str:
        """The function of its module that makes the expression."""
        if self.module == "series":
            return self.name
        return f"{self.name}_indicators" if self.module == "utility" else f"{self.module}_indicators"

    @property
    def statement(self) -> str:
        """DuckDB's: one row for each of `subjects`: `enterprise`, `as_of`, `record_months` and the indicators."""
        return self.statement_for("duckdb")

    def statement_for(self, dialect: Dialect) -> str:
        """The statement for a kind of warehouse, over the source's tables and `subjects`."""
        return _file(f"{self.name}.{dialect}.sql").decode()


# source → the module with its expression, and the schema of each table in the expression's order
_EXPRESSIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "vat": ("vat", {"sales": "INVOICES", "purchases": "INVOICES"}),
    "invoice_patterns": ("invoice_patterns", {"sales": "SALES"}),
    "tax_filings": ("tax", {"declarations": "DECLARATIONS", "ratings": "RATINGS", "taxpayers": "TAXPAYERS"}),
    "social": ("social", {"insured": "INSURED"}),
    "housing_fund": ("housing_fund", {"deposits": "DEPOSITS"}),
    "power": ("power", {"consumption": "CONSUMPTION"}),
    "meter": ("meter", {"readings": "READINGS"}),
    "water": ("utility", {"water_bills": "BILLS"}),
    "gas": ("utility", {"gas_bills": "BILLS"}),
    "telecom": ("utility", {"telecom_bills": "BILLS"}),
    "registry": (
        "registry",
        {"enterprises": "ENTERPRISES", "changes": "CHANGES", "stakeholders": "STAKEHOLDERS"},
    ),
    "encumbrances": ("encumbrances", {"encumbrances": "ENCUMBRANCES"}),
    "court": ("court", {"cases": "CASES"}),
    "representative": (
        "representative",
        {"representatives": "REPRESENTATIVES", "representative_cases": "REPRESENTATIVE_CASES"},
    ),
    "penalties": ("penalties", {"penalties": "PENALTIES"}),
    "customs": ("customs", {"trade": "TRADE", "traders": "TRADERS", "breaches": "BREACHES"}),
    "property": ("property", {"estates": "ESTATES"}),
    "innovation": ("innovation", {"rights": "RIGHTS", "qualifications": "QUALIFICATIONS"}),
    "bids": ("bids", {"bids": "BIDS", "awards": "AWARDS"}),
    "bank": ("bank", {"flows": "FLOWS", "loans": "LOANS"}),
    "statement": ("statement", {"transactions": "TRANSACTIONS", "balances": "BALANCES"}),
    "finance": (
        "finance",
        {"facilities": "FACILITIES", "arrears": "ARREARS", "enquiries": "ENQUIRIES", "guarantees": "GUARANTEES"},
    ),
    "owner": ("owner", {"owner_credit": "OWNER_CREDIT", "owner_enquiries": "OWNER_ENQUIRIES"}),
}

# the same, for what is told month by month: documents, no indicators
_SERIES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "trade_months": ("series", {"sales": "INVOICES", "purchases": "INVOICES"}),
    "flow_months": ("series", {"flows": "FLOWS"}),
    "power_months": ("series", {"consumption": "CONSUMPTION"}),
}


def _file(name: str) -> bytes:
    return resources.files("puhui.credit.indicators").joinpath(name).read_bytes()


def _source(name: str) -> Source:
    module, tables = ({**_EXPRESSIONS, **_SERIES})[name]
    data = _file(f"{name}.json")
    head: Mapping[str, Any] = json.loads(data)
    refresh = Refresh(Cycle(head["refresh"]["cycle"]), head["refresh"]["stale_after_d"])
    return Source(
        name=name,
        title=Text(**head["title"]),
        module=module,
        schemas=MappingProxyType(dict(tables)),
        definitions=parse_definitions(data),
        refresh=refresh,
        separate=head.get("consent") == "separate",
    )


@cache
def _columns() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return MappingProxyType(json.loads(_file("tables.json")))


SOURCES: Mapping[str, Source] = MappingProxyType({name: _source(name) for name in _EXPRESSIONS})
SERIES: Mapping[str, Source] = MappingProxyType({name: _source(name) for name in _SERIES})
"""What is told month by month: each answers one document (`puhui.credit.series`) and feeds no card."""

TOLD_BY_STATEMENT: Mapping[str, Source] = MappingProxyType({**SOURCES, **SERIES})
