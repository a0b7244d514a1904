"""How much and at what price, from facts alone: the methods that a product uses and that have data."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from puhui.credit.defaults import Defaults
from puhui.credit.limit import Exposure, Limit, Sized, by_flow, by_invoices, by_power, by_tax, limit
from puhui.credit.price import Price, price
from puhui.decisions import Fact
from puhui.market import NOT_SHOWN, Product

_Method = tuple[tuple[str, ...], Callable[[int, Defaults, Mapping[str, Fact]], Sized]]
_METHODS: dict[str, _Method] = {
    "tax": (("tax12_fen",), lambda fen, rules, facts: by_tax(2 * fen, rules, rating=_text(facts, "rating_last"))),
    "invoice": (("rev12_eff_fen",), lambda fen, rules, _: by_invoices(fen, rules)),
    # Money that comes in here, and at another bank that was granted: together the enterprise's inflow.
    "flow": (("own_inflow_median_fen", "inflow_median12_fen"), lambda fen, rules, _: by_flow(fen, rules)),
    "power": (("kwh_fee12_fen",), lambda fen, rules, _: by_power(fen, rules=rules)),
}
_OWN_METHODS = ("flow",)  # a bank may always look at what it knows itself


def size(
    facts: Mapping[str, Fact], product: Product, requested_fen: int, exposure: Exposure, terms: Defaults
) -> Limit | None:
    """The limit; None where nothing is known to size by, or there is no grade."""
    methods: dict[str, int | Sized] = {}
    for name, (names, method) in _wanted(product):
        known = [facts[one].number for one in names if one in facts and not facts[one].absent]
        if known:
            methods[name] = method(max(0, int(sum(known))), terms, facts)
    grade = facts.get("grade")
    if not methods or grade is None or grade.absent:
        return None  # the cap and the request alone would size a loan by nothing that is known of the enterprise
    coverage = facts["coverage"]
    return limit(
        grade=str(grade.value),
        coverage=0.0 if coverage.absent else float(coverage.number),
        methods=methods,
        product_cap_fen=product.amount_max_fen,
        requested_fen=requested_fen,
        exposure=exposure,
        rules=terms,
    )


def unsized(facts: Mapping[str, Fact], product: Product) -> tuple[str, ...]:
    """The methods that nothing is known for, because it was not shown."""
    return tuple(
        name
        for name, (names, _) in _wanted(product)
        if all(one not in facts or facts[one].absent for one in names)
        and any(facts[one].cause == NOT_SHOWN for one in names if one in facts)
    )


def priced(facts: Mapping[str, Fact], product: Product, terms: Defaults, on: date) -> Price | None:
    """The price between the product's lowest and highest; None without a PD."""
    pd = facts.get("pd")
    if pd is None or pd.absent:
        return None
    return price(
        pd=min(Decimal(1), max(Decimal(0), pd.number)),
        floor_rate=product.rate_min,
        cap_rate=product.rate_max,
        covered=product.covered_share,
        segment=_text(facts, "segment") or "",
        on=on,
        rules=terms,
    )


def _wanted(product: Product) -> Iterator[tuple[str, _Method]]:
    wanted = (*(product.limit_methods or _METHODS), *_OWN_METHODS)
    return ((name, method) for name, method in _METHODS.items() if name in wanted)


def _text(facts: Mapping[str, Fact], name: str) -> str | None:
    one = facts.get(name)
    return None if one is None or one.absent else str(one.value)
