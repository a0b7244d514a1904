"""What further sources say of an enterprise, beyond those that every score asks for: judgements that all cards draw on.

Each is granted by choice, so each is neutral where it is not granted: it adds no points, and the score is told with
the interval that its absence leaves. What is common news (nothing owed, nobody waiting) gives little, what is rare and
bad takes much. Nothing here was fitted; `shares` are expectations (mark J) and move no points. Findings in relations,
public opinion, risk lists and a representative's own court record have no weight: screening, early warning and the
rules' knock-outs judge them, and nobody is to lose twice.

How reliable a source is bounds its weight: what a lender or a bureau reports by duty (credit register, owner's credit)
may weigh up to 10, what an authority decided (penalties, seals, freezes) up to 6, a supplier's bills up to 3, and what
depends on a trade that most do not have (customs, bids, patents) up to 3.

>>> sum(item.weight for item in JUDGEMENTS), drawn(penalty_cnt_36=2)[0].weight
(112, 2)
>>> make().base_points, "finance" in {source.source for source in make().sources}
(0.0, True)
"""

from collections.abc import Mapping

from puhui.credit.expert.inputs import DEFINITIONS, LABELS
from puhui.credit.expert.judging import WAN, Judgement, make_card
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

NAME, VERSION = "further-sources", "2026.2"
COVERAGE: Mapping[str, float] = {
    "finance": 2.0, "owner": 2.0, "penalties": 1.0, "encumbrances": 1.0, "property": 0.8, "housing_fund": 0.7,
    "customs": 0.5, "water": 0.5, "telecom": 0.5, "gas": 0.3, "innovation": 0.3, "invoice_patterns": 0.3, "bids": 0.1,
}  # fmt: skip
_LATE = Text(zh="按期缴费，旧记录随时间失去影响", en="pay on time: old entries lose their weight")

JUDGEMENTS = (
    Judgement(
        "overdue_months24", "credit register", 10, (1, 3, 6), (0.3, -0.4, -0.8, -1.0),
        "Arrears at any lender are the nearest thing to the event itself; six months in two years is where lenders "
        "commonly stop.",
        Text(zh="近24个月在各机构的逾期月数", en="months in arrears at any lender, 24 months"),
        Text(zh="结清逾期并保持按期还款", en="settle what is overdue and pay on time"),
        (0.88, 0.07, 0.03, 0.02),
    ),
    Judgement(
        "outside_overdue_fen", "credit register", 8, (1, 5 * WAN), (0.1, -0.8, -1.0),
        "What is overdue today stands before the new loan.",
        Text(zh="在其他机构的当前逾期", en="what is overdue at other lenders"),
        Text(zh="结清当前逾期", en="settle what is overdue"),
        (0.96, 0.02, 0.02),
    ),
    Judgement(
        "nonbank_lenders_now", "credit register", 5, (1, 2, 3), (0.2, -0.4, -0.8, -1.0),
        "Dear and short money is taken when banks look away.",
        Text(zh="在贷的非银行机构数", en="lenders that are no banks"),
        Text(zh="以较低成本的银行贷款置换", en="replace dear loans by a bank's"),
        (0.87, 0.09, 0.03, 0.01),
    ),
    Judgement(
        "enquiries_6m", "credit register", 5, (3, 6, 10), (0.3, 0.0, -0.5, -1.0),
        "Whoever asks many lenders at once was refused by most; ten in six months is where lenders commonly stop.",
        Text(zh="近6个月征信查询次数", en="lenders' enquiries in 6 months"),
        Text(zh="减少同时申请贷款的机构数", en="apply to fewer lenders at a time"),
        (0.8, 0.15, 0.04, 0.01),
    ),
    Judgement(
        "owner_overdue_months24", "owner", 8, (1, 3, 6), (0.4, -0.2, -0.7, -1.0),
        "How the owner pays is how a small business will pay; six late months in two years is where lenders stop.",
        Text(zh="经营者近24个月逾期月数", en="the owner's months in arrears, 24 months"),
        Text(zh="保持按期还款，旧记录随时间失去影响", en="pay on time: old entries lose their weight"),
        (0.85, 0.11, 0.03, 0.01),
    ),
    Judgement(
        "owner_dpd_max24", "owner", 5, (1, 30, 60), (0.3, 0.0, -0.7, -1.0),
        "One long delay tells more than several forgotten days.",
        Text(zh="经营者近24个月最长逾期", en="the owner's longest delay, 24 months"),
        Text(zh="结清逾期并保持按期还款", en="settle what is overdue and pay on time"),
        (0.85, 0.12, 0.02, 0.01),
    ),
    Judgement(
        "owner_card_use", "owner", 5, (0.3, 0.6, 0.9), (0.5, 0.1, -0.4, -1.0),
        "Cards used to the limit leave nothing for a slow month.",
        Text(zh="经营者信用卡额度使用率", en="how far the owner's cards are used"),
        Text(zh="降低信用卡使用率", en="use less of the cards' limits"),
        (0.45, 0.35, 0.15, 0.05),
    ),
    Judgement(
        "owner_lenders", "owner", 3, (3, 5, 8), (0.2, -0.3, -0.7, -1.0),
        "Many lenders at once are a hole filled with another.",
        Text(zh="经营者在贷机构数", en="how many lenders the owner has"),
        Text(zh="减少多头借款", en="owe to fewer lenders"),
        (0.93, 0.05, 0.015, 0.005),
    ),
    Judgement(
        "penalty_worst_held_36", "penalties", 5, (1, 2, 4), (0.1, -0.2, -0.5, -1.0),
        "A penalty whose credit is not repaired is a breach not made good; suspension stops the business.",
        Text(zh="未修复处罚的严重程度", en="the gravity of penalties not repaired"),
        Text(zh="履行处罚决定后申请信用修复", en="comply, then ask for the repair of credit"),
        (0.93, 0.03, 0.03, 0.01),
    ),
    Judgement(
        "penalty_cnt_36", "penalties", 3, (1, 2, 4), (0.1, -0.2, -0.6, -1.0),
        "One fine happens; a row of them is how a business is run.",
        Text(zh="近36个月行政处罚次数", en="penalties in 36 months"),
        Text(zh="合规经营，处罚随时间退出统计", en="keep the rules: penalties leave the count with time"),
        (0.9, 0.07, 0.02, 0.01),
    ),
    Judgement(
        "eq_freeze_now", "encumbrances", 6, (1,), (0.05, -1.0),
        "A court froze the equity for somebody's claim.",
        Text(zh="股权冻结", en="a freeze of equity"),
        Text(zh="解除股权冻结", en="have the freeze lifted"),
        (0.98, 0.02),
    ),
    Judgement(
        "eq_pledge_cnt_12m", "encumbrances", 3, (1, 2), (0.05, -0.4, -1.0),
        "Equity is pledged when nothing better is left to pledge.",
        Text(zh="近12个月股权出质", en="pledges of equity in 12 months"),
        Text(zh="解除股权出质", en="release the pledges"),
        (0.95, 0.04, 0.01),
    ),
    Judgement(
        "estate_free_fen", "property", 5, (1, 100 * WAN, 500 * WAN), (-0.05, 0.3, 0.6, 1.0),
        "Value free of mortgages is the reserve that a bad year is paid from; most have none, and that says little.",
        Text(zh="可抵押的不动产余值", en="real estate free of mortgages"),
        Text(zh="解除抵押，或登记已有不动产", en="free it of mortgages, or have what is owned registered"),
        (0.7, 0.15, 0.1, 0.05),
    ),
    Judgement(
        "estate_sealed_cnt", "property", 4, (1,), (0.05, -1.0),
        "Sealed property is in dispute, and no reserve.",
        Text(zh="不动产查封", en="sealed real estate"),
        Text(zh="解决纠纷并解除查封", en="settle the dispute and have the seal lifted"),
        (0.98, 0.02),
    ),
    Judgement(
        "fund_arrears_m", "housing fund", 4, (1, 3), (0.2, -0.5, -1.0),
        "Deposits for the staff are put off before wages are.",
        Text(zh="公积金欠缴月数", en="months of housing fund deposits not fully paid"),
        Text(zh="补缴公积金", en="pay the deposits"),
        (0.9, 0.07, 0.03),
    ),
    Judgement(
        "fund_yoy", "housing fund", 2, (-0.3, -0.1, 0.0, 0.15), (-1.0, -0.4, 0.0, 0.4, 0.6),
        "Those with deposits are the staff that stays; fewer of them is a smaller business.",
        Text(zh="公积金缴存人数的变化", en="the change of staff with deposits"),
        Text(zh="稳定用工", en="keep the staff"),
        (0.06, 0.14, 0.2, 0.4, 0.2),
    ),
    Judgement(
        "export_yoy", "customs", 3, (-0.5, -0.2, 0.0, 0.3), (-1.0, -0.4, 0.0, 0.4, 0.6),
        "Declared exports are sales that a second authority has seen.",
        Text(zh="出口额较上年的变化", en="the change of exports"),
        Text(zh="出口恢复后此项自动改善", en="improves by itself when exports recover"),
        (0.1, 0.2, 0.25, 0.3, 0.15),
    ),
    Judgement(
        "customs_penalty_cnt24", "customs", 2, (1, 2), (0.05, -0.5, -1.0),
        "A breach at the border costs the grade, and the grade costs time.",
        Text(zh="近24个月海关处罚", en="penalties of customs, 24 months"),
        Text(zh="合规申报", en="declare correctly"),
        (0.97, 0.02, 0.01),
    ),
    Judgement(
        "water_late_cnt24", "water", 3, (1, 3, 6), (0.4, 0.0, -0.5, -1.0),
        "Small bills are paid late when money is short everywhere.",
        Text(zh="水费迟缴次数", en="water bills paid late"), _LATE, (0.7, 0.2, 0.07, 0.03),
    ),
    Judgement(
        "water_drop3", "water", 1, (-0.5, -0.25, -0.1), (-1.0, -0.5, 0.0, 0.2),
        "Use of water follows the work that is done.",
        Text(zh="近3个月用水变化", en="water use of the last 3 months"),
        Text(zh="生产恢复后此项自动改善", en="improves by itself when production recovers"),
        (0.04, 0.1, 0.16, 0.7),
    ),
    Judgement(
        "gas_late_cnt24", "gas", 2, (1, 3, 6), (0.4, 0.0, -0.5, -1.0),
        "As with water; fewer have a meter.",
        Text(zh="燃气费迟缴次数", en="gas bills paid late"), _LATE, (0.7, 0.2, 0.07, 0.03),
    ),
    Judgement(
        "gas_drop3", "gas", 1, (-0.5, -0.25, -0.1), (-1.0, -0.5, 0.0, 0.2),
        "Furnaces and kitchens burn gas only while they work.",
        Text(zh="近3个月用气变化", en="gas use of the last 3 months"),
        Text(zh="生产恢复后此项自动改善", en="improves by itself when production recovers"),
        (0.04, 0.1, 0.16, 0.7),
    ),
    Judgement(
        "telecom_late_cnt24", "telecom", 3, (1, 3, 6), (0.4, 0.0, -0.5, -1.0),
        "The telephone is the last thing a business lets go.",
        Text(zh="通信费迟缴次数", en="telecom bills paid late"), _LATE, (0.7, 0.2, 0.07, 0.03),
    ),
    Judgement(
        "high_tech_now", "innovation", 2, (1,), (-0.02, 0.6),
        "The qualification is audited every three years.",
        Text(zh="高新技术企业资质", en="the high-tech qualification"),
        Text(zh="取得高新技术企业资质", en="obtain the qualification"),
        (0.97, 0.03),
    ),
    Judgement(
        "specialised_now", "innovation", 2, (1,), (-0.02, 0.6),
        "专精特新 is given for a product that others need.",
        Text(zh="专精特新资质", en="the qualification 专精特新"),
        Text(zh="取得专精特新资质", en="obtain the qualification"),
        (0.97, 0.03),
    ),
    Judgement(
        "patents_now", "innovation", 2, (1, 5, 20), (-0.02, 0.3, 0.6, 0.9),
        "Patents in force cost fees every year: somebody thinks them worth it.",
        Text(zh="有效专利", en="patents in force"),
        Text(zh="持续研发并维持专利有效", en="keep developing, and keep patents in force"),
        (0.9, 0.06, 0.03, 0.01),
    ),
    Judgement(
        "bid_wins_12", "bids", 2, (1, 3), (-0.02, 0.4, 0.8),
        "A bid won is work that is paid by a public purse.",
        Text(zh="近12个月中标", en="bids won in 12 months"),
        Text(zh="参与招投标", en="take part in bids"),
        (0.92, 0.06, 0.02),
    ),
    Judgement(
        "round_share12", "invoicing patterns", 3, (0.1, 0.3, 0.6), (0.3, 0.0, -0.6, -1.0),
        "Trades rarely come to whole thousands; invoices written to order do.",
        Text(zh="整数金额发票占比", en="the share of round invoices"),
        Text(zh="按实际交易金额开票", en="invoice what was traded"),
        (0.8, 0.15, 0.04, 0.01),
    ),
    Judgement(
        "quarter_end_share12", "invoicing patterns", 3, (0.3, 0.5, 0.7), (0.2, 0.0, -0.5, -1.0),
        "Sales that gather on the last days of a quarter are dressed for somebody who looks at quarters.",
        Text(zh="季末集中开票", en="invoices gathered at a quarter's end"),
        Text(zh="按交易发生时间开票", en="invoice when trades happen"),
        (0.8, 0.13, 0.05, 0.02),
    ),
    Judgement(
        "top_day_share12", "invoicing patterns", 2, (0.1, 0.25, 0.5), (0.2, 0.0, -0.5, -1.0),
        "A year's sales on one day is one trade, or none.",
        Text(zh="单日开票集中度", en="the largest day's share of sales"),
        Text(zh="保持连续经营", en="sell continuously"),
        (0.8, 0.15, 0.04, 0.01),
    ),
)  # fmt: skip
_BY_NAME = {item.name: item for item in JUDGEMENTS}


def drawn(**weights: int) -> tuple[Judgement, ...]:
    """These judgements with a segment's own weights, in the order that they are named."""
    return tuple(_BY_NAME[name].weighing(weight) for name, weight in weights.items())


def make() -> Scorecard:
    """The part that the city's card adds to its own: points from nothing, and what each source weighs in coverage."""
    return make_card(
        NAME,
        VERSION,
        Text(zh="可选数据源专家评分卡", en="expert card over further sources"),
        sources={source: LABELS[source] for source in COVERAGE},
        judgements=JUDGEMENTS,
        definitions=DEFINITIONS,
        codes="further",
        weights=COVERAGE,
        base_points=0.0,
    )
