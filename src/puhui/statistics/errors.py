"""What a question for numbers can be refused for."""

from puhui.kernel import Category, PuhuiError, Text


class NoSuchBreakdown(PuhuiError):
    """A breakdown that there is not."""

    category = Category.INVALID
    cause = Text(zh="没有这种分组方式：{given}", en="there is no breakdown by {given}")
    remedy = Text(zh="可选：{known}", en="choose one of {known}")
