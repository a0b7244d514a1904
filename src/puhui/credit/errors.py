"""What can be wrong with a scorecard, or with the data that it is trained on or scores."""

from puhui.kernel import Category, PuhuiError, Text


class Misfit(ValueError):
    """A part of a model's file that breaks its format, told in both languages; whoever reads the file says where."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh=zh, en=en)


class MalformedScorecard(PuhuiError):
    """The file is not a scorecard that this build can score with. The reason is told in both languages."""

    category = Category.INVALID
    cause = Text(zh="评分卡文件有误（{where}）：{reason}", en="the scorecard is malformed at {where}: {reason}")
    remedy = Text(
        zh="请对照评分卡格式说明改正，或重新训练", en="mend it after docs/reference/scorecard.md, or train again"
    )

    def __init__(self, *, where: str, reason: Text, party: str = "", stage: str = "") -> None:
        super().__init__(where=where, reason=reason, party=party, stage=stage)


class UnknownGradeTable(PuhuiError):
    """The scorecard names a grade table that is not shipped and was not given."""

    category = Category.NOT_FOUND
    cause = Text(zh="找不到等级表“{table}”", en="there is no grade table {table!r}")
    remedy = Text(zh="请提供该等级表文件，或改用 {known}", en="give that table's file, or use {known}")


class MalformedGradeTable(PuhuiError):
    """The grade table breaks a rule: grades fall with the score, and the last one is open below."""

    category = Category.INVALID
    cause = Text(zh="等级表有误：{reason}", en="the grade table is malformed: {reason}")
    remedy = Text(zh="请改正等级表", en="mend the grade table")


class AttributesMissing(PuhuiError):
    """The data lacks columns that the scorecard reads, and does not say that their source is absent."""

    category = Category.INVALID
    cause = Text(
        zh="数据缺少评分卡所需的列：{columns}", en="the data lacks columns that the scorecard reads: {columns}"
    )
    remedy = Text(
        zh="请补上这些列；若整个来源未授权，请声明该来源缺席",
        en="add the columns, or say that their source is absent (--absent SOURCE, or a granted.SOURCE column)",
    )


class ColumnNotNumeric(PuhuiError):
    """A column that must hold numbers holds something else."""

    category = Category.INVALID
    cause = Text(zh="列“{column}”应为数值，却有 {example}", en="column {column!r} must be numeric, but holds {example}")
    remedy = Text(zh="请改正该列的值", en="mend the values of that column")


class ColumnLengthsDiffer(PuhuiError):
    """Two columns of one frame have different numbers of rows."""

    category = Category.INVALID
    cause = Text(zh="列“{column}”有 {rows} 行，应为 {wanted} 行", en="column {column!r} has {rows} rows, not {wanted}")
    remedy = Text(zh="请让各列等长", en="make all columns of one length")


class UnknownSource(PuhuiError):
    """A source was named that the scorecard does not have."""

    category = Category.INVALID
    cause = Text(zh="评分卡没有来源“{source}”", en="the scorecard has no source {source!r}")
    remedy = Text(zh="可用的来源：{known}", en="its sources are {known}")


class TargetHasOneClass(PuhuiError):
    """Every row has the same outcome: nothing can be learnt or validated."""

    category = Category.INVALID
    cause = Text(zh="目标列“{column}”只有一类：{found}", en="target column {column!r} has only one class: {found}")
    remedy = Text(zh="需要既有好户又有坏户的数据", en="give data with both good and bad outcomes")


class TargetUnclear(PuhuiError):
    """The target's values do not say which of them is bad."""

    category = Category.INVALID
    cause = Text(
        zh="无法判断目标列“{column}”的坏户取值：{found}", en="cannot tell which value of {column!r} is bad: {found}"
    )
    remedy = Text(zh="请用 --bad 指明坏户取值", en="name the bad value with --bad")


class NothingToLearnFrom(PuhuiError):
    """No column is left after exclusions and selection, or the sample is too small."""

    category = Category.INVALID
    cause = Text(zh="没有可用于训练的内容：{reason}", en="there is nothing to learn from: {reason}")
    remedy = Text(zh="请提供更多列或更多行", en="give more columns or more rows")


class MalformedChallenger(PuhuiError):
    """The file is not a challenger that this build can score with, or was changed after it was made."""

    category = Category.INVALID
    cause = Text(zh="挑战者模型文件有误（{where}）：{reason}", en="the challenger is malformed at {where}: {reason}")
    remedy = Text(
        zh="请取回原文件，或重新训练", en="fetch the original file, or train again (docs/reference/models.md)"
    )


class FeaturesHeldApart(PuhuiError):
    """A model that cannot be added up in secret was asked for over features of several parties."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="特征分属多方（{parties}），挑战者模型须由一方持有全部特征",
        en="the features lie with several parties ({parties}); a challenger needs all of them at one",
    )
    remedy = Text(
        zh="请改训评分卡（可密态求和），或只用一方的特征",
        en="train a scorecard, whose parts add up by a secure sum, or use one party's features only",
    )


class DiscriminationLost(PuhuiError):
    """On these outcomes a higher PD does not go with more bads: recalibration cannot mend that."""

    category = Category.CONFLICT
    cause = Text(
        zh="模型在这批结果上已无区分力（校准斜率 95% 区间 {low} 至 {high}）",
        en="the model does not tell good from bad on these outcomes (slope's 95 % interval {low} to {high})",
    )
    remedy = Text(
        zh="请重新开发模型；只需移动平均水平时用 --method intercept",
        en="develop a model anew; where only the level shall move, use --method intercept",
    )


class PdNotCalibrated(PuhuiError):
    """The model's PDs were never compared with outcomes."""

    category = Category.CONFLICT
    cause = Text(zh="模型“{model}”的违约概率未经任何结果校准", en="no outcomes have ever calibrated the PDs of {model}")
    remedy = Text(
        zh="请先用有结果的数据校准（puhui credit calibrate），或明确声明只用其排序",
        en="calibrate it on outcomes (puhui credit calibrate), or say that only its order is used",
    )


class MalformedRecord(PuhuiError):
    """The file is not a record of scorings, or was changed after it was written."""

    category = Category.INTEGRITY
    cause = Text(zh="评分记录不成立：{reason}", en="the record of scorings does not hold: {reason}")
    remedy = Text(zh="请取回原始记录", en="fetch the original record")


class ModelMissing(PuhuiError):
    """A record was scored by a model file that is not at hand."""

    category = Category.NOT_FOUND
    cause = Text(
        zh="找不到给出该评分的模型 {model}（{digest}…）",
        en="the model that scored it, {model} ({digest}…), is not here",
    )
    remedy = Text(
        zh="请用 --registry 指向保存该文件的登记簿，或用 --model 给出文件",
        en="point --registry at the registry that keeps the file, or give it with --model",
    )


class ColumnsDiffer(PuhuiError):
    """The refused applications lack columns that the accepted ones have."""

    category = Category.INVALID
    cause = Text(zh="被拒申请缺少列：{columns}", en="the refused applications lack columns: {columns}")
    remedy = Text(zh="请补上，或从训练中排除这些列", en="add them, or leave those columns out of training")


class NoRowScored(PuhuiError):
    """Coverage is too thin for a score in every row."""

    category = Category.INVALID
    cause = Text(zh="没有一行的数据覆盖足以评分", en="no row has enough coverage for a score")
    remedy = Text(zh="请补充更多来源的数据", en="bring data of more sources")
