"""A product is refused unless its terms are whole; nothing in it can buy a place."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from puhui.market import Product, ProductRefused, parse_products, shipped_products

GOOD: dict[str, Any] = {
    "v": 1,
    "code": "tax-credit",
    "version": "1",
    "lender": "bank-a",
    "name": {"zh": "税贷", "en": "tax loan"},
    "summary": {"zh": "税贷", "en": "tax loan"},
    "kind": "credit",
    "amount_min_fen": 100,
    "amount_max_fen": 1000,
    "term_min_months": 3,
    "term_max_months": 12,
    "rate_min": "0.0365",
    "rate_max": "0.0700",
    "repayment": ["bullet"],
    "guarantee": ["none"],
    "days_to_decision": 3,
    "online_only": True,
    "valid_from": "2026-01-01",
}


def test_shipped_products_are_of_three_banks_and_say_every_fee() -> None:
    products = shipped_products()
    assert {product.lender for product in products} == {"bank-a", "bank-b", "bank-c"}
    assert len({(product.lender, product.code) for product in products}) == len(products) >= 8
    for product in products:
        assert product.rate_max > 0
        assert product.on_offer(date(2026, 7, 1))
        assert (product.fees_rate > 0) == (product.kind == "financing_guarantee")


def test_a_good_product_parses() -> None:
    product = Product.parse(json.dumps(GOOD).encode())
    assert (product.rate_min, product.quota_remaining_fen, product.conditions) == (Decimal("0.0365"), None, ())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"boost": 5}, "unknown keys: boost"),
        ({"commission_fen": 5}, "unknown keys: commission_fen"),
        ({"v": 2}, "format 2"),
        ({"lender": "Bank A"}, "OrgId"),
        ({"code": "Tax"}, "code"),
        ({"rate_min": 0.0365}, "decimal text"),
        ({"rate_min": "0.08"}, "rates must rise"),
        ({"rate_max": "NaN"}, "decimal text"),
        ({"amount_min_fen": 0}, "amounts must rise"),
        ({"amount_min_fen": 10.5}, "not an integer"),
        ({"amount_min_fen": True}, "not an integer"),
        ({"term_max_months": 361}, "terms must rise"),
        ({"repayment": []}, "way of repayment"),
        ({"repayment": ["monthly"]}, "monthly"),
        ({"guarantee": ["soul"]}, "soul"),
        ({"days_to_decision": 31}, "within 30 days"),
        ({"valid_to": "2025-01-01"}, "ends before"),
        ({"name": "税贷"}, "zh and en"),
        ({"name": {"zh": "税贷", "en": " "}}, "no text"),
        ({"online_only": 1}, "true nor false"),
        ({"conditions": [{"fact": "shoe_size", "op": "at_least", "value": 1}]}, "catalogue"),
        ({"conditions": [{"fact": "age_m", "op": "above", "value": 1}]}, "operator"),
        ({"conditions": [{"fact": "age_m", "op": "one_of", "value": ["A"]}]}, "does not fit"),
        ({"conditions": [{"fact": "age_m", "op": "at_least", "value": 0.5}]}, "no value"),
        ({"conditions": [{"fact": "rating_last", "op": "one_of", "value": []}]}, "no value"),
        ({"conditions": [{"fact": "own_customer", "op": "is", "value": "no"}]}, "no value"),
        ({"conditions": [{"fact": "age_m"}]}, "fact, op and value"),
    ],
)
def test_a_product_with_a_fault_is_refused_with_the_fault(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ProductRefused, match=reason):
        Product.parse(GOOD | change)


@pytest.mark.parametrize("key", GOOD)
def test_a_product_without_a_key_is_refused(key: str) -> None:
    with pytest.raises(ProductRefused, match=key):
        Product.parse({name: value for name, value in GOOD.items() if name != key})


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b'{"products": []}', b"\xff", b"[[]]"])
def test_a_file_without_products_is_refused(data: bytes) -> None:
    with pytest.raises(ProductRefused):
        parse_products(data)


def test_two_products_of_one_code_are_refused() -> None:
    with pytest.raises(ProductRefused, match="stands twice"):
        parse_products(json.dumps([GOOD, GOOD]).encode())
