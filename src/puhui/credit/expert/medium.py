"""The card of medium enterprises: statements, then invoices, then what they have guaranteed; the owner hardly counts.

Scoring §8: financial statements, invoices, guarantees, owner at most 10 %. Statements are checked against invoices by
`credit.contradictions`, not here.

>>> make().sources[0].source, sum(item.weight for item in JUDGEMENTS)
('statements', 100)
"""

from puhui.credit.expert.further import drawn
from puhui.credit.expert.inputs import DEFINITIONS, LABELS
from puhui.credit.expert.judging import WAN, Judgement, make_card
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

VERSION = "2026.2"
_SOURCES = (
    "statements", "tax", "finance", "relations", "court", "social", "registry", "owner", "encumbrances", "penalties",
    "housing_fund", "customs", "property", "power", "innovation",
)  # fmt: skip

JUDGEMENTS = (
    Judgement(
        "debt_ratio", "statements", 10, (0.4, 0.6, 0.75, 0.9), (1.0, 0.5, -0.1, -0.6, -1.0),
        "What others own of the enterprise they can ask back; above nine tenths there is no cushion left.",
        Text(zh="资产负债水平", en="how much it owes"),
        Text(zh="降低负债或增加资本", en="owe less, or add capital"),
    ),
    Judgement(
        "net_assets_fen", "statements", 7, (0.01, 300 * WAN, 1000 * WAN, 5000 * WAN), (-1.0, -0.4, 0.1, 0.5, 0.9),
        "Losses are paid from net assets before lenders pay them.",
        Text(zh="净资产规模", en="the size of net assets"),
        Text(zh="增加资本或留存利润", en="add capital, or keep profits in"),
    ),
    Judgement(
        "gross_margin", "statements", 5, (0.03, 0.08, 0.15, 0.3), (-1.0, -0.3, 0.2, 0.6, 0.8),
        "A thin margin turns a small shock into a loss.",
        Text(zh="毛利水平", en="the gross margin"),
        Text(zh="改善产品结构或成本", en="improve products or costs"),
    ),
    Judgement(
        "receivable_d", "statements", 6, (60, 120, 180, 270), (0.8, 0.3, -0.2, -0.6, -1.0),
        "Sales that are not collected are loans given without being asked.",
        Text(zh="应收账款回收速度", en="how soon receivables are collected"),
        Text(zh="加快回款", en="collect sooner"),
    ),
    Judgement(
        "inventory_d", "statements", 4, (60, 120, 240), (0.7, 0.2, -0.4, -1.0),
        "Stock that does not move loses its worth before it is sold.",
        Text(zh="存货周转", en="how fast stock moves"),
        Text(zh="消化库存", en="clear the stock"),
    ),
    Judgement(
        "rev12_eff_fen", "invoices", 7, (500 * WAN, 2000 * WAN, 5000 * WAN, 20000 * WAN), (-0.8, -0.2, 0.2, 0.6, 0.9),
        "Turnover as invoiced, without windfalls: what statements say should agree with it.",
        Text(zh="近12个月有效销售额", en="effective revenue"),
        Text(zh="持续增长后再申请", en="apply again when recurring sales have grown"),
    ),
    Judgement(
        "rev_yoy", "invoices", 5, (-0.3, -0.1, 0.05, 0.6, 2.0), (-1.0, -0.4, 0.1, 0.7, 0.3, -0.1),
        "A medium enterprise has fixed costs that do not shrink with sales.",
        Text(zh="销售额较上年的变化", en="the change of revenue"),
        Text(zh="经营企稳后再申请", en="apply again when business is steady"),
    ),
    Judgement(
        "top1_share", "invoices", 4, (0.15, 0.3, 0.5), (0.7, 0.2, -0.4, -1.0),
        "One buyer's failure should not be the enterprise's.",
        Text(zh="对最大客户的依赖", en="dependence on the largest buyer"),
        Text(zh="降低对单一客户的依赖", en="depend less on one buyer"),
    ),
    Judgement(
        "void_rate12", "invoices", 3, (0.03, 0.08, 0.15), (0.6, 0.1, -0.5, -1.0),
        "Voided invoices are called-off trades or careless books.",
        Text(zh="发票作废率", en="the share of voided invoices"),
        Text(zh="减少作废发票", en="invoice only confirmed trades"),
    ),
    Judgement(
        "guarantee_net_assets", "guarantees", 6, (0.2, 0.5, 0.8), (0.6, 0.1, -0.6, -1.0),
        "A guarantee is a loan that somebody else spends; practice warns at half of net assets.",
        Text(zh="对外担保占净资产的比例", en="guarantees given to net assets"),
        Text(zh="解除或压降对外担保", en="end or lower the guarantees given"),
    ),
    Judgement(
        "guaranteed_overdue_share", "guarantees", 4, (0.01, 0.1, 0.3), (0.4, -0.4, -0.8, -1.0),
        "A guaranteed borrower in arrears is a call waiting.",
        Text(zh="被担保企业的逾期", en="arrears of those it guarantees"),
        Text(zh="督促被担保企业结清，或解除担保", en="have them settle, or end the guarantee"),
    ),
    Judgement(
        "ins_yoy", "staff", 3, (-0.3, -0.1, 0.0), (-1.0, -0.3, 0.1, 0.6),
        "People leave, or are sent away, before the books show why.",
        Text(zh="参保人数的变化", en="the change of insured staff"),
        Text(zh="稳定用工", en="keep the staff"),
    ),
    Judgement(
        "lit_def_loan_36", "record", 4, (1, 2), (0.3, -0.7, -1.0),
        "Being sued over borrowing is a lender's judgement, already made.",
        Text(zh="借贷类被诉", en="suits over borrowing"),
        Text(zh="解决借款纠纷并结案", en="settle them and have them closed"),
    ),
    Judgement(
        "lr_chg_12m", "record", 3, (1, 2), (0.3, -0.5, -1.0),
        "A new name on the licence within the year needs a reason.",
        Text(zh="法定代表人变更", en="changes of the legal representative"),
        Text(zh="变更满一年后申请，或说明原因", en="apply a year after the change, or explain it"),
    ),
    Judgement(
        "owner_overdue_months24", "owner", 3, (1, 3, 6), (0.6, 0.1, -0.5, -1.0),
        "The controller's own record, with little weight: the enterprise stands by itself.",
        Text(zh="实际控制人还款记录", en="the controller's record of paying"),
        Text(zh="保持按期还款", en="pay on time"),
    ),
    *drawn(
        overdue_months24=6, outside_overdue_fen=4, nonbank_lenders_now=2, eq_freeze_now=3, penalty_worst_held_36=2,
        fund_arrears_m=2, export_yoy=2, estate_free_fen=2, specialised_now=1,
    ),
    Judgement(
        "pay_late_cnt24", "utilities", 2, (1, 3, 6), (0.4, 0.0, -0.5, -1.0),
        "A works that pays its power late has put off others before.",
        Text(zh="电费缴纳", en="how power bills are paid"),
        Text(zh="按期缴纳电费", en="pay power bills on time"),
    ),
)  # fmt: skip


def make() -> Scorecard:
    """The card of the judgements above."""
    return make_card(
        "medium-expert",
        VERSION,
        Text(zh="中型企业专家评分卡", en="expert card for medium enterprises"),
        sources={source: LABELS[source] for source in _SOURCES},
        judgements=JUDGEMENTS,
        definitions=DEFINITIONS,
        codes="medium",
    )
