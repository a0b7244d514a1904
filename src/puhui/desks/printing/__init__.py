"""Reports and papers as PDF: A4, in the reader's language, their text selectable.

`portrait.typ` beside this file is the whole report of a portrait with its radar; `statement.typ` and `certificate.typ`
are a loan's papers. Typst sets them. The same document gives the same bytes on a machine with the same fonts. The fonts
are the machine's: one of `FONTS` must be there for Chinese.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, Final

import typst

from puhui.credit.portrait import Portrait
from puhui.kernel import Category, Language, PuhuiError, Text

FONTS: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei",
    "Noto Serif CJK SC", "Source Han Serif SC", "SimSun",
)  # fmt: skip
"""Families with Chinese, the first that the machine has is taken."""

_STAGE = "desks.printing"


class PrinterWithoutChinese(PuhuiError):
    """The machine has no font with Chinese."""

    category = Category.UNAVAILABLE
    cause = Text(zh="本机没有中文字体，无法生成报告", en="this machine has no font with Chinese")
    remedy = Text(
        zh="请安装下列字体之一：{fonts}（如 Debian 的 fonts-noto-cjk）",
        en="install one of {fonts} (fonts-noto-cjk on Debian)",
    )


def printed(portrait: Portrait, language: Language, *, specimen: bool = False) -> bytes:
    """The report as PDF bytes, a `specimen` with a mark across each page; raises `PrinterWithoutChinese`."""
    told = {
        "portrait": json.dumps(portrait.document(), ensure_ascii=False),
        "language": language.value,
        "fonts": json.dumps(_fonts()),
        "specimen": "yes" if specimen else "",
    }
    template = resources.files(__package__).joinpath("portrait.typ").read_bytes()
    made: bytes = typst.compile(template, sys_inputs=told, timestamp=portrait.at.replace(microsecond=0))
    return made


def set_paper(
    template: str, document: Mapping[str, Any], language: Language, at: datetime, *, specimen: bool = False
) -> bytes:
    """One of the papers beside this file, with what it tells; `specimen` as above. Raises `PrinterWithoutChinese`."""
    told = {
        "document": json.dumps(document, ensure_ascii=False),
        "language": language.value,
        "fonts": json.dumps(_fonts()),
        "specimen": "yes" if specimen else "",
    }
    folder = resources.files(__package__)
    source = b"\n".join(folder.joinpath(name).read_bytes() for name in ("paper.typ", template))
    made: bytes = typst.compile(source, sys_inputs=told, timestamp=at)
    return made


@cache
def _fonts() -> tuple[str, ...]:
    there = set(typst.Fonts(include_embedded_fonts=False).families())
    found = tuple(name for name in FONTS if name in there)
    if not found:
        raise PrinterWithoutChinese(fonts=", ".join(FONTS), stage=_STAGE)
    return found
