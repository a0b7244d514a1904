"""The settings of verification, each with its mark, and its errors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from puhui.kernel import Category, PuhuiError, Text

FORMAT = "puhui-verifying/1"


class MalformedVerificationSettings(PuhuiError):
    """The file of settings breaks its format."""

    category = Category.INVALID
    cause = Text(zh="核验参数文件有误：{reason}", en="the settings of verification are malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class FactorMissing(PuhuiError):
    """A level was asked for without one of its factors."""

    category = Category.INVALID
    cause = Text(zh="核验级别 {level} 缺少要素：{factor}", en="level {level} needs {factor}")
    remedy = Text(zh="请补充该要素，或改用较低级别", en="give it, or ask for a lower level")


class FactorMalformed(PuhuiError):
    """A factor cannot be one: its check digit, its length or its date is wrong. Which value it was is not repeated."""

    category = Category.INVALID
    cause = Text(zh="{factor} 格式有误", en="{factor} is malformed")
    remedy = Text(
        zh="请核对后重新填写，本次不计入核验次数", en="check it and ask again; this one does not count as an attempt"
    )


class VerificationThrottled(PuhuiError):
    """Too many answers were inconsistent: the next would be a guess."""

    category = Category.EXHAUSTED
    cause = Text(zh="核验不一致次数过多（{what}）", en="too many inconsistent verifications ({what})")
    remedy = Text(
        zh="请在 {seconds} 秒后重试，或到柜面凭原件核验",
        en="try again in {seconds} seconds, or show the originals at a counter",
    )
    retriable = True


@dataclass(frozen=True, slots=True)
class VerificationSettings:
    """Numbers by code, and the mark of each."""

    version: str
    values: Mapping[str, int]
    marks: Mapping[str, str]

    @classmethod
    def parse(cls, data: bytes) -> "VerificationSettings":
        """Read the file's JSON; raises `MalformedVerificationSettings`."""
        try:
            raw = json.loads(data)
            if raw["format"] != FORMAT:
                raise MalformedVerificationSettings(reason=f"format {raw['format']!r}", stage="parties.verifying")
            values = {item["code"]: item["value"] for item in raw["defaults"]}
            marks = {item["code"]: item["mark"] for item in raw["defaults"]}
            version = raw["version"]
        except (ValueError, KeyError, TypeError) as reason:
            raise MalformedVerificationSettings(reason=repr(reason), stage="parties.verifying") from None
        for code, value in values.items():
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise MalformedVerificationSettings(
                    reason=Text(zh=f"{code} 不是正整数", en=f"{code} is no positive integer"), stage="parties.verifying"
                )
        return cls(version, MappingProxyType(values), MappingProxyType(marks))

    def __getitem__(self, code: str) -> int:
        return self.values[code]


SETTINGS = VerificationSettings.parse(
    resources.files("puhui.parties.verifying").joinpath("verifying.json").read_bytes()
)
