"""The other sources beside VAT invoices: what each reads, what it computes, and the statement compiled for DuckDB.

As with `vat`, the Ibis expression is the definition and `<source>.duckdb.sql` what it compiles to, so that a node
answers without importing Ibis. After editing an expression:

    python -m puhui.credit.indicators.sources

>>> SOURCES["power"].definitions["kwh_drop3"].label.zh, sorted(SOURCES["tax_filings"].tables)
('近3个月用电变化', ['declarations', 'ratings', 'taxpayers'])
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from puhui.credit.indicators.definitions import VAT, Definition, _definitions

_HEAD = "-- Generated from {module}.py by `python -m puhui.credit.indicators.sources`. Do not edit.\n"
_TYPES = {"string": "VARCHAR", "date": "DATE", "float64": "DOUBLE", "boolean": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `tables` name its inputs; `statement` is DuckDB SQL over them and `subjects`."""

    name: str
    tables: tuple[str, ...]
    definitions: Mapping[str, Definition]
    statement_file: str

    @property
    def statement(self) -> str:
        """One row for each of `subjects`: `enterprise`, `as_of`, `record_months` and the indicators."""
        return resources.files("puhui.credit.indicators").joinpath(self.statement_file).read_text(encoding="utf-8")


# source → the module with its expression, and the schema of each table in the expression's order
_EXPRESSIONS = {
    "social": ("social", {"insured": "INSURED"}),
    "power": ("power", {"consumption": "CONSUMPTION"}),
    "court": ("court", {"cases": "CASES"}),
    "registry": ("registry", {"enterprises": "ENTERPRISES", "changes": "CHANGES"}),
    "tax_filings": ("tax", {"declarations": "DECLARATIONS", "ratings": "RATINGS", "taxpayers": "TAXPAYERS"}),
    "bank": ("bank", {"flows": "FLOWS", "loans": "LOANS"}),
}


def _read(name: str) -> Mapping[str, Definition]:
    return _definitions(resources.files("puhui.credit.indicators").joinpath(f"{name}.json").read_bytes())


SOURCES: Mapping[str, Source] = MappingProxyType(
    {"vat": Source("vat", ("sales", "purchases"), VAT, "vat.duckdb.sql")}
    | {
        name: Source(name, tuple(tables), _read(name), f"{name}.duckdb.sql")
        for name, (_, tables) in _EXPRESSIONS.items()
    }
)


def expression(name: str) -> Any:
    """The Ibis expression of a source over unbound tables, `subjects` last."""
    import ibis

    from puhui.credit.indicators.windows import SUBJECTS

    module_name, tables = _EXPRESSIONS[name]
    module = import_module(f"puhui.credit.indicators.{module_name}")
    inputs = [ibis.table(getattr(module, schema), name=table) for table, schema in tables.items()]
    return getattr(module, f"{module_name}_indicators")(*inputs, ibis.table(SUBJECTS, name="subjects"))


def compile_source(name: str) -> str:
    """The DuckDB statement of a source, each output cast to the type that the expression states."""
    import ibis

    row = expression(name)
    kinds = ((column, "int64" if str(kind).startswith("int") else str(kind)) for column, kind in row.schema().items())
    wanted = ",\n  ".join(f'CAST("{column}" AS {_TYPES.get(kind, "BIGINT")}) AS "{column}"' for column, kind in kinds)
    body = ibis.to_sql(row, dialect="duckdb")
    head = _HEAD.format(module=_EXPRESSIONS[name][0])
    return f'{head}SELECT\n  {wanted}\nFROM (\n{body}\n)\nORDER BY\n  "enterprise"\n'


if __name__ == "__main__":
    for source in _EXPRESSIONS:
        Path(__file__).with_name(f"{source}.duckdb.sql").write_text(compile_source(source), encoding="utf-8")
