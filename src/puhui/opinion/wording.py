"""A title as the models read it: one width, one script, no spaces, every number a 0, every company's name a 〇.

>>> normal("２０１８年净利  2.71 亿元"), worded("华瓷股份：净利增45.9%")
('2018年净利2.71亿元', '〇:净利增0%')
"""

import re
import unicodedata
from collections.abc import Sequence

from puhui.naming import simplified

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HEAD = re.compile(r"^[^:,。;!?0-9%]{2,12}:")
_NAME = "〇"


def normal(text: str) -> str:
    """Full width to half, traditional to simplified, upper case, without spaces."""
    plain = _SPACE.sub("", simplified(unicodedata.normalize("NFKC", text)).upper())
    return unicodedata.normalize("NFKC", plain)


def worded(title: str, names: Sequence[str] = ()) -> str:
    """The title for scoring. `names` are of companies it speaks of; what precedes its first colon counts as one."""
    text = normal(title)
    for name in sorted({normal(name) for name in names if name}, key=lambda name: (-len(name), name)):
        text = text.replace(name, _NAME)
    text = _HEAD.sub(f"{_NAME}:", text)
    return _NUMBER.sub("0", text)


def numbers(text: str) -> frozenset[str]:
    """The quantities that a text names."""
    return frozenset(found.group().rstrip(".,") for found in _NUMBER.finditer(text))
