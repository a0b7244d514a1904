"""The expert cards of this house: the VAT card, whose judgements stand here, and those of the segments.

Nothing here was fitted. No label, no rating given by a bank and no enterprise's code was looked at when the weights and
edges were written; `judging` says how they become points. The files beside this module are written by
`python -m puhui.credit.expert.making`; a test holds the two together.

>>> card = make()
>>> card.name, card.kind.value, sum(judgement.weight for judgement in JUDGEMENTS)
('vat-expert', 'expert', 100)
>>> [card.name for card in cards().values()]
['vat-expert', 'sole-proprietor-expert', 'medium-expert', 'farmer-expert', 'further-sources']
"""

from pathlib import Path

from puhui.credit.expert import farmer, further, medium, sole_proprietor
from puhui.credit.expert.judging import BASE_POINTS, POINTS_PER_WEIGHT, WAN, Judgement, make_card
from puhui.credit.indicators import VAT
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

FOLDER = Path(__file__).parent
TARGET = FOLDER / "vat.json"
VERSION = "2026.1"

JUDGEMENTS = (
    Judgement(
        "rev12_eff_fen", "scale", 22,
        (10 * WAN, 50 * WAN, 100 * WAN, 300 * WAN, 1000 * WAN, 3000 * WAN, 10000 * WAN),
        (-1.0, -0.7, -0.4, -0.1, 0.2, 0.5, 0.8, 1.0),
        "A larger turnover carries fixed costs and a lost customer; very small firms fail most often. One-off "
        "windfalls are left out because they do not come again.",
        Text(zh="近12个月有效销售额的规模", en="the size of effective revenue"),
        Text(
            zh="销售额持续增长后再申请，一次性大单不计入",
            en="apply again when recurring sales have grown; single windfalls do not count",
        ),
    ),
    Judgement(
        "active_share24", "continuity", 10, (0.5, 0.75, 0.9), (-1.0, -0.5, 0.1, 0.6),
        "Sales in every month are running business; gaps mean project work at best, standstill at worst.",
        Text(zh="近24个月开票的连续性", en="how continuously it sold over 24 months"),
        Text(zh="保持每月连续经营和开票", en="sell and invoice every month"),
    ),
    Judgement(
        "zero_run12", "continuity", 7, (1, 2, 3, 6), (0.6, 0.3, -0.2, -0.6, -1.0),
        "One silent month is the Spring Festival; three or more in a row are a stop of business.",
        Text(zh="连续停票的月数", en="the longest run of months without sales"),
        Text(zh="恢复连续经营", en="resume continuous business"),
    ),
    Judgement(
        "quiet_d", "continuity", 6, (20, 45, 90), (0.5, 0.1, -0.5, -1.0),
        "Silence just before the date of the report is the freshest sign of trouble in this source.",
        Text(zh="距最近一次开票的天数", en="the time since the last sale"),
        Text(zh="有新的销售后再申请", en="apply again when sales have resumed"),
    ),
    Judgement(
        "rev_yoy", "growth", 8, (-0.5, -0.3, 0.0, 1.0, 3.0), (-1.0, -0.6, -0.1, 0.6, 0.2, -0.2),
        "Shrinking sales eat the cash that repays; growth by several times comes from a tiny base and is unproven. "
        "Lenders commonly stop at −30 to −50 %.",
        Text(zh="销售额较上年的变化", en="the change of revenue against the year before"),
        Text(zh="经营企稳后再申请", en="apply again when business is steady"),
    ),
    Judgement(
        "rev6_yoy", "growth", 5, (-0.6, -0.3, 0.0, 1.0, 5.0), (-1.0, -0.5, 0.0, 0.6, 0.2, -0.2),
        "The same over the last half-year, which shows a turn sooner; smaller because it overlaps and is noisier.",
        Text(zh="近半年销售额的同比变化", en="the change of the last half-year's revenue"),
        Text(zh="经营企稳后再申请", en="apply again when business is steady"),
    ),
    Judgement(
        "rev_cv12", "stability", 6, (0.5, 0.9, 1.5), (0.8, 0.3, -0.3, -1.0),
        "Steady months can carry instalments; wild ones need reserves that small firms lack.",
        Text(zh="月度销售额的波动", en="the swing of monthly revenue"),
        Text(zh="增加稳定订单，平滑月度收入", en="win steady orders that even out the months"),
    ),
    Judgement(
        "void_rate12", "invoice quality", 8, (0.03, 0.08, 0.15, 0.30), (0.6, 0.3, -0.1, -0.6, -1.0),
        "Voided invoices are called-off trades or careless books, and a known way to dress up turnover.",
        Text(zh="发票作废率", en="the share of voided invoices"),
        Text(zh="减少作废发票，核实后再开票", en="invoice only confirmed trades"),
    ),
    Judgement(
        "red_rate12", "invoice quality", 4, (0.01, 0.05, 0.15), (0.5, 0.0, -0.6, -1.0),
        "Returns after invoicing take revenue back; products in the market ask for at most 5 %.",
        Text(zh="红冲（退货）比例", en="the share taken back by red-letter invoices"),
        Text(zh="减少退货和红冲", en="reduce returns"),
    ),
    Judgement(
        "buyers12", "buyers", 7, (3, 6, 15, 50), (-1.0, -0.5, 0.0, 0.5, 0.9),
        "Many buyers are many independent reasons to be paid next month.",
        Text(zh="客户数量", en="the number of buyers"),
        Text(zh="拓展新客户", en="win more buyers"),
    ),
    Judgement(
        "top1_share", "buyers", 5, (0.2, 0.4, 0.6, 0.8), (0.7, 0.3, -0.1, -0.5, -1.0),
        "Dependence on one buyer puts the enterprise one decision away from failure.",
        Text(zh="对最大客户的依赖", en="dependence on the largest buyer"),
        Text(zh="降低对单一客户的依赖", en="depend less on one buyer"),
    ),
    Judgement(
        "kept_buyer_share", "buyers", 4, (0.2, 0.5, 0.8), (-0.8, -0.2, 0.4, 0.8),
        "Buyers who come back vouch for the product better than any statement.",
        Text(zh="老客户贡献的销售额比例", en="the share of revenue from returning buyers"),
        Text(zh="稳定与老客户的合作", en="keep buyers coming back"),
    ),
    Judgement(
        "suppliers12", "supply", 4, (3, 10, 40), (-0.8, -0.1, 0.4, 0.8),
        "Regular purchases from several suppliers show real operations, and trade credit that others have given.",
        Text(zh="供应商数量", en="the number of suppliers"),
        Text(zh="通过正规渠道采购并取得发票", en="buy through regular channels, with invoices"),
    ),
    Judgement(
        "in_out_ratio", "supply", 4, (0.05, 0.4, 0.9, 1.1, 1.5), (-0.3, 0.4, 0.6, -0.1, -0.6, -1.0),
        "Buying clearly more than is sold means losses, stock that does not move, or sales off the books; no "
        "purchases at all leave the costs in the dark.",
        Text(zh="采购与销售的匹配", en="the fit of purchases and sales"),
        Text(zh="核实存货与进销匹配情况", en="check stock, and that purchases match sales"),
    ),
)  # fmt: skip


def make() -> Scorecard:
    """The VAT card of the judgements above."""
    return make_card(
        "vat-expert",
        VERSION,
        Text(zh="增值税发票专家评分卡", en="expert card on VAT invoices"),
        sources={"tax": Text(zh="税务发票数据", en="tax: VAT invoices")},
        judgements=JUDGEMENTS,
        definitions=VAT,
        codes="vat",
        weights={"tax": 1.0},
    )


def cards() -> dict[str, Scorecard]:
    """Every expert card, and the part over further sources, by the name of its file."""
    return {
        "vat.json": make(),
        "sole-proprietor.json": sole_proprietor.make(),
        "medium.json": medium.make(),
        "farmer.json": farmer.make(),
        "further.json": further.make(),
    }


if __name__ == "__main__":
    for name, card in cards().items():
        (FOLDER / name).write_bytes(card.dump())


__all__ = ["BASE_POINTS", "FOLDER", "JUDGEMENTS", "POINTS_PER_WEIGHT", "TARGET", "Judgement", "cards", "make"]
