from typing import Literal

ExportTableFormat = Literal["csv", "xlsx"]

EXPORT_TABLE_FORMAT_VALUES: set[ExportTableFormat] = {
    "csv",
    "xlsx",
}


def check_export_table_format(value: str) -> ExportTableFormat:
    if value in EXPORT_TABLE_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_TABLE_FORMAT_VALUES!r}"
    )
