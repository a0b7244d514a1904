"""What each party learns from a job beyond its own input and the result it is to receive. Pure, machine-readable.

Codes: `rows` how many rows the other's input has · `keys` how many distinct usable keys take part (PSI messages tell
their number) · `matched_keys` which of its own keys the other has too · `matched_count` how many those are ·
`names_asked` how many names were asked · `on_list` whether an asked name is on the list, and its level · `levels` the
list's levels · `cache_size` the size of the blinded list · `list_state` whether the list changed · `copy_kept` whether
the asker kept the blinded list · `groups` the groups of the sum · `group_sums` sums of groups that reach the thresholds
· `group_means`, `group_ratios`, `group_concentration`, `group_reaches` the like, without the sums behind them ·
`small_groups` which groups do not reach them · `enterprises` whom the job is about · `attributes` how many attributes
of the scorecard a party holds, and which · `points` each enterprise's score · `coverage` how much of the card's weight
is known of it · `bands` the band of its score · `rest` what the others give together, where a receiver gives a part
itself · `rest_range` the same, within the bounds of a band · `timing` how long the other took ·
`common_keys` which of its own keys all parties have · `common_count` how many keys are common, and held out ·
`bins` the edges, categories and row counts of the other's bins · `bin_sizes` how many attributes and bins take part ·
`bin_counts` good and bad rows by group of bins · `inflation` how much each column repeats the others · `coefficients`
the model's coefficients after every step · `steps` how many steps the fit took · `measures` AUC and KS · `card` a
card's points by bin.
"""

from collections.abc import Sequence

from puhui.kernel.text import Text
from puhui.privacy.model import Learns, Party

SENTENCES = {
    "rows": Text(zh="{of} 的行数", en="how many rows {of} has"),
    "keys": Text(zh="{of} 参与计算的不同键的个数", en="how many distinct keys of {of} take part"),
    "matched_keys": Text(zh="自己的哪些键也在 {of} 中", en="which of its own keys {of} has too"),
    "matched_count": Text(zh="与 {of} 共有的键的个数", en="how many keys it shares with {of}"),
    "names_asked": Text(zh="{of} 查询了多少个名称（不含名称本身）", en="how many names {of} asked for, not which"),
    "on_list": Text(
        zh="所查名称是否在 {of} 的名单上及其等级", en="whether the asked names are on the list of {of}, at which level"
    ),
    "levels": Text(zh="{of} 的名单有哪些等级", en="which levels the list of {of} has"),
    "list_state": Text(
        zh="{of} 的名单自上次查询以来是否变动", en="whether the list of {of} changed since the last question"
    ),
    "copy_kept": Text(zh="{of} 是否已存有盲化名单", en="whether {of} has kept a copy of the blinded list"),
    "cache_size": Text(zh="{of} 的盲化名单的大小", en="the size of the blinded list of {of}"),
    "groups": Text(zh="汇总的全部分组", en="all groups of the sum"),
    "tags": Text(
        zh="该企业申请所用设备、地址、电话、材料的密钥摘要",
        en="keyed digests of the device, address, telephone and papers that the enterprise applied with",
    ),
    "group_sums": Text(zh="达到阈值的分组的合计", en="the sums of groups that reach the thresholds"),
    "group_means": Text(zh="达到阈值的分组的均值", en="the means of groups that reach the thresholds"),
    "group_ratios": Text(zh="达到阈值的分组的比率", en="the ratios of groups that reach the thresholds"),
    "group_concentration": Text(
        zh="达到阈值的分组在提供方之间的集中度（HHI）",
        en="how concentrated those groups are among their providers (HHI)",
    ),
    "group_reaches": Text(
        zh="达到阈值的分组的合计是否不低于给定值", en="whether the totals of those groups reach the numbers named"
    ),
    "small_groups": Text(zh="哪些分组未达到阈值", en="which groups do not reach the thresholds"),
    "enterprises": Text(zh="本次评分的全部企业", en="which enterprises are scored"),
    "attributes": Text(zh="{of} 持有评分卡的哪些变量", en="which attributes of the scorecard {of} holds"),
    "points": Text(
        zh="每户的得分（精确到 0.01 分；变量少时可由得分推知落入哪些分箱）",
        en="each enterprise's score to 1/100 of a point; of a card with few attributes it can tell the bins",
    ),
    "coverage": Text(
        zh="每户的数据覆盖度（由各来源权重可能推知缺了哪些变量）",
        en="each enterprise's coverage; by the weights it can tell which attributes are missing",
    ),
    "bands": Text(
        zh="每户得分所在的分段（覆盖不足的无分段），不含得分本身",
        en="the band of each enterprise's score, none where coverage is too thin; not the score",
    ),
    "rest": Text(
        zh="减去自己给出的部分后，其余各方合计给出的分值",
        en="what the others give together, by subtracting its own part",
    ),
    "rest_range": Text(
        zh="减去自己给出的部分后，其余各方合计分值所在的区间",
        en="the range that the others' points together lie in, by subtracting its own part",
    ),
    "common_keys": Text(zh="自己的哪些键为各方共有", en="which of its own keys all parties have"),
    "common_count": Text(zh="各方共有多少个键，其中多少个留作检验", en="how many keys all have, and are held out"),
    "bins": Text(
        zh="{of} 各属性分箱的边界、类别和每箱行数", en="the edges, categories and row counts of the bins of {of}"
    ),
    "bin_sizes": Text(zh="{of} 有多少个属性和分箱参与", en="how many attributes and bins of {of} take part"),
    "bin_counts": Text(
        zh="{of} 各属性每组分箱的好、坏户数（各不少于 5），以及哪些分箱不足",
        en="good and bad rows by group of bins of {of}, at least 5 of each, and which bins have fewer",
    ),
    "inflation": Text(zh="每列与其余各列重复的程度（VIF）", en="how much each column repeats the others (VIF)"),
    "coefficients": Text(zh="每步拟合后的模型系数", en="the model's coefficients after every step of the fit"),
    "steps": Text(zh="模型拟合了多少步", en="how many steps the fit took"),
    "measures": Text(zh="检验行上的 AUC 与 KS", en="AUC and KS of the rows that were validated on"),
    "card": Text(
        zh="评分卡：持有者看得到每个分箱的分值", en="the scorecard: whoever holds it sees the points of every bin"
    ),
    "timing": Text(zh="{of} 各阶段所用时间", en="how long each stage took {of}"),
}


def of_match(parties: Sequence[Party], receivers: Sequence[str]) -> tuple[Learns, ...]:
    """Two parties. Whoever receives learns which of its keys match; the protocols tell the numbers of keys."""
    facts = []
    for party, other in ((parties[0], parties[1]), (parties[1], parties[0])):
        facts += [Learns(party.name, "rows", other.name, other.rows), Learns(party.name, "keys", other.name)]
        if party.name in receivers:
            facts += [Learns(party.name, code, other.name) for code in ("matched_keys", "matched_count")]
        facts.append(Learns(party.name, "timing", other.name))
    return tuple(facts)


def of_lookup(owner: Party, asker: Party, levels: int) -> tuple[Learns, ...]:
    """The asker learns its answers and the list's size; the owner how many names were asked, nothing else."""
    return (
        Learns(asker.name, "rows", owner.name, owner.rows),
        Learns(asker.name, "cache_size", owner.name),
        Learns(asker.name, "list_state", owner.name),
        Learns(asker.name, "levels", owner.name, levels),
        Learns(asker.name, "on_list", owner.name),
        Learns(asker.name, "timing", owner.name),
        Learns(owner.name, "names_asked", asker.name, asker.rows),
        Learns(owner.name, "copy_kept", asker.name),
        Learns(owner.name, "timing", asker.name),
    )


_OF_STATISTIC = {
    "sum": "group_sums",
    "mean": "group_means",
    "ratio": "group_ratios",
    "hhi": "group_concentration",
    "at-least": "group_reaches",
}


def of_sum(
    parties: Sequence[Party],
    receivers: Sequence[str],
    groups: int,
    statistics: Sequence[str] = ("sum",),
    *,
    tags: int = 0,
) -> tuple[Learns, ...]:
    """All know the groups and each other's row counts; the receivers alone learn sums, and which groups are small.

    Where a sum is about things that an enterprise applied with, all know so many keyed digests of them.
    """
    facts = []
    for party in parties:
        facts.append(Learns(party.name, "groups", "*", groups))
        facts += [Learns(party.name, "tags", "*", tags)] if tags else []
        facts += [Learns(party.name, "rows", other.name, other.rows) for other in parties if other is not party]
        if party.name in receivers:
            facts += [Learns(party.name, _OF_STATISTIC[one], "*") for one in statistics]
            facts.append(Learns(party.name, "small_groups", "*"))
        facts.append(Learns(party.name, "timing", "*"))
    return tuple(facts)


def of_score(
    parties: Sequence[Party], receivers: Sequence[str], enterprises: int, *, banded: bool
) -> tuple[Learns, ...]:
    """All know who is scored, and which attributes each custodian holds; the receivers alone learn scores or bands.

    A custodian's part is known to nobody else: not its points, nor whether it has a record of an enterprise.
    """
    facts = []
    for party in parties:
        facts.append(Learns(party.name, "enterprises", "*", enterprises))
        for other in parties:
            if other is not party and len(other.columns) > 1:
                facts.append(Learns(party.name, "attributes", other.name, len(other.columns) - 1))
        if party.name in receivers:
            facts += [Learns(party.name, code, "*") for code in (["bands"] if banded else ["points", "coverage"])]
            if len(party.columns) > 1:
                facts.append(Learns(party.name, "rest_range" if banded else "rest", "*"))
        facts.append(Learns(party.name, "timing", "*"))
    return tuple(facts)


def of_alignment(parties: Sequence[Party]) -> tuple[Learns, ...]:
    """Rows are aligned by keys: all with columns learn which of theirs are common, and the numbers of keys; the first
    party, from pair to pair, also which of its keys each other has. A party without columns learns how many."""
    owner, *others = [party for party in parties if party.columns]
    facts = []
    for party in parties:
        facts += [Learns(party.name, "rows", other.name, other.rows) for other in parties if other is not party]
        facts.append(Learns(party.name, "common_count", "*"))
        if party.columns:
            facts.append(Learns(party.name, "common_keys", "*"))
    for other in others:
        facts += [Learns(owner.name, code, other.name) for code in ("keys", "matched_keys")]
        facts.append(Learns(other.name, "keys", owner.name))
    return tuple(facts)


def of_train(parties: Sequence[Party], *, held: bool) -> tuple[Learns, ...]:
    """Nobody but the first party learns anything that rests on outcomes, except how many steps the fit took."""
    owner, *others = parties
    facts = list(of_alignment(parties))
    for party in parties:
        facts += [Learns(party.name, "bin_sizes", other.name) for other in parties if other is not party]
        facts.append(Learns(party.name, "timing", "*"))
    facts += [Learns(other.name, "steps", owner.name) for other in others]
    for other in others:
        if other.columns:
            facts += [Learns(owner.name, code, other.name) for code in ("bins", "bin_counts")]
    facts += [Learns(owner.name, code, "*") for code in ("inflation", "coefficients", "card")]
    return (*facts, Learns(owner.name, "measures", "*")) if held else tuple(facts)


def of_validate(parties: Sequence[Party]) -> tuple[Learns, ...]:
    """All hold the card already; the first party alone learns how well it tells good from bad."""
    owner = parties[0]
    facts = list(of_alignment(parties))
    for party in parties:
        facts += [Learns(party.name, "card", "*"), Learns(party.name, "timing", "*")]
    return (*facts, Learns(owner.name, "measures", "*"))
