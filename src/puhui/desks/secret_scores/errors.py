"""What can stand between an application and its secret score."""

from puhui.kernel import Category, PuhuiError, Text


class NotByScore(PuhuiError):
    """The product's lender is shown indicators: there is nothing to compute in secret."""

    category = Category.CONFLICT
    cause = Text(zh="产品 {product} 按指标评估，不采用密算评分", en="product {product} is assessed by indicators")
    remedy = Text(zh="请运行普通评估", en="assess the application as usual")


class ByScoreOnly(PuhuiError):
    """The product's lender is shown a score alone: there are no indicators to ask for."""

    category = Category.CONFLICT
    cause = Text(zh="产品 {product} 只提供信用分，不提供指标", en="product {product} shows a score and no indicators")
    remedy = Text(zh="请发起密算评分", en="ask for the secret score")


class CardNotComputable(PuhuiError):
    """What may be granted does not make up the card, or two custodians would not hide behind each other."""

    category = Category.INVALID
    cause = Text(zh="评分卡 {card} 无法由所选数据来源计算：{why}", en="these sources cannot compute card {card}: {why}")
    remedy = Text(
        zh="请授权更多数据来源（每家一个，至少两家），或选择其他产品",
        en="grant more sources, one a custodian and at least two, or choose another product",
    )


class ScoreNotGranted(PuhuiError):
    """A grant of the application does not allow this score any more, or never did."""

    category = Category.CONFLICT
    cause = Text(
        zh="{custodian} 的授权 {grant} 不能用于本次评分：{state}", en="grant {grant} at {custodian} is {state}"
    )
    remedy = Text(zh="请企业重新申请并授权", en="let the enterprise apply anew, with fresh grants")


class ScoreUnreadable(PuhuiError):
    """The computation is done and its result is not what was asked for."""

    category = Category.INTEGRITY
    cause = Text(
        zh="计算 {job} 的结果无法使用：{reason}", en="the result of computation {job} cannot be used: {reason}"
    )
    remedy = Text(
        zh="请重新发起评分；如再次发生请联系管理员",
        en="ask for the score again; if that does not help, tell your operator",
    )


class AssessmentBroke(PuhuiError):
    """The score is there and the assessment could not be made of it."""

    category = Category.INTERNAL
    cause = Text(zh="得到评分后评估未能完成：{what}", en="the assessment broke after the score: {what}")
    remedy = Text(zh="请重新发起评分，并请管理员查看日志", en="ask for the score again, and have the log looked at")
