from typing import Literal

SheetFactKind = Literal["boolean", "number", "text"]

SHEET_FACT_KIND_VALUES: set[SheetFactKind] = {
    "boolean",
    "number",
    "text",
}


def check_sheet_fact_kind(value: str) -> SheetFactKind:
    if value in SHEET_FACT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SHEET_FACT_KIND_VALUES!r}"
    )
