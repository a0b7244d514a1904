"""What can be wrong with a message."""

from puhui.kernel import Category, PuhuiError, Text


class ThreadFull(PuhuiError):
    """The thread holds as much as one may."""

    category = Category.EXHAUSTED
    cause = Text(zh="该申请的留言已达上限 {limit} 条", en="this thread has its {limit} messages")
    remedy = Text(zh="请电话联系对方", en="call the other side")


class ApplicationNotHereYet(PuhuiError):
    """A message has come before the application that it is about."""

    category = Category.UNAVAILABLE
    cause = Text(zh="申请 {application} 尚未到达本机构", en="application {application} has not arrived here yet")
    remedy = Text(zh="稍后自动重试", en="it is tried again by itself")
    retriable = True
