"""What the segments' cards read: every source's indicators, and those of `inputs.json` that people hand in.

>>> DEFINITIONS["farm_income_local"].source, DEFINITIONS["inflow_median12_fen"].source
('farm', 'bank')
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from types import MappingProxyType

from puhui.credit.indicators.definitions import Definition, parse_definitions
from puhui.credit.indicators.sources import SOURCES
from puhui.kernel import Text

_CARD_SOURCES = {"vat": "tax"}  # cards call a source by its grant: invoices are `tax`, filings `tax_filings`


def _handed_in() -> dict[str, Definition]:
    raw = json.loads(resources.files("puhui.credit.expert").joinpath("inputs.json").read_bytes())
    blocks = (parse_definitions(json.dumps(block).encode()) for block in raw["sources"])
    return {name: item for block in blocks for name, item in block.items()}


INPUTS: Mapping[str, Definition] = MappingProxyType(_handed_in())
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    dict(INPUTS)
    | {
        name: replace(item, source=_CARD_SOURCES.get(source.name, source.name))
        for source in SOURCES.values()
        for name, item in source.definitions.items()
    }
)
LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "tax": Text(zh="税务发票数据", en="tax: VAT invoices"),
        "tax_filings": Text(zh="纳税申报与评级", en="tax filings and rating"),
        "registry": Text(zh="工商登记", en="registration"),
        "social": Text(zh="社会保险", en="social insurance"),
        "power": Text(zh="用电", en="electricity"),
        "court": Text(zh="司法", en="courts"),
        "bank": Text(zh="银行账户与收单", en="bank accounts and card acquiring"),
        "owner": Text(zh="经营者个人信用（须单独同意）", en="the owner's own credit (with separate consent)"),
        "finance": Text(zh="征信：企业借贷与逾期", en="credit register"),
        "penalties": Text(zh="行政处罚", en="penalties"),
        "encumbrances": Text(zh="出质、冻结与查封", en="pledges and freezes"),
        "property": Text(zh="不动产", en="real estate"),
        "housing_fund": Text(zh="住房公积金", en="housing fund"),
        "customs": Text(zh="海关进出口", en="customs"),
        "water": Text(zh="用水", en="water"),
        "gas": Text(zh="用气", en="gas"),
        "telecom": Text(zh="通信", en="telecom"),
        "innovation": Text(zh="知识产权与科技资质", en="intellectual property and qualifications"),
        "bids": Text(zh="招投标与奖励", en="bids and awards"),
        "invoice_patterns": Text(zh="开票行为特征", en="invoicing patterns"),
        "statements": Text(zh="财务报表", en="financial statements"),
        "relations": Text(zh="担保关系", en="guarantees given"),
        "farm": Text(zh="农户档案与农业保险", en="the household's file and farm insurance"),
    }
)
