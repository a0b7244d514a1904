"""The shelf of products: a document each, drawn up once, of what is published now."""

import pytest

from puhui.desks import shelf as shelving
from puhui.desks.catalogue import Catalogue
from puhui.desks.shelf import Shelf
from puhui.kernel import Text
from puhui.market import shipped_products


@pytest.fixture
def drawn(monkeypatch):
    """The codes of the documents in the order in which they are drawn up."""
    codes, plain = [], shelving.product_document

    def noting(product, name):
        codes.append(product.code)
        return plain(product, name)

    monkeypatch.setattr(shelving, "product_document", noting)
    return codes


def name_of(org):
    return Text(zh=org, en=org)


def test_what_is_drawn_up_ahead_is_not_drawn_up_again_when_somebody_looks(drawn):
    products = shipped_products()
    shelf = Shelf(products, name_of)
    first = shelf.document(products[0].code)
    assert shelf.draw_up() == len(products) - 1
    assert shelf.documents()[0] is first
    assert sorted(drawn) == sorted(one.code for one in products)
    assert shelf.draw_up() == 0


def test_what_is_published_later_is_drawn_up_in_the_next_round(drawn):
    old, new = shipped_products()[0], shipped_products()[1]
    catalogue = Catalogue([old])
    shelf = Shelf(catalogue, name_of)
    shelf.draw_up()
    catalogue.put(new)
    assert shelf.draw_up() > 0
    assert new.code in drawn
