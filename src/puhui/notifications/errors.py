"""What can be wrong about telling people things."""

from puhui.kernel import Category, PuhuiError, Text


class AddressMalformed(PuhuiError):
    """The text is no address of that medium."""

    category = Category.INVALID
    cause = Text(zh="这不是有效的{medium}地址", en="that is no address for {medium}")
    remedy = Text(zh="请核对后重新填写", en="check it and enter it again")


class ChannelUnknown(PuhuiError):
    """This node has no such way out of the house."""

    category = Category.INVALID
    cause = Text(zh="本机构未启用 {medium} 通知", en="this node does not send notifications by {medium}")
    remedy = Text(zh="请选择其他方式，或请运营方启用", en="choose another way, or ask the node's operator to set it up")


class TooManyListeners(PuhuiError):
    """One person keeps more live connections open than the node holds for one."""

    category = Category.EXHAUSTED
    cause = Text(zh="您打开的实时连接已达上限 {limit} 个", en="{limit} live connections of yours are open already")
    remedy = Text(zh="请关闭多余的页面后重试", en="close pages that you do not need")
    retriable = True


class DeliveryStale(PuhuiError):
    """The news is older than anybody should be woken for; it stays at the bell."""

    category = Category.EXHAUSTED
    cause = Text(zh="通知已超过 {hours} 小时未送达", en="the notification could not be delivered for {hours} hours")
    remedy = Text(zh="请检查该通知方式的配置；站内通知不受影响", en="check that channel's settings; the bell shows it")


class DeliveryRefused(PuhuiError):
    """The other end will not have it, now or later."""

    category = Category.CONFLICT
    cause = Text(zh="对方拒收通知：{reason}", en="the receiver refuses the notification: {reason}")
    remedy = Text(zh="请核对地址与配置", en="check address and settings")


class DeliveryDelayed(PuhuiError):
    """The other end does not take it now."""

    category = Category.UNAVAILABLE
    cause = Text(zh="对方暂时无法接收通知：{reason}", en="the receiver does not take the notification now: {reason}")
    remedy = Text(zh="稍后自动重试", en="it is tried again by itself")
    retriable = True
