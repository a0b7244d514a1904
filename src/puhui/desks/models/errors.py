"""Why a model cannot be registered, measured or served at this node."""

from puhui.kernel import Category, PuhuiError, Text


class UnknownUse(PuhuiError):
    """A model serves a segment of customers, or all of them."""

    category = Category.INVALID
    cause = Text(zh="没有名为“{use}”的用途", en="there is no use {use!r}")
    remedy = Text(zh="请选用：{known}", en="choose one of {known}")


class InputsUnknownHere(PuhuiError):
    """The model reads columns that no source of this platform answers: it would never have enough to score."""

    category = Category.INVALID
    cause = Text(
        zh="模型“{model}”读取了平台没有的指标：{columns}", en="{model} reads what no source here answers: {columns}"
    )
    remedy = Text(
        zh="请用平台的指标重新训练（puhui credit indicators --list）",
        en="train it on the platform's indicators (puhui credit indicators --list)",
    )


class TooFewBads(PuhuiError):
    """A fitted card that saw too few bads does not decide."""

    category = Category.CONFLICT
    cause = Text(
        zh="“{model}”训练样本中坏样本只有 {bads} 个，少于 {least} 个",
        en="{model} was fitted on {bads} bads, under {least}",
    )
    remedy = Text(zh="可作影子运行；积累样本后重新训练", en="serve it as a shadow; train again on more outcomes")


class ShadowOnly(PuhuiError):
    """A boosted model's points do not add up to a record that a person can check: it never decides."""

    category = Category.CONFLICT
    cause = Text(zh="挑战者模型“{model}”只能作影子运行", en="{model} is a challenger: it serves as a shadow only")
    remedy = Text(zh="请以影子角色批准和启用", en="approve and serve it as a shadow")


class RegistryMovedOn(PuhuiError):
    """Somebody else wrote the next event at the same moment."""

    category = Category.CONFLICT
    retriable = True
    cause = Text(zh="模型登记簿刚被他人更新", en="somebody else has just written to the registry of models")
    remedy = Text(zh="请刷新后重试", en="look again, then try again")


class LabelledTableUnreadable(PuhuiError):
    """The table of outcomes cannot be read."""

    category = Category.INVALID
    cause = Text(zh="无法读取验证数据：{reason}", en="the table of outcomes cannot be read: {reason}")
    remedy = Text(zh="请提供带表头的 UTF-8 CSV 文件", en="give a CSV file in UTF-8 with a header")

    def __init__(self, *, reason: Text, stage: str = "") -> None:
        super().__init__(reason=reason, stage=stage)


class ReasonMissing(PuhuiError):
    """Whoever departs from what the figures say must say why."""

    category = Category.INVALID
    cause = Text(zh="与测算结论不同的意见须写明理由", en="a verdict against the figures needs a reason")
    remedy = Text(zh="请填写理由", en="write the reason")


class NothingToMonitor(PuhuiError):
    """No decided application was scored by the model up to that month."""

    category = Category.CONFLICT
    cause = Text(zh="模型尚无已作决定的申请可供监测", en="the model has scored no application that was decided")
    remedy = Text(zh="待有审批决定后再运行", en="run it again after the first decisions")


class OutcomesTooFew(PuhuiError):
    """Nothing is known yet of what came of this card's scores."""

    category = Category.CONFLICT
    cause = Text(
        zh="该模型评分后发放的贷款中，已知结果的只有 {rows} 笔",
        en="of the loans that it scored, {rows} have a known outcome",
    )
    remedy = Text(
        zh="贷款发放满一年、或逾期90天后即有结果；届时再估计",
        en="a loan has an outcome a year after its payout, or 90 days past due: estimate again then",
    )


class CardNeverScored(PuhuiError):
    """No score of this node is by that card."""

    category = Category.NOT_FOUND
    cause = Text(zh="本节点没有由该模型产生的评分", en="no score here is by that model")
    remedy = Text(zh="请从已评分的模型中选择", en="choose a model that has scored")


class AdjustedOnce(PuhuiError):
    """A card is moved for a segment once: from the pool's, never from one that was moved already."""

    category = Category.CONFLICT
    cause = Text(zh="“{model}”已按客群作过偏移", en="{model} was moved for a segment already")
    remedy = Text(zh="请从合并模型重新估计", en="estimate from the pooled model again")


class OwnDataInShadowOnly(PuhuiError):
    """What decides is shown to the customer term by term, and rests on what the customer granted."""

    category = Category.CONFLICT
    cause = Text(
        zh="“{model}”读取本行自有数据，只能作影子运行",
        en="{model} reads the bank's own data: it serves as a shadow only",
    )
    remedy = Text(zh="请以影子角色批准和启用", en="approve and serve it as a shadow")


class OwnDataMisnamed(PuhuiError):
    """A model must say which of its columns are the bank's own, or it would be counted as granted."""

    category = Category.INVALID
    cause = Text(
        zh="模型“{model}”中这些列的来源应为 own：{columns}", en="in {model} the source of {columns} must be own"
    )
    remedy = Text(zh="请在变量字典中写明来源后重新训练", en="name the source in the dictionary and train again")
