"""What can be wrong with a size, a segment, or the shelf of cards."""

from puhui.kernel import Category, PuhuiError, Text


class MalformedSegmentSettings(PuhuiError):
    """A file of sizes, segments or cards breaks its format."""

    category = Category.INVALID
    cause = Text(
        zh="企业规模或客群参数文件有误：{reason}", en="the settings of sizes and segments are malformed: {reason}"
    )
    remedy = Text(zh="请改正该文件", en="mend the file")


class NotInForce(PuhuiError):
    """Nothing in the settings was in force on that day."""

    category = Category.NOT_FOUND
    cause = Text(zh="{what}在 {on} 没有生效的版本", en="no version of {what} was in force on {on}")
    remedy = Text(zh="请补充当时的版本，或改用其他日期", en="add the version of that time, or ask for another day")


class NotAFigure(PuhuiError):
    """Staff, revenue or assets below zero."""

    category = Category.INVALID
    cause = Text(zh="“{name}”不能为负数", en="{name} cannot be negative")
    remedy = Text(zh="请核对申报数据", en="check what was declared")


class SegmentNotServed(PuhuiError):
    """The shelf has no card for the segment."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有适用于客群“{segment}”的评分卡", en="no card serves the segment {segment!r}")
    remedy = Text(zh="可用的客群：{known}", en="cards serve {known}")


class NoOutcomes(PuhuiError):
    """A segment's offset was asked for without one row, or with scores and outcomes of different lengths."""

    category = Category.INVALID
    cause = Text(zh="客群偏移无法估计：{reason}", en="a segment's offset cannot be estimated: {reason}")
    remedy = Text(zh="请提供该客群的评分与结果", en="give the segment's scores with their outcomes")
