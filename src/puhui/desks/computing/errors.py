"""What can go wrong between a request for a computation and its proposal."""

from puhui.kernel import Category, PuhuiError, Text
from puhui.privacy.errors import Explained


class UnknownPurpose(PuhuiError):
    """No such purpose or operation is known."""

    category = Category.INVALID
    cause = Text(zh="没有用途或运算“{code}”", en="there is no purpose or operation {code!r}")
    remedy = Text(zh="请从 {known} 中选择", en="choose one of {known}")


class MandateUnusable(Explained):
    """The mandate does not allow this computation."""

    category = Category.CONFLICT
    cause = Text(zh="委托 {mandate} 不能用于此次计算：{reason}", en="mandate {mandate} does not serve here: {reason}")
    remedy = Text(zh="请选择其他委托，或请数据方重新出具", en="choose another, or ask its giver for a new one")


class TakesTooLong(PuhuiError):
    """The planner expects the computation to last longer than it may."""

    category = Category.INVALID
    cause = Text(
        zh="预计需要 {expected} 分钟，超过设定的 {minutes} 分钟",
        en="it is expected to take {expected} minutes, more than the {minutes} that it may",
    )
    remedy = Text(zh="请放宽时限，或减少行与列后重试", en="give it more time, or fewer rows or columns")


class InputUnclear(Explained):
    """It is not clear what our own part of the computation is."""

    category = Category.INVALID
    cause = Text(zh="本方数据不明确：{reason}", en="our own input is not clear: {reason}")
    remedy = Text(
        zh="请选择本机构的一份名单，或上传一份带表头的 CSV",
        en="name one of our lists, or bring one CSV table with a header",
    )
