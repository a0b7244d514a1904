"""Derive the figures that the simulated economy is held to, from real data; only aggregates leave this program.

    python tools/derive_city_targets.py            # print the figures, and how the shipped file differs
    python tools/derive_city_targets.py --write    # rewrite src/puhui/city/economy/calibration.json

Reads the folder named by PUHUI_DATA (unset: ../shared/data beside the checkout). The default rate is not measured here:
its band is a judgement, noted as such in the file.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import duckdb

from puhui.city.calibration import measure_invoices, measure_power, round_figures

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/puhui/city/economy/calibration.json"


_INVOICES = """trim("企业代号") as uscc, "开票日期"::date as issued_on, trim("{party}") as counterparty,
    round("金额"::double * 100)::bigint as amount_fen,
    case when trim("发票状态") = '作废发票' then 'void' else 'valid' end as status"""


def invoices(connection: duckdb.DuckDBPyConnection, path: Path, party: str) -> duckdb.DuckDBPyRelation:
    """The contest's invoices in the city's columns; partial months at both ends are left out."""
    whole = connection.read_parquet(str(path)).project(_INVOICES.format(party=party))
    return whole.filter("issued_on between date '2017-01-01' and date '2019-12-31'")


def power(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """Monthly kWh of users that ever used any; a day written 1 or less is a day without use."""
    connection.read_parquet(str(path)).create_view("daily", replace=True)
    return connection.sql(
        """with monthly as (
              select user_id::varchar as uscc, date_trunc('month', record_date)::date as month,
                     sum(case when power_consumption <= 1 then 0 else power_consumption end)::double as kwh
              from daily group by all),
            users as (select uscc from monthly group by 1 having sum(kwh) > 0)
            select * from monthly semi join users using (uscc)"""
    )


def derive(data: Path) -> dict[str, dict[str, float]]:
    """All measured targets."""
    connection = duckdb.connect()
    sales = invoices(connection, data / "cumcm2020c/invoices_out.parquet", "购方单位代号")
    purchases = invoices(connection, data / "cumcm2020c/invoices_in.parquet", "销方单位代号")
    metered = power(connection, data / "yangzhong_power/daily.parquet")
    return round_figures(
        {
            "invoices": measure_invoices(connection, sales, purchases),
            "power": measure_power(connection, metered),
        }
    )


def main() -> int:
    """Print; write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="rewrite the shipped figures")
    write = parser.parse_args().write
    data = Path(os.environ.get("PUHUI_DATA") or ROOT.parent / "shared/data")
    if not data.is_dir():
        print(f"no data: {data} (set PUHUI_DATA)", file=sys.stderr)
        return 2
    derived = derive(data)
    shipped = json.loads(TARGET.read_text("utf-8"))
    differs = False
    for source, figures in derived.items():
        for name, value in figures.items():
            entry = shipped["targets"][source].get(name)
            if entry is None:
                print(f"{source}.{name}: {value} (not shipped)")
                continue
            note = "" if entry["value"] == value else f"  (shipped: {entry['value']})"
            differs |= bool(note)
            print(f"{source}.{name}: {value}{note}")
            entry["value"] = value
    if write:
        TARGET.write_text(json.dumps(shipped, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 1 if differs and not write else 0


if __name__ == "__main__":
    raise SystemExit(main())
