"""Facts of the node's database: busy, away, unfit, older or newer than the program."""

from puhui.kernel import Category, PuhuiError, Text


class DatabaseBusy(PuhuiError):
    """Others held the database's write lock for too long; nothing was written."""

    category = Category.UNAVAILABLE
    cause = Text(
        zh="数据库繁忙，{seconds} 秒内未轮到本次写入", en="the database was busy for {seconds} s; nothing was written"
    )
    remedy = Text(zh="请稍后重试", en="try again later")
    retriable = True


class DatabaseDown(PuhuiError):
    """The database server does not answer. Whether what was being committed is there, only asking again tells."""

    category = Category.UNAVAILABLE
    cause = Text(zh="数据库没有应答", en="the database does not answer")
    remedy = Text(
        zh="请检查 node.json 中 database 所指的服务器是否运行、口令是否有效，然后重试",
        en="check that the server named by `database` in node.json runs and that the password holds; then try again",
    )
    retriable = True


class TextUnstorable(PuhuiError):
    """A text holds a character that a database cannot keep (U+0000, or half of a surrogate pair)."""

    category = Category.INVALID
    cause = Text(zh="文字中含有无法保存的字符", en="a text holds a character that cannot be stored")
    remedy = Text(zh="请去掉控制字符后重试", en="remove control characters and try again")


class DatabaseUnfit(PuhuiError):
    """The PostgreSQL database was not made as the node needs it."""

    category = Category.INVALID
    cause = Text(
        zh="数据库 {name} 的编码为 {encoding}、排序规则为 {collation}",
        en="the database {name} has the encoding {encoding} and the collation {collation}",
    )
    remedy = Text(
        zh="请以 CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C' 新建数据库",
        en="make it with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'",
    )


class DatabaseTaken(PuhuiError):
    """A database of that name is there already."""

    category = Category.CONFLICT
    cause = Text(zh="服务器上已有数据库 {name}", en="the server has a database {name} already")
    remedy = Text(zh="请换一个名称，或先删除该数据库", en="choose another name, or drop that database first")


class DatabaseNewer(PuhuiError):
    """A newer program has migrated the database: this one would misread it."""

    category = Category.CONFLICT
    cause = Text(
        zh="数据库的版本（{revision}）比本程序新",
        en="the database is at a revision that this program does not know ({revision})",
    )
    remedy = Text(
        zh="请运行较新的程序；若要退回，先用较新的程序运行 puhui node migrate DIR --to {head}",
        en="run the newer program; to go back, first run its `puhui node migrate DIR --to {head}`",
    )


class DatabaseOlder(PuhuiError):
    """The database lacks migrations of this program."""

    category = Category.CONFLICT
    cause = Text(
        zh="数据库的版本（{revision}）比本程序旧，程序需要 {head}",
        en="the database is at revision {revision}; this program needs {head}",
    )
    remedy = Text(
        zh="请启动节点，或运行 puhui node migrate DIR",
        en="start the node, or run `puhui node migrate DIR`",
    )


class DatabaseForeign(PuhuiError):
    """The database holds tables that are not a node's: it belongs to something else, or was changed by hand."""

    category = Category.CONFLICT
    cause = Text(
        zh="数据库中的表与节点的不同：{tables}", en="the database holds tables that differ from a node's: {tables}"
    )
    remedy = Text(
        zh="请在 node.json 中指定一个空数据库，或恢复备份",
        en="name an empty database in node.json, or restore the backup",
    )


class NoSuchRevision(PuhuiError):
    """No migration has that revision."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有版本 {revision}", en="there is no revision {revision}")
    remedy = Text(zh="可用版本：{known}", en="one of: {known}")
