"""What can go wrong with a need, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class NeedUnknown(PuhuiError):
    """There is no such need, or it is not for this bank to see. The two are told in the same words."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有融资需求 {need}", en="there is no need {need}")
    remedy = Text(zh="请核对需求编号", en="check the need's number")


class NeedStepRefused(PuhuiError):
    """The need, or the bank's answer to it, is in a state that this step does not start from."""

    category = Category.CONFLICT
    cause = Text(
        zh="需求 {need} 当前状态为“{state_zh}”，不能执行该操作",
        en="need {need} is {state}: this step does not start there",
    )
    remedy = Text(zh="请刷新页面查看最新状态", en="look at its present state, then choose a step that it allows")


class NeedTaken(PuhuiError):
    """As many banks hold the need as may."""

    category = Category.CONFLICT
    cause = Text(zh="需求 {need} 已由 {limit} 家银行接单", en="{limit} banks hold need {need} already")
    remedy = Text(zh="请选择其他需求；有银行退出后会重新开放", en="choose another; it opens again when a bank leaves")


class NeedChanged(PuhuiError):
    """The need was changed since this page read it."""

    category = Category.CONFLICT
    cause = Text(zh="需求 {need} 已被更改", en="need {need} has changed since it was read")
    remedy = Text(zh="请刷新后重试", en="read it again, then repeat the change")
    retriable = True


class TooManyNeeds(PuhuiError):
    """The enterprise has as many needs under way as may be."""

    category = Category.EXHAUSTED
    cause = Text(zh="未结束的需求已达 {limit} 个", en="{limit} needs are under way already")
    remedy = Text(zh="请先撤回或等待其中一个结束", en="withdraw one, or wait until one has ended")


class ScopeRefused(PuhuiError):
    """The share scope names a bank that is not in this market, or a time that is too long."""

    category = Category.INVALID
    cause = Text(zh="发布范围无效：{reason_zh}", en="the share scope is not valid: {reason}")
    remedy = Text(zh="请重新选择银行或期限", en="choose the banks or the days again")
