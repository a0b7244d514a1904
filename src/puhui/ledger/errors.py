"""What can go wrong at the ledger, named for the facts."""

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text


class MalformedStatement(PuhuiError):
    """The bytes are not a Puhui statement in its one spelling. Nothing was recorded."""

    category = Category.INVALID
    cause = Text(zh="存证条目格式错误：{reason}", en="malformed statement: {reason}")
    remedy = Text(zh="请用 build_statement 重新生成并签名", en="build and sign the statement again")


_NOT_YET = frozenset({"no_genesis", "too_early"})


class StatementNotAdmitted(PuhuiError):
    """The statement may not be ordered: it is nobody's we know, or not yet due. Nothing was recorded.

    Before the genesis, or before its time, the same statement may be sent again later: a node that restores what it
    lost knows no members for a while.
    """

    category = Category.FORBIDDEN
    cause = Text(zh="存证条目不予受理（{reason}）：{detail}", en="the statement is not admitted ({reason}): {detail}")
    remedy = Text(
        zh="请核对机构编号、签名密钥与本机时间",
        en="check the organisation's id, its signing key and this machine's clock",
    )

    def __init__(self, *, party: str = "", stage: str = "", **data: object) -> None:
        super().__init__(party=party, stage=stage, **data)
        self.retriable = self.reason in _NOT_YET  # type: ignore[misc]

    @property
    def reason(self) -> str:
        """A stable code: `unknown_issuer`, `unknown_key`, `bad_signature`, `too_early`, `no_genesis`."""
        return str(self.data["reason"])


class LedgerMoved(StatementNotAdmitted):
    """The members took the ledger out of this sequencer's hands. It orders nothing more; what it ordered stands."""

    category = Category.CONFLICT
    cause = Text(
        zh="账本已按成员决议迁出，本排序节点在第 {size} 条之后不再受理新条目",
        en="by the members' decision the ledger has moved: this sequencer orders nothing after its {size} entries",
    )
    remedy = Text(
        zh="请改由 CometBFT 网络的节点提交；已有回执继续有效。排序节点请运行 puhui ledger move export 导出账本",
        en="submit through a node of the CometBFT network; old receipts stay valid. "
        "On the sequencer, `puhui ledger move export` writes the ledger out",
    )

    @property
    def reason(self) -> str:
        """See `StatementNotAdmitted.reason`."""
        return "moved"


class QueueFull(PuhuiError):
    """The sequencer's queue is at its limit. Nothing was recorded; the same statement may be sent again."""

    category = Category.EXHAUSTED
    cause = Text(zh="排序队列已满（上限 {limit}）", en="the sequencer's queue is full (limit {limit})")
    remedy = Text(
        zh="请稍后重发同一条目；大量事件请用批量存证", en="send the same statement later; put bulk events into batches"
    )
    retriable = True


class LedgerStopped(PuhuiError):
    """The engine has stopped, by request or because its storage failed. What was not acknowledged is undecided."""

    category = Category.UNAVAILABLE
    cause = Text(zh="账本引擎已停止：{reason}", en="the ledger engine has stopped: {reason}")
    remedy = Text(
        zh="请重启节点后重发同一条目；已确认的条目不会丢失，也不会重复",
        en="restart the node and send the same statement again; nothing acknowledged is lost, nothing is doubled",
    )
    retriable = True


class DiskFull(LedgerStopped):
    """The node's disk had no room for what must be durable. Nothing is half-written; reads go on."""

    cause = Text(
        zh="磁盘空间已满，账本引擎已停止：{reason}", en="the disk is full, so the ledger engine has stopped: {reason}"
    )
    remedy = Text(
        zh="请腾出磁盘空间并重启节点，然后重发同一条目；已确认的条目不会丢失，也不会重复",
        en="free space, restart the node and send the same statement again; nothing acknowledged is lost or doubled",
    )


class LedgerDamaged(PuhuiError):
    """What is stored contradicts itself. The engine does not start on it."""

    category = Category.INTEGRITY
    cause = Text(zh="账本数据自相矛盾：{reason}", en="the stored ledger contradicts itself: {reason}")
    remedy = Text(
        zh="请停止该节点，运行 puhui ledger check，并从其他节点恢复",
        en="stop this node, run `puhui ledger check`, and restore from another node",
    )


class ContractsUnknown(PuhuiError):
    """The members agreed on contracts that this build does not have. It decides nothing more until it is upgraded."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="成员已约定自位置 {index} 起执行第 {version} 版合约，本程序只到第 {latest} 版",
        en="from place {index} the members agreed on contracts version {version}; this build has {latest}",
    )
    remedy = Text(zh="请升级节点程序后重启；账本数据完好", en="upgrade the node and restart it; the ledger is whole")


class HandoverRefused(PuhuiError):
    """A step of the members' history does not follow from what is trusted so far. `number` is the change's."""

    category = Category.INTEGRITY
    cause = Text(
        zh="第 {number} 次成员变更的交接证明不成立：{reason}", en="the proof of change {number} does not hold: {reason}"
    )
    remedy = Text(
        zh="不要采信；请从其他节点取得成员变更历史",
        en="do not rely on it; fetch the members' history from another node",
    )


class EntryNotFound(PuhuiError):
    """No committed entry has this id."""

    category = Category.NOT_FOUND
    cause = Text(zh="账本上没有条目 {entry}", en="the ledger has no committed entry {entry}")
    remedy = Text(zh="请核对条目编号", en="check the entry's id")


class HeadNotReady(PuhuiError):
    """No head of this ledger has the cosignatures of a quorum yet."""

    category = Category.UNAVAILABLE
    cause = Text(zh="账本尚无经法定多数联署的检查点", en="no head of the ledger has a quorum's cosignatures yet")
    remedy = Text(zh="请稍后再取", en="ask again in a moment")
    retriable = True


class NoSourceHolds(PuhuiError):
    """Of the nodes that were asked for the log, each was silent or served what does not hold. Nothing was taken in."""

    category = Category.UNAVAILABLE
    cause = Text(zh="没有节点给出可核验的账本：{reasons}", en="no node served a ledger that holds: {reasons}")
    remedy = Text(
        zh="请检查网络与节点地址；已核验的内容仍可读取",
        en="check the network and the nodes' addresses; what was verified before can still be read",
    )
    retriable = True


class LedgerBroken(PuhuiError):
    """A quorum of consensus nodes signed what cannot be: two histories, or an entry that the contracts refuse.

    Nothing of the log can be believed beyond the last head that was verified. The proof is kept.
    """

    category = Category.INTEGRITY
    cause = Text(zh="共识节点的法定多数签署了不可能成立的内容（{kind}）：{what}", en="a quorum signed a {kind}: {what}")
    remedy = Text(
        zh="停止采信该账本的新内容；把证据交给监管方与全体成员，由成员共同决定如何恢复",
        en="believe nothing new of this ledger; give the proof to the regulator and to all members, who must decide",
    )


class TrustContradicted(PuhuiError):
    """The trust file and what was verified before name different consensus nodes or keys."""

    category = Category.INTEGRITY
    cause = Text(
        zh="信任文件与此前核验的内容不一致：{reason}", en="the trust file contradicts what was verified: {reason}"
    )
    remedy = Text(
        zh="请核对信任文件的来源；若确属另一账本，请换一个目录",
        en="check where the trust file comes from; for another ledger, use another folder",
    )


class RefusalUnproved(PuhuiError):
    """The nodes say that the ledger refused the statement; by the contracts, upon the log as it is known, it would not.

    What was decided is open. Nothing was recorded here.
    """

    category = Category.INTEGRITY
    cause = Text(
        zh="{org} 称条目 {entry} 被拒绝（{reason}），但按合约与已核验的账本并非如此",
        en="{org} says that entry {entry} was refused ({reason}); by the contracts and the verified log it is not",
    )
    remedy = Text(
        zh="请换一个节点重发同一条目；若各节点答复一致，请核对本机合约版本",
        en="send the same bytes through another node; if all say so, check this build's contracts",
    )
    retriable = True


class ReceiptNotReady(PuhuiError):
    """Too few consensus nodes have cosigned a checkpoint that covers the entry so far."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="条目 {entry} 的回执尚未就绪：需 {quorum} 个共识节点联署，现有 {have} 个",
        en="the receipt of entry {entry} is not ready: {quorum} consensus nodes must cosign, {have} have",
    )
    remedy = Text(zh="请稍后再取", en="ask again in a moment")
    retriable = True


class MalformedCheckpoint(PuhuiError):
    """The bytes are not a checkpoint in its one spelling."""

    category = Category.INVALID
    cause = Text(zh="检查点格式错误：{reason}", en="malformed checkpoint: {reason}")
    remedy = Text(zh="请从节点重新取得", en="fetch it again from a node")


class MalformedReceipt(PuhuiError):
    """The bytes are not a receipt in its one spelling."""

    category = Category.INVALID
    cause = Text(zh="回执格式错误：{reason}", en="malformed receipt: {reason}")
    remedy = Text(zh="请从节点重新取得回执", en="fetch the receipt again from a node")


class MalformedTrust(PuhuiError):
    """The trust file cannot be used."""

    category = Category.INVALID
    cause = Text(zh="信任文件不可用：{reason}", en="the trust file cannot be used: {reason}")
    remedy = Text(zh="请从可信渠道重新取得 trust.json", en="fetch trust.json again from a source you trust")


class ReceiptRefused(PuhuiError):
    """The receipt does not prove what it claims. `step` is the number of the check that failed."""

    category = Category.INTEGRITY
    cause = Text(zh="回执第 {step} 步验证未通过：{reason}", en="the receipt fails step {step}: {reason}")
    remedy = Text(
        zh="不要采信此回执；请从节点重新取得，并核对信任文件",
        en="do not rely on this receipt; fetch it again from a node, and check the trust file",
    )

    @property
    def step(self) -> int:
        """The number of the step, as in `puhui.ledger.verify`."""
        return int(str(self.data["step"]))


class NoCoseTree(PuhuiError):
    """COSE has no registered number for a Merkle tree over this suite's hash, so no COSE Receipt can say it."""

    category = Category.INVALID
    cause = Text(
        zh="COSE 没有为 {suite} 的默克尔树登记编号，此回执不能导出为 COSE",
        en="COSE has registered no Merkle tree for {suite}: this receipt cannot be exported as COSE",
    )
    remedy = Text(
        zh="请直接使用回执文件（.tlog-proof），用 puhui receipt verify 验证",
        en="hand over the receipt itself (.tlog-proof); `puhui receipt verify` verifies it",
    )


class BadProof(PuhuiError):
    """A Merkle proof does not lead where it claims."""

    category = Category.INTEGRITY
    cause = Text(zh="Merkle 证明不成立：{reason}", en="the Merkle proof does not hold: {reason}")
    remedy = Text(zh="不要采信；请重新取得证明", en="do not rely on it; fetch the proof again")


class WitnessBehind(PuhuiError):
    """The witness last cosigned another size than the request starts from. `size` is where it stands."""

    category = Category.CONFLICT
    cause = Text(
        zh="见证节点停在规模 {size}，请求起点不符", en="the witness stands at size {size}, not where asked from"
    )
    remedy = Text(zh="请从规模 {size} 起重新出具一致性证明", en="prove consistency from size {size} and ask again")
    retriable = True

    @property
    def size(self) -> int:
        """The size of the head that the witness remembers; 0 when it has none."""
        return int(str(self.data["size"]))


class WitnessRefused(PuhuiError):
    """The request is not one that this witness answers: unknown log, wrong signature, malformed."""

    category = Category.FORBIDDEN
    cause = Text(zh="见证节点拒绝联署：{reason}", en="the witness refuses to cosign: {reason}")
    remedy = Text(zh="请核对日志来源与日志公钥", en="check the log's origin and its key")


class LogMisbehaved(PuhuiError):
    """The log signed two heads that cannot both be honest. The witness keeps both as evidence and cosigns neither."""

    category = Category.INTEGRITY
    cause = Text(zh="日志签出了互相矛盾的检查点（{kind}）", en="the log signed contradicting checkpoints ({kind})")
    remedy = Text(
        zh="立即停止采信该日志；把两份检查点交给监管方与全体成员",
        en="stop relying on this log now; give both checkpoints to the regulator and all members",
    )


class NeighbourUnknown(PuhuiError):
    """The ledger does not recognise the other city's log."""

    category = Category.NOT_FOUND
    cause = Text(zh="本账本尚未认可邻市日志 {origin}", en="this ledger does not recognise the log {origin}")
    remedy = Text(
        zh="请由运营方或监管方提交 neighbours.recognise，并附对方的信任文件",
        en="have the operator or a regulator submit neighbours.recognise with the other log's trust file",
    )


class NotAnchored(PuhuiError):
    """The second receipt does not show that the first one's entry was there when it was anchored."""

    category = Category.INTEGRITY
    cause = Text(zh="锚定回执不能证明该条目：{reason}", en="the anchor's receipt does not cover the entry: {reason}")
    remedy = Text(
        zh="请取同一城市、规模不小于该回执检查点的锚定回执，并附一致性证明",
        en="fetch the receipt of an anchor of that city at or above the receipt's size, with the consistency proof",
    )


class NoLedgerHere(PuhuiError):
    """The folder is neither a city's nor a sequencing node's."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 中没有账本（ledger.sqlite）", en="there is no ledger (ledger.sqlite) in {folder}")
    remedy = Text(
        zh="请给出城市目录，或负责排序的节点目录",
        en="name a city's folder, or the folder of the node that orders entries",
    )


class FileUnreadable(PuhuiError):
    """A file that was named cannot be read."""

    category = Category.INVALID
    cause = Text(zh="无法读取 {path}：{reason}", en="cannot read {path}: {reason}")
    remedy = Text(zh="请核对路径与权限", en="check the path and its permissions")
