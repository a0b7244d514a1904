from typing import Literal

ExportReconciliationFormat = Literal["csv", "xlsx"]

EXPORT_RECONCILIATION_FORMAT_VALUES: set[ExportReconciliationFormat] = {
    "csv",
    "xlsx",
}


def check_export_reconciliation_format(value: str) -> ExportReconciliationFormat:
    if value in EXPORT_RECONCILIATION_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_RECONCILIATION_FORMAT_VALUES!r}"
    )
