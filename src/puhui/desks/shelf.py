"""The products on a node's shelf: the bank's own, or at the portal those of all banks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from puhui.desks.catalogue import Catalogue
from puhui.desks.errors import ThingNotFound
from puhui.desks.lending_documents import Document, product_document
from puhui.kernel import Text
from puhui.market import Product


@dataclass(frozen=True, slots=True)
class _Laid:
    """The shelf as it was laid out from one snapshot of what is on offer."""

    of: tuple[Product, ...]
    products: Mapping[str, Product]
    documents: dict[str, Document]


class Shelf:
    """Products by code, with the document by which people see each, drawn up when somebody first looks.

    Of a `Catalogue` the shelf shows what is published now.
    """

    def __init__(self, products: Sequence[Product], name_of: Callable[[str], Text]) -> None:
        self._catalogue = products if isinstance(products, Catalogue) else Catalogue(products)
        self._name_of = name_of
        self._laid = self._lay(self._catalogue.snapshot)

    def product(self, code: str) -> Product:
        """The product; raises `ThingNotFound`."""
        return self._found(code, self._now())

    def on_offer(self, day: date) -> list[Product]:
        """The products that one may apply for on that day."""
        return [product for product in self._now().products.values() if product.on_offer(day)]

    def document(self, code: str) -> Document:
        """The product as people see it; raises `ThingNotFound`."""
        laid = self._now()
        product = self._found(code, laid)
        if code not in laid.documents:
            laid.documents[code] = product_document(product, self._name_of(product.lender))
        return laid.documents[code]

    def draw_up(self) -> int:
        """Draw up what nobody has looked at yet, so that nobody waits for it; how many that were."""
        laid = self._now()
        new = [code for code in laid.products if code not in laid.documents]
        for code in new:
            self.document(code)
        return len(new)

    def documents(self) -> list[Document]:
        """All of them as people see them."""
        return [self.document(code) for code in self._now().products]

    @staticmethod
    def _found(code: str, laid: _Laid) -> Product:
        found = laid.products.get(code)
        if found is None:
            raise ThingNotFound(kind="product", id=code, stage="desks.shelf")
        return found

    def _now(self) -> _Laid:
        snapshot = self._catalogue.snapshot
        if snapshot is not self._laid.of:
            self._laid = self._lay(snapshot)
        return self._laid

    @staticmethod
    def _lay(products: tuple[Product, ...]) -> _Laid:
        return _Laid(products, {product.code: product for product in products}, {})
