"""The sections by what others point at, and what they are called."""

from puhui.kernel import Text

SECTIONS = {
    "summary": Text(zh="一页摘要", en="On one page"),
    "of_us": Text(zh="他人用本机构的数据算了什么", en="What others computed with our data"),
    "by_us": Text(zh="本机构用他人的数据算了什么", en="What we computed with others' data"),
    "authority": Text(zh="依据：委托与授权，用了几次", en="Under what authority: mandates and grants, and their uses"),
    "refusals": Text(zh="拒绝、中止与挡回", en="Refused, broken off, turned away"),
    "learnt": Text(zh="累计得知了什么", en="What was learnt, added up"),
    "budgets": Text(zh="额度：还能得知多少", en="Budgets: how much more may be learnt"),
    "protocols": Text(zh="所用协议：防谁，防不住什么", en="Protocols: against whom they protect, what breaks them"),
    "standard": Text(zh="与行业标准对照", en="Against the industry standard"),
    "verify": Text(zh="如何核对本档案", en="How to verify this dossier"),
    "absent": Text(zh="不在本档案内，另备", en="Not in this dossier"),
    "glossary": Text(zh="名词解释", en="Glossary"),
    "annex": Text(zh="附录：编号、程序与参数", en="Annex: ids, programs and parameters"),
}
