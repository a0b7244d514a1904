"""What can be wrong with rules, with the facts given to them, and with a recorded decision."""

from puhui.kernel import Category, PuhuiError, Text


class RulesRefused(PuhuiError):
    """The decision file has faults that the engine would not report."""

    category = Category.INVALID
    cause = Text(zh="决策规则文件有 {count} 处错误：{faults}", en="the decision file has {count} fault(s): {faults}")
    remedy = Text(zh="请更正规则后重新发布", en="correct the rules and publish them again")


class FactRefused(PuhuiError):
    """A fact is of another type than the rules declare, or has no exact value."""

    category = Category.INVALID
    cause = Text(zh="事实 {name} 无效：{reason_zh}", en="fact {name} cannot be used: {reason}")
    remedy = Text(zh="请检查数据来源", en="check the source of the fact")


class RuleUndecided(PuhuiError):
    """The engine said neither yes nor no about a rule whose evidence is all there."""

    category = Category.INTEGRITY
    cause = Text(
        zh="规则 {code} 无法判定：规则引擎既未判“是”也未判“否”",
        en="rule {code} is undecided: the engine answered neither yes nor no",
    )
    remedy = Text(zh="停止自动审批并检查该规则", en="stop automatic decisions and examine the rule")


class ReplayDiffers(PuhuiError):
    """The recorded decision does not come out again."""

    category = Category.INTEGRITY
    cause = Text(zh="重放与记录不一致：{what}", en="the replay differs from the record: {what}")
    remedy = Text(
        zh="请核对规则版本与决策记录，保全证据并调查",
        en="compare the rules' version and the record, keep both as evidence, and investigate",
    )


class ThresholdUnknown(PuhuiError):
    """The decision file has no threshold of that name."""

    category = Category.NOT_FOUND
    cause = Text(zh="规则文件没有阈值 {name}", en="the decision file has no threshold {name}")
    remedy = Text(zh="可用的阈值：{known}", en="its thresholds are {known}")


class RuleLoosened(PuhuiError):
    """A threshold that may only be tightened was set the other way."""

    category = Category.INVALID
    cause = Text(
        zh="阈值 {name} 只能收紧（现为 {now}，收紧方向 {stricter}），不能设为 {value}",
        en="threshold {name} may only be tightened ({stricter} than {now}), not set to {value}",
    )
    remedy = Text(
        zh="依据法规的规则只能收紧；产品不得放宽银行规则",
        en="rules that stand on law only tighten, and a product loosens none of the bank's",
    )


class CasesRefused(PuhuiError):
    """The worked cases cannot be read."""

    category = Category.INVALID
    cause = Text(zh="案例文件无效：{reason}", en="the worked cases are unusable: {reason}")
    remedy = Text(zh="请对照文档更正案例文件", en="mend the file after docs/reference/rules.md")


class NothingToSimulate(PuhuiError):
    """The past applications hold nothing that the rules could decide again."""

    category = Category.INVALID
    cause = Text(zh="没有可供回测的申请：{reason}", en="there is nothing to simulate on: {reason}")
    remedy = Text(zh="请提供历史决策记录或申请表", en="give past decision records, or a table of applications")
