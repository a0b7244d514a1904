"""What can go wrong when a bank looks at a debtor again, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class NotGrantedForMonitoring(PuhuiError):
    """The enterprise lets nothing be looked at after lending, or does no more."""

    category = Category.FORBIDDEN
    cause = Text(zh="企业没有贷后监测授权，或授权已失效", en="the enterprise grants no monitoring, or does so no more")
    remedy = Text(
        zh="请企业在“贷款”页面授权贷后监测；合同另有约定的，按合同要求其提供材料",
        en="ask it to allow monitoring on its loan's page; ask for papers where the contract says so",
    )


class NobodyAnswered(PuhuiError):
    """No custodian answered: the look is not kept, and is taken again under the same uses."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="没有任何数据提供方应答", en="no custodian answered")
    remedy = Text(zh="请稍后重试；不会重复计用", en="try again later: it is the same use")


class LookBroke(PuhuiError):
    """A look ended in a fault of ours."""

    category = Category.INTERNAL
    cause = Text(zh="查看程序出错，已记入日志", en="the look broke; the node's log says how")
    remedy = Text(zh="请联系系统管理员；不会重复计用", en="tell whoever runs the node; another look is the same use")


class NoLoanThere(PuhuiError):
    """Monitoring is granted to a lender, and to nobody else."""

    category = Category.CONFLICT
    cause = Text(zh="企业在 {receiver} 没有未结清的贷款", en="the enterprise has no loan running at {receiver}")
    remedy = Text(zh="请在贷款发放后授权", en="grant it once a loan is paid out")
