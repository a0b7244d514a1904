"""Needs and products, and the ranked pairing of the two with every reason told.

The room promises: a condition whose evidence is absent asks and never refuses; the degree is the sum of its parts,
each with a sentence; the order puts what is known before what is hoped for, depends
on nothing that a lender pays and is the same every time; a product whose
terms are incomplete or contain an unknown key is refused. Pure over its inputs.

>>> from datetime import date
>>> need = Need(amount_fen=50_000_000, term_months=12)
>>> facts = build_facts([], own={"segment": "small_micro", "age_m": 40, "rating_last": "B"})
>>> best, *_ = match(need, shipped_products(), facts, on=date(2026, 7, 1))
>>> best.product.code, best.verdict.value, sum(part.of for part in best.parts)
('mortgage', 'ask', 100.0)
>>> round(sum(part.points for part in best.parts), 2) == best.degree
True
"""

from puhui.market.approval import Approval, Outcomes, fit_approval, guess
from puhui.market.catalogue import NOT_SHOWN, KnownFact, catalogue
from puhui.market.conditions import Check, Condition, State
from puhui.market.errors import ApprovalRefused, NeedRefused, ProductRefused
from puhui.market.evidence import Evidence, Shown
from puhui.market.facts import Facts, Scored, build_facts
from puhui.market.matching import Match, Note, Part, checks, match
from puhui.market.need import Need
from puhui.market.product import Fee, Guarantee, Product, ProductKind, parse_products, shipped_products
from puhui.market.product_document import product_document
from puhui.market.repayment import Repayment
from puhui.market.settings import settings

__all__ = [
    "NOT_SHOWN",
    "Approval",
    "ApprovalRefused",
    "Check",
    "Condition",
    "Evidence",
    "Facts",
    "Fee",
    "Guarantee",
    "KnownFact",
    "Match",
    "Need",
    "NeedRefused",
    "Note",
    "Outcomes",
    "Part",
    "Product",
    "ProductKind",
    "ProductRefused",
    "Repayment",
    "Scored",
    "Shown",
    "State",
    "build_facts",
    "catalogue",
    "checks",
    "fit_approval",
    "guess",
    "match",
    "parse_products",
    "product_document",
    "settings",
    "shipped_products",
]
