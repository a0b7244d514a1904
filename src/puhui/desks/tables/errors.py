"""What can be wrong with a whole table."""

from puhui.kernel import Category, PuhuiError, Text


class FileNotRead(PuhuiError):
    """The file is no table that is taken: nothing of it was looked at further."""

    category = Category.INVALID
    cause = Text(zh="无法读取该文件：{reason}", en="the file is not read: {reason}")
    remedy = Text(
        zh="请使用模板，另存为 .xlsx 或 UTF-8 的 .csv，一张工作表，只含数值与文本",
        en="save it as .xlsx or UTF-8 .csv: one sheet of values and texts, within the limits",
    )


class TooManyRows(PuhuiError):
    """More than one file holds."""

    category = Category.INVALID
    cause = Text(zh="超过 {most} 行", en="there are more than {most} rows")
    remedy = Text(zh="请用 since 缩小范围，分次导出", en="ask for fewer with `since`")
