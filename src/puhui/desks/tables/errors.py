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
    remedy = Text(zh="请缩短期间，分次导出", en="take a shorter period, and export in parts")


class PeriodEndsFirst(PuhuiError):
    """The last day lies before the first."""

    category = Category.INVALID
    cause = Text(
        zh="期间的结束日 {until} 早于开始日 {since}", en="the period ends on {until}, before it begins on {since}"
    )
    remedy = Text(zh="请更正起止日期", en="correct the two days")


class OwnCustomerUnknown(PuhuiError):
    """Nothing is kept of this enterprise."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有 {uscc} 的行内数据", en="nothing of the bank's own is kept on {uscc}")
    remedy = Text(zh="请刷新列表后核对代码", en="read the list again and compare the code")
