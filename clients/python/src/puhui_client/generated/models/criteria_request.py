from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CriteriaRequest")


@_attrs_define
class CriteriaRequest:
    """What a list demands, in both languages: its next version.

    Attributes:
        code (str):
        title_en (str):
        title_zh (str):
        words_en (str):
        words_zh (str):
    """

    code: str
    title_en: str
    title_zh: str
    words_en: str
    words_zh: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        title_en = self.title_en

        title_zh = self.title_zh

        words_en = self.words_en

        words_zh = self.words_zh

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "title_en": title_en,
                "title_zh": title_zh,
                "words_en": words_en,
                "words_zh": words_zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        title_en = d.pop("title_en")

        title_zh = d.pop("title_zh")

        words_en = d.pop("words_en")

        words_zh = d.pop("words_zh")

        criteria_request = cls(
            code=code,
            title_en=title_en,
            title_zh=title_zh,
            words_en=words_en,
            words_zh=words_zh,
        )

        return criteria_request
