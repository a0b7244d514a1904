from typing import Literal

WishMediaItem = Literal["email", "sms"]

WISH_MEDIA_ITEM_VALUES: set[WishMediaItem] = {
    "email",
    "sms",
}


def check_wish_media_item(value: str) -> WishMediaItem:
    if value in WISH_MEDIA_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WISH_MEDIA_ITEM_VALUES!r}"
    )
