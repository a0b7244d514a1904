"""What people read, in both languages of the house. Chinese first."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A portal language, as a BCP 47 tag."""

    ZH_CN = "zh-CN"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and English, with the same `{placeholders}` in both.

    >>> Text(zh="授权 {grant} 已撤回", en="grant {grant} is revoked").fill(grant="grt_1").en
    'grant grt_1 is revoked'
    """

    zh: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Put `values` in for the placeholders of both languages; raises `KeyError` on one left without a value."""
        return Text(zh=self.zh.format(**values), en=self.en.format(**values))

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language is Language.ZH_CN else self.en
