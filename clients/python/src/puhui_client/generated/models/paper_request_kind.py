from typing import Literal

PaperRequestKind = Literal["business_licence", "qualification", "resident_id"]

PAPER_REQUEST_KIND_VALUES: set[PaperRequestKind] = {
    "business_licence",
    "qualification",
    "resident_id",
}


def check_paper_request_kind(value: str) -> PaperRequestKind:
    if value in PAPER_REQUEST_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PAPER_REQUEST_KIND_VALUES!r}"
    )
