"""Romanised names of persons and organisations as words that can be compared across spellings.

>>> from puhui.naming import parse_romanised
>>> name = parse_romanised("AL-ZAWAHIRI, Dr. Ayman")
>>> name.words, name.family, name.is_person
(('ZAWAHIRI', 'AYMAN'), 1, True)
>>> sounds_like("MOHAMMED"), sounds_like("MUHAMAD"), sounds_like("QASIM") == sounds_like("KASSEM")
('MMT', 'MMT', True)
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from puhui.naming.vocabulary import FAMILIES, HONORIFICS, PARTICLES, PHRASES

_JOINERS = re.compile(r"['`’‘´ʼ]")
_INITIALS = re.compile(r"(?<![A-Z])(?:[A-Z]\.){2,}[A-Z]?(?![A-Z])")
_APART = re.compile(r"[^A-Z0-9]+")
_LETTERS = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "ß": "SS", "Æ": "AE", "Œ": "OE", "Ð": "D", "Þ": "TH", "ı": "I"})
_SOUNDS = (
    (re.compile(r"SCH|TSCH|TCH|CH|SH"), "S"),
    (re.compile(r"DZH|DJ|ZH|DZ|GI(?=[AOU])"), "J"),
    (re.compile(r"KH|GH|CK|Q|X"), "K"),
    (re.compile(r"PH"), "F"),
    (re.compile(r"TH|DH"), "T"),
    (re.compile(r"C(?=[EIY])"), "S"),
    (re.compile(r"C"), "K"),
    (re.compile(r"[VW]"), "W"),
    (re.compile(r"Z"), "S"),
    (re.compile(r"J(?=[AEIOUY])|Y(?=[AEOU])"), "Y"),
    (re.compile(r"G"), "K"),
    (re.compile(r"D"), "T"),
    (re.compile(r"B"), "P"),
)
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"[AEIOUYH]")


@dataclass(frozen=True, slots=True)
class RomanisedName:
    """Words in the order written (family first where a comma says so), each in the spelling that stands for all.

    `family` counts the words before the comma. Particles (AL, BIN, DE …) and honorifics are left out of `words`
    unless nothing else would stay; `spelled` keeps every word as written.
    """

    raw: str
    words: tuple[str, ...]
    spelled: tuple[str, ...]
    family: int
    is_person: bool

    @property
    def compact(self) -> str:
        """All letters in one piece."""
        return "".join(self.spelled)

    @property
    def initials(self) -> frozenset[str]:
        """What the name may be shortened to: first letters of three words or more, or itself when it is one word."""
        if len(self.spelled) == 1:
            return frozenset(self.spelled if 3 <= len(self.compact) <= 8 else ())
        both = ("".join(word[0] for word in words) for words in (self.spelled, self.words))
        return frozenset(letters for letters in both if len(letters) >= 3)


def _plain(text: str) -> str:
    upper = unicodedata.normalize("NFKD", text.upper().translate(_LETTERS))
    return _JOINERS.sub("", "".join(sign for sign in upper if not unicodedata.combining(sign)))


def _words(text: str) -> list[str]:
    """Words; letters set apart by dots (S.A.) are one word."""
    joined = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", text)
    words = " ".join(word for word in _APART.split(joined) if word)
    for phrase, letters in PHRASES:
        words = re.sub(rf"\b{phrase}\b", letters, words) if phrase in words else words
    return words.split()


def parse_romanised(raw: str) -> RomanisedName:
    """Take a romanised name apart. Never fails: a name without letters has no words."""
    before, comma, after = _plain(raw).partition(",")
    first, second = _words(before), _words(after)
    rest = [word for word in second if word not in HONORIFICS]
    is_person = bool(comma) and bool(second) and FAMILIES.get(second[0], "") not in _BUSINESS
    spelled = (*first, *(rest or second))
    kept_first = [FAMILIES.get(word, word) for word in first if word not in PARTICLES]
    kept_second = [FAMILIES.get(word, word) for word in (rest or second) if word not in PARTICLES]
    words = (*kept_first, *kept_second) or spelled
    return RomanisedName(raw, words, spelled, len(kept_first) if is_person else 0, is_person)


_BUSINESS = {"COMPANY", "LIMITED", "CORPORATION", "SA"}


@lru_cache(maxsize=100_000)
def sounds_like(word: str) -> str:
    """A key that spellings of one sound share: consonants by class, vowels only at the head."""
    if word.isdigit():
        return word
    key = word
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    key = _DOUBLED.sub(r"\1", key)
    head = "A" if key[0] in "AEIOUYH" else key[0]
    return head + _SILENT.sub("", key[1:])
