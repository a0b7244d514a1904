"""What can go wrong with a whole city on one machine."""

from puhui.kernel import Category, PuhuiError, Text


class CityExists(PuhuiError):
    """The folder already holds something."""

    category = Category.CONFLICT
    cause = Text(zh="目录 {folder} 已存在且不为空", en="the folder {folder} exists and is not empty")
    remedy = Text(zh="请换一个目录，或先删除它", en="name another folder, or remove this one first")


class NoCityThere(PuhuiError):
    """The folder is no city."""

    category = Category.NOT_FOUND
    cause = Text(zh="{folder} 不是一座城市：{reason}", en="{folder} is not a city: {reason}")
    remedy = Text(zh="请先运行 puhui city new {folder}", en="run first: puhui city new {folder}")


class PortTaken(PuhuiError):
    """A node's port belongs to another program."""

    category = Category.CONFLICT
    cause = Text(zh="{org} 的端口 {port} 已被占用", en="port {port} of {org} is taken by another program")
    remedy = Text(
        zh="请停止占用它的程序，或用 puhui city new 的 --port 换一组端口",
        en="stop that program, or make the city on other ports: puhui city new DIR --port BASE",
    )


class NodeDied(PuhuiError):
    """A node's process ended while the city needs it."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="{org} 的节点进程已退出（退出码 {code}）：{last}", en="the node of {org} ended (code {code}): {last}"
    )
    remedy = Text(zh="请查看日志 {log}", en="read its log: {log}")


class NodeNotReady(PuhuiError):
    """A node's process runs but does not answer in time."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="{org} 的节点在 {seconds} 秒内没有就绪：{reason}",
        en="the node of {org} was not ready in {seconds} s: {reason}",
    )
    remedy = Text(zh="请查看日志 {log}，然后重试", en="read its log, {log}, then try again")
    retriable = True


class StoryStuck(PuhuiError):
    """A step of the story was refused, or its receipt did not come."""

    category = Category.CONFLICT
    cause = Text(zh="步骤“{step}”没有完成：{reason}", en="step {step!r} did not complete: {reason}")
    remedy = Text(zh="{advice}", en="{advice}")


class DatabaseServerMalformed(PuhuiError):
    """The database server for a city's nodes is not told in a way that can be used."""

    category = Category.INVALID
    cause = Text(zh="--database 无法使用：{reason}", en="--database cannot be used: {reason}")
    remedy = Text(
        zh="请写作 postgresql://用户@主机:5432/；口令放在 PGPASSWORD 或 PGPASSFILE",
        en="write postgresql://user@host:5432/; the password goes into PGPASSWORD or PGPASSFILE",
    )


class NoSuchBank(PuhuiError):
    """The city has no bank of that id."""

    category = Category.INVALID
    cause = Text(zh="沙箱中没有银行 “{bank}”", en="a sandbox has no bank {bank!r}")
    remedy = Text(zh="可用的银行：{known}", en="its banks: {known}")


class NoSandboxThere(PuhuiError):
    """The folder holds a city that is no sandbox."""

    category = Category.CONFLICT
    cause = Text(zh="{folder} 不是沙箱", en="{folder} is not a sandbox")
    remedy = Text(
        zh="请先运行 puhui sandbox new DIR，或改用 puhui city run",
        en="make one: puhui sandbox new DIR; or use puhui city run",
    )
