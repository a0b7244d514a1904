"""What each party learns from a job beyond its own input and the result it is to receive. Pure, machine-readable.

Codes: `rows` how many rows the other's input has · `keys` how many distinct usable keys take part (PSI messages tell
their number) · `matched_keys` which of its own keys the other has too · `matched_count` how many those are ·
`names_asked` how many names were asked · `on_list` whether an asked name is on the list, and its level · `levels` the
list's levels · `cache_size` the size of the blinded list · `list_state` whether the list changed · `copy_kept` whether
the asker kept the blinded list · `groups` the groups of the sum · `group_sums` sums of groups that reach the thresholds
· `group_means`, `group_ratios`, `group_concentration`, `group_reaches` the like, without the sums behind them ·
`small_groups` which groups do not reach them · `timing` how long the other took.
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
    parties: Sequence[Party], receivers: Sequence[str], groups: int, statistics: Sequence[str] = ("sum",)
) -> tuple[Learns, ...]:
    """All know the groups and each other's row counts; the receivers alone learn sums, and which groups are small."""
    facts = []
    for party in parties:
        facts.append(Learns(party.name, "groups", "*", groups))
        facts += [Learns(party.name, "rows", other.name, other.rows) for other in parties if other is not party]
        if party.name in receivers:
            facts += [Learns(party.name, _OF_STATISTIC[one], "*") for one in statistics]
            facts.append(Learns(party.name, "small_groups", "*"))
        facts.append(Learns(party.name, "timing", "*"))
    return tuple(facts)
