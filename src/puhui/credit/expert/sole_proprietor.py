"""The card of 个体工商户: the owner and the business are one purse, so the owner's credit and the money that comes in
weigh most.

Scoring §8: owner credit, acquiring flows, rent and utilities, tax; the credit register and penalties where they are
granted. Attributes of the person that say nothing of
paying (sex, marriage, age, schooling) are not looked at.

>>> make().sources[0].source, sum(item.weight for item in JUDGEMENTS)
('owner', 100)
"""

from puhui.credit.expert.further import drawn
from puhui.credit.expert.inputs import DEFINITIONS, LABELS
from puhui.credit.expert.judging import WAN, Judgement, make_card
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

VERSION = "2026.2"
_SOURCES = (
    "owner", "bank", "finance", "power", "tax_filings", "registry", "court", "penalties", "water", "telecom", "gas",
)  # fmt: skip

JUDGEMENTS = (
    Judgement(
        "owner_overdue_months24", "owner", 13, (1, 3, 6), (0.9, 0.2, -0.5, -1.0),
        "How the owner paid is how the shop will pay; six late months in two years is where lenders commonly stop.",
        Text(zh="经营者还款记录", en="the owner's record of paying"),
        Text(zh="保持按期还款，旧记录随时间失去影响", en="pay on time: old entries lose their weight"),
    ),
    Judgement(
        "owner_dpd_max24", "owner", 8, (1, 30, 60), (0.8, 0.0, -0.7, -1.0),
        "One long delay tells more than several forgotten days.",
        Text(zh="经营者最长逾期", en="the owner's longest delay"),
        Text(zh="结清逾期并保持按期还款", en="settle what is overdue and pay on time"),
    ),
    Judgement(
        "owner_lenders", "owner", 5, (1, 3, 5), (0.5, 0.4, -0.4, -1.0),
        "Many lenders at once are a hole filled with another.",
        Text(zh="经营者在贷机构数量", en="how many lenders the owner has"),
        Text(zh="减少多头借款", en="owe to fewer lenders"),
    ),
    Judgement(
        "owner_card_use", "owner", 6, (0.3, 0.6, 0.9), (0.7, 0.2, -0.4, -1.0),
        "Cards used to the limit leave nothing for a slow month.",
        Text(zh="信用卡额度使用率", en="how far the cards are used"),
        Text(zh="降低信用卡使用率", en="use less of the cards' limits"),
    ),
    Judgement(
        "inflow_median12_fen", "flows", 12, (1 * WAN, 3 * WAN, 8 * WAN, 20 * WAN), (-1.0, -0.4, 0.1, 0.6, 1.0),
        "The ordinary month's takings, by acquiring and transfer, are what instalments are paid from.",
        Text(zh="每月收款的规模", en="the size of monthly takings"),
        Text(zh="更多使用对公或收单账户收款", en="take more payments through the account"),
    ),
    Judgement(
        "inflow_cv12", "flows", 5, (0.4, 0.8, 1.3), (0.8, 0.2, -0.4, -1.0),
        "Even takings can carry even instalments.",
        Text(zh="收款的波动", en="the swing of takings"),
        Text(zh="保持稳定经营", en="keep business even"),
    ),
    Judgement(
        "inflow_yoy", "flows", 5, (-0.4, -0.1, 0.1, 1.5), (-1.0, -0.4, 0.1, 0.7, 0.3),
        "Shrinking takings show before anything else does; growth by several times is unproven.",
        Text(zh="收款较上年的变化", en="the change of takings against the year before"),
        Text(zh="经营企稳后再申请", en="apply again when business is steady"),
    ),
    Judgement(
        "balance_avg3_fen", "flows", 4, (WAN / 5, 1 * WAN, 5 * WAN), (-0.7, 0.0, 0.5, 0.9),
        "What stays in the account after the month is the reserve for a bad one.",
        Text(zh="账户留存", en="what stays in the account"),
        Text(zh="保持一定的账户留存", en="keep a reserve in the account"),
    ),
    Judgement(
        "pay_late_cnt24", "utilities", 6, (1, 3, 6), (0.7, 0.1, -0.5, -1.0),
        "The power bill is the first that a shop in trouble pays late.",
        Text(zh="电费缴纳", en="how power bills are paid"),
        Text(zh="按期缴纳电费", en="pay power bills on time"),
    ),
    Judgement(
        "kwh_yoy12", "utilities", 3, (-0.4, -0.15, 0.5), (-1.0, -0.3, 0.4, 0.2),
        "Use of power follows use of the shop.",
        Text(zh="用电较上年的变化", en="the change of power use"),
        Text(zh="恢复正常经营", en="resume normal business"),
    ),
    Judgement(
        "arrears_now_fen", "tax", 5, (0.01, WAN / 10), (0.3, -0.6, -1.0),
        "Tax owed stands before the loan.",
        Text(zh="当前欠税", en="tax that is owed"),
        Text(zh="缴清欠税", en="pay what is owed"),
    ),
    Judgement(
        "late_decl12", "tax", 3, (1, 3), (0.5, -0.3, -1.0),
        "Late filings are late books; most sole proprietors file quarterly, so few chances to be late.",
        Text(zh="申报的及时性", en="how punctually it files"),
        Text(zh="按期申报", en="file on time"),
    ),
    Judgement(
        "lit_def_36", "record", 3, (1, 2), (0.3, -0.6, -1.0),
        "Being sued is rare for a shop and seldom without ground.",
        Text(zh="被诉情况", en="suits against it"),
        Text(zh="解决纠纷并结案", en="settle disputes and have them closed"),
    ),
    Judgement(
        "age_m", "record", 4, (12, 24, 48, 96), (-1.0, -0.4, 0.1, 0.5, 0.8),
        "Half of all shops close within their first years: those that stand have shown something.",
        Text(zh="经营年限", en="how long it has been in business"),
        Text(zh="持续经营，时间本身会改善此项", en="keep operating: time itself improves this"),
    ),
    *drawn(
        water_late_cnt24=2, telecom_late_cnt24=2, gas_late_cnt24=1, overdue_months24=5, nonbank_lenders_now=3,
        enquiries_6m=2, penalty_worst_held_36=3,
    ),
)  # fmt: skip


def make() -> Scorecard:
    """The card of the judgements above."""
    return make_card(
        "sole-proprietor-expert",
        VERSION,
        Text(zh="个体工商户专家评分卡", en="expert card for sole proprietors"),
        sources={source: LABELS[source] for source in _SOURCES},
        judgements=JUDGEMENTS,
        definitions=DEFINITIONS,
        codes="sole",
    )
