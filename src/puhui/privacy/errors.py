"""What can go wrong with a private computation, named for the facts. No message ever carries a value of the data."""

from errno import errorcode
from typing import Self

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

_DISK = {
    "ENOSPC": Text(zh="磁盘空间已满", en="no space left"),
    "EDQUOT": Text(zh="超出磁盘配额", en="the disk quota is used up"),
    "EROFS": Text(zh="文件系统只读", en="the file system is read-only"),
    "EACCES": Text(zh="没有权限", en="permission denied"),
    "EPERM": Text(zh="没有权限", en="permission denied"),
}


class Explained(PuhuiError):
    """The root of errors whose cause is told in words of its own: in both languages, or not at all."""

    def __init__(self, *, reason: Text, party: str = "", stage: str = "", **data: object) -> None:
        super().__init__(reason=reason, party=party, stage=stage, **data)


class EngineMissing(PuhuiError):
    """The engine of private computations is not installed."""

    category = Category.UNAVAILABLE
    cause = Text(zh="未安装隐私计算引擎", en="the engine of private computations is not installed")
    remedy = Text(zh="请运行 make privacy 安装后重试", en="run `make privacy`, then try again")


class InputUnreadable(PuhuiError):
    """A party's input cannot be read as a table."""

    category = Category.INVALID
    cause = Text(zh="无法读取输入文件 {file}：{reason}", en="the input {file} cannot be read: {reason}")
    remedy = Text(zh="请提供带表头的 UTF-8 CSV 文件", en="give a CSV file in UTF-8 with a header")


class SchemaDiffers(Explained):
    """A party's input is not what the job says of it."""

    category = Category.INVALID
    cause = Text(zh="输入数据与任务声明不符：{reason}", en="the input is not what the job says: {reason}")
    remedy = Text(
        zh="请核对列名、类型与行数，由数据方更正后重新发起任务",
        en="compare columns, types and rows; its owner corrects it, then start a new job",
    )


class NoUsableKeys(PuhuiError):
    """Nothing of the input takes part."""

    category = Category.INVALID
    cause = Text(
        zh="没有可用的键：{rows} 行全部为空或格式不符", en="no usable key: all of {rows} rows are empty or malformed"
    )
    remedy = Text(zh="请检查键所在的列及键的类型", en="check the key column and the kind of key")


class TooManyNames(PuhuiError):
    """More is asked at once than one job may ask."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="一次查询 {asked} 个名称，上限为 {limit}", en="{asked} names in one question, at most {limit} may be"
    )
    remedy = Text(zh="请分批查询，或改用 match", en="ask in parts, or use a match")


class UnknownStatistic(PuhuiError):
    """A statistic that is not known, or of a column that takes no part."""

    category = Category.INVALID
    cause = Text(zh="不支持的统计量：{said}", en="no such statistic: {said}")
    remedy = Text(
        zh="可用：sum、mean、ratio:A/B、hhi:A、at-least:A:数值（列须在 --value 中）",
        en="one of sum, mean, ratio:A/B, hhi:A, at-least:A:NUMBER, over columns of --value",
    )


class GroupTooSmall(PuhuiError):
    """A threshold below the house's minimum was asked for, or too few parties take part."""

    category = Category.FORBIDDEN
    cause = Text(zh="{what}为 {given}，不得少于 {least}", en="{what}: {given}, at least {least} is the rule")
    remedy = Text(zh="请增加参与方或数据，或提高阈值", en="let more parties or rows take part, or raise the threshold")

    def __init__(self, *, what: Text, given: int, least: int, party: str = "", stage: str = "") -> None:
        super().__init__(what=what, given=given, least=least, party=party, stage=stage)


class NothingToTrain(Explained):
    """No model comes out of these columns and outcomes."""

    category = Category.INVALID
    cause = Text(zh="无法训练：{reason}", en="nothing can be trained: {reason}")
    remedy = Text(zh="请检查目标列与各方提供的列", en="check the target and the columns that the parties give")


class DealerRefused(PuhuiError):
    """A protocol that trusts a dealer was asked for outside tests."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="协议 {protocol} 依赖可信分发方，对分发方毫无保护",
        en="{protocol} trusts a dealer and protects nothing from it",
    )
    remedy = Text(zh="请使用 ABY3", en="use ABY3")


class WouldNotFit(PuhuiError):
    """The computation needs more than there is."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="预计每方需要内存 {needed_mb} MB，可用 {available_mb} MB",
        en="a party would need {needed_mb} MB of memory, {available_mb} MB are there",
    )
    remedy = Text(
        zh="请在内存更大的机器上运行，或拆分数据后分批运行", en="use a machine with more memory, or run it in parts"
    )


class AttributeHeldTwice(PuhuiError):
    """Two parties bring the same attribute of a scorecard: it would count twice."""

    category = Category.CONFLICT
    cause = Text(
        zh="评分卡变量 {attribute} 同时由 {one} 和 {other} 提供",
        en="{one} and {other} both bring the attribute {attribute}",
    )
    remedy = Text(zh="请从其中一方的输入中去掉该列", en="take the column out of one party's input")


class AttributeNotHeld(PuhuiError):
    """A source of a scorecard is there in part only."""

    category = Category.INVALID
    cause = Text(
        zh="来源 {source} 的变量 {attribute} 无任何一方提供", en="no party brings {attribute} of the source {source}"
    )
    remedy = Text(
        zh="请由持有方补上该列；如该来源整体缺席，则其变量均不应提供",
        en="its holder adds the column; where a source is absent, none of its attributes may be there",
    )


class ModelDiffers(PuhuiError):
    """A party has another model than the job names."""

    category = Category.INTEGRITY
    cause = Text(zh="本方的模型与任务指定的不一致", en="the model at this party is not the one that the job names")
    remedy = Text(
        zh="请各方使用同一模型文件后重新发起任务", en="all parties use the same model file, then start a new job"
    )


class BandsRefused(Explained):
    """Bands that cannot be told, or would tell the score."""

    category = Category.INVALID
    cause = Text(zh="分段 {bands} 不可用：{reason}", en="the bands {bands} are refused: {reason}")
    remedy = Text(
        zh="请给出递增、间隔足够且在分值范围内的分段点", en="name rising thresholds within the scale, far enough apart"
    )


class ProgramDiffers(PuhuiError):
    """The job names another program than this node would run."""

    category = Category.INTEGRITY
    cause = Text(
        zh="任务固定的程序与本节点将运行的程序不一致", en="the job pins another program than this node would run"
    )
    remedy = Text(zh="请勿参与；请各方使用同一版本", en="do not take part; all parties use the same version")


class JobDiffers(PuhuiError):
    """Another party was told another job."""

    category = Category.INTEGRITY
    cause = Text(zh="{peer} 收到的任务与本方不同", en="{peer} was told another job than this party")
    remedy = Text(zh="请停止并核对任务邀请", en="stop, and compare the invitations")


class WrongCertificate(PuhuiError):
    """A party's certificate is not of this job."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="{peer} 的证书不是本任务签发的", en="the certificate of {peer} is not of this job")
    remedy = Text(zh="请由 {peer} 使用本任务的证书重新加入", en="{peer} joins again with the certificate of this job")


class PeerUnreachable(PuhuiError):
    """No link with another party came about in time."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="{within_s} 秒内未能与其他参与方建立连接", en="no link with the other parties within {within_s} s")
    remedy = Text(zh="请确认各方节点在线且网络可达后重试", en="see that all nodes are up and reachable, then try again")


class PartyLost(PuhuiError):
    """A party's worker ended in the middle of the job."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(
        zh="{peer} 在任务中途退出（{how}），未产生任何结果", en="{peer} left in the middle ({how}); there is no output"
    )
    remedy = Text(zh="请在 {peer} 恢复后重新发起任务", en="start a new job when {peer} is back")


class EngineFailed(PuhuiError):
    """The engine stopped this party's computation."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="隐私计算引擎中止（{where}）", en="the engine stopped the computation ({where})")
    remedy = Text(zh="请检查其他参与方是否在线后重试", en="see whether the other parties are there, then try again")


class TimedOut(PuhuiError):
    """The job took longer than it may."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="任务超过 {within_s} 秒的时限", en="the job took longer than {within_s} s")
    remedy = Text(zh="请放宽时限，或减少数据量后重试", en="allow it more time or give it less data, then try again")


class DiskRefused(Explained):
    """The disk took no more."""

    category = Category.UNAVAILABLE
    retriable = True
    cause = Text(zh="无法写入任务文件夹：{reason}", en="the job's folder cannot be written: {reason}")
    remedy = Text(zh="请释放磁盘空间后重试", en="free space on the disk, then try again")

    @classmethod
    def of(cls, error: OSError, *, party: str, stage: str) -> Self:
        """What the system said, in words of our own; without the path, which may name what nobody shall read."""
        named = errorcode.get(error.errno or 0, type(error).__name__)
        return cls(reason=_DISK.get(named, Text(zh=named, en=named)), party=party, stage=stage)


class OutputExists(PuhuiError):
    """The output would replace something."""

    category = Category.CONFLICT
    cause = Text(zh="{path} 已存在", en="{path} exists already")
    remedy = Text(zh="请换一个输出位置，或先移走原文件", en="name another output, or move the old one away")
