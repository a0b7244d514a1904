"""Chinese names taken apart: what belongs to region, brand, trade and form, and what a share's marks hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.naming import is_chinese, normalise_chinese, parse_chinese, without_marks


@pytest.mark.parametrize(
    ("name", "region", "brand", "trade", "form"),
    [
        ("湖南华联瓷业股份有限公司", "湖南", "华联瓷业", "", "股份有限公司"),
        ("乐普（北京）医疗器械股份有限公司", "北京", "乐普", "医疗器械", "股份有限公司"),
        ("深圳市兆驰股份有限公司", "深圳市", "兆驰", "", "股份有限公司"),
        ("内蒙古自治区天首科技发展有限责任公司", "内蒙古自治区", "天首", "科技发展", "有限责任公司"),
        ("四川省成都市德源粮油经营部", "四川省成都市", "德源", "粮油", "经营部"),
        ("甘肃刚泰控股(集团)股份有限公司", "甘肃", "刚泰", "", "控股集团股份有限公司"),
        ("沪士电子股份有限公司", "", "沪士", "电子", "股份有限公司"),
        ("科技有限公司", "", "科技", "", "有限公司"),  # two characters at the head are always brand
    ],
)
def test_parts(name: str, region: str, brand: str, trade: str, form: str) -> None:
    found = parse_chinese(name)
    assert (found.region, found.brand, found.trade, found.form) == (region, brand, trade, form)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("*ST盐湖", "盐湖"), ("ST昌九", "昌九"), ("S*ST佳纸", "佳纸"), ("N华瓷", "华瓷"), ("寒武纪-U", "寒武纪"),
        ("南玻A", "南玻"), ("武锅B退", "武锅"), ("退市海润", "海润"), ("XD贵州茅", "贵州茅"),
        ("TCL科技", "TCL科技"), ("ST", "ST"), ("N牛", "N牛"), ("中国平安", "中国平安"),
    ],
)  # fmt: skip
def test_marks_of_the_exchange_go_and_letters_of_the_name_stay(name: str, plain: str) -> None:
    assert without_marks(name) == plain


def test_width_script_and_spaces_do_not_matter() -> None:
    assert normalise_chinese("臺灣 ＡＢＣ 電子（股）") == normalise_chinese("台湾ABC电子(股)")
    assert parse_chinese("華聯瓷業股份有限公司").core == parse_chinese("华联瓷业股份有限公司").core


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart_and_its_parts_make_it_up(text: str) -> None:
    found = parse_chinese(text)
    assert found.region + found.brand + found.trade + found.form == found.text
    assert len(found.roles) == len(found.text)


@given(st.text(max_size=24))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_chinese(text)
    assert normalise_chinese(once) == once


def test_what_is_chinese() -> None:
    assert is_chinese("TCL科技")
    assert not is_chinese("HUAWEI TECHNOLOGIES")
