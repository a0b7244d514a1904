"""The vectors of domain/limit-price-loans §1 to §3."""

from decimal import Decimal

from puhui.credit.grades import Scaling
from puhui.credit.limit import Cycle, working_capital_gap, working_capital_need
from puhui.credit.price import all_in_rate
from puhui.kernel import fen_from_yuan

WAN = 1_000_000  # fen


def test_working_capital_need_of_the_page() -> None:
    cycle = Cycle(Decimal(45), Decimal(60), Decimal(40), Decimal(5), Decimal(10))
    assert cycle.turns == Decimal(6)
    need = working_capital_need(5000 * WAN, Decimal("0.08"), Decimal("0.10"), cycle.turns)
    assert need == 84_333_333_3  # 843.33 万元
    assert round(Decimal(need) / WAN, 2) == Decimal("843.33")
    assert round(Decimal(working_capital_gap(need, 300 * WAN, 400 * WAN, 50 * WAN)) / WAN, 2) == Decimal("93.33")


def test_a_loan_without_fees_costs_its_contract_rate_all_told() -> None:
    equal = [fen_from_yuan("85309.90")] * 11 + [fen_from_yuan("85309.89")]
    assert abs(all_in_rate(fen_from_yuan(1_000_000), equal) - Decimal("0.0435")) < Decimal("0.000001")
    interest = fen_from_yuan("3625.00")
    assert all_in_rate(fen_from_yuan(1_000_000), [interest] * 11 + [interest + fen_from_yuan(1_000_000)]) == Decimal(
        "0.0435"
    )


def test_pd_of_the_default_scale() -> None:
    table = {800: 0.33, 740: 0.75, 700: 1.30, 660: 2.24, 620: 3.84, 600: 5.00, 560: 8.39, 500: 17.4, 450: 29.6}
    for score, percent in table.items():
        assert abs(Scaling().pd(float(score)) * 100 - percent) < 0.05, score
