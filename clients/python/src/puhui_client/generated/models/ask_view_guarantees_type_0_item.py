from typing import Literal

AskViewGuaranteesType0Item = Literal[
    "guarantee_company", "guarantor", "mortgage", "none", "pledge"
]

ASK_VIEW_GUARANTEES_TYPE_0_ITEM_VALUES: set[AskViewGuaranteesType0Item] = {
    "guarantee_company",
    "guarantor",
    "mortgage",
    "none",
    "pledge",
}


def check_ask_view_guarantees_type_0_item(value: str) -> AskViewGuaranteesType0Item:
    if value in ASK_VIEW_GUARANTEES_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ASK_VIEW_GUARANTEES_TYPE_0_ITEM_VALUES!r}"
    )
