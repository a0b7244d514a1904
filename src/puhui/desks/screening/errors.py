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


class NoCheckGranted(PuhuiError):
    """The enterprise has granted no check at the registry, or the grant is over."""

    category = Category.CONFLICT
    cause = Text(zh="该申请没有有效的登记核验授权", en="no grant of this application allows a check at the registry")
    remedy = Text(
        zh="请企业重新申请并授权登记核验，或凭执照原件核验并记录",
        en="let the enterprise apply anew and grant it, or look at the original licence and record that",
    )


class NoListToAsk(PuhuiError):
    """Nobody has given this bank a mandate to look names up in a list of fraud."""

    category = Category.CONFLICT
    cause = Text(zh="没有可用的涉诈名单查询委托", en="no mandate lets this bank look names up in a list of fraud")
    remedy = Text(
        zh="请名单持有机构在“委托”中授予本行查询（lookup）涉诈名单的权限",
        en="ask the list's holder for a mandate: operation lookup, list fraud-list, this bank as receiver",
    )


class NotAnIdNumber(PuhuiError):
    """What was given is no resident ID number: its length, date or check digit is wrong."""

    category = Category.INVALID
    cause = Text(zh="身份证号格式有误", en="this is no resident ID number")
    remedy = Text(zh="请对照证件重新填写", en="compare it with the ID card")


class ListUnreadable(PuhuiError):
    """The lookup is done and its result is not what was asked for."""

    category = Category.INTEGRITY
    cause = Text(zh="计算 {job} 的结果无法使用", en="the result of computation {job} cannot be used")
    remedy = Text(zh="请重新发起；如再次发生请联系管理员", en="ask again; if that does not help, tell your operator")
