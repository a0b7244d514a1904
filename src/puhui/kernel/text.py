"""What people read, in both languages of the house. Chinese first."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A portal language, as a BCP 47 tag."""

    ZH_CN = "zh-CN"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and English, with the same `{placeholders}` in both. As `str` it is the English one.

    >>> Text(zh="授权 {grant} 已撤回", en="grant {grant} is revoked").fill(grant="grt_1").en
    'grant grt_1 is revoked'
    >>> Text(zh="数据不明确：{reason}", en="not clear: {reason}").fill(reason=Text(zh="没有行", en="no rows")).zh
    '数据不明确：没有行'
    """

    zh: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Put `values` in for the placeholders of both languages; raises `KeyError` on one left without a value.

        A value that is a `Text` stands in each language in its own.
        """
        zh, en = ({name: _in(value, language) for name, value in values.items()} for language in Language)
        return Text(zh=self.zh.format(**zh), en=self.en.format(**en))

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language is Language.ZH_CN else self.en

    def __str__(self) -> str:
        return self.en


def _in(value: object, language: Language) -> object:
    return value.in_(language) if isinstance(value, Text) else value
