from typing import Literal

PublicationRequestShowsItem = Literal["band", "fit", "industry", "region"]

PUBLICATION_REQUEST_SHOWS_ITEM_VALUES: set[PublicationRequestShowsItem] = {
    "band",
    "fit",
    "industry",
    "region",
}


def check_publication_request_shows_item(value: str) -> PublicationRequestShowsItem:
    if value in PUBLICATION_REQUEST_SHOWS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUBLICATION_REQUEST_SHOWS_ITEM_VALUES!r}"
    )
