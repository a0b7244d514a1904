"""A published product goes to the platform's catalogue, and one that is taken offline leaves it.

The bank owes the portal the news in the transaction of the step; the portal takes it from the lender alone, and keeps
what it was told last: news that is overtaken by later news changes nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.catalogue import Catalogue
from puhui.desks.destinations import peer_destination
from puhui.desks.store import document, documents, put_document
from puhui.desks.studio import store
from puhui.desks.studio.errors import OtherLendersProduct
from puhui.desks.wire import CallMalformed
from puhui.kernel import Clock, Text, encode
from puhui.market import Product
from puhui.storage import Database, put

KIND = "market.product"
_PRODUCTS_MAX = 20_000
_STAGE = "desks.studio"


class Announcer:
    """Owes the portal a bank's news of its products."""

    def __init__(self, *, portal: str, clock: Clock) -> None:
        self._portal, self._clock = portal, clock

    def offer(self, connection: Connection, version: store.Version, file: bytes) -> None:
        """A product as it is from now on."""
        self._owe(connection, version, {"product": orjson.loads(file), "offline_from": None})

    def withdraw(self, connection: Connection, version: store.Version) -> None:
        """A product that is offered no more."""
        told = {"product": version.content, "offline_from": self._clock.now().date().isoformat()}
        self._owe(connection, version, told)

    def _owe(self, connection: Connection, version: store.Version, told: Mapping[str, object]) -> None:
        count = len(store.steps(connection, version.id))
        news = {**told, "order": version.number * 1_000 + count}
        key = f"{version.id}:{count}"
        put(
            connection,
            self._clock,
            destination=peer_destination(self._portal, "/products"),
            key=key,
            payload=orjson.dumps(news),
        )


class MarketCatalogue:
    """What the portal knows of all banks' products: those of its folder, and what the banks told since."""

    def __init__(self, catalogue: Catalogue, database: Database, clock: Clock) -> None:
        self._catalogue, self._database, self._clock = catalogue, database, clock
        with database.transaction() as connection:
            told = documents(connection, KIND, limit=_PRODUCTS_MAX)
        for one in told:
            self._show(one)

    def receive(self, caller: str, body: bytes) -> bytes:
        """Take in news of a product; raises `CallMalformed`, `ProductRefused`, `OtherLendersProduct`."""
        news = _read(body)
        product = Product.parse(news["product"])
        if product.lender != caller:
            raise OtherLendersProduct(org=caller, stage=_STAGE)
        id_ = f"{product.lender}/{product.code}"
        with self._database.transaction() as connection:
            before = document(connection, KIND, id_)
            taken = before is None or before["order"] < news["order"]
            if taken:
                put_document(connection, KIND, id_, news, uscc="", at=self._clock.now())
        if taken:
            self._show(news)
        return encode({"taken": taken})

    def _show(self, news: dict[str, Any]) -> None:
        product = Product.parse(news["product"])
        self._catalogue.put(product)
        if news["offline_from"]:
            gone = date.fromisoformat(str(news["offline_from"]))
            self._catalogue.withdraw(str(product.lender), product.code, before=gone)


def _read(body: bytes) -> dict[str, Any]:
    try:
        news = orjson.loads(body)
        whole = set(news) == {"product", "offline_from", "order"} and isinstance(news["product"], dict)
        if not whole or not isinstance(news["order"], int):
            raise ValueError("its parts")  # noqa: TRY301 - all faults of the call are told alike
        if news["offline_from"] is not None:
            date.fromisoformat(news["offline_from"])
    except (ValueError, TypeError) as reason:
        raise CallMalformed(
            reason=Text(zh=f"产品的消息：{reason}", en=f"news of a product: {reason}"), stage=_STAGE
        ) from None
    found: dict[str, Any] = news
    return found
