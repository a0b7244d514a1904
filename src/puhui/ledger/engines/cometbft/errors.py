"""What can go wrong between the ledger and CometBFT, named for the facts."""

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text
from puhui.ledger.errors import LedgerStopped


class NotYetDecided(PuhuiError):
    """The statement was received, and consensus has not decided on it in the time that the caller gave."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="条目 {entry} 已收到，但共识尚未作出决定（已等待 {waited_s} 秒）",
        en="entry {entry} was received, but consensus has not decided on it within {waited_s} s",
    )
    remedy = Text(
        zh="请稍后查询结果或重发同一条目；若持续如此，可能有三分之一以上共识节点离线",
        en="ask for its verdict or send the same bytes again later; if it stays so, a third of the nodes may be down",
    )
    retriable = True


class ConsensusUnavailable(PuhuiError):
    """The node's CometBFT process does not answer. Whether the statement reached it is unknown."""

    category = Category.UNAVAILABLE
    cause = Text(zh="本节点的 CometBFT 没有应答：{reason}", en="this node's CometBFT does not answer: {reason}")
    remedy = Text(
        zh="请检查 CometBFT 进程与日志，然后重发同一条目",
        en="check the CometBFT process and its log, then send the same statement again",
    )
    retriable = True


class FoundedOnAnother(PuhuiError):
    """The chain's genesis names another ledger than this node holds. The node does not take part in it."""

    category = Category.INTEGRITY
    cause = Text(
        zh="链的创世文件所写的账本（{named}）与本节点的账本（{held}）不符",
        en="the chain's genesis goes on with {named}, this node holds {held}",
    )
    remedy = Text(
        zh="请核对 network.json，再用 puhui ledger move seed 从导出文件写入账本",
        en="check network.json, then fill the node from the export with `puhui ledger move seed`",
    )


class MalformedGenesis(PuhuiError):
    """The file is not the genesis of a chain."""

    category = Category.INVALID
    cause = Text(zh="不是链的创世文件：{reason}", en="this is no chain's genesis: {reason}")
    remedy = Text(
        zh="请给出 puhui ledger move found 写出、各节点共用的 network.json",
        en="name the network.json that `puhui ledger move found` wrote and all nodes share",
    )


class MoveNotFinished(PuhuiError):
    """The ledger cannot be taken along yet: its members have not moved it, or its last head has no quorum."""

    category = Category.CONFLICT
    cause = Text(zh="账本尚不能迁移：{reason}", en="the ledger cannot be moved yet: {reason}")
    remedy = Text(
        zh="请先由成员表决通过 move 变更，并让排序节点运行至最后一个检查点取得法定多数联署",
        en="have the members vote the change `move`, and let the sequencer run until a quorum cosigned its last head",
    )


class MoveRefused(PuhuiError):
    """What was exported is not the ledger that the members moved. Nothing of it was written."""

    category = Category.INTEGRITY
    cause = Text(zh="导出的账本不可采信：{reason}", en="the exported ledger does not hold: {reason}")
    remedy = Text(
        zh="请从排序节点或其他成员重新取得导出文件，并核对其来源",
        en="fetch the export again, from the sequencer or another member, and find out who changed it",
    )


class LedgerInTheWay(PuhuiError):
    """There is a file already where a ledger was to be written."""

    category = Category.CONFLICT
    cause = Text(zh="{path} 已存在（{reason}）", en="{path} is there already ({reason})")
    remedy = Text(zh="请停止该节点，移开该文件或另选路径", en="stop the node, move the file away or name another path")


class CometMissing(PuhuiError):
    """The CometBFT program is not installed."""

    category = Category.NOT_FOUND
    cause = Text(zh="找不到 CometBFT 程序：{path}", en="there is no CometBFT program at {path}")
    remedy = Text(zh="请运行 sh tools/cometbft.sh 安装", en="install it with `sh tools/cometbft.sh`")


class CometStopped(PuhuiError):
    """The CometBFT process ended or did not become ready."""

    category = Category.UNAVAILABLE
    cause = Text(zh="CometBFT 未能运行（{reason}）：{tail}", en="CometBFT does not run ({reason}): {tail}")
    remedy = Text(zh="请查看该节点的 cometbft.log", en="look at the node's cometbft.log")
    retriable = True


class ExecutedOtherwise(LedgerStopped):
    """More than two thirds of the consensus nodes have another state after a block than this node, which stops there.

    Its build, its contracts or its memory differ from theirs: a restart alone does not help.
    """

    category = Category.INTEGRITY
    cause = Text(
        zh="本节点执行区块 {height} 的结果与其他共识节点不一致：本节点 {ours}，其他节点 {theirs}",
        en="this node executed block {height} otherwise than the others: its state is {ours}, theirs is {theirs}",
    )
    remedy = Text(
        zh="请保留该节点目录备查，核对程序版本与合约，再以状态同步恢复；其间请通过其他节点提交",
        en="keep the node's folder for examination, compare its build and contracts with the others', and restore it "
        "by state sync; submit through another node meanwhile",
    )
    retriable = False


class BadDoubleVote(PuhuiError):
    """What was given as the proof of a double vote proves none."""

    category = Category.INTEGRITY
    cause = Text(zh="重复投票的证明不成立：{reason}", en="this proves no double vote: {reason}")
    remedy = Text(
        zh="不要据此指控；请从另一共识节点重新取得证明", en="accuse nobody by it; fetch the proof from another node"
    )
