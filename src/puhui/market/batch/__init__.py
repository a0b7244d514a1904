"""Many needs against many products at once: the same order as `match`, computed on columns.

The room promises: verdict, degree and order of every pair are those that `match` gives, to the last hundredth of a
point (a property test holds the two together); memory does not grow with the number of pairs. What a batch does not
give are sentences: `match` explains whatever of it is shown.

>>> from datetime import date
>>> from puhui.market import Need, build_facts, match, shipped_products
>>> need, products = Need(amount_fen=50_000_000, term_months=12), shipped_products()
>>> facts = build_facts([], own={"segment": "small_micro", "age_m": 40, "pd": 0.02})
>>> found = match_batch(Enterprises.of([need], [facts]), Shelf.of(products), on=date(2026, 7, 1), top=3)
>>> batch = [products[place].code for place in found.order[0]]
>>> batch == [one.product.code for one in match(need, products, facts, on=date(2026, 7, 1))[:3]]
True
"""

from puhui.market.batch.columns import Enterprises, Texts
from puhui.market.batch.ranking import Ranked, match_batch
from puhui.market.batch.shelf import Shelf

__all__ = ["Enterprises", "Ranked", "Shelf", "Texts", "match_batch"]
