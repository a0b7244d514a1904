from typing import Literal

ExportTableTable = Literal[
    "applications", "decisions", "loans", "portfolio", "repayments"
]

EXPORT_TABLE_TABLE_VALUES: set[ExportTableTable] = {
    "applications",
    "decisions",
    "loans",
    "portfolio",
    "repayments",
}


def check_export_table_table(value: str) -> ExportTableTable:
    if value in EXPORT_TABLE_TABLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_TABLE_TABLE_VALUES!r}"
    )
