from typing import Literal

CountExportTable = Literal[
    "applications", "decisions", "loans", "portfolio", "repayments"
]

COUNT_EXPORT_TABLE_VALUES: set[CountExportTable] = {
    "applications",
    "decisions",
    "loans",
    "portfolio",
    "repayments",
}


def check_count_export_table(value: str) -> CountExportTable:
    if value in COUNT_EXPORT_TABLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COUNT_EXPORT_TABLE_VALUES!r}"
    )
