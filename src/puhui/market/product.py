"""A loan product as its bank publishes it: one JSON object, checked completely.

What a product says is what it does: amounts in fen, yearly rates as decimal text with every fee beside them, the
conditions as data. A key that this page does not know is refused, and none buys a better place in the ranking. The
keys are described in `docs/guides/add-a-product.md`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from importlib import resources
from typing import Any, Self

from puhui.kernel import PuhuiError, Text
from puhui.kernel.ids import OrgId
from puhui.market.conditions import Condition
from puhui.market.errors import ProductRefused
from puhui.market.evidence import Evidence
from puhui.market.repayment import Repayment
from puhui.support.cover import Cover

_STAGE = "market.product"
_AMOUNT_MAX_FEN = 10**13
_TERM_MAX_MONTHS = 360
_REQUIRED = frozenset(
    {
        "v",
        "code",
        "version",
        "lender",
        "name",
        "kind",
        "summary",
        "amount_min_fen",
        "amount_max_fen",
        "term_min_months",
        "term_max_months",
        "rate_min",
        "rate_max",
        "repayment",
        "guarantee",
        "days_to_decision",
        "online_only",
        "valid_from",
    }
)
_OPTIONAL = frozenset(
    {
        "segments",
        "industries",
        "regions",
        "fees",
        "conditions",
        "limit_methods",
        "covered_share",
        "cover",
        "evidence",
        "quota_remaining_fen",
        "valid_to",
    }
)

KEYS = _REQUIRED | _OPTIONAL


class ProductKind(StrEnum):
    """What secures the loan."""

    CREDIT = "credit"
    MORTGAGE = "mortgage"
    PLEDGE = "pledge"
    GUARANTEE = "guarantee"
    SUPPLY_CHAIN = "supply_chain"
    DISCOUNT = "discount"
    FARMER = "farmer"
    FINANCING_GUARANTEE = "financing_guarantee"


class Guarantee(StrEnum):
    """What an enterprise can offer as security, or a product asks for (any one of its list)."""

    NONE = "none"
    GUARANTOR = "guarantor"
    GUARANTEE_COMPANY = "guarantee_company"
    MORTGAGE = "mortgage"
    PLEDGE = "pledge"

    @property
    def text(self) -> Text:
        """What people call it."""
        return _GUARANTEES[self]


_GUARANTEES = {
    Guarantee.NONE: Text(zh="无须担保", en="no guarantee"),
    Guarantee.GUARANTOR: Text(zh="保证人", en="a guarantor"),
    Guarantee.GUARANTEE_COMPANY: Text(zh="融资担保公司担保", en="a guarantee company"),
    Guarantee.MORTGAGE: Text(zh="抵押", en="a mortgage"),
    Guarantee.PLEDGE: Text(zh="质押", en="a pledge"),
}


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee beside the interest, as a yearly rate on the amount."""

    name: Text
    annual_rate: Decimal


@dataclass(frozen=True)
class Product:
    """A product on offer. Empty `segments`, `industries_allowed` or `regions` mean: all of them."""

    code: str
    version: str
    lender: OrgId
    name: Text
    summary: Text
    kind: ProductKind
    segments: tuple[str, ...]
    industries_allowed: tuple[str, ...]
    industries_denied: tuple[str, ...]
    regions: tuple[str, ...]
    amount_min_fen: int
    amount_max_fen: int
    term_min_months: int
    term_max_months: int
    rate_min: Decimal
    rate_max: Decimal
    fees: tuple[Fee, ...]
    repayment: tuple[Repayment, ...]
    guarantee: tuple[Guarantee, ...]
    own_conditions: tuple[Condition, ...]
    evidence: Evidence
    limit_methods: tuple[str, ...]
    covered_share: Decimal
    cover: Cover | None
    days_to_decision: int
    online_only: bool
    quota_remaining_fen: int | None
    valid_from: date
    valid_to: date | None

    @classmethod
    def parse(cls, data: bytes | dict[str, Any]) -> Self:
        """A product of its JSON; raises `ProductRefused` that says what is wrong."""
        code = "?"
        try:
            raw = _object(data)
            code = str(raw.get("code", "?"))
            _check_keys(raw)
            product = cls._of(raw)
            product._check()
        except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, PuhuiError) as reason:
            raise ProductRefused(product=code, reason=str(reason) or repr(reason), stage=_STAGE) from None
        return product

    @classmethod
    def _of(cls, raw: dict[str, Any]) -> Self:
        industries = raw.get("industries", {})
        return cls(
            code=_slug(raw["code"]),
            version=_words(raw["version"]),
            lender=OrgId(raw["lender"]),
            name=_text(raw["name"]),
            summary=_text(raw["summary"]),
            kind=ProductKind(raw["kind"]),
            segments=_list(raw.get("segments", [])),
            industries_allowed=_list(industries.get("allow", [])),
            industries_denied=_list(industries.get("deny", [])),
            regions=_list(raw.get("regions", [])),
            amount_min_fen=_integer(raw, "amount_min_fen"),
            amount_max_fen=_integer(raw, "amount_max_fen"),
            term_min_months=_integer(raw, "term_min_months"),
            term_max_months=_integer(raw, "term_max_months"),
            rate_min=_rate(raw["rate_min"]),
            rate_max=_rate(raw["rate_max"]),
            fees=tuple(Fee(_text(fee["name"]), _rate(fee["annual_rate"])) for fee in raw.get("fees", [])),
            repayment=tuple(Repayment(one) for one in raw["repayment"]),
            guarantee=tuple(Guarantee(one) for one in raw["guarantee"]),
            own_conditions=tuple(Condition.parse(one) for one in raw.get("conditions", [])),
            evidence=Evidence.parse(raw.get("evidence")),
            limit_methods=_list(raw.get("limit_methods", [])),
            covered_share=_rate(raw.get("covered_share", "0")),
            cover=Cover.parse(raw["cover"], lender=raw["lender"]) if raw.get("cover") else None,
            days_to_decision=_integer(raw, "days_to_decision"),
            online_only=_boolean(raw["online_only"]),
            quota_remaining_fen=None
            if raw.get("quota_remaining_fen") is None
            else _integer(raw, "quota_remaining_fen"),
            valid_from=date.fromisoformat(raw["valid_from"]),
            valid_to=date.fromisoformat(raw["valid_to"]) if raw.get("valid_to") else None,
        )

    def _check(self) -> None:
        wrong = ""
        if not 0 < self.amount_min_fen <= self.amount_max_fen <= _AMOUNT_MAX_FEN:
            wrong = "amounts must rise from above zero"
        elif not 0 < self.term_min_months <= self.term_max_months <= _TERM_MAX_MONTHS:
            wrong = f"terms must rise from 1 to at most {_TERM_MAX_MONTHS} months"
        elif not 0 <= self.rate_min <= self.rate_max:
            wrong = "rates must rise from zero or more"
        elif not self.repayment or not self.guarantee:
            wrong = "it needs a way of repayment, and a guarantee or `none`"
        elif not 0 <= self.days_to_decision <= 30:
            wrong = "a bank decides within 30 days of the complete file"
        elif self.cover and self.cover.covered_share(self.lender) != self.covered_share:
            wrong = "the shares of its cover and its covered share differ"
        elif self.cover and Guarantee.GUARANTEE_COMPANY not in self.guarantee:
            wrong = "a product with a cover asks for a guarantee company"
        elif self.cover and self.fees_rate < self.cover.fee_rate:
            wrong = "the guarantor's fee is not among its fees"
        elif self.valid_to and self.valid_to < self.valid_from:
            wrong = "it ends before it begins"
        if wrong:
            raise ValueError(wrong)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """All hard conditions on the enterprise: segment, industry and region first, then the product's own."""
        return tuple(self._implied()) + self.own_conditions

    def _implied(self) -> Iterator[Condition]:
        for name, op, values in (
            ("segment", "one_of", self.segments),
            ("industry_section", "one_of", self.industries_allowed),
            ("industry_section", "none_of", self.industries_denied),
            ("region_code", "one_of", self.regions),
        ):
            if values:
                yield Condition.parse({"fact": name, "op": op, "value": list(values)})

    @cached_property
    def fees_rate(self) -> Decimal:
        """All fees together, yearly."""
        return sum((fee.annual_rate for fee in self.fees), Decimal(0))

    @cached_property
    def rates(self) -> tuple[float, float, float]:
        """Lowest and highest rate and fees, as floats for ranking only."""
        return float(self.rate_min), float(self.rate_max), float(self.fees_rate)

    def on_offer(self, day: date) -> bool:
        """Whether it is offered on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def parse_products(data: bytes) -> list[Product]:
    """The products of one file: an object `{"products": [...]}`, a list, or a single product.

    Raises `ProductRefused`, also when two share a lender and a code.
    """
    try:
        raw = json.loads(data)
    except ValueError as reason:
        raise ProductRefused(product="?", reason=f"not JSON: {reason}", stage=_STAGE) from None
    if isinstance(raw, dict):
        raw = raw.get("products", [raw])
    if not isinstance(raw, list) or not raw:
        raise ProductRefused(
            product="?", reason=Text(zh="文件中没有产品", en="there are no products in the file"), stage=_STAGE
        )
    products = [Product.parse(one) for one in raw]
    seen: set[tuple[str, str]] = set()
    for product in products:
        if (product.lender, product.code) in seen:
            raise ProductRefused(
                product=product.code, reason=Text(zh="代码重复", en="its code stands twice"), stage=_STAGE
            )
        seen.add((product.lender, product.code))
    return products


def shipped_products() -> list[Product]:
    """The example products of the simulated city's three banks, by lender and code."""
    folder = resources.files(__package__).joinpath("products")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".json"))
    return [product for name in names for product in parse_products(folder.joinpath(name).read_bytes())]


def _object(data: bytes | dict[str, Any]) -> dict[str, Any]:
    raw = json.loads(data) if isinstance(data, bytes) else data
    if not isinstance(raw, dict):
        raise ValueError("it is not an object")  # noqa: TRY004 - all faults of the JSON are told alike
    return raw


def _check_keys(raw: dict[str, Any]) -> None:
    if unknown := sorted(set(raw) - _REQUIRED - _OPTIONAL):
        raise ValueError(f"unknown keys: {', '.join(unknown)}")
    if missing := sorted(_REQUIRED - set(raw)):
        raise ValueError(f"missing keys: {', '.join(missing)}")
    if raw["v"] != 1:
        raise ValueError(f"format {raw['v']!r} is not 1")


def _integer(raw: dict[str, Any], key: str) -> int:
    value = raw[key]
    if type(value) is not int or value < 0:
        raise ValueError(f"{key} is not an integer of zero or more")
    return value


def _rate(raw: Any) -> Decimal:
    rate = Decimal(raw) if isinstance(raw, str) else Decimal("NaN")
    if not rate.is_finite() or not 0 <= rate <= 1:
        raise ValueError(f"{raw!r} is no yearly rate as decimal text between 0 and 1")
    return rate


def _text(raw: Any) -> Text:
    if not isinstance(raw, dict) or set(raw) != {"zh", "en"}:
        raise ValueError(f"{raw!r} is no text in zh and en")
    return Text(zh=_words(raw["zh"]), en=_words(raw["en"]))


def _words(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{raw!r} is no text")
    return raw


def _slug(raw: Any) -> str:
    text = _words(raw)
    if (
        not all(part.isalnum() and part.isascii() and part == part.lower() for part in text.split("-"))
        or len(text) > 64
    ):
        raise ValueError(f"code {text!r} is not like tax-credit")
    return text


def _list(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, str) and item for item in raw):
        raise ValueError(f"{raw!r} is no list of texts")
    return tuple(raw)


def _boolean(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"{raw!r} is neither true nor false")  # noqa: TRY004
    return raw
