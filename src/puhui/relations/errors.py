"""What can be wrong with a graph, with the tables it is made of, or with what is asked of it."""

from puhui.kernel import Category, PuhuiError, Text


class MalformedGraph(PuhuiError):
    """The files are not a graph of format `puhui-graph/1`."""

    category = Category.INVALID
    cause = Text(zh="关系图文件有误：{reason}", en="the graph is malformed: {reason}")
    remedy = Text(zh="请用 puhui relations build 重新生成", en="build it again with `puhui relations build`")


class GraphAltered(PuhuiError):
    """A file of the graph is not the one that its `graph.json` describes."""

    category = Category.INTEGRITY
    cause = Text(zh="关系图的 {file} 与其摘要不符", en="{file} of the graph does not match its digest")
    remedy = Text(zh="请重新生成关系图，并查明是谁改动了它", en="build the graph again, and find out who changed it")


class TableUnusable(PuhuiError):
    """A table lacks a column, or a column holds what it must not."""

    category = Category.INVALID
    cause = Text(zh="表 {table} 不可用：{reason}", en="table {table} is unusable: {reason}")
    remedy = Text(zh="请对照 docs/reference/relations.md 的表结构", en="compare it with docs/reference/relations.md")


class MalformedRecipe(PuhuiError):
    """The recipe that maps foreign tables breaks its format."""

    category = Category.INVALID
    cause = Text(zh="映射配方有误：{reason}", en="the recipe is malformed: {reason}")
    remedy = Text(zh="请对照 docs/reference/relations.md 改正", en="mend it after docs/reference/relations.md")


class NodeUnknown(PuhuiError):
    """The graph has no such node."""

    category = Category.NOT_FOUND
    cause = Text(zh="图中没有节点 {node}", en="the graph has no node {node}")
    remedy = Text(zh="请检查统一社会信用代码或节点编号", en="check the USCC, or the node's id")


class NotAnEnterprise(PuhuiError):
    """The node is there, but is no enterprise."""

    category = Category.INVALID
    cause = Text(zh="节点 {node} 不是企业", en="node {node} is no enterprise")
    remedy = Text(zh="请给出企业的统一社会信用代码", en="give an enterprise's USCC")


class MalformedThresholds(PuhuiError):
    """A file of thresholds breaks its format."""

    category = Category.INVALID
    cause = Text(zh="阈值文件有误：{reason}", en="the thresholds are malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class ThresholdUnknown(PuhuiError):
    """There is no threshold of that code."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有阈值“{code}”", en="there is no threshold {code!r}")
    remedy = Text(zh="可用的阈值：{known}", en="the thresholds are {known}")


class DetectorTwice(PuhuiError):
    """Two detectors claim one rule code."""

    category = Category.CONFLICT
    cause = Text(zh="规则 {code} 已经登记", en="rule {code} is registered already")
    remedy = Text(zh="请为新的检测规则另取代码", en="give the new detector a code of its own")


class DetectorUnknown(PuhuiError):
    """There is no detector of that code."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有规则 {code}", en="there is no rule {code}")
    remedy = Text(zh="可用的规则：{known}", en="the rules are {known}")


class TooManyPaths(PuhuiError):
    """A search for cycles met more open paths than it may hold."""

    category = Category.EXHAUSTED
    cause = Text(zh="查找闭环时路径超过 {limit} 条", en="a search for cycles met more than {limit} open paths")
    remedy = Text(
        zh="请缩短时间窗、提高金额下限，或先划分子图",
        en="shorten the window, raise the least amount, or search a part of the graph",
    )


class MalformedFindings(PuhuiError):
    """A document is no list of findings."""

    category = Category.INVALID
    cause = Text(zh="关联发现的文档有误：{kinds}", en="the document of findings is malformed: {kinds}")
    remedy = Text(zh="不予采用；请告知给出该文档的机构", en="it is not used; tell the organisation that gave it")
