"""The products on a node's shelf: the bank's own, or at the portal those of all banks."""

from collections.abc import Callable, Sequence
from datetime import date

from puhui.desks.errors import ThingNotFound
from puhui.desks.lending_documents import Document, product_document
from puhui.kernel import Text
from puhui.market import Product


class Shelf:
    """Products by code, with the document by which people see each: what a loan costs all told is computed once."""

    def __init__(self, products: Sequence[Product], name_of: Callable[[str], Text]) -> None:
        self._products = {product.code: product for product in products}
        self._documents = {product.code: product_document(product, name_of(product.lender)) for product in products}

    def product(self, code: str) -> Product:
        """The product; raises `ThingNotFound`."""
        found = self._products.get(code)
        if found is None:
            raise ThingNotFound(kind="product", id=code, stage="desks.shelf")
        return found

    def on_offer(self, day: date) -> list[Product]:
        """The products that one may apply for on that day."""
        return [product for product in self._products.values() if product.on_offer(day)]

    def document(self, code: str) -> Document:
        """The product as people see it; raises `ThingNotFound`."""
        self.product(code)
        return self._documents[code]

    def documents(self) -> list[Document]:
        """All of them as people see them."""
        return list(self._documents.values())
