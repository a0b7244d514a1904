from typing import Literal

PrefillViewGuaranteesItem = Literal[
    "guarantee_company", "guarantor", "mortgage", "none", "pledge"
]

PREFILL_VIEW_GUARANTEES_ITEM_VALUES: set[PrefillViewGuaranteesItem] = {
    "guarantee_company",
    "guarantor",
    "mortgage",
    "none",
    "pledge",
}


def check_prefill_view_guarantees_item(value: str) -> PrefillViewGuaranteesItem:
    if value in PREFILL_VIEW_GUARANTEES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREFILL_VIEW_GUARANTEES_ITEM_VALUES!r}"
    )
