"""Why a data owner's node does not take part: what was asked adds up to too much. No message carries a value."""

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text


class LeakageRefused(PuhuiError):
    """The root of all refusals of this package: the data owner's node does not take part, and says why."""

    category = Category.FORBIDDEN


class BudgetSpent(LeakageRefused):
    """With this job, one counterparty would learn more of one dataset in a period than it may."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="{counterparty} 近 {days} 天对 {dataset} 的{what}已用 {spent}，本次需 {asked}，上限 {limit}",
        en="{counterparty} has had {spent} of {limit} {what} of {dataset} in {days} days and asks for {asked} more",
    )
    remedy = Text(
        zh="请待额度恢复后再申请，或由数据方书面同意后调整额度",
        en="wait until the period has passed, or agree a larger budget with the data's owner",
    )


class NamedWithoutGrants(LeakageRefused):
    """The answer is about single enterprises, and the job is not under their grants."""

    cause = Text(
        zh="{op}的结果针对单个企业，须有各企业授权，机构委托不足以支持",
        en="{op} tells of single enterprises: it needs the grant of each, a mandate is not enough",
    )
    remedy = Text(zh="请先取得各企业授权", en="get the enterprises' grants first")


class TooFewSubjects(LeakageRefused):
    """The job is over so few enterprises that its result would point at them."""

    cause = Text(
        zh="{op}涉及 {given} 家企业，不得少于 {least} 家",
        en="{op} over {given} enterprises: at least {least} is the rule",
    )
    remedy = Text(
        zh="请扩大范围；如针对个别企业，请凭其授权逐户查询",
        en="ask over more enterprises; about single ones ask one by one, under their grants",
    )


class ListImplausible(LeakageRefused):
    """The counterparty's list is far larger than any it could have."""

    cause = Text(
        zh="{counterparty} 申报 {rows} 行，上限 {limit} 行，疑似枚举",
        en="{counterparty} brings {rows} rows, the maximum is {limit}: it looks like trying out all codes",
    )
    remedy = Text(
        zh="请缩小到实际客户名单，或由数据方核实后调整上限",
        en="bring the real list only, or let the data's owner check and raise the limit",
    )


class ProbingSuspected(LeakageRefused):
    """Earlier matches of the counterparty hit next to nothing: its keys look made up."""

    cause = Text(
        zh="{counterparty} 近 {days} 天有 {count} 次匹配命中率异常低，疑似用虚构名单试探",
        en="{count} matches of {counterparty} in {days} days hit next to nothing: its keys look made up",
    )
    remedy = Text(zh="请与数据方负责人核实名单来源", en="clear with the data's owner where the list comes from")


class DifferencingRefused(LeakageRefused):
    """Together with earlier answers to the same receiver, this one would single out a few enterprises."""

    cause = Text(
        zh="本次结果与此前给 {counterparty} 的结果相减，只差不足 {least} 家企业",
        en="with earlier answers to {counterparty}, this one would single out fewer than {least} enterprises",
    )
    remedy = Text(
        zh="请使用此前的结果，或待数据变化涉及足够多的企业后再申请",
        en="use the earlier answer, or ask again when enough enterprises have changed",
    )


class GroupsNotShown(LeakageRefused):
    """The desk did not say who is behind the groups of a sum, so nobody can tell what it would single out."""

    category = Category.INTERNAL
    cause = Text(zh="缺少分组成员摘要，无法判断差分风险", en="the members of the groups are not given")
    remedy = Text(zh="请联系平台运营方", en="tell the operator of this node")


class AnswersFull(LeakageRefused):
    """So many different answers are kept that a new question cannot be judged any more."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="已为 {counterparty} 保存 {kept} 组不同的结果，达到上限 {limit}",
        en="{kept} different answers to {counterparty} are kept, at most {limit} may be",
    )
    remedy = Text(
        zh="请使用此前的结果，或由数据方更新数据集后重新约定",
        en="use earlier answers, or let the data's owner agree anew over another dataset",
    )


class JobEnded(LeakageRefused):
    """The job has been accepted before, and has ended."""

    category = Category.CONFLICT
    cause = Text(zh="任务 {job} 已结束（{standing}）", en="job {job} has ended ({standing})")
    remedy = Text(zh="请发起新任务", en="start a new job")
