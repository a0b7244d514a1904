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
