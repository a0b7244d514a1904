"""A product as its JSON again: what a decision keeps of the product that it was made under.

>>> from puhui.market.product import Product, shipped_products
>>> all(Product.parse(product_document(product)) == product for product in shipped_products())
True
"""

from typing import Any

from puhui.kernel import Text
from puhui.market.evidence import Evidence
from puhui.market.product import Product


def product_document(product: Product) -> dict[str, Any]:
    """The JSON of which `Product.parse` makes an equal product."""
    return {
        "v": 1,
        "code": product.code,
        "version": product.version,
        "lender": str(product.lender),
        "name": _text(product.name),
        "summary": _text(product.summary),
        "kind": product.kind.value,
        "segments": list(product.segments),
        "industries": {"allow": list(product.industries_allowed), "deny": list(product.industries_denied)},
        "regions": list(product.regions),
        "amount_min_fen": product.amount_min_fen,
        "amount_max_fen": product.amount_max_fen,
        "term_min_months": product.term_min_months,
        "term_max_months": product.term_max_months,
        "rate_min": str(product.rate_min),
        "rate_max": str(product.rate_max),
        "fees": [{"name": _text(fee.name), "annual_rate": str(fee.annual_rate)} for fee in product.fees],
        "repayment": [one.value for one in product.repayment],
        "guarantee": [one.value for one in product.guarantee],
        "conditions": [condition.document() for condition in product.own_conditions],
        "evidence": _evidence(product.evidence),
        "limit_methods": list(product.limit_methods),
        "covered_share": str(product.covered_share),
        **({} if product.cover is None else {"cover": product.cover.document()}),
        "days_to_decision": product.days_to_decision,
        "online_only": product.online_only,
        "quota_remaining_fen": product.quota_remaining_fen,
        "valid_from": product.valid_from.isoformat(),
        "valid_to": product.valid_to.isoformat() if product.valid_to else None,
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    if not evidence.by_score:
        welcome = {"welcome": list(evidence.welcome)} if evidence.welcome else {}
        return {"shown": evidence.shown.value, **welcome}
    return {"shown": evidence.shown.value, "card": evidence.card, "card_version": evidence.card_version}
