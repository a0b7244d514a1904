"""Facts that only appear where rooms meet: what this node does not serve, who may not do what, what was never here."""

from puhui.kernel import Category, PuhuiError, Text


class NotServedHere(PuhuiError):
    """This node's role does not include that desk."""

    category = Category.NOT_FOUND
    cause = Text(zh="机构 {org} 的节点不提供此服务", en="the node of {org} does not serve this")
    remedy = Text(zh="请到提供该服务的机构节点办理", en="ask the node of the organisation that does")


class ForRegulatorsOnly(PuhuiError):
    """What is handed to a regulator's node, asked for by another."""

    category = Category.FORBIDDEN
    cause = Text(zh="{what}只向监管机构提供", en="{what}: handed to a regulator only")
    remedy = Text(zh="请由监管机构的节点查询", en="let the regulator's node ask")


class ThingNotFound(PuhuiError):
    """It does not exist, or you may not know that it does. The two are told in the same words on purpose."""

    category = Category.NOT_FOUND
    cause = Text(zh="找不到{kind} {id}", en="no {kind} {id} here")
    remedy = Text(zh="请核对编号，或确认您有权查看", en="check the id, and that it is yours to see")


class DraftGone(PuhuiError):
    """The draft was signed already, has run out, or was never made here."""

    category = Category.CONFLICT
    cause = Text(zh="待签草稿 {draft} 已失效或已签署", en="draft {draft} has run out or is signed already")
    remedy = Text(zh="请重新生成草稿后签署", en="make a new draft and sign that")


class NotEnrolled(PuhuiError):
    """The enterprise has no key at the registry yet, so nothing can be signed."""

    category = Category.CONFLICT
    cause = Text(
        zh="企业尚未在登记机关登记签名密钥", en="the enterprise has not enrolled a signing key at the registry"
    )
    remedy = Text(zh="请先完成密钥登记", en="enrol a key first")


class PeerForged(PuhuiError):
    """Another node's answer does not verify."""

    category = Category.INTEGRITY
    cause = Text(zh="机构 {org} 的应答未通过验证：{reason}", en="the answer of {org} does not verify: {reason}")
    remedy = Text(zh="请停止使用该应答并联系该机构", en="do not use the answer; ask that organisation")


class NoGrantForApplication(PuhuiError):
    """The signed draft gives this bank nothing to look at."""

    category = Category.INVALID
    cause = Text(
        zh="草稿 {draft} 不是给 {receiver} 的申请授权", en="draft {draft} is no grant to {receiver} for an application"
    )
    remedy = Text(zh="请为该产品重新生成授权草稿", en="make a draft for this product and sign that")


class NothingGranted(PuhuiError):
    """No grant for scoring is active: there is nothing to ask anybody."""

    category = Category.CONFLICT
    cause = Text(zh="没有有效的评分授权", en="no grant for scoring is active")
    remedy = Text(zh="请先在授权中心授权数据来源", en="grant the sources first")


class EntryRefused(PuhuiError):
    """The ledger decided against an entry that this node owed. Nothing will change that; the operator must look."""

    category = Category.CONFLICT
    cause = Text(zh="账本拒绝了条目 {entry}：{reason}", en="the ledger refused entry {entry}: {reason}")
    remedy = Text(zh="请检查本节点的流水号与账本是否一致", en="compare this node's numbering with the ledger's")
