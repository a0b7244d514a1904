"""What can be wrong with a portrait."""

from puhui.kernel import Category, PuhuiError, Text


class MalformedSection(PuhuiError):
    """An item of a section has no code, or no text in both languages."""

    category = Category.INVALID
    cause = Text(
        zh="画像“{section}”部分第 {number} 项缺少代码或文字", en="item {number} of {section} lacks a code or a text"
    )
    remedy = Text(zh="每项须有 code 和 text（zh、en）", en="give each a code and a text {{zh, en}}")


class MalformedPortrait(PuhuiError):
    """A document is no portrait of this version."""

    category = Category.INVALID
    cause = Text(zh="画像文件有误（{where}）：{reason}", en="the portrait is malformed at {where}: {reason}")
    remedy = Text(zh="请对照 docs/reference/portrait.md 改正", en="mend it after docs/reference/portrait.md")
