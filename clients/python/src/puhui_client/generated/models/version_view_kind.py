from typing import Literal

VersionViewKind = Literal["product", "rules"]

VERSION_VIEW_KIND_VALUES: set[VersionViewKind] = {
    "product",
    "rules",
}


def check_version_view_kind(value: str) -> VersionViewKind:
    if value in VERSION_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERSION_VIEW_KIND_VALUES!r}"
    )
