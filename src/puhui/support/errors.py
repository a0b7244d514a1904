"""What can go wrong with support, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class SupportUnknown(PuhuiError):
    """There is no such guarantee, campaign, promise or entry here, or it is not yours to see."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有{thing}", en="there is no {thing} here")
    remedy = Text(zh="请核对编号", en="check its number")


class SupportStepRefused(PuhuiError):
    """It stands in a state from which this step does not start."""

    category = Category.CONFLICT
    cause = Text(
        zh="{thing} 当前状态为“{state_zh}”，不能执行该操作", en="{thing} is {state}: this step does not start there"
    )
    remedy = Text(zh="请刷新页面查看最新状态", en="look at its present state, then choose a step that it allows")


class SupportChanged(PuhuiError):
    """It was changed since it was read."""

    category = Category.CONFLICT
    cause = Text(zh="{thing} 已被更改", en="{thing} has changed since it was read")
    remedy = Text(zh="请刷新后重试", en="read it again, then repeat the change")
    retriable = True


class SecondPersonNeeded(PuhuiError):
    """Whoever prepared a promise of money may not be the one who makes it."""

    category = Category.CONFLICT
    cause = Text(zh="{thing} 须由另一人复核", en="{thing} needs a second person: you prepared it yourself")
    remedy = Text(zh="请由另一名有权限的人员办理", en="let another person decide")


class BeyondCapacity(PuhuiError):
    """The guarantor may not answer for as much."""

    category = Category.CONFLICT
    cause = Text(
        zh="须承担{wanted}元，按限额只可再承担{room}元：{why_zh}",
        en="{wanted} yuan are to be answered for, and {room} are left: {why}",
    )
    remedy = Text(
        zh="请减少金额、另寻担保，或待额度恢复", en="guarantee less, find another guarantor, or wait for room"
    )


class CampaignUnsound(PuhuiError):
    """A campaign's terms contradict each other, or promise nothing."""

    category = Category.INVALID
    cause = Text(zh="活动方案有误：{reason_zh}", en="the campaign is unsound: {reason}")
    remedy = Text(zh="请更正后保存", en="mend it and save again")


class ClaimUnsound(PuhuiError):
    """A loan is not late enough to be claimed, or the claim is above what is owed."""

    category = Category.INVALID
    cause = Text(zh="不能申请代偿：{reason_zh}", en="it cannot be claimed: {reason}")
    remedy = Text(zh="请核对逾期天数与欠款", en="compare the days past due and what is owed")


class ListingUnsound(PuhuiError):
    """A name on a white list needs a reason, a source and a day on which it ends."""

    category = Category.INVALID
    cause = Text(zh="名单条目有误：{reason_zh}", en="the entry is unsound: {reason}")
    remedy = Text(zh="请补充依据、来源或有效期", en="give a reason, a source, and a day to come on which it ends")


class CriteriaUnsound(PuhuiError):
    """A list's criteria are told in both languages."""

    category = Category.INVALID
    cause = Text(zh="名单标准有误：{reason_zh}", en="the criteria are unsound: {reason}")
    remedy = Text(zh="请补充后保存", en="complete them and save again")


class CriteriaMissing(PuhuiError):
    """A name is put on a list only under criteria that everybody can read."""

    category = Category.CONFLICT
    cause = Text(zh="名单 {thing} 没有已发布的标准", en="the list {thing} has no published criteria")
    remedy = Text(
        zh="请先起草名单标准，并由另一人发布", en="write its criteria and let another person publish them first"
    )


class NothingToObject(PuhuiError):
    """The enterprise stands on the list."""

    category = Category.CONFLICT
    cause = Text(zh="企业已在名单 {thing} 上", en="the enterprise stands on the list {thing}")
    remedy = Text(zh="无需提出异议", en="there is nothing to object to")


class ObjectionUsed(PuhuiError):
    """About the same criteria and the same entry there is one objection."""

    category = Category.CONFLICT
    cause = Text(
        zh="对名单 {thing} 已就同一标准和同一决定提出过异议",
        en="there is an objection about these criteria and this decision of the list {thing} already",
    )
    remedy = Text(
        zh="请查看答复；标准或决定变更后可再次提出", en="read its answer; object again when criteria or decision change"
    )


class ObjectionWithoutWords(PuhuiError):
    """An objection has grounds, and its answer has reasons."""

    category = Category.INVALID
    cause = Text(zh="{thing} 须写明理由", en="{thing}: say why")
    remedy = Text(zh="请填写理由", en="write the reasons")


class AnsweredByAnother(PuhuiError):
    """Whoever wrote the criteria, or took the enterprise off, does not judge the objection."""

    category = Category.CONFLICT
    cause = Text(
        zh="{thing} 须由未起草该标准、未作出该移出决定的人员答复",
        en="{thing} is answered by a person who neither wrote the criteria nor took the enterprise off",
    )
    remedy = Text(zh="请由另一名有权限的人员答复", en="let another person answer")


class InstitutionUnsound(PuhuiError):
    """The file of a guarantee institution breaks its format."""

    category = Category.INVALID
    cause = Text(zh="担保机构文件有误：{reason}", en="the guarantee institution's file is malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class NoInstitution(PuhuiError):
    """No guarantee institution sits at this node."""

    category = Category.NOT_FOUND
    cause = Text(zh="本节点没有担保机构", en="no guarantee institution sits at this node")
    remedy = Text(zh="请到担保机构所在节点办理", en="ask the node where the guarantor sits")


class GuaranteeMissing(PuhuiError):
    """A loan with a guarantor is not contracted without the guarantor's letter."""

    category = Category.CONFLICT
    cause = Text(zh="担保函未生效：{reason_zh}", en="there is no letter of guarantee in force: {reason}")
    remedy = Text(
        zh="请等待担保机构答复，或改申请其他产品", en="wait for the guarantor's answer, or choose another product"
    )
    retriable = True
