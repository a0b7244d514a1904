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
