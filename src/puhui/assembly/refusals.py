"""What the members' contract refuses, told to a person: why, and what to do. Pure."""

from puhui.kernel import Text

_VOTE_AGAIN = Text(zh="请重新提案并表决", en="propose it again, and vote")
_LOOK = Text(zh="请用 puhui member list 与 puhui member proposals 核对", en="see `puhui member list` and `proposals`")
_REFUSALS = {
    "not_consensus": (
        Text(zh="只有共识机构可以提案、表决或生效", en="only consensus organisations propose, vote and enact"),
        Text(zh="请由一家共识机构办理", en="have a consensus organisation do it"),
    ),
    "no_such_proposal": (Text(zh="没有此提案", en="there is no such proposal"), _LOOK),
    "already_enacted": (Text(zh="提案已经生效", en="the proposal was enacted already"), _LOOK),
    "proposal_expired": (Text(zh="提案已过期", en="the proposal has expired"), _VOTE_AGAIN),
    "not_carried": (
        Text(zh="赞成的共识机构尚未超过三分之二", en="not yet more than two thirds of the consensus nodes approve"),
        Text(zh="请等待其他机构表决", en="wait for more votes"),
    ),
    "out_of_sequence": (
        Text(zh="同时有另一项变更先生效", en="another change was made at the same moment"),
        Text(zh="请重新执行同一命令", en="run the same command again"),
    ),
    "wrong_quorum": (
        Text(zh="其间成员发生了变更", en="the members changed in the meantime"),
        Text(zh="请重新执行同一命令", en="run the same command again"),
    ),
    "organisation_twice": (
        Text(zh="该机构编号已被使用", en="the organisation's id is taken"),
        Text(zh="机构编号永不重用，请另取一个", en="ids are never used again: choose another"),
    ),
    "key_twice": (
        Text(zh="该密钥已属于某个成员", en="the key is, or was, a member's"),
        Text(zh="请生成新的密钥", en="make a fresh key"),
    ),
    "bad_proof": (
        Text(zh="申请方未证明其持有该密钥", en="the key's holder did not prove that it has it"),
        Text(zh="请申请方用同一信任文件重新生成申请", en="have the request made again, with this network's trust file"),
    ),
    "unknown_role": (Text(zh="没有此角色", en="there is no such role"), _LOOK),
    "no_such_member": (Text(zh="没有此成员", en="there is no such member"), _LOOK),
    "already_consensus": (Text(zh="该机构已是共识机构", en="it is a consensus node already"), _LOOK),
    "is_suspended": (Text(zh="该机构已被暂停", en="the organisation is suspended"), _LOOK),
    "is_expelled": (Text(zh="该机构已被除名", en="the organisation was expelled"), _LOOK),
    "is_active": (Text(zh="该机构并未被暂停", en="the organisation is not suspended"), _LOOK),
    "no_consensus_node": (
        Text(zh="变更后将没有任何共识机构", en="no consensus node would be left"),
        Text(zh="请先增加一家共识机构", en="promote another one first"),
    ),
    "already_moved": (
        Text(zh="账本已经迁移过", en="the ledger has moved already"),
        Text(zh="账本只迁移一次，无需再办", en="a ledger moves once: nothing is left to do"),
    ),
    "too_soon": (
        Text(
            zh="账本刚刚迁移，迁移后的第一条不能变更共识机构",
            en="the ledger has just moved: its next entry cannot do this",
        ),
        Text(zh="请在账本有新条目之后重试", en="try again after the next entry of the log"),
    ),
    "below_two_thirds": (
        Text(zh="联署门槛不得低于三分之二", en="the quorum may not be below two thirds"),
        Text(zh="请提出更高的门槛", en="propose a higher share"),
    ),
    "bad_expiry": (
        Text(zh="提案有效期须在 90 天以内", en="a proposal may be open for at most 90 days"),
        Text(zh="请缩短有效期", en="give fewer days"),
    ),
}
_OTHER = (
    Text(zh="合约规则不允许", en="the contract's rules do not allow it"),
    Text(zh="请对照 docs/reference/formats.md 核对提案", en="compare it with docs/reference/formats.md"),
)


def advice_on(reason: str) -> dict[str, str]:
    """What `ChangeRefused` is told of a refusal's code."""
    why, advice = _REFUSALS.get(reason, _OTHER)
    return {"code_": reason, "zh": why.zh, "en": why.en, "advice_zh": advice.zh, "advice_en": advice.en}
