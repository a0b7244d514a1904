from typing import Literal

DraftRequestPurpose = Literal["application", "monitoring", "score"]

DRAFT_REQUEST_PURPOSE_VALUES: set[DraftRequestPurpose] = {
    "application",
    "monitoring",
    "score",
}


def check_draft_request_purpose(value: str) -> DraftRequestPurpose:
    if value in DRAFT_REQUEST_PURPOSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DRAFT_REQUEST_PURPOSE_VALUES!r}"
    )
