"""Past applications for a backtest: an export of decisions, or a table with one application a row.

A table (CSV, Parquet) has the facts under their names. Beside the facts that the rules declare it may have `id`, `bad`
(1, 0 or empty: not known), `grade`, `pd`, `industry_section` and `limit_fen`. Empty cells are absent facts.
"""

import math
from collections.abc import Collection
from pathlib import Path
from typing import Any

from puhui.cli.rules.files import STAGE, read
from puhui.decisions import Kind, NothingToSimulate, facts_of, parse_rules
from puhui.decisions.backtesting import Past
from puhui.kernel import Category, PuhuiError, Text

_BESIDE = {"grade": Kind.TEXT, "industry_section": Kind.TEXT, "pd": Kind.NUMBER, "limit_fen": Kind.NUMBER}
_BAD = {"1": True, "0": False, "true": True, "false": False, "1.0": True, "0.0": False}


class TableUnreadable(PuhuiError):
    """The table of applications cannot be read."""

    category = Category.INVALID
    cause = Text(zh="无法读取申请表 {file}：{reason}", en="cannot read the table {file}: {reason}")
    remedy = Text(
        zh="请提供 CSV、Parquet 表，或 puhui rules export 的文件",
        en="give a CSV or Parquet table, or a file of puhui rules export",
    )


def past_of(file: Path, rules: Collection[bytes]) -> tuple[list[Past], list[str]]:
    """The applications, and what a reader must know of them."""
    if file.suffix in (".csv", ".parquet"):
        return _of_table(file, rules)
    return _of_bundle(read(file))


def _of_bundle(data: bytes) -> tuple[list[Past], list[str]]:
    from puhui.decisions import DecisionRecord
    from puhui.lending.bundle import unpack

    bundle = unpack(data)
    latest = {one.application: one for one in bundle.decisions}  # an application assessed twice counts once
    found = [Past(one.id, DecisionRecord.parse(bundle.records[one.digest]).facts, one.bad) for one in latest.values()]
    repeated = len(bundle.decisions) - len(found)
    return found, [f"{repeated} earlier assessments of the same applications are left out"] if repeated else []


def _of_table(file: Path, rules: Collection[bytes]) -> tuple[list[Past], list[str]]:
    kinds = dict(_BESIDE)
    for one in rules:
        kinds |= {field.name: field.kind for field in parse_rules(one).fields.values()}
    rows = _rows(file)
    known = [name for name in rows[0] if name in kinds] if rows else []
    if not known:
        raise NothingToSimulate(
            reason=Text(
                zh=f"{file} 没有行，或没有规则所声明的列", en=f"{file} has no row, or no column that the rules declare"
            ),
            stage=STAGE,
        )
    lacking = sorted({name for one in rules for name in parse_rules(one).fields} - set(known))
    notes = [f"no column, so absent for all: {', '.join(lacking)}"] if lacking else []
    found = [
        Past(
            id=str(row.get("id") or number),
            facts=facts_of({name: _value(row[name], kinds[name], file) for name in known}),
            bad=_bad(row.get("bad"), file),
        )
        for number, row in enumerate(rows, start=1)
    ]
    return found, notes


def _rows(file: Path) -> list[dict[str, Any]]:
    import polars as pl

    try:
        table = pl.read_parquet(file) if file.suffix == ".parquet" else pl.read_csv(file, infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise TableUnreadable(file=file, reason=str(reason).splitlines()[0], stage=STAGE) from None
    return table.to_dicts()


def _value(raw: Any, kind: Kind, file: Path) -> object:
    if raw is None or raw == "" or (isinstance(raw, float) and math.isnan(raw)):
        return None
    if kind is Kind.TEXT:
        return str(raw)
    if kind is Kind.NUMBER and isinstance(raw, bool):
        return int(raw)
    if kind is Kind.NUMBER and not isinstance(raw, int | float):
        try:
            return float(raw)
        except (TypeError, ValueError):
            raise TableUnreadable(
                file=file,
                reason=Text(
                    zh=f"此处须为数字，却是 {type(raw).__name__}", en=f"{type(raw).__name__} where a number must be"
                ),
                stage=STAGE,
            ) from None
    return bool(raw) if kind is Kind.BOOLEAN else raw


def _bad(raw: Any, file: Path) -> bool | None:
    if raw is None or raw == "" or (isinstance(raw, float) and math.isnan(raw)):
        return None
    found = _BAD.get(str(raw).lower())
    if found is None:
        raise TableUnreadable(
            file=file, reason=Text(zh="bad 列既不是 1 也不是 0", en="column bad holds neither 1 nor 0"), stage=STAGE
        )
    return found
