from typing import Literal

ContractDraftViewEndsSupportItem = Literal["letter", "subsidy"]

CONTRACT_DRAFT_VIEW_ENDS_SUPPORT_ITEM_VALUES: set[ContractDraftViewEndsSupportItem] = {
    "letter",
    "subsidy",
}


def check_contract_draft_view_ends_support_item(
    value: str,
) -> ContractDraftViewEndsSupportItem:
    if value in CONTRACT_DRAFT_VIEW_ENDS_SUPPORT_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONTRACT_DRAFT_VIEW_ENDS_SUPPORT_ITEM_VALUES!r}"
    )
