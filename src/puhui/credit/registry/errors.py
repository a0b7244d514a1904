"""Why a model may not take its next step, and what breaks a registry's chain."""

from puhui.kernel import Category, PuhuiError, Text


class MalformedActor(PuhuiError):
    """Whoever acts must be named as person@organisation."""

    category = Category.INVALID
    cause = Text(zh="“{actor}”不是“人员@机构”的形式", en="{actor!r} is not person@organisation")
    remedy = Text(zh="请写成如 li.na@bank-a", en="write it as li.na@bank-a")


class NotIndependent(PuhuiError):
    """One person took two of the roles that must be different persons'."""

    category = Category.FORBIDDEN
    cause = Text(zh="{person} 已是该模型的{earlier}，不能再担任此角色", en="{person} is already the model's {earlier}")
    remedy = Text(
        zh="开发、验证、批准须由三个不同的人完成",
        en="development, validation and approval need three different persons",
    )


class ValidatedOnTrainingData(PuhuiError):
    """The validator measured on the very data that the model was fitted on."""

    category = Category.INVALID
    cause = Text(zh="{model} 的验证数据就是它的训练数据", en="{model} was measured on the data that it was trained on")
    remedy = Text(zh="请换用其他数据验证", en="validate it on other data")


class ValidationRefused(PuhuiError):
    """A withdrawn model is not validated again."""

    category = Category.CONFLICT
    cause = Text(zh="{model} 已撤回，不能再验证", en="{model} is withdrawn and cannot be validated again")
    remedy = Text(zh="请注册新版本", en="register a new version")


class ApprovalTooLong(PuhuiError):
    """An approval must end in the future, and at most a year after the validation."""

    category = Category.INVALID
    cause = Text(zh="批准到期日 {expires} 不在允许范围内（最晚 {last}）", en="an approval cannot end on {expires}")
    remedy = Text(
        zh="到期日须在将来且不晚于 {last}，届时重新验证", en="end it in the future and by {last}; validate again then"
    )


class PdUncalibratedToServe(PuhuiError):
    """A champion's PDs feed limits and prices; these never met an outcome."""

    category = Category.CONFLICT
    cause = Text(zh="{model} 的违约概率未经任何结果校准", en="no outcomes have ever calibrated the PDs of {model}")
    remedy = Text(
        zh="请先校准（puhui credit calibrate），或批准时声明只用排序（--order-only）",
        en="calibrate it (puhui credit calibrate), or approve it for its order only (--order-only)",
    )


class ModelNotReady(PuhuiError):
    """The model is not in the state from which this step starts."""

    category = Category.CONFLICT
    cause = Text(zh="{model} 目前是“{state}”，不能{step}", en="{model} is {state}; it cannot {step}")
    remedy = Text(zh="先完成之前的步骤：{before}", en="first comes: {before}")


class ModelExpired(PuhuiError):
    """The approval has run out; it must be validated again."""

    category = Category.CONFLICT
    cause = Text(zh="{model} 的批准已于 {expires} 到期", en="the approval of {model} ended on {expires}")
    remedy = Text(zh="请重新验证并批准", en="validate and approve it again")


class NotApprovedForRole(PuhuiError):
    """It was approved to score in the shadow only."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="{model} 只获准作影子运行，不能作为{role}", en="{model} is approved for the shadow only, not as {role}"
    )
    remedy = Text(zh="请先批准其作为冠军模型", en="have it approved as champion first")


class ModelUnknown(PuhuiError):
    """The registry has no such model."""

    category = Category.NOT_FOUND
    cause = Text(zh="登记簿中没有模型“{model}”", en="the registry has no model {model!r}")
    remedy = Text(zh="已登记：{known}", en="it has {known}")


class VersionTaken(PuhuiError):
    """Another file was registered under this name and version."""

    category = Category.CONFLICT
    cause = Text(zh="{model} 已登记了另一个文件", en="another file is registered as {model}")
    remedy = Text(zh="请使用新的版本号", en="give it a new version")


class NoModelServes(PuhuiError):
    """Nothing may score for this use now."""

    category = Category.CONFLICT
    cause = Text(zh="用途“{use}”目前没有可用的冠军模型{why}", en="no champion serves {use!r} now{why}")
    remedy = Text(zh="请按流程验证、批准并启用一个模型", en="validate, approve and serve a model first")


class RegistryChainBroken(PuhuiError):
    """An event does not follow from the one before it: something was changed, left out or added."""

    category = Category.INTEGRITY
    cause = Text(zh="登记簿第 {seq} 条不成立：{reason}", en="event {seq} of the registry does not hold: {reason}")
    remedy = Text(zh="停止使用并核查该登记簿的来源", en="stop using this registry and find out who changed it")
