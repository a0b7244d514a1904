"""Facts of wiring and transport: a folder that cannot be used, a node that does not answer."""

from puhui.kernel import Category, PuhuiError, Text


class PeerUnreachable(PuhuiError):
    """Another organisation's node did not answer."""

    category = Category.UNAVAILABLE
    cause = Text(zh="机构 {org} 的节点没有应答：{reason}", en="the node of {org} does not answer: {reason}")
    remedy = Text(zh="请稍后重试", en="try again later")
    retriable = True


class PeerRefused(PuhuiError):
    """Another organisation's node answered with an error that is not ours to retell in its own category."""

    category = Category.CONFLICT
    cause = Text(zh="机构 {org} 的节点拒绝：{reason}", en="the node of {org} refused: {reason}")
    remedy = Text(zh="{advice}", en="{advice}")


class SettingsBroken(PuhuiError):
    """A node's folder cannot be used as it is."""

    category = Category.INVALID
    cause = Text(zh="节点目录 {path} 无法使用：{reason}", en="the node folder {path} cannot be used: {reason}")
    remedy = Text(zh="{advice}", en="{advice}")


class NodeAlreadyRuns(PuhuiError):
    """Another process is the node of this folder."""

    category = Category.CONFLICT
    cause = Text(zh="节点目录 {path} 正由另一个进程使用", en="another process is the node of {path}")
    remedy = Text(zh="请使用正在运行的节点，或先停止它", en="use the node that runs, or stop it first")


class NetworkMalformed(PuhuiError):
    """What was told about the network cannot be read."""

    category = Category.INVALID
    cause = Text(zh="网络信息无法读取：{reason}", en="what is told about the network cannot be read: {reason}")
    remedy = Text(zh="请从其他节点重新取得", en="fetch it again, from another node")


class ForeignLog(PuhuiError):
    """This node's ledger is not the one that its trust file speaks of."""

    category = Category.INTEGRITY
    cause = Text(
        zh="节点 {org} 同步到的账本与其信任文件不符：{reason}",
        en="the ledger that the node of {org} follows is not the one of its trust file: {reason}",
    )
    remedy = Text(
        zh="请停止该节点，核对 trust.json 与 network.json 的来源，再重新加入",
        en="stop the node, check where its trust.json and network.json come from, and join again",
    )


class NoConsensusNode(PuhuiError):
    """No consensus node's address is known here."""

    category = Category.UNAVAILABLE
    cause = Text(zh="节点 {org} 不知道任何共识节点的地址", en="the node of {org} knows no consensus node's address")
    remedy = Text(
        zh="请运行 puhui node join，并用 --peer 给出至少一个共识节点的地址",
        en="run `puhui node join` with the address of at least one consensus node as --peer",
    )


class NotAMember(PuhuiError):
    """The organisation, or the key in its folder, is not a member's as far as the members' history goes."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="{org} 目前不能以此密钥签名：{reason}", en="{org} may sign nothing with this key at present: {reason}"
    )
    remedy = Text(zh="{advice}", en="{advice}")


class ChangeRefused(PuhuiError):
    """The members' contract refused a proposal, a vote, an enactment or a rotation. It is on the record."""

    category = Category.CONFLICT
    cause = Text(zh="成员合约未接受（{code_}）：{zh}", en="the members' contract refused it ({code_}): {en}")
    remedy = Text(zh="{advice_zh}", en="{advice_en}")

    @property
    def reason(self) -> str:
        """The contract's own code."""
        return str(self.data["code_"])


class NoSuchProposal(PuhuiError):
    """No open proposal goes by that id, or more than one does."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有唯一匹配 {proposal} 的待决提案", en="no single open proposal goes by {proposal}")
    remedy = Text(zh="请用 puhui member proposals 查看", en="see `puhui member proposals`")


class RequestMalformed(PuhuiError):
    """A join request cannot be used."""

    category = Category.INVALID
    cause = Text(zh="加入申请 {path} 无法使用：{reason}", en="the join request {path} cannot be used: {reason}")
    remedy = Text(
        zh="请申请机构用 puhui node new 重新生成", en="have the organisation make it again with `puhui node new`"
    )


class FolderTaken(PuhuiError):
    """The folder already holds something."""

    category = Category.CONFLICT
    cause = Text(zh="目录 {folder} 已存在且不为空", en="the folder {folder} exists and is not empty")
    remedy = Text(zh="请换一个目录", en="name another folder")


class UnknownRole(PuhuiError):
    """No organisation can have this role."""

    category = Category.INVALID
    cause = Text(zh="没有角色“{role}”", en="there is no role {role!r}")
    remedy = Text(zh="可用角色：{roles}", en="one of: {roles}")


class NotFromAllFounders(PuhuiError):
    """A moved ledger's chain begins with exactly the log's consensus organisations, one card each."""

    category = Category.INVALID
    cause = Text(
        zh="名片来自 {given}；账本的共识机构是 {needed}",
        en="the cards are of {given}; the ledger's consensus organisations are {needed}",
    )
    remedy = Text(
        zh="请收齐每家共识机构的 card.json，各一份（由 puhui ledger move prepare 写出）",
        en="gather one card.json of each, which `puhui ledger move prepare` writes",
    )


class CardNotInNetwork(PuhuiError):
    """The network was founded without this node, or with another card of it than the one in its folder."""

    category = Category.CONFLICT
    cause = Text(
        zh="network.json 中没有节点 {org} 现有的名片（{path}）",
        en="network.json does not hold the card that the node of {org} has ({path})",
    )
    remedy = Text(
        zh="共识机构请核对名片，并用它重新运行 puhui ledger move found；参与节点请运行 puhui ledger move follow",
        en="a consensus organisation has `puhui ledger move found` run again with this card; "
        "a participant runs `puhui ledger move follow`",
    )


class NotPrepared(PuhuiError):
    """The node has no card yet."""

    category = Category.CONFLICT
    cause = Text(zh="节点 {org} 还没有名片", en="the node of {org} has no card yet")
    remedy = Text(
        zh="请先运行 puhui ledger move prepare {folder} --p2p HOST:PORT",
        en="first run: puhui ledger move prepare {folder} --p2p HOST:PORT",
    )


class FounderFollows(PuhuiError):
    """A consensus organisation's node is to be seeded, not to follow."""

    category = Category.CONFLICT
    cause = Text(zh="{org} 是该网络的共识机构", en="{org} is a consensus organisation of that network")
    remedy = Text(
        zh="请运行 puhui ledger move seed {folder} --export EXPORT --network network.json",
        en="run: puhui ledger move seed {folder} --export EXPORT --network network.json",
    )


class NotThisLedgersNetwork(PuhuiError):
    """The network file is not of the chain that goes on with this node's ledger."""

    category = Category.INTEGRITY
    cause = Text(
        zh="该 network.json 不属于节点 {org} 的账本：{told}，应为 {ours}",
        en="that network.json is not of the ledger of {org}: {told}, not {ours}",
    )
    remedy = Text(
        zh="请向主持建链的机构重新取得 network.json",
        en="fetch network.json again from whoever ran `puhui ledger move found`",
    )


class AlreadyMoved(PuhuiError):
    """The node runs on CometBFT already, and not on the chain that is to be taken up."""

    category = Category.CONFLICT
    cause = Text(zh="节点 {org} 已改用 CometBFT 引擎", en="the node of {org} is on the CometBFT engine already")
    remedy = Text(
        zh="账本只迁移一次；请用 puhui node run {folder} 运行该节点",
        en="a ledger moves once: run the node with `puhui node run {folder}`",
    )
