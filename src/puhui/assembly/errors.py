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
