"""What can go wrong with evidence, named for the facts."""

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text


class BatchFull(PuhuiError):
    """The batch holds as many events as one may."""

    category = Category.EXHAUSTED
    cause = Text(zh="批次已满（上限 {limit} 个事件）", en="the batch is full ({limit} events)")
    remedy = Text(zh="请封存并锚定此批次，再开新批次", en="seal and anchor this batch, then begin another")


class EmptyBatch(PuhuiError):
    """A batch of no events proves nothing."""

    category = Category.INVALID
    cause = Text(zh="批次中没有事件", en="the batch holds no event")
    remedy = Text(zh="请先加入事件再封存", en="add an event before sealing")


class EventRefused(PuhuiError):
    """The event's receipt does not prove it. `step` is the number of the check that failed."""

    category = Category.INTEGRITY
    cause = Text(zh="事件回执第 {step} 步验证未通过：{reason}", en="the event's receipt fails step {step}: {reason}")
    remedy = Text(
        zh="不要采信此事件；请核对原始数据与回执", en="do not rely on the event; check its bytes and its receipt"
    )

    @property
    def step(self) -> int:
        """The number of the step, as in `puhui.evidence.verify`."""
        return int(str(self.data["step"]))


class MalformedEventReceipt(PuhuiError):
    """The bytes are not an event receipt in its one spelling."""

    category = Category.INVALID
    cause = Text(zh="事件回执格式错误：{reason}", en="malformed event receipt: {reason}")
    remedy = Text(zh="请重新取得事件回执", en="fetch the event's receipt again")


class AnchorRefused(PuhuiError):
    """The ledger refused the batch's anchor."""

    category = Category.CONFLICT
    cause = Text(zh="账本拒绝锚定批次：{reason}", en="the ledger refused the anchor: {reason}")
    remedy = Text(zh="请核对批次类型与机构权限", en="check the batch's kind and the organisation's rights")
