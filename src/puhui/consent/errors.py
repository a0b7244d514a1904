"""What can stand between a question and an answer, as facts."""

from puhui.kernel import Category, PuhuiError, Text


class UnknownPurpose(PuhuiError):
    """No purpose of this code is configured: nothing may be asked for it."""

    category = Category.INVALID
    cause = Text(zh="未知的用途“{purpose}”", en="unknown purpose {purpose!r}")
    remedy = Text(zh="请使用 {known} 之一", en="use one of {known}")


class NothingToGrant(PuhuiError):
    """A bundle needs at least one dataset with at least one field, each dataset once."""

    category = Category.INVALID
    cause = Text(zh="授权内容无效：{reason}", en="there is nothing sound to grant: {reason}")
    remedy = Text(zh="请至少选择一项数据及其字段，每项数据只选一次", en="choose datasets, each once, and their fields")


class ConsentOfItsOwn(PuhuiError):
    """A person's own data take a consent of their own (PIPL article 23): one draft, one signature, nothing beside."""

    category = Category.INVALID
    cause = Text(
        zh="{dataset} 是个人本人的信息，须单独签署，不能与其他数据一并授权",
        en="{dataset} is a person's own and takes a signature of its own, not one with other data",
    )
    remedy = Text(zh="请先签署其他授权，再单独签署这一项", en="sign for the other data first, then for this by itself")


class GrantRefusedByLedger(PuhuiError):
    """The contract refused to open or revoke the grant."""

    category = Category.FORBIDDEN
    cause = Text(zh="账本拒绝了授权 {grant}：{reason}", en="the ledger refused grant {grant}: {reason}")
    remedy = Text(zh="请核对企业签名与授权内容后重新发起", en="check the signature and the terms, then draft it again")


class GrantNotFound(PuhuiError):
    """The ledger has no such grant."""

    category = Category.NOT_FOUND
    cause = Text(zh="账本上没有授权 {grant}", en="the ledger has no grant {grant}")
    remedy = Text(zh="请核对授权编号", en="check the grant's id")


class LedgerUnsure(PuhuiError):
    """It is not certain that the ledger counted the use; without that certainty no data moves."""

    category = Category.UNAVAILABLE
    cause = Text(zh="账本尚未确认：{reason}", en="the ledger has not confirmed: {reason}")
    remedy = Text(zh="请稍后用同一请求编号重试；不会重复计数", en="try again with the same request id; it counts once")
    retriable = True


class DrawDenied(PuhuiError):
    """The grant does not allow this use. `reason` is the contract's code; the denial is on the ledger too."""

    category = Category.FORBIDDEN
    reason = "denied"
    cause = Text(zh="授权 {grant} 不允许此次使用（{reason}）", en="grant {grant} does not allow this use ({reason})")
    remedy = Text(zh="请向企业重新申请授权", en="ask the enterprise for a grant that does")


class GrantNotOpen(DrawDenied):
    """No such grant is open."""

    reason = "not_open"
    category = Category.NOT_FOUND
    cause = Text(zh="授权 {grant} 不存在或未生效", en="grant {grant} is not open")


class GrantRevoked(DrawDenied):
    """The enterprise took the grant back."""

    reason = "revoked"
    cause = Text(zh="企业已撤回授权 {grant}", en="the enterprise has revoked grant {grant}")


class GrantExpired(DrawDenied):
    """The grant's time is over."""

    reason = "expired"
    cause = Text(zh="授权 {grant} 已到期", en="grant {grant} has expired")


class GrantNotYetValid(DrawDenied):
    """The grant's time has not come."""

    reason = "not_yet"
    cause = Text(zh="授权 {grant} 尚未生效", en="grant {grant} does not hold yet")
    remedy = Text(zh="请在授权生效后再请求", en="ask again when the grant holds")


class GrantExhausted(DrawDenied):
    """All uses of the grant are used."""

    reason = "exhausted"
    category = Category.EXHAUSTED
    cause = Text(zh="授权 {grant} 的使用次数已用完", en="all uses of grant {grant} are used")


class GrantUsedTooOften(DrawDenied):
    """The grant's frequency limit is reached."""

    reason = "too_often"
    category = Category.EXHAUSTED
    cause = Text(zh="授权 {grant} 在本周期内的使用次数已满", en="grant {grant} was used as often as its period allows")
    remedy = Text(zh="请在下一周期再请求", en="ask again when the period has passed")


class WrongReceiver(DrawDenied):
    """Another organisation than the grant names asks."""

    reason = "wrong_receiver"
    cause = Text(zh="授权 {grant} 不是给请求方的", en="grant {grant} is not for the organisation that asks")


class ReceiverInactive(DrawDenied):
    """The members have suspended or expelled the organisation that the grant is for."""

    reason = "receiver_inactive"
    cause = Text(
        zh="授权 {grant} 的接收方已被联盟暂停或除名",
        en="the receiver of grant {grant} was suspended or expelled by the members",
    )
    remedy = Text(zh="请待其恢复成员资格后再请求", en="ask again when the members have reinstated it")


class WrongPurpose(DrawDenied):
    """The purpose is not the granted one."""

    reason = "wrong_purpose"
    cause = Text(zh="用途与授权 {grant} 不符", en="the purpose is not the one of grant {grant}")


class WrongProgram(DrawDenied):
    """The program is not the granted one."""

    reason = "wrong_program"
    cause = Text(zh="计算程序与授权 {grant} 不符", en="the program is not the one of grant {grant}")


class WrongFields(DrawDenied):
    """Fields are asked for that the grant does not hold."""

    reason = "wrong_fields"
    cause = Text(zh="请求的字段超出授权 {grant}", en="fields are asked for that grant {grant} does not hold")


class WrongSubject(DrawDenied):
    """The question is about another enterprise than the grant."""

    reason = "wrong_subject"
    cause = Text(zh="授权 {grant} 不是该企业的", en="grant {grant} is of another enterprise")


class WrongCustodian(DrawDenied):
    """The grant is for another custodian's data."""

    reason = "not_custodian"
    cause = Text(zh="授权 {grant} 的数据不由本机构提供", en="grant {grant} is for another custodian's data")


class RequestReused(DrawDenied):
    """The request id already stands for another question."""

    reason = "request_reused"
    category = Category.CONFLICT
    cause = Text(zh="请求编号 {request} 已用于另一个问题", en="request {request} already stands for another question")
    remedy = Text(zh="请使用新的请求编号", en="take a fresh request id")


class UseFailed(PuhuiError):
    """The use was counted and its computation failed for good; the ledger says so."""

    category = Category.CONFLICT
    cause = Text(
        zh="授权 {grant} 的第 {n} 次使用未能得出结果", en="use {n} of grant {grant} was counted and came to no answer"
    )
    remedy = Text(zh="请用新的请求编号重新请求", en="ask again with a fresh request id")


class BatchSize(PuhuiError):
    """A batch takes at least one grant, and a stated number at most."""

    category = Category.INVALID
    cause = Text(
        zh="一批授权应为 1 至 {limit} 份，现为 {count} 份", en="a batch takes 1 to {limit} grants, not {count}"
    )
    remedy = Text(zh="请分成多个作业", en="divide the job into several")


class AlreadyEnded(PuhuiError):
    """The uses of the request ended with another outcome or answer, and the ledger is told so."""

    category = Category.CONFLICT
    cause = Text(zh="请求 {request} 已以另一结果结束", en="request {request} has already ended with another outcome")
    remedy = Text(
        zh="请核对作业的结果；已记录的结果不可更改", en="check the job's outcome; what is recorded does not change"
    )


class AnswerForgotten(PuhuiError):
    """The answer left long ago and is deleted here; its digest stays on the ledger."""

    category = Category.NOT_FOUND
    cause = Text(zh="请求 {request} 的答复已按留存期限删除", en="the answer to request {request} is deleted by now")
    remedy = Text(zh="请用新的请求编号重新请求", en="ask again with a fresh request id")


class PermitNotOurs(PuhuiError):
    """The permit was not drawn at this custodian, or is not the one on record."""

    category = Category.INTEGRITY
    cause = Text(zh="许可与本机构的记录不符：请求 {request}", en="the permit of request {request} is not on our record")
    remedy = Text(zh="停止处理并上报；检查是否有人伪造许可", en="stop, and find out who forged a permit")


DENIALS: dict[str, type[DrawDenied]] = {
    kind.reason: kind
    for kind in (
        GrantNotOpen, GrantRevoked, GrantExpired, GrantNotYetValid, GrantExhausted, GrantUsedTooOften, WrongReceiver,
        ReceiverInactive, WrongPurpose, WrongProgram, WrongFields, WrongSubject, WrongCustodian, RequestReused,
    )
}  # fmt: skip


def denial(reason: str, *, grant: str, request: str, party: str) -> DrawDenied:
    """The error for a refusal's code."""
    kind = DENIALS.get(reason, DrawDenied)
    return kind(grant=grant, request=request, reason=reason, party=party, stage="consent.permits")
