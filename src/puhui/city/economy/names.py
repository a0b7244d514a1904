"""Names made of parts: people, enterprises, streets. Any likeness to a real name is chance."""

import numpy as np
import polars as pl

from puhui.city.economy.codes import Codes
from puhui.city.economy.streams import I64, pick

CITY = "明澄市"
PROVINCE = "江西省"
# Division codes 3698xx are assigned to nobody; the districts exist only here.
DISTRICTS = (
    ("青湖区", 369802),
    ("云岭区", 369803),
    ("滨河新区", 369804),
    ("南浦区", 369805),
    ("石塘县", 369821),
    ("竹坪县", 369822),
)
DISTRICT_TILES = {  # English name, column and row on the map of tiles
    369802: ("Qinghu District", 1, 0),
    369803: ("Yunling District", 0, 0),
    369804: ("Binhe New District", 1, 1),
    369805: ("Nanpu District", 1, 2),
    369821: ("Shitang County", 2, 1),
    369822: ("Zhuping County", 0, 1),
}
DISTRICT_WEIGHTS = np.array([0.24, 0.20, 0.22, 0.16, 0.10, 0.08])

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN_FIRST = "建国文志海永春明晓德玉金小新光立伟家丽秀俊宏子云红思雅东庆振广学世长兴正荣少佳天佩仁"
_GIVEN_LAST = "华平军杰英芳强敏涛辉燕峰林波霞超娟勇斌梅鹏玲洋飞莉亮琴刚凯静宇欣龙萍浩婷博雪毅清"
_BRAND_FIRST = (
    "恒瑞鑫盛宏泰华兴永祥金源通达顺康嘉美诚信佳诺天润泽安博科汇智远航德隆欣荣晟昊锦凯中联创众利丰益百东方正大同和卓越"
)
_BRAND_LAST = "达源盛泰昌隆发鑫旺茂辉腾飞翔睿邦诺博森润泽宇航拓成益丰顺康宁安和信科创联盈利来福兴峰岳川海洋林木元亨"
_STREETS = (
    *("建设路", "解放路", "人民路", "迎宾大道", "工业大道", "创新路", "滨河路", "学府路", "兴业路"),
    *("站前路", "青年路", "文化路", "振兴路", "和平路", "长征路", "园区一路", "园区三路", "物流大道"),
)
_TOWNS = ["大塘镇", "清水镇", "新丰镇", "石门镇", "龙井乡", "枫林乡", "白沙镇", "高坪乡"]


def people(rng: np.random.Generator, count: int) -> Codes:
    """Personal names, common surnames more often."""
    surname = np.array(list(_SURNAMES))[pick(rng, 1.0 / np.sqrt(np.arange(len(_SURNAMES)) + 4.0), count)]
    first = np.array(list(_GIVEN_FIRST))[rng.integers(0, len(_GIVEN_FIRST), count)]
    last = np.array(list(_GIVEN_LAST))[rng.integers(0, len(_GIVEN_LAST), count)]
    single = rng.random(count) < 0.22
    return np.char.add(surname, np.where(single, last, np.char.add(first, last)))


def of_family(leader: Codes, name: Codes) -> Codes:
    """The given names of `name` under the surnames of `leader`."""
    given = pl.Series(name.astype("U8"), dtype=pl.String).str.slice(1)
    family = pl.Series(leader.astype("U8"), dtype=pl.String).str.slice(0, 1)
    return (family + given).to_numpy().astype("U8")


def brands(rng: np.random.Generator, count: int) -> Codes:
    """Trade names of two or three characters, without repeats as long as there are any left."""
    first, last = np.array(list(_BRAND_FIRST)), np.array(list(_BRAND_LAST))
    order = rng.permutation(len(first) * len(last))
    take = order[np.arange(count) % len(order)]
    pair = np.char.add(first[take // len(last)], last[take % len(last)])
    middle = first[rng.integers(0, len(first), count)]
    three = (np.arange(count) >= len(order)) | (rng.random(count) < 0.25)
    return np.where(three, np.char.add(np.char.add(first[take // len(last)], middle), last[take % len(last)]), pair)


def partners(rng: np.random.Generator, count: int) -> pl.Series:
    """Two-character trade names, repeats allowed: for the many that are only counterparties."""
    first = pl.Series(list(_BRAND_FIRST)).gather(rng.integers(0, len(_BRAND_FIRST), count))
    return first + pl.Series(list(_BRAND_LAST)).gather(rng.integers(0, len(_BRAND_LAST), count))


def companies(rng: np.random.Generator, brand: Codes, word: Codes, form: Codes, district: Codes) -> Codes:
    """Full names such as `明澄市青湖区恒达五金经营部` or `明澄恒达机械有限公司`."""
    wide = np.char.add(CITY.removesuffix("市"), brand)
    local = np.char.add(np.char.add(CITY, district), brand)
    start = np.where(np.isin(form, ["有限公司", "股份有限公司"]) & (rng.random(len(brand)) < 0.8), wide, local)
    return np.char.add(np.char.add(start, word), form)


def addresses(rng: np.random.Generator, district: I64, rural: I64) -> Codes:
    """Full addresses; rural ones lie in a town and village."""
    count = len(district)
    start = np.array([f"{PROVINCE}{CITY}{name}" for name, _ in DISTRICTS])[district]
    street = np.array(_STREETS)[rng.integers(0, len(_STREETS), count)]
    number = np.char.add(rng.integers(1, 899, count).astype("U4"), "号")
    town = np.array(_TOWNS)[rng.integers(0, len(_TOWNS), count)]
    group = np.char.add(np.char.add("第", rng.integers(1, 20, count).astype("U2")), "村民小组")
    return np.char.add(start, np.where(rural == 1, np.char.add(town, group), np.char.add(street, number)))
