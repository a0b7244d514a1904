"""What can stand between a job and an institution's mandate, as facts."""

from puhui.consent.errors import ReceiverInactive, RequestReused
from puhui.kernel import Category, PuhuiError, Text


class MandateNotFound(PuhuiError):
    """The ledger has no such mandate of this institution."""

    category = Category.NOT_FOUND
    cause = Text(zh="账本上没有本机构的委托 {mandate}", en="the ledger has no mandate {mandate} of this institution")
    remedy = Text(zh="请核对委托编号", en="check the mandate's id")


class MandateRefusedByLedger(PuhuiError):
    """The contract refused to open the mandate."""

    category = Category.INVALID
    cause = Text(zh="账本拒绝了委托 {mandate}：{reason}", en="the ledger refused mandate {mandate}: {reason}")
    remedy = Text(
        zh="请核对委托的数据集、字段、接收方和期限",
        en="check the mandate's dataset, fields, receiver and times",
    )


class MandateDenied(PuhuiError):
    """The mandate does not allow this use. `reason` is the contract's code; the denial is on the ledger too."""

    category = Category.FORBIDDEN
    reason = "denied"
    cause = Text(
        zh="委托 {mandate} 不允许此次使用（{reason}）", en="mandate {mandate} does not allow this use ({reason})"
    )
    remedy = Text(
        zh="请由数据提供机构签发相应的委托", en="have the institution whose data it is open a mandate that does"
    )


class MandateNotOpen(MandateDenied):
    """No such mandate is open."""

    reason = "not_open"
    category = Category.NOT_FOUND
    cause = Text(zh="委托 {mandate} 不存在或未生效", en="mandate {mandate} is not open")


class MandateWithdrawn(MandateDenied):
    """The institution took the mandate back."""

    reason = "withdrawn"
    cause = Text(zh="机构已撤回委托 {mandate}", en="the institution has withdrawn mandate {mandate}")


class MandateExpired(MandateDenied):
    """The mandate's time is over."""

    reason = "expired"
    cause = Text(zh="委托 {mandate} 已到期", en="mandate {mandate} has expired")


class MandateNotYetValid(MandateDenied):
    """The mandate's time has not come."""

    reason = "not_yet"
    cause = Text(zh="委托 {mandate} 尚未生效", en="mandate {mandate} does not hold yet")
    remedy = Text(zh="请在委托生效后再请求", en="ask again when the mandate holds")


class MandateExhausted(MandateDenied):
    """All uses of the mandate are used."""

    reason = "exhausted"
    category = Category.EXHAUSTED
    cause = Text(zh="委托 {mandate} 的使用次数已用完", en="all uses of mandate {mandate} are used")


class MandateForAnotherReceiver(MandateDenied):
    """Another organisation than the mandate names would receive."""

    reason = "wrong_receiver"
    cause = Text(zh="委托 {mandate} 不是给该接收方的", en="mandate {mandate} is not for that receiver")


class MandateReceiverInactive(MandateDenied):
    """The members have suspended or expelled the organisation that the mandate is for."""

    reason = ReceiverInactive.reason
    cause = Text(
        zh="委托 {mandate} 的接收方已被联盟暂停或除名",
        en="the receiver of mandate {mandate} was suspended or expelled by the members",
    )
    remedy = ReceiverInactive.remedy


class MandateForAnotherPurpose(MandateDenied):
    """The purpose is not the mandate's."""

    reason = "wrong_purpose"
    cause = Text(zh="用途与委托 {mandate} 不符", en="the purpose is not the one of mandate {mandate}")


class MandateForAnotherProgram(MandateDenied):
    """The program is not the mandate's."""

    reason = "wrong_program"
    cause = Text(zh="计算程序与委托 {mandate} 不符", en="the program is not the one of mandate {mandate}")


class MandateForOtherFields(MandateDenied):
    """Fields are asked for that the mandate does not hold."""

    reason = "wrong_fields"
    cause = Text(zh="请求的字段超出委托 {mandate}", en="fields are asked for that mandate {mandate} does not hold")


class MandateOfAnother(MandateDenied):
    """The mandate is another institution's."""

    reason = "not_custodian"
    cause = Text(zh="委托 {mandate} 不是本机构的", en="mandate {mandate} is another institution's")


class MandateRequestReused(MandateDenied):
    """The request id already stands for another question."""

    reason = RequestReused.reason
    category = Category.CONFLICT
    cause = RequestReused.cause
    remedy = RequestReused.remedy


MANDATE_DENIALS: dict[str, type[MandateDenied]] = {
    kind.reason: kind
    for kind in (
        MandateNotOpen, MandateWithdrawn, MandateExpired, MandateNotYetValid, MandateExhausted,
        MandateForAnotherReceiver, MandateReceiverInactive, MandateForAnotherPurpose, MandateForAnotherProgram,
        MandateForOtherFields, MandateOfAnother, MandateRequestReused,
    )
}  # fmt: skip


def mandate_denial(reason: str, *, mandate: str, request: str, party: str) -> MandateDenied:
    """The error for a refusal's code."""
    kind = MANDATE_DENIALS.get(reason, MandateDenied)
    return kind(mandate=mandate, request=request, reason=reason, party=party, stage="consent.mandates")
