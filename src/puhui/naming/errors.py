"""What can be wrong with names that are given to be resolved."""

from puhui.kernel import Category, PuhuiError, Text


class RegisterEmpty(PuhuiError):
    """There is no name to find anything among."""

    category = Category.INVALID
    cause = Text(zh="名录中没有名称", en="the register holds no name")
    remedy = Text(zh="请提供至少一个名称", en="give a register with at least one name")


class KeysAndNamesDiffer(PuhuiError):
    """A register was given with more keys than names, or fewer."""

    category = Category.INVALID
    cause = Text(zh="名录有 {keys} 个键、{names} 个名称", en="the register has {keys} keys and {names} names")
    remedy = Text(zh="每个名称须有一个键", en="give one key a name")


class MalformedWeights(PuhuiError):
    """The ranking's weights do not fit the features of this build."""

    category = Category.INVALID
    cause = Text(zh="名称匹配权重有误：{reason}", en="the weights for ranking names are malformed: {reason}")
    remedy = Text(zh="请使用随软件发布的权重文件", en="use the weights that come with this build")
