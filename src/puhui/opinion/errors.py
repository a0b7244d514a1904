"""What can be wrong with articles, or with a model of sentiment."""

from puhui.kernel import Category, PuhuiError, Text


class ArticlesIncomplete(PuhuiError):
    """The table of articles lacks columns."""

    category = Category.INVALID
    cause = Text(zh="文章表缺少列：{columns}", en="the table of articles lacks columns: {columns}")
    remedy = Text(
        zh="需要 article、published_on、source、title 列；body、url 可省略",
        en="give article, published_on, source and title; body and url may be left out",
    )


class ArticleUndated(PuhuiError):
    """A row of the table has no day, or none that can be read."""

    category = Category.INVALID
    cause = Text(zh="第 {row} 行的日期无法识别", en="the date in row {row} cannot be read")
    remedy = Text(zh="日期应写作 YYYY-MM-DD", en="write dates as YYYY-MM-DD")


class ArticleTwice(PuhuiError):
    """Two rows have one article id."""

    category = Category.CONFLICT
    cause = Text(zh="文章编号重复，共 {count} 个", en="{count} article ids occur more than once")
    remedy = Text(zh="每篇文章须有唯一编号", en="give each article an id of its own")


class MalformedModel(PuhuiError):
    """The file is not a model of sentiment that this build can score with."""

    category = Category.INVALID
    cause = Text(
        zh="情感模型文件有误（{where}）：{reason}", en="the model of sentiment is malformed at {where}: {reason}"
    )
    remedy = Text(zh="请重新训练，或使用自带的词典模型", en="train it again, or use the lexicon model that is shipped")


class ModelAltered(PuhuiError):
    """The model's content is not what its digest says."""

    category = Category.INTEGRITY
    cause = Text(zh="情感模型内容与摘要不符", en="the model of sentiment does not match its digest")
    remedy = Text(zh="请取得原始文件或重新训练", en="get the original file, or train it again")


class NothingToTrainOn(PuhuiError):
    """Too few titles, or only one of good and bad."""

    category = Category.INVALID
    cause = Text(zh="训练数据不足：{reason}", en="there is too little to learn from: {reason}")
    remedy = Text(zh="请提供既有正面又有负面的标题", en="give titles of both good and bad news")


class MalformedRules(PuhuiError):
    """A file of topics or warning rules breaks its format."""

    category = Category.INVALID
    cause = Text(zh="规则文件有误（{where}）：{reason}", en="the rules are malformed at {where}: {reason}")
    remedy = Text(zh="请对照文档改正", en="mend them after docs/reference/opinion.md")


class MalformedTimeline(PuhuiError):
    """A document is no timeline."""

    category = Category.INVALID
    cause = Text(zh="舆情时间线的文档有误：{kinds}", en="the document of a timeline is malformed: {kinds}")
    remedy = Text(zh="不予采用；请告知给出该文档的机构", en="it is not used; tell the organisation that gave it")
