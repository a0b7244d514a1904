"""The other side of a bank in a sandbox: simulated enterprises that act when they are told to, and time that moves."""

from typing import Protocol

from puhui.desks.views import (
    ApplicationView,
    LoanView,
    ReliefView,
    SandboxApplication,
    SandboxApplicationRequest,
    SandboxRevocation,
    SandboxTime,
    SandboxView,
)
from puhui.kernel import Category, Language, PuhuiError, Text


class NotASandbox(PuhuiError):
    """Somebody asks a real node, or a sandbox's node without such a side, to have others act."""

    category = Category.NOT_FOUND
    cause = Text(
        zh="机构 {org} 的节点没有沙箱接口：这里的企业和时间不听指令",
        en="the node of {org} has no sandbox: neither enterprises nor time act on command here",
    )
    remedy = Text(
        zh="请另建沙箱（puhui sandbox new），并连接其中银行的节点",
        en="make a sandbox (puhui sandbox new) and call its bank's node",
    )


class NoSuchCase(PuhuiError):
    """The sandbox does not know that case, or nobody can play it at this bank."""

    category = Category.INVALID
    cause = Text(zh="沙箱中没有情形 “{case}”", en="the sandbox has no case {case!r}")
    remedy = Text(zh="可用的情形：{known}", en="its cases: {known}")


class NotKnownThereYet(PuhuiError):
    """News between the sandbox's nodes has not arrived in time. Not retriable: the step itself may have been made."""

    category = Category.UNAVAILABLE
    cause = Text(zh="{org} 的节点尚未得知：{what}", en="the node of {org} has not heard yet: {what}")
    remedy = Text(
        zh="该步骤可能已经完成：请稍后查看其状态再决定是否重做；若一直没有，请查看该节点的日志",
        en="the step may have been made: look at its state shortly before making it again; else read that node's log",
    )


class OtherSide(Protocol):
    """Has simulated enterprises act by their own keys over the platform's own API, and moves the sandbox's clock.

    Every call returns when this bank's node knows of the step. What the platform refuses is raised as it said it.
    Safe in many threads.
    """

    def read(self, language: Language) -> SandboxView:
        """The time and the cases."""
        ...

    def apply(self, asked: SandboxApplicationRequest, language: Language) -> SandboxApplication:
        """Have an enterprise of the case apply to this bank; raises `NoSuchCase`."""
        ...

    def sign(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant sign the contract of an approved application."""
        ...

    def withdraw(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant take its application back."""
        ...

    def supplement(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant grant anew, in place of grants that ran out or that it took back."""
        ...

    def appeal(self, application: str, language: Language) -> ApplicationView:
        """Have the applicant appeal against a decline."""
        ...

    def take_back(self, application: str, language: Language) -> SandboxRevocation:
        """Have the applicant revoke the grants that the application rests on."""
        ...

    def pay(self, loan: str, amount_fen: int | None, language: Language) -> LoanView:
        """Have the borrower pay."""
        ...

    def ask_relief(self, loan: str, kind: str, language: Language) -> ReliefView:
        """Have the borrower ask for relief."""
        ...

    def withdraw_relief(self, relief: str, language: Language) -> ReliefView:
        """Have the borrower take the request back."""
        ...

    def move(self, days: int) -> SandboxTime:
        """Move time on, day by day; each day waits until all nodes have done what fell due."""
        ...
