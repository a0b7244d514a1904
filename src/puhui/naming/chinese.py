"""Chinese names of organisations, taken apart: region, brand, trade, legal form.

>>> from puhui.naming import parse_chinese
>>> name = parse_chinese("乐普（北京）医疗器械股份有限公司")
>>> name.region, name.brand, name.trade, name.form
('北京', '乐普', '医疗器械', '股份有限公司')
>>> parse_chinese("*ST盐湖").text, parse_chinese("寒武纪-U").text, parse_chinese("臺灣積體電路").text
('盐湖', '寒武纪', '台湾积体电路')
"""

import re
import unicodedata
from dataclasses import dataclass

from puhui.naming.vocabulary import FORMS, INDUSTRIES, MARKS_AFTER, MARKS_BEFORE, REGIONS, SIMPLIFIED

REGION, BRAND, TRADE, FORM = range(4)
"""The roles of a character, as `ChineseName.roles` gives them."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_BRACKETED = re.compile(r"[(\[【〔「『《]([^()\[\]【】〔〕「」『』《》]*)[)\]】〕」』》]")
_LEVEL = ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "省", "市", "县"]
_FORM_SIZES, _TRADE_SIZES = (
    tuple(sorted({len(word) for word in words}, reverse=True)) for words in (FORMS, INDUSTRIES)
)
_LONGEST_REGION = max(map(len, REGIONS))
_LEFT_OUT = re.compile(r"[\s·•・.,、。'\"“”]+")
_AFTER_HYPHEN = re.compile(r"-(?:U|W|UW|WD|B|S|SW|R)$")


@dataclass(frozen=True, slots=True)
class ChineseName:
    """An organisation's name. `text` is what is left after normalising; the parts are pieces of it, "" where absent.

    A bracketed region (`乐普(北京)…`) counts as region; `roles` gives each character of `text` its role.
    """

    raw: str
    text: str
    region: str
    brand: str
    trade: str
    form: str
    roles: bytes

    @property
    def core(self) -> str:
        """Brand and trade: the name without region and legal form."""
        return self.brand + self.trade


def is_chinese(text: str) -> bool:
    """Whether a name is to be read as Chinese: it holds a Han character."""
    return _HAN.search(text) is not None


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, where that does not depend on the word."""
    return text.translate(SIMPLIFIED)


def normalise_chinese(text: str) -> str:
    """Full width to half, traditional to simplified, upper case, without spaces and dots."""
    plain = _LEFT_OUT.sub("", simplified(unicodedata.normalize("NFKC", text)).upper())
    return unicodedata.normalize("NFKC", plain)  # what stands together now, or upper case has taken apart, is one sign


def without_marks(text: str) -> str:
    """A listed firm's short name without the exchange's marks (ST, N, C, XD, -U, a share's letter, 退).

    >>> [without_marks(name) for name in ("S*ST佳纸", "N华瓷", "南玻A", "武锅B退", "TCL科技")]
    ['佳纸', '华瓷', '南玻', '武锅', 'TCL科技']
    """
    text = _AFTER_HYPHEN.sub("", text)
    for mark in () if _HAN.match(text) and text[0] != "退" else MARKS_BEFORE:
        rest = text.removeprefix(mark)
        if rest != text and len(rest) >= 2 and _HAN.match(rest):
            text = rest
            break
    for mark in MARKS_AFTER:
        rest = text.removesuffix(mark)
        if rest != text and len(rest) >= 2 and _HAN.match(rest[-1]):
            return rest
    return text


def _region_at(text: str) -> int:
    """How many characters at the head of `text` name a region; 0 when none, or when nothing would be left."""
    end = 0
    for _ in range(3):  # province, city, county
        for length in range(min(_LONGEST_REGION, len(text) - end), 1, -1):
            if text[end : end + length] in REGIONS:
                after = end + length
                level = next((word for word in _LEVEL if text.startswith(word, after)), "")
                after += len(level)
                if len(text) - after < 2:
                    return end
                end = after
                break
        else:
            break
    return end


def _ended_by(words: frozenset[str], sizes: tuple[int, ...], text: str, start: int, end: int) -> int:
    """Where the longest of `words` at the end of `text[start:end]` begins, two characters at least before it; or
    `end`.
    """
    for size in sizes:
        if end - size - start >= 2 and text[end - size : end] in words:
            return end - size
    return end


def _stripped(words: frozenset[str], sizes: tuple[int, ...], text: str, start: int, end: int) -> int:
    """Where all such words at the end of `text[start:end]` begin."""
    while (shorter := _ended_by(words, sizes, text, start, end)) != end:
        end = shorter
    return end


def parse_chinese(raw: str) -> ChineseName:
    """Take a Chinese name apart. Never fails: what is not recognised is brand."""
    text = normalise_chinese(raw)
    bracketed_region = ""
    plain = ""
    end = 0
    for found in _BRACKETED.finditer(text):
        plain += text[end : found.start()]
        inside = found.group(1)
        if inside in REGIONS or inside.rstrip("省市县") in REGIONS:
            bracketed_region = inside
        else:
            plain += inside
        end = found.end()
    plain = without_marks(plain + text[end:])
    head = _region_at(plain)
    tail = _stripped(FORMS, _FORM_SIZES, plain, head, len(plain))
    body = plain[head:tail]
    trade = _stripped(INDUSTRIES, _TRADE_SIZES, body, 0, len(body))
    whole = bracketed_region + plain
    roles = (
        bytes([REGION]) * (len(bracketed_region) + head)
        + bytes([BRAND]) * trade
        + bytes([TRADE]) * (len(body) - trade)
        + bytes([FORM]) * (len(plain) - tail)
    )
    return ChineseName(raw, whole, bracketed_region + plain[:head], body[:trade], body[trade:], plain[tail:], roles)
