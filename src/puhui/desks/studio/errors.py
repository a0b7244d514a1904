"""Why a version of rules or of a product does not go on."""

from puhui.kernel import Category, PuhuiError, Text


class StepNotNow(PuhuiError):
    """The version is in a state from which this step does not lead."""

    category = Category.CONFLICT
    cause = Text(zh="“{state_zh}”的版本不能执行“{step_zh}”", en="a {state} version cannot be {step}")
    remedy = Text(
        zh="顺序为：修改、测试、回测、由他人批准、发布",
        en="the order is: save, test, backtest, approval by another, publication",
    )


class VersionMovedOn(PuhuiError):
    """Somebody else changed the version since it was read."""

    category = Category.CONFLICT
    cause = Text(
        zh="该版本已于 {at} 由 {by} 修改（第 {revision} 稿），您所见的是第 {seen} 稿",
        en="{by} changed this version at {at} (revision {revision}); you saw revision {seen}",
    )
    remedy = Text(zh="请对照新稿后再提交，您的修改不会丢失", en="compare the two, then send yours again")


class OwnWork(PuhuiError):
    """Whoever wrote a version does not approve or publish it."""

    category = Category.CONFLICT
    cause = Text(zh="您参与编写了该版本，不能自行批准或发布", en="you wrote this version, and may not let it through")
    remedy = Text(zh="请由未参与编写的审批人办理", en="ask an approver who did not write it")


class NotSound(PuhuiError):
    """The version has faults, cases that come out otherwise, or weakens what stands on law."""

    category = Category.INVALID
    cause = Text(
        zh="该版本未通过测试：错误 {faults} 处，案例不符 {failed} 个，"
        "未覆盖规则 {uncovered} 条，放宽法定规则 {weakened} 条",
        en="the version does not pass: {faults} faults, {failed} cases come out otherwise, {uncovered} rules no case "
        "shows, {weakened} rules of law weakened",
    )
    remedy = Text(zh="请按页面标示逐项更正后再测试", en="mend what the page marks, then test again")


class BasisMoved(PuhuiError):
    """Another version came into force since this one was tested against the one before."""

    category = Category.CONFLICT
    cause = Text(
        zh="测试之后已有其他版本生效，回测结果不再适用",
        en="another version came into force since this one was tested: its backtest no longer says what changes",
    )
    remedy = Text(zh="请重新测试和回测", en="test and backtest it again")


class NothingInForce(PuhuiError):
    """Rules are always in force: they are followed by others, not taken away."""

    category = Category.CONFLICT
    cause = Text(zh="规则不能下线，只能由新版本取代", en="rules cannot be taken offline, only followed by others")
    remedy = Text(zh="请发布新的版本", en="publish another version")


class ProductMismatch(PuhuiError):
    """A product's draft has another lender or code than the one it is a version of."""

    category = Category.INVALID
    cause = Text(zh="产品的 {key} 不能改为其他值", en="the product's {key} cannot become another")
    remedy = Text(zh="请为另一产品新建草稿", en="make a draft of its own for another product")


class OtherLendersProduct(PuhuiError):
    """A node told of a product that is not its own."""

    category = Category.FORBIDDEN
    cause = Text(zh="机构 {org} 不是该产品的发布机构", en="{org} is not the lender of that product")
    remedy = Text(zh="只能发布本机构的产品", en="publish products of your own")
