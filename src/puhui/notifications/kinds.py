"""What each kind says: a headline that may leave the house, and the line at the bell, which may name things.

A headline has no placeholder: whatever carries it outside cannot give away whom it is about.

>>> sorted(Kind) == sorted(SPOKEN), any("{" in one.headline.zh + one.headline.en for one in SPOKEN.values())
(True, False)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from puhui.kernel import Text
from puhui.notifications.model import Kind


@dataclass(frozen=True, slots=True)
class Spoken:
    """A kind in words. `urgent` kinds go out by e-mail unless the person turned that off; none goes by SMS unasked."""

    headline: Text
    line: Text
    urgent: bool = False


_ALL = {
    Kind.APPLICATION_RECEIVED: Spoken(
        Text(zh="收到一笔新的贷款申请", en="A new loan application has arrived"),
        Text(zh="{enterprise} 提交了贷款申请", en="{enterprise} applied for a loan"),
        urgent=True,
    ),
    Kind.APPLICATION_ASSESSED: Spoken(
        Text(zh="一笔贷款申请等待审批", en="A loan application waits for its decision"),
        Text(
            zh="{enterprise} 的申请已评估，等待审批",
            en="The application of {enterprise} waits for a decision",
        ),
    ),
    Kind.APPLICATION_APPROVED: Spoken(
        Text(zh="您的贷款申请已获批准", en="Your loan application is approved"),
        Text(
            zh="{lender} 批准了您的申请，请查看并签署合同",
            en="{lender} approved your application; sign the contract",
        ),
        urgent=True,
    ),
    Kind.APPLICATION_DECLINED: Spoken(
        Text(zh="您的贷款申请有了结果", en="Your loan application is decided"),
        Text(
            zh="{lender} 未批准您的申请，请查看理由与改进办法",
            en="{lender} did not approve your application; see why and what would help",
        ),
        urgent=True,
    ),
    Kind.APPLICATION_WITHDRAWN: Spoken(
        Text(zh="一笔贷款申请已撤回", en="A loan application was withdrawn"),
        Text(zh="{enterprise} 撤回了申请", en="{enterprise} withdrew its application"),
    ),
    Kind.APPLICATION_SUPPLEMENTED: Spoken(
        Text(zh="一笔贷款申请补充了材料", en="A loan application was supplemented"),
        Text(zh="{enterprise} 补充了材料或授权", en="{enterprise} added papers or grants to its application"),
    ),
    Kind.APPLICATION_APPEALED: Spoken(
        Text(zh="一笔贷款申请的拒绝被提出复议", en="A refusal of a loan was appealed against"),
        Text(
            zh="{enterprise} 对拒绝提出复议，等待答复",
            en="{enterprise} appealed against a refusal",
        ),
        urgent=True,
    ),
    Kind.APPEAL_UPHELD: Spoken(
        Text(zh="您的复议申请有了答复", en="Your appeal is answered"),
        Text(zh="{lender} 复核后维持原决定，请查看理由", en="{lender} looked again and upheld its decision; see why"),
        urgent=True,
    ),
    Kind.APPLICATION_REOPENED: Spoken(
        Text(zh="您的复议申请已获受理，重新审批", en="Your application is decided anew"),
        Text(zh="{lender} 复核后撤销原决定，重新审批", en="{lender} set its decision aside and decides anew"),
        urgent=True,
    ),
    Kind.CLOCK_RUNNING_OUT: Spoken(
        Text(zh="一笔贷款申请即将超过承诺时限", en="The promised time of a loan application is running out"),
        Text(zh="{enterprise} 的申请须在 {until} 前答复", en="{enterprise} was promised an answer by {until}"),
        urgent=True,
    ),
    Kind.CONTRACT_SIGNED: Spoken(
        Text(zh="一份贷款合同已签署，等待放款", en="A loan contract is signed and waits for disbursement"),
        Text(zh="{enterprise} 已签署合同，等待放款", en="{enterprise} signed its contract; the money is next"),
        urgent=True,
    ),
    Kind.LOAN_DISBURSED: Spoken(
        Text(zh="您的贷款已发放", en="Your loan is paid out"),
        Text(zh="{lender} 已发放贷款", en="{lender} paid out your loan"),
        urgent=True,
    ),
    Kind.REPAYMENT_RECEIVED: Spoken(
        Text(zh="您的还款已到账", en="Your repayment has arrived"),
        Text(zh="{lender} 已收到您的还款", en="{lender} received your repayment"),
    ),
    Kind.INSTALMENT_DUE: Spoken(
        Text(zh="您有一期还款即将到期", en="An instalment of yours falls due soon"),
        Text(
            zh="{lender} 的贷款第 {number} 期将于 {due_on} 到期",
            en="Instalment {number} at {lender} is due on {due_on}",
        ),
        urgent=True,
    ),
    Kind.LOAN_OVERDUE: Spoken(
        Text(zh="一笔贷款已逾期", en="A loan is overdue"),
        Text(zh="{party} 的贷款已逾期", en="The loan with {party} is overdue"),
        urgent=True,
    ),
    Kind.LOAN_SETTLED: Spoken(
        Text(zh="一笔贷款已结清", en="A loan is settled"),
        Text(zh="{party} 的贷款已结清", en="The loan with {party} is settled"),
    ),
    Kind.WARNING_RAISED: Spoken(
        Text(zh="贷后监测发现风险信号", en="Monitoring after lending found a sign of risk"),
        Text(zh="{enterprise}（{level}）：{what}", en="{enterprise} ({level}): {what}"),
        urgent=True,
    ),
    Kind.WARNING_LATE: Spoken(
        Text(zh="一项贷后预警已超过处理期限", en="An early warning was not settled in time"),
        Text(zh="{enterprise}（{level}）逾期未处理：{what}", en="{enterprise} ({level}), late: {what}"),
        urgent=True,
    ),
    Kind.GRANT_USED: Spoken(
        Text(zh="您的授权数据被使用", en="Data that you granted were used"),
        Text(zh="{receiver} 依您的授权使用了数据：{purpose}", en="{receiver} used data under your grants: {purpose}"),
    ),
    Kind.MESSAGE_RECEIVED: Spoken(
        Text(zh="您收到一条关于贷款申请的留言", en="There is a message about a loan application"),
        Text(zh="{party} 给您留言", en="{party} wrote to you"),
        urgent=True,
    ),
    Kind.SUPPORT_WAITS: Spoken(
        Text(zh="一项扶持业务等待您处理", en="A matter of support waits for you"),
        Text(zh="{about}：{what}", en="{about}: {what}"),
        urgent=True,
    ),
    Kind.LIST_OBJECTED: Spoken(
        Text(zh="收到一份白名单异议", en="An objection to a white list has arrived"),
        Text(
            zh="{enterprise} 对白名单提出异议，须在 {until} 前答复",
            en="{enterprise} objects to a white list; answer by {until}",
        ),
        urgent=True,
    ),
    Kind.OBJECTION_WAITS: Spoken(
        Text(zh="一份白名单异议等待答复", en="An objection to a white list waits for its answer"),
        Text(
            zh="{enterprise} 的白名单异议须在 {until} 前答复",
            en="{enterprise} was promised an answer to its objection by {until}",
        ),
        urgent=True,
    ),
    Kind.OBJECTION_ANSWERED: Spoken(
        Text(zh="您的白名单异议有了答复", en="Your objection to a white list is answered"),
        Text(zh="{office} 答复了您的异议，请查看理由", en="{office} answered your objection; see why"),
        urgent=True,
    ),
    Kind.PEOPLE_CHANGE_PROPOSED: Spoken(
        Text(zh="一项人员变更等待复核", en="A change of your organisation's people waits for a second pair of eyes"),
        Text(zh="{by} 提出的人员变更等待复核：{name}", en="{by} proposes a change that waits for you: {name}"),
    ),
    Kind.ROLE_CHANGED: Spoken(
        Text(zh="您的岗位有变动", en="Your role has changed"),
        Text(zh="您的岗位已由 {by} 变更", en="{by} changed your role"),
    ),
    Kind.NEW_DEVICE: Spoken(
        Text(zh="您的账号在新设备上登录", en="Your account was used on a new device"),
        Text(zh="您的账号在新设备上登录：{device}", en="Your account was used on a new device: {device}"),
        urgent=True,
    ),
}

SPOKEN: Mapping[Kind, Spoken] = MappingProxyType(_ALL)
