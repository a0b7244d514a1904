"""The card of farmer households and farms: means and income against the neighbours', insurance, and the record of
paying.

After a rural credit co-operative's published form (S-), re-scaled, without its 30 points of "overall evaluation": a
mark that nobody can redo. Party membership, honours and moral judgements are never looked at.

>>> make().sources[0].source, sum(item.weight for item in JUDGEMENTS)
('farm', 100)
"""

from puhui.credit.expert.further import drawn
from puhui.credit.expert.inputs import DEFINITIONS, LABELS
from puhui.credit.expert.judging import WAN, Judgement, make_card
from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text

VERSION = "2026.2"
_SOURCES = (
    "farm", "owner", "bank", "finance", "power", "property", "court", "registry", "penalties", "water", "telecom",
)  # fmt: skip

JUDGEMENTS = (
    Judgement(
        "farm_income_local", "means", 14, (0.5, 0.8, 1.0, 1.5), (-1.0, -0.3, 0.2, 0.7, 1.0),
        "Income against the neighbours' takes the weather and the prices out.",
        Text(zh="净收入水平", en="net income"),
        Text(zh="如实登记种养与收入，扩大经营", en="have crops, stock and income put on record"),
    ),
    Judgement(
        "farm_net_assets_local", "means", 11, (0.01, 0.5, 1.0, 2.0), (-1.0, -0.4, 0.2, 0.6, 1.0),
        "What is left after debts carries a bad harvest.",
        Text(zh="家庭净资产", en="net assets of the household"),
        Text(zh="减少负债，登记已有资产", en="owe less, have assets put on record"),
    ),
    Judgement(
        "farm_assets_local", "means", 6, (0.5, 1.0, 2.0), (-0.7, 0.1, 0.6, 0.9),
        "Land, stock and machines are the means of next year's income.",
        Text(zh="家庭资产", en="assets of the household"),
        Text(zh="登记已有资产", en="have assets put on record"),
    ),
    Judgement(
        "farm_labourers", "means", 7, (1, 2, 3), (-1.0, -0.2, 0.5, 0.9),
        "A household with three pairs of hands loses less when one is ill.",
        Text(zh="劳动力", en="labourers"),
        Text(zh="更新家庭档案", en="bring the household's file up to date"),
    ),
    Judgement(
        "farm_insured_share", "risk", 8, (0.01, 0.3, 0.7), (-0.5, 0.0, 0.5, 1.0),
        "Insurance turns a lost harvest into a late one.",
        Text(zh="农业保险", en="farm insurance"),
        Text(zh="为种养投保", en="insure crops and stock"),
    ),
    Judgement(
        "farm_area_gap", "risk", 4, (0.05, 0.1, 0.2), (0.5, 0.1, -0.5, -1.0),
        "More than a fifth between what is declared and what is measured wants a visit.",
        Text(zh="申报面积的准确性", en="how exactly area is declared"),
        Text(zh="核对并更正面积", en="check the area and correct it"),
    ),
    Judgement(
        "owner_overdue_months24", "paying", 12, (1, 3, 6), (0.9, 0.2, -0.5, -1.0),
        "How the household paid before.",
        Text(zh="还款记录", en="the record of paying"),
        Text(zh="保持按期还款", en="pay on time"),
    ),
    Judgement(
        "own_dpd_max", "paying", 7, (1, 30, 90), (0.6, 0.1, -0.6, -1.0),
        "The longest delay at the village bank, which knows the household.",
        Text(zh="本行最长逾期", en="the longest delay at the bank"),
        Text(zh="结清逾期并保持按期还款", en="settle what is overdue and pay on time"),
    ),
    Judgement(
        "inflow12_fen", "paying", 5, (3 * WAN, 8 * WAN, 20 * WAN), (-0.6, 0.0, 0.5, 0.9),
        "Sales through the account can be seen; a year is counted, because harvests come once.",
        Text(zh="全年收款", en="the year's takings"),
        Text(zh="通过账户收款", en="be paid through the account"),
    ),
    Judgement(
        "pay_late_cnt24", "paying", 4, (1, 3, 6), (0.6, 0.1, -0.5, -1.0),
        "Power for pumps and stalls is paid by whoever goes on farming.",
        Text(zh="电费缴纳", en="how power bills are paid"),
        Text(zh="按期缴纳电费", en="pay power bills on time"),
    ),
    Judgement(
        "lit_def_36", "record", 3, (1, 2), (0.3, -0.6, -1.0),
        "Being sued is rare in a village.",
        Text(zh="被诉情况", en="suits against it"),
        Text(zh="解决纠纷并结案", en="settle disputes and have them closed"),
    ),
    Judgement(
        "age_m", "record", 3, (12, 36, 72), (-0.6, 0.0, 0.4, 0.8),
        "Years of farming are years of seasons seen; young farms start with less experience and more debt.",
        Text(zh="经营年限", en="how long it has been farming"),
        Text(zh="持续经营，时间本身会改善此项", en="keep farming: time itself improves this"),
    ),
    *drawn(
        overdue_months24=5, estate_free_fen=4, penalty_worst_held_36=3, water_late_cnt24=2, telecom_late_cnt24=2,
    ),
)  # fmt: skip


def make() -> Scorecard:
    """The card of the judgements above."""
    return make_card(
        "farmer-expert",
        VERSION,
        Text(zh="农户专家评分卡", en="expert card for farmer households"),
        sources={source: LABELS[source] for source in _SOURCES},
        judgements=JUDGEMENTS,
        definitions=DEFINITIONS,
        codes="farm",
    )
