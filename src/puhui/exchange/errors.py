"""What can go wrong between a question and an answer that is believed."""

from puhui.kernel import Category, PuhuiError, Text


class UnknownDataset(PuhuiError):
    """This node keeps no such dataset, or its kind is not known."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有数据资源“{dataset}”", en="there is no dataset {dataset!r}")
    remedy = Text(zh="请核对目录", en="check the catalogue")


class SourceDown(PuhuiError):
    """The custodian's data cannot be read now. No use is spent on it."""

    category = Category.UNAVAILABLE
    cause = Text(zh="数据源“{dataset}”暂不可用：{reason}", en="the source {dataset!r} cannot be read now: {reason}")
    remedy = Text(zh="请稍后用同一请求编号重试", en="try again later with the same request id")
    retriable = True


class SourcePreparing(PuhuiError):
    """What the source is answered from is still being made. No use is spent on it, and nothing is said of anybody."""

    category = Category.UNAVAILABLE
    cause = Text(zh="数据源“{dataset}”正在准备", en="the source {dataset!r} is being prepared")
    remedy = Text(zh="请过几分钟用同一请求编号再问", en="ask again in a few minutes with the same request id")
    retriable = True


class MalformedQuestion(PuhuiError):
    """The question is not in its one shape."""

    category = Category.INVALID
    cause = Text(zh="问题格式错误：{reason}", en="malformed question: {reason}")
    remedy = Text(zh="请按接口说明重新提问", en="ask again after the description of the interface")


class MalformedAnswer(PuhuiError):
    """The answer is not in its one shape."""

    category = Category.INTEGRITY
    cause = Text(zh="答复格式错误：{reason}", en="malformed answer: {reason}")
    remedy = Text(zh="不要采信；请联系数据提供方", en="do not rely on it; tell the custodian")


class PermitDoesNotCover(PuhuiError):
    """The question is not the one that the permit was drawn for."""

    category = Category.FORBIDDEN
    cause = Text(zh="许可不涵盖此问题：{what}", en="the permit does not cover this question: {what}")
    remedy = Text(zh="请按授权内容提问", en="ask what the grant allows")


class AnswerRefused(PuhuiError):
    """The answer does not prove what it claims. `step` is the number of the check that failed."""

    category = Category.INTEGRITY
    cause = Text(zh="答复第 {step} 步核验未通过：{reason}", en="the answer fails step {step}: {reason}")
    remedy = Text(
        zh="不要采信此答复；请保留证据并联系数据提供方与监管方",
        en="do not rely on it; keep it as evidence, and tell the custodian and the regulator",
    )
