"""`puhui credit assess`: every enterprise gets an outcome with its terms, and what is not known is asked."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from puhui.cli.credit.assess import Assessment, InputUnreadable, Terms, _load_model, _load_products, assess_one
from puhui.credit.indicators import VAT
from puhui.market import Product, parse_products

WAN = 1_000_000  # fen
TERMS = Terms(amount_fen=None, months=12, on=date(2026, 7, 1))


def product(code: str, **changed: Any) -> dict[str, Any]:
    text = {"zh": code, "en": code}
    plain = {
        "v": 1, "code": code, "version": "1", "lender": "bank-a", "name": text, "summary": text, "kind": "credit",
        "amount_min_fen": 10 * WAN, "amount_max_fen": 100 * WAN, "term_min_months": 6, "term_max_months": 36,
        "rate_min": "0.0400", "rate_max": "0.1500", "repayment": ["interest_monthly"], "guarantee": ["none"],
        "days_to_decision": 3, "online_only": True, "valid_from": "2020-01-01", "limit_methods": ["invoice"],
    }  # fmt: skip
    return plain | changed


def products(*documents: dict[str, Any]) -> list[Product]:
    return parse_products(json.dumps({"products": documents}).encode())


class Scored:
    def __init__(self, grade: str | None = "A", pd: float | None = 0.012, coverage: float = 1.0) -> None:
        self.grade, self.pd, self.coverage = grade, pd, coverage
        self.score = None if grade is None else 710.0


def row(**changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = dict.fromkeys(VAT) | {"enterprise": "E1", "as_of": date(2026, 6, 30), "record_months": 36}
    return plain | {"rev12_fen": 600 * WAN, "rev12_eff_fen": 500 * WAN} | changed


def one(offers: list[Product], *, scored: Any = None, terms: Terms = TERMS, **changed: Any) -> Assessment:
    return assess_one(row(**changed), score=scored or Scored(), products=offers, terms=terms)


def test_an_offer_has_limit_rate_and_product() -> None:
    found = one(products(product("plain")))
    assert (found.outcome, found.limit.amount_fen, found.limit.binding) == ("offer", 50 * WAN, "methods")
    assert found.price is not None
    assert found.price.clamped_by is None
    assert found.all_in_rate == found.price.annual_rate
    assert [match.product.code for match in found.matches] == ["plain"]


def test_fees_stand_in_the_all_in_rate() -> None:
    fee = {"name": {"zh": "担保费", "en": "guarantee fee"}, "annual_rate": "0.0100"}
    found = one(products(product("dear", fees=[fee])))
    assert found.price is not None
    assert found.all_in_rate is not None
    assert float(found.all_in_rate) == pytest.approx(float(found.price.annual_rate) + 0.01, abs=1e-6)


def test_a_limit_below_a_products_least_amount_is_no_offer_of_that_product() -> None:
    offers = products(product("large", amount_min_fen=60 * WAN), product("small"))
    found = one(offers)
    assert found.outcome == "offer"
    assert found.matches[0].product.code == "small"
    alone = one(products(product("large", amount_min_fen=60 * WAN)))
    assert alone.outcome == "no_limit"
    assert alone.price is not None  # indicative, and said to be so by the outcome


def test_a_bad_grade_a_missing_score_and_a_missing_method_give_nothing() -> None:
    offers = products(product("plain"))
    assert (
        one(offers, scored=Scored("CCC", 0.09)).outcome,
        one(offers, scored=Scored("CCC", 0.09)).limit.amount_fen,
    ) == ("no_limit", 0)
    unscored = one(offers, scored=Scored(None, None, 0.2))
    assert (unscored.outcome, unscored.limit.amount_fen, unscored.price) == ("no_score", 0, None)
    assert one(products(product("any", limit_methods=[]))).outcome == "offer"
    other_method = one(products(product("power", limit_methods=["power"])))
    assert (other_method.outcome, other_method.limit.amount_fen) == ("no_limit", 0)


def test_what_a_vat_folder_cannot_tell_is_asked_not_assumed() -> None:
    offers = products(product("asks", conditions=[{"fact": "age_m", "op": "at_least", "value": 24}]))
    found = one(offers)
    assert found.outcome == "offer"
    assert found.matches[0].verdict.value == "ask"
    assert found.matches[0].asks


def test_a_condition_that_fails_is_no_offer() -> None:
    offers = products(product("big", conditions=[{"fact": "rev12_fen", "op": "at_least", "value": 900 * WAN}]))
    assert one(offers).outcome == "no_product"


def test_a_wanted_amount_bounds_the_limit() -> None:
    found = one(products(product("plain")), terms=Terms(20 * WAN, 12, date(2026, 7, 1)))
    assert (found.limit.amount_fen, found.limit.binding) == (20 * WAN, "requested")


def test_a_model_is_a_file_or_a_shipped_name(tmp_path: Path) -> None:
    shipped = _load_model("vat-expert")
    path = tmp_path / "card.json"
    path.write_bytes(shipped.dump())
    assert _load_model(str(path)).dump() == shipped.dump()
    with pytest.raises(InputUnreadable, match="vat-expert"):
        _load_model(str(tmp_path / "no.json"))
    with pytest.raises(InputUnreadable):
        _load_products(str(tmp_path / "no.json"))
    assert _load_products("shipped")


def test_the_command_on_a_folder(tmp_path: Path) -> None:
    header = "enterprise,invoice_no,issued_on,counterparty,amount,tax,status\n"
    months = [f"{year}-{month:02d}-15" for year in (2024, 2025) for month in range(1, 13)]
    sales = [
        f"E{firm},{firm}{day}{buyer},{day},B{buyer},{amount},0,valid"
        for firm, amount in ((1, 90_000), (2, 200))
        for day in [*months, "2025-12-31"]
        for buyer in range(8)
    ]
    (tmp_path / "sales.csv").write_text(header + "\n".join(sales))
    (tmp_path / "purchases.csv").write_text(header + "\n".join(f"E1,P{day},{day},S1,50000,0,valid" for day in months))
    offers = tmp_path / "products.json"
    offers.write_text(json.dumps([product("plain")]))
    out = tmp_path / "out.csv"
    words = ["credit", "assess", tmp_path, "--model", "vat-expert", "--products", offers, "--out", out, "--json"]
    words += ["--report", tmp_path / "report", "--advice"]
    done = subprocess.run(
        [sys.executable, "-c", "from puhui.cli import main; main()", *map(str, words)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["enterprises"] == 2
    assert told["model"] == {"name": "vat-expert", "version": "2026.1", "kind": "expert"}
    assert told["pd_calibrated"] is False
    assert "no outcomes have calibrated it" in done.stderr
    with out.open(encoding="utf-8", newline="") as file:
        written = {line["enterprise"]: line for line in csv.DictReader(file)}
    good, poor = written["E1"], written["E2"]
    assert float(good["score"]) > float(poor["score"])
    assert all(good[f"reason_{number}"] and good[f"reason_{number}_en"] for number in range(1, 5))
    assert good["outcome"] == "offer"
    assert good["product_1"] == "bank-a/plain"
    terms = {term["name"]: term["amount_fen"] for term in json.loads(good["limit_terms"])}
    assert terms[good["limit_binding"]] is not None
    rates = json.loads(good["rate_terms"])
    assert abs(sum(float(term["rate"]) for term in rates) - float(good["annual_rate"])) < 0.0001
    assert poor["limit_fen"] == "0"
    for line in written.values():
        assert line["pd_calibrated"] == "false"
        if line["advice"]:
            assert round(float(line["score"]) + float(line["advice_points"]), 2) == float(line["advice_score"])
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "未经任何违约结果校准" in page
    for picture in ("scores", "limits", "losses", "indicators", "radar"):
        assert f"{picture}.svg" in page
        assert (tmp_path / "report" / f"{picture}.svg").stat().st_size > 5_000
