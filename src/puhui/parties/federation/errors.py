"""What can be wrong when somebody comes from an identity provider."""

from puhui.kernel import Category, PuhuiError, Text


class ProviderUnknown(PuhuiError):
    """The node's settings name no such provider."""

    category = Category.NOT_FOUND
    cause = Text(zh="本机构没有名为 {name} 的身份提供方", en="this organisation has no identity provider {name!r}")
    remedy = Text(zh="请从登录页重新选择", en="choose one on the sign-in page")


class ProviderUnreachable(PuhuiError):
    """The provider does not answer."""

    category = Category.UNAVAILABLE
    cause = Text(zh="身份提供方没有应答（{reason}）", en="the identity provider does not answer ({reason})")
    remedy = Text(zh="请稍后重试，或改用密码登录", en="try again later, or sign in by password")
    retriable = True


class ProviderBroken(PuhuiError):
    """What the provider publishes is not as OpenID Connect says, or not of the issuer that it should be."""

    category = Category.UNAVAILABLE
    cause = Text(zh="身份提供方的应答不合规范：{reason}", en="the identity provider answers wrongly: {reason}")
    remedy = Text(
        zh="请管理员核对节点设置与身份提供方的登记",
        en="let an administrator compare the node's settings with the provider's registration",
    )


class ProviderRefused(PuhuiError):
    """The provider did not let the person through."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="身份提供方拒绝了登录（{error}）", en="the identity provider refused ({error})")
    remedy = Text(zh="请重新登录，或询问贵机构的身份系统管理员", en="try again, or ask whoever runs the provider")


class TripOver(PuhuiError):
    """Nobody left for the provider from this browser with that state, or they are back already, or it was long ago."""

    category = Category.UNAUTHENTICATED
    cause = Text(
        zh="本次登录已失效、已使用，或不是从本浏览器发起",
        en="this sign-in has run out, was used, or was not begun in this browser",
    )
    remedy = Text(zh="请从登录页重新开始", en="begin again on the sign-in page")


class TooManyTrips(PuhuiError):
    """More people are on their way to providers than the node keeps track of."""

    category = Category.EXHAUSTED
    cause = Text(zh="正在进行的登录过多", en="too many sign-ins are under way")
    remedy = Text(zh="请几分钟后重试", en="try again in some minutes")
    retriable = True


class IdentityNotProven(PuhuiError):
    """The id_token does not prove who somebody is."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="身份提供方的令牌未通过核验：{reason}", en="the provider's token does not verify: {reason}")
    remedy = Text(zh="请重新登录；若再次出现，请告知管理员", en="sign in again; if it recurs, tell an administrator")


class IdentityNotLinked(PuhuiError):
    """Nobody who may sign in here has this identity: whether somebody ever had is not told."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="您在身份提供方的账号没有关联到本机构可登录的人员",
        en="your account at the provider is not that of anybody who may sign in here",
    )
    remedy = Text(
        zh="请凭邀请码加入，或先用密码登录，再在“我的账户”中关联",
        en="take up your invitation by it, or sign in by password and link it on your account's page",
    )


class IdentityTaken(PuhuiError):
    """The identity is another person's, or the person has one at this provider already."""

    category = Category.CONFLICT
    cause = Text(zh="该账号或该人员已有关联", en="this account or this person is linked already")
    remedy = Text(zh="请管理员先解除原有关联", en="let an administrator unlink the earlier one first")


class IdentityDiffers(PuhuiError):
    """Somebody else came back than went."""

    category = Category.FORBIDDEN
    cause = Text(zh="身份提供方确认的不是当前登录的人", en="the provider confirms somebody else than who is signed in")
    remedy = Text(zh="请以本人账号确认", en="confirm by your own account")


class FactorNotAttested(PuhuiError):
    """The provider does not say that a second factor was shown, and one is needed."""

    category = Category.FORBIDDEN
    cause = Text(zh="身份提供方未证明使用了第二因素", en="the provider does not attest a second factor")
    remedy = Text(
        zh="请在身份提供方启用第二因素后重试，或用密码和验证码登录",
        en="set one up at the provider and try again, or sign in by password and code",
    )


class AuthenticatedLongAgo(PuhuiError):
    """Who confirms must have just shown the provider who they are."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="身份提供方没有重新核实身份", en="the provider did not ask again who you are")
    remedy = Text(
        zh="请用密码确认，或请管理员核对身份提供方设置", en="confirm by password, or have the provider mended"
    )
