from typing import Literal

VersionSummaryKind = Literal["product", "rules"]

VERSION_SUMMARY_KIND_VALUES: set[VersionSummaryKind] = {
    "product",
    "rules",
}


def check_version_summary_kind(value: str) -> VersionSummaryKind:
    if value in VERSION_SUMMARY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERSION_SUMMARY_KIND_VALUES!r}"
    )
