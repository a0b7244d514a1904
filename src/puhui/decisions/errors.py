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
