"""What can be wrong with a screening."""

from puhui.kernel import Category, PuhuiError, Text


class MalformedCase(PuhuiError):
    """The document of an application is not one that can be screened."""

    category = Category.INVALID
    cause = Text(zh="反欺诈筛查输入有误（{where}）：{reason}", en="the case is malformed at {where}: {reason}")
    remedy = Text(zh="请对照 docs/reference/screening.md 改正", en="mend it after docs/reference/screening.md")


class RefusalOnSoftEvidence(PuhuiError):
    """A decision file would refuse on evidence that is not hard: a count, a likeness, a score."""

    category = Category.INVALID
    cause = Text(
        zh="规则 {code} 依据 {facts} 直接拒绝，这不是确凿证据", en="rule {code} refuses on {facts}: no hard evidence"
    )
    remedy = Text(
        zh="请将其改为 REFER（核实），只有登记机关、公安、核验机构确认的事实才能拒绝",
        en="make it REFER; only what a register, the police or a verifier confirmed may refuse",
    )


class PeersDiffer(PuhuiError):
    """The peers' table lacks a feature, or has columns of different lengths."""

    category = Category.INVALID
    cause = Text(zh="同类样本缺少特征或长度不一：{name}", en="the peers lack {name}, or its length differs")
    remedy = Text(zh="请补齐该列", en="give that column for all peers")


class NotToBeReviewed(PuhuiError):
    """The outcome was not a refusal: nobody has to confirm it."""

    category = Category.CONFLICT
    cause = Text(
        zh="筛查结果为“{outcome}”，无需人工复核拒绝", en="the outcome is {outcome}: there is no refusal to review"
    )
    remedy = Text(zh="只有拒绝需要复核", en="only refusals are reviewed")


class ReviewWithoutGrounds(PuhuiError):
    """A review names nobody, or gives no grounds."""

    category = Category.INVALID
    cause = Text(zh="人工复核须写明复核人和理由", en="a review names who looked at it, and the grounds")
    remedy = Text(zh="请补充复核人和理由", en="give both")
