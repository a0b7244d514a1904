"""What can stand between an application and the sums over other banks."""

from puhui.kernel import Category, PuhuiError, Text


class TooFewBanks(PuhuiError):
    """Fewer than three banks would take part: two would tell each other theirs."""

    category = Category.CONFLICT
    cause = Text(
        zh="可参与汇总的银行只有 {holders} 家（含本行），至少须三家",
        en="{holders} banks would take part, three are needed",
    )
    remedy = Text(
        zh="请企业重新申请并授权更多银行；额度将按他行敞口未知列示",
        en="let the enterprise apply anew and grant more banks; the limit says that exposure elsewhere is not known",
    )


class SumUnreadable(PuhuiError):
    """The computation is done and its result is not what was asked for."""

    category = Category.INTEGRITY
    cause = Text(
        zh="计算 {job} 的结果无法使用：{reason}", en="the result of computation {job} cannot be used: {reason}"
    )
    remedy = Text(zh="请重新发起；如再次发生请联系管理员", en="ask again; if that does not help, tell your operator")
