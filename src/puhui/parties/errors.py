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
