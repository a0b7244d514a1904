"""What can be wrong with a call that carries a key."""

from puhui.kernel import Category, PuhuiError, Text


class KeyMalformed(PuhuiError):
    """The key is no key."""

    category = Category.INVALID
    cause = Text(
        zh="Idempotency-Key 须为 1 至 {most} 个可见 ASCII 字符",
        en="an Idempotency-Key has 1 to {most} visible ASCII characters",
    )
    remedy = Text(zh="请使用 UUID 等随机值", en="use a random one, such as a UUID")


class KeyNotTakenHere(PuhuiError):
    """The answer holds a secret that is shown once, so it is not kept."""

    category = Category.INVALID
    cause = Text(
        zh="此接口的结果只显示一次，不支持 Idempotency-Key",
        en="what this answers is shown once: it takes no Idempotency-Key",
    )
    remedy = Text(zh="请去掉该请求头后重试", en="send it without that header")


class KeyOfAnotherCall(PuhuiError):
    """The key was used for a call with another address or body."""

    category = Category.CONFLICT
    cause = Text(zh="该 Idempotency-Key 已用于另一请求", en="this Idempotency-Key was used for another call")
    remedy = Text(zh="不同的操作请使用不同的键", en="use another key for another call")


class CallUnderWay(PuhuiError):
    """The same call, sent before, is not answered yet."""

    category = Category.CONFLICT
    cause = Text(zh="相同的请求正在办理", en="the same call is under way")
    remedy = Text(
        zh="请稍后以同一键重试，以取得其结果", en="send it again with the same key in a moment, for its answer"
    )
    retriable = True


class CallCutOff(PuhuiError):
    """The node stopped after the call was made, before its answer was kept."""

    category = Category.CONFLICT
    cause = Text(
        zh="该请求已办理，但节点在保存结果前中断",
        en="the call was made, and the node stopped before its answer was kept",
    )
    remedy = Text(
        zh="请查询该事项的当前状态，不要重复办理", en="read what it was about, whose state tells; do not make it again"
    )
