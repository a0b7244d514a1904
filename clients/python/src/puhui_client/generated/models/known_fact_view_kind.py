from typing import Literal

KnownFactViewKind = Literal["boolean", "number", "text"]

KNOWN_FACT_VIEW_KIND_VALUES: set[KnownFactViewKind] = {
    "boolean",
    "number",
    "text",
}


def check_known_fact_view_kind(value: str) -> KnownFactViewKind:
    if value in KNOWN_FACT_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KNOWN_FACT_VIEW_KIND_VALUES!r}"
    )
