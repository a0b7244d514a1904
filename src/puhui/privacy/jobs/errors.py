"""What can stand between an invitation and a result, as facts. No message ever carries a value of the data."""

from puhui.kernel import Category, PuhuiError, Text
from puhui.privacy.errors import Explained


class MalformedMessage(Explained):
    """The bytes are no message between nodes about a job."""

    category = Category.INVALID
    cause = Text(zh="任务消息格式错误：{reason}", en="not a message about a job: {reason}")
    remedy = Text(zh="请双方使用同一版本后重试", en="use the same version on both sides, then send it again")


class MessageNotSigned(Explained):
    """The message is not signed by whom it must be from."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="消息未由 {issuer} 有效签名：{reason}", en="{issuer} did not soundly sign this message: {reason}")
    remedy = Text(
        zh="由发送方以账本上的有效密钥签名后重发", en="its sender signs with its key on the ledger and sends again"
    )


class NotForUs(Explained):
    """The message is for another party or about another job."""

    category = Category.FORBIDDEN
    cause = Text(zh="该消息不是给本机构的：{reason}", en="this message is not for us: {reason}")
    remedy = Text(zh="由发起方向本机构重新发出邀请", en="the initiator sends an invitation of our own")


class InvitationExpired(Explained):
    """The time in which the job may run is over, or longer than any job may take."""

    category = Category.CONFLICT
    cause = Text(zh="任务邀请的时限无效：{reason}", en="the invitation's deadline does not hold: {reason}")
    remedy = Text(zh="由发起方重新发起任务", en="the initiator starts a new job")


class ComputationNotOpen(PuhuiError):
    """The ledger has no such computation, or it was opened by another."""

    category = Category.NOT_FOUND
    cause = Text(
        zh="账本上没有由 {initiator} 登记的此任务", en="the ledger has no such computation opened by {initiator}"
    )
    remedy = Text(
        zh="发起方须先在账本上登记完全相同的任务", en="the initiator opens exactly this job on the ledger first"
    )


class ComputationDiffers(Explained):
    """The ledger says something else of the job than the invitation."""

    category = Category.INTEGRITY
    cause = Text(zh="任务邀请与账本登记不一致：{reason}", en="the ledger says otherwise of this job: {reason}")
    remedy = Text(zh="请勿参与；由发起方更正后重新登记", en="do not take part; the initiator opens a correct one")


class ComputationRefused(PuhuiError):
    """The contract refused to open the computation."""

    category = Category.FORBIDDEN
    cause = Text(zh="账本拒绝登记此任务：{reason}", en="the ledger refused to open this computation: {reason}")
    remedy = Text(zh="请核对参与方、用途与时限", en="check the parties, the purpose and the deadline")


class JobUnsound(Explained):
    """The job breaks a rule of its operation."""

    category = Category.INVALID
    cause = Text(zh="任务内容不合规则：{reason}", en="the job breaks a rule of its operation: {reason}")
    remedy = Text(zh="由发起方更正后重新发起任务", en="the initiator corrects it and starts a new job")


class OperationNotOffered(PuhuiError):
    """This node takes part in no such operation."""

    category = Category.FORBIDDEN
    cause = Text(zh="本节点不参与{op}", en="this node takes part in no {op}")
    remedy = Text(zh="请使用 {offered} 之一，或升级节点", en="use one of {offered}, or upgrade the node")


class DisclosureDiffers(PuhuiError):
    """The job says another thing of what its parties learn than what they would learn."""

    category = Category.INTEGRITY
    cause = Text(zh="任务声明的披露内容与实际不符", en="the job does not truly say what each party learns")
    remedy = Text(zh="请勿参与；由发起方如实声明", en="do not take part; the initiator says it truly")


class PermitNeeded(PuhuiError):
    """The party's data would reach another organisation and the invitation names neither grants nor a mandate."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="{owner} 的数据将到达 {receiver}，但邀请中没有授权或委托",
        en="data of {owner} would reach {receiver}, and the invitation names no grant and no mandate",
    )
    remedy = Text(zh="请先取得授权或委托", en="obtain a mandate of the institution, or the enterprises' grants, first")


class PermitDiffers(Explained):
    """The named grants or mandate are about something else than the job."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="所列授权或委托与任务不符：{reason}", en="the named grants or mandate do not fit this job: {reason}"
    )
    remedy = Text(zh="请使用与任务数据一致的授权或委托", en="name those that are about this job's data")


class PermitsRefused(PuhuiError):
    """The ledger refused some of a batch's uses; those that it counted stay counted, and end as failed."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="{of} 项授权中有 {refused} 项不允许此次使用（{reasons}）",
        en="{refused} of {of} grants do not allow this use ({reasons})",
    )
    remedy = Text(zh="请去除这些企业后重新发起任务", en="leave those enterprises out and start a new job")


class AcceptanceDiffers(Explained):
    """A party's acceptance is not one of this job."""

    category = Category.INTEGRITY
    cause = Text(zh="{peer} 的参与确认不可用：{reason}", en="the acceptance of {peer} is refused: {reason}")
    remedy = Text(zh="请停止；由发起方重新发起任务", en="stop; the initiator starts a new job")


class JobUnknown(PuhuiError):
    """This node has no such job, or not for whoever asks."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有任务 {job}", en="there is no job {job} here")
    remedy = Text(zh="请核对任务编号", en="check the job's name")


class JobNotThere(PuhuiError):
    """The job is in another state than this step needs."""

    category = Category.CONFLICT
    cause = Text(zh="任务当前状态为 {state}，不能执行此步骤", en="the job is {state}, so this step cannot follow")
    remedy = Text(zh="请查看任务状态，必要时重新发起", en="look at the job's state; start a new one if need be")


class TooManyJobs(PuhuiError):
    """As many jobs are under way here as may be."""

    category = Category.EXHAUSTED
    retriable = True
    cause = Text(zh="进行中的任务已达上限 {limit} 个", en="{limit} jobs are under way here, which is the limit")
    remedy = Text(zh="请待其他任务结束后重试", en="try again when another job has ended")


class JobCancelled(PuhuiError):
    """A party cancelled the job."""

    category = Category.CONFLICT
    cause = Text(zh="{by} 取消了任务", en="{by} cancelled the job")
    remedy = Text(zh="如仍需要请重新发起任务", en="start a new job if it is still wanted")


class NodeRestarted(PuhuiError):
    """The node went down while the job was under way."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(
        zh="{who} 的节点在任务途中重启，未产生任何结果",
        en="the node of {who} went down in the middle; there is no output",
    )
    remedy = Text(zh="请重新发起任务", en="start a new job")


class NobodyBegan(PuhuiError):
    """The job's time passed before it began or ended."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="任务在时限内未能完成（停留在 {state}）", en="the job's time passed while it was {state}")
    remedy = Text(zh="请确认发起方在线后重新发起任务", en="see that the initiator is up, then start a new job")


class PartyEnded(PuhuiError):
    """Another party ended the job and said why."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="{peer} 在 {at} 阶段结束了任务：{code}", en="{peer} ended the job at {at}: {code}")
    remedy = Text(
        zh="由 {peer} 按其记录处理后重新发起任务", en="{peer} sees to it by its own record; then start a new job"
    )


class NoResult(PuhuiError):
    """There is no result for this node to take."""

    category = Category.CONFLICT
    cause = Text(zh="任务状态为 {state}，本机构没有可取的结果", en="the job is {state}: there is no result for us")
    remedy = Text(zh="请待任务完成；仅接收方有结果", en="wait until it is done; only receivers have a result")
