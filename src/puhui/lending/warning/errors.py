"""What can go wrong with a warning's task, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class WarningUnknown(PuhuiError):
    """There is no such task here."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有预警任务 {warning}", en="there is no warning {warning}")
    remedy = Text(zh="请核对编号", en="check its number")


class WrongWarningState(PuhuiError):
    """The step is not allowed in the state that the task is in."""

    category = Category.CONFLICT
    cause = Text(zh="预警任务现为“{state}”，不能{step}", en="the warning is {state}: it cannot {step}")
    remedy = Text(zh="请刷新后按当前状态处理", en="reload, and act on the state as it is")


class TakenByAnother(PuhuiError):
    """Another officer works on it."""

    category = Category.FORBIDDEN
    cause = Text(zh="该任务由 {by} 处理", en="{by} works on this warning")
    remedy = Text(zh="请由其处理，或到期后由审批人处理", en="leave it to them, or to the approver once it is late")


class ApproverCloses(PuhuiError):
    """A second person closes what is gravest, and what is late."""

    category = Category.FORBIDDEN
    cause = Text(zh="红色预警与逾期任务须由审批人关闭", en="an approver closes red warnings and late ones")
    remedy = Text(zh="请记录已采取的措施，由审批人关闭", en="record what was done, and let an approver close it")


class MeasureFirst(PuhuiError):
    """A warning that was right is not closed before anything was done about it."""

    category = Category.CONFLICT
    cause = Text(zh="尚未记录任何措施", en="no measure is recorded yet")
    remedy = Text(zh="请先记录已采取的措施；若为误报请选择误报", en="record what was done; if it was false, say so")
