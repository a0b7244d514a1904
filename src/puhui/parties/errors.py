"""What can be wrong with who somebody is."""

from puhui.kernel import Category, PuhuiError, Text


class SignInRefused(PuhuiError):
    """Unknown login or wrong password: which of the two is not told."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="用户名或密码错误", en="the login or the password is wrong")
    remedy = Text(zh="请核对后重试", en="check both and try again")


class SignInThrottled(PuhuiError):
    """Too many failures for this login."""

    category = Category.EXHAUSTED
    cause = Text(zh="登录失败次数过多", en="too many failed sign-ins for this login")
    remedy = Text(zh="请在 {seconds} 秒后重试", en="try again in {seconds} seconds")
    retriable = True


class SessionEnded(PuhuiError):
    """The session is unknown, signed out or over."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="登录已失效", en="the session has ended")
    remedy = Text(zh="请重新登录", en="sign in again")


class LoginTaken(PuhuiError):
    """A person with this login exists."""

    category = Category.CONFLICT
    cause = Text(zh="用户名“{login}”已被使用", en="the login {login!r} is taken")
    remedy = Text(zh="请换一个用户名", en="choose another")


class PasswordTooWeak(PuhuiError):
    """The password is too short or too long."""

    category = Category.INVALID
    cause = Text(
        zh="密码长度须为 {shortest} 至 {longest} 个字符", en="a password has {shortest} to {longest} characters"
    )
    remedy = Text(zh="请换一个密码", en="choose another")


class RoleNeedsEnterprise(PuhuiError):
    """An owner acts for one enterprise; nobody else does."""

    category = Category.INVALID
    cause = Text(zh="角色“{role}”与所属企业不匹配", en="role {role!r} does not go with the enterprise given")
    remedy = Text(zh="企业主须指定企业，其他角色不得指定", en="name the enterprise for an owner, and for nobody else")


class EnterpriseUnknown(PuhuiError):
    """This node knows no enterprise of this code."""

    category = Category.NOT_FOUND
    cause = Text(zh="未找到统一社会信用代码为 {uscc} 的企业", en="no enterprise {uscc} is known here")
    remedy = Text(zh="请核对营业执照上的代码", en="compare it with the business licence")


class NotRegistered(PuhuiError):
    """The registry has no such enterprise."""

    category = Category.NOT_FOUND
    cause = Text(zh="登记机关没有 {uscc} 的登记信息", en="the registry has no enterprise {uscc}")
    remedy = Text(
        zh="请核对代码；新设或变更的企业可能需数个工作日后方可核验",
        en="check the code; a new or changed enterprise may take some working days to appear",
    )


class NotOperating(PuhuiError):
    """The enterprise is registered but not operating."""

    category = Category.FORBIDDEN
    cause = Text(zh="企业登记状态为“{status}”，不能登记密钥", en="the enterprise's status is {status}: no key for it")
    remedy = Text(zh="请先向登记机关恢复经营状态", en="have the registry restore its status first")


class RepresentativeDiffers(PuhuiError):
    """The person who enrols is not the legal representative on the register."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="申请人与登记的法定代表人不一致", en="the applicant is not the legal representative on the register"
    )
    remedy = Text(
        zh="请由现任法定代表人登记；如有变更，请先办理变更登记",
        en="let the present legal representative enrol; register a change first if there was one",
    )


class SaltDiffers(PuhuiError):
    """The enterprise already has a subject on the ledger, under another salt: it would become two."""

    category = Category.CONFLICT
    cause = Text(zh="企业 {uscc} 已有账本身份", en="enterprise {uscc} already has a subject on the ledger")
    remedy = Text(zh="请使用原有身份更换密钥", en="replace the key under the subject that it has")


class KeyNotProven(PuhuiError):
    """Whoever enrols the key does not hold it."""

    category = Category.FORBIDDEN
    cause = Text(zh="未能证明持有所登记的密钥：{reason}", en="possession of the key is not proven: {reason}")
    remedy = Text(zh="请在持有密钥的设备上重新登记", en="enrol again on the device that holds the key")


class NotActivated(PuhuiError):
    """The enrolment is not authorised by the activation code that the registry gave to the enterprise."""

    category = Category.FORBIDDEN
    cause = Text(zh="激活码无效、已使用或尚未签发", en="the activation code is wrong, used up, or was never issued")
    remedy = Text(
        zh="请核对登记机关交给企业的激活码；遗失或已使用的，请到登记窗口重新领取",
        en="compare it with the registry's code; if it is lost or used, fetch a new one at the registry's desk",
    )


class SecondFactorNeeded(PuhuiError):
    """The password is right; a code of the authenticator app is needed, too."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="该账号已启用动态验证码", en="this account needs a code of its authenticator app, too")
    remedy = Text(zh="请输入验证器应用中的六位数字，或一枚恢复码", en="enter the app's six digits, or a recovery code")


class CodeRefused(PuhuiError):
    """The code is wrong, too old, or was used before: which of them is not told."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="验证码错误、已过期或已使用", en="the code is wrong, too old, or was used before")
    remedy = Text(zh="请等待下一个验证码，并核对设备时间", en="wait for the next one, and check the device's clock")


class SecondFactorThere(PuhuiError):
    """The person has a second factor already."""

    category = Category.CONFLICT
    cause = Text(zh="动态验证码已启用", en="an authenticator app is set up already")
    remedy = Text(zh="如需更换，请先停用", en="remove it first to set up another")


class NoEnrolmentBegun(PuhuiError):
    """There is no secret that a code could be of."""

    category = Category.CONFLICT
    cause = Text(zh="尚未开始设置动态验证码", en="no authenticator app is being set up")
    remedy = Text(zh="请重新开始设置", en="begin again")


class ConfirmFirst(PuhuiError):
    """What is asked matters enough that whoever is at the keyboard shows again who they are."""

    category = Category.FORBIDDEN
    cause = Text(zh="此操作需要重新验证身份", en="this needs your password again")
    remedy = Text(zh="请输入密码后重试", en="enter it, then do this again")


class PersonUnknown(PuhuiError):
    """Nobody of that id works at this organisation."""

    category = Category.NOT_FOUND
    cause = Text(zh="本机构没有此人员", en="nobody of that id works here")
    remedy = Text(zh="请刷新人员名单", en="look at the list again")


class ChangeUnknown(PuhuiError):
    """There is no such change of people."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有此项人员变更", en="there is no such change")
    remedy = Text(zh="请刷新人员名单", en="look at the list again")


class ChangeClosed(PuhuiError):
    """The change was decided, taken back, or has run out."""

    category = Category.CONFLICT
    cause = Text(zh="此项变更已处理或已过期", en="this change is decided already, or has run out")
    remedy = Text(zh="请刷新人员名单", en="look at the list again")


class ChangePending(PuhuiError):
    """Another change of the same person waits."""

    category = Category.CONFLICT
    cause = Text(zh="该人员另有变更等待复核", en="another change of this person waits to be confirmed")
    remedy = Text(zh="请先处理前一项变更", en="settle that one first")


class NotYourOwn(PuhuiError):
    """Nobody changes or confirms what is about themselves."""

    category = Category.FORBIDDEN
    cause = Text(zh="不能变更或复核与本人有关的事项", en="nobody decides on what is about themselves")
    remedy = Text(zh="请由另一位管理员办理", en="ask another administrator")


class SecondAdministratorNeeded(PuhuiError):
    """Whoever proposed a change does not confirm it."""

    category = Category.FORBIDDEN
    cause = Text(zh="提出人不能复核本人提出的变更", en="a change is not confirmed by whoever proposed it")
    remedy = Text(zh="请由另一位管理员复核", en="ask another administrator")


class NothingToChange(PuhuiError):
    """The person is as the change would make them."""

    category = Category.CONFLICT
    cause = Text(zh="该人员已是此状态", en="the person is like that already")
    remedy = Text(zh="请刷新人员名单", en="look at the list again")


class InvitationRefused(PuhuiError):
    """The code is wrong, used, or has run out: which of them is not told."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="邀请码无效、已使用或已过期", en="the invitation's code is wrong, used, or has run out")
    remedy = Text(zh="请向本机构管理员重新索取", en="ask your administrator for a new one")


class RoleNotGivenHere(PuhuiError):
    """This role does not come from an administrator."""

    category = Category.INVALID
    cause = Text(zh="角色“{role}”不能由管理员授予", en="the role {role!r} is not an administrator's to give")
    remedy = Text(zh="企业主由登记机关核验后开通", en="owners come in by the registry's activation code")


class RoleNotForPrograms(PuhuiError):
    """This role is a person's alone."""

    category = Category.INVALID
    cause = Text(zh="角色“{role}”不能授予程序", en="the role {role!r} is not given to programs")
    remedy = Text(zh="请选择信贷员、审批人、数据管理员或审计员", en="choose officer, approver, steward or auditor")


class TokenLastsTooLong(PuhuiError):
    """A token ends some day."""

    category = Category.INVALID
    cause = Text(zh="程序令牌最长有效 {days} 天", en="a token lasts {days} days at most")
    remedy = Text(zh="请缩短有效期，到期前另行签发", en="ask for fewer, and issue another before it ends")


class TokenNameTaken(PuhuiError):
    """A token of this name waits or lasts."""

    category = Category.CONFLICT
    cause = Text(zh="已有名为“{name}”的有效令牌", en="a token named {name!r} is there already")
    remedy = Text(zh="请换一个名称，或先吊销原令牌", en="choose another name, or revoke that one first")


class TokenUnknown(PuhuiError):
    """There is no such token at this organisation."""

    category = Category.NOT_FOUND
    cause = Text(zh="本机构没有此令牌", en="there is no such token here")
    remedy = Text(zh="请刷新令牌列表", en="look at the list again")


class TokenOfSandbox(PuhuiError):
    """A sandbox's token was shown to a real node."""

    category = Category.UNAUTHENTICATED
    cause = Text(
        zh="这是沙箱令牌（puhui_sandbox_），本节点是真实环境",
        en="this is a sandbox's token (puhui_sandbox_), and this node is real",
    )
    remedy = Text(zh="请改用本节点签发的令牌，或连接沙箱", en="use a token that this node issued, or call the sandbox")


class TokenOfRealNode(PuhuiError):
    """A real node's token was shown to a sandbox."""

    category = Category.UNAUTHENTICATED
    cause = Text(
        zh="这是真实环境的令牌，本节点属于沙箱", en="this is a real node's token, and this node is a sandbox's"
    )
    remedy = Text(
        zh="请改用沙箱目录 tokens.json 中的令牌；真实令牌不要用于测试",
        en="use a token of tokens.json in the sandbox's folder, and keep real tokens out of tests",
    )


class TooManyTokens(PuhuiError):
    """As many tokens last as may."""

    category = Category.CONFLICT
    cause = Text(zh="有效令牌已达上限 {most} 个", en="{most} tokens last already, which is as many as may")
    remedy = Text(zh="请先吊销不再使用的令牌", en="revoke those that are not used any more")
