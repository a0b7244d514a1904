"""`puhui member`: the members decide together who joins and leaves, and which keys, quorum and contracts hold.

A command acts as the organisation of `--node DIR`, with its key, through its own running node or any consensus node.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit, say

if TYPE_CHECKING:
    from puhui.assembly.governing import Proposal, Seat
    from puhui.assembly.requests import JoinRequest
    from puhui.assembly.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The members: who joins, who leaves, who votes")
propose = typer.Typer(no_args_is_help=True, help="Propose a change, which the consensus organisations vote on")
app.add_typer(propose, name="propose")

_Node = Annotated[Path, typer.Option("--node", help="The folder of the organisation's node.", metavar="DIR")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_Days = Annotated[int, typer.Option("--days", min=1, max=90, help="How long it can be voted on.")]
_Request = Annotated[Path, typer.Option("--request", help="The organisation's join-request.json.")]
_Org = Annotated[str, typer.Argument(help="The organisation's id.", metavar="ORG")]
_Proposal = Annotated[
    str, typer.Argument(help="The proposal's id or its beginning, or what it does: admit:bank-c.", metavar="PROPOSAL")
]
DAYS = 30


@app.callback()
def _member() -> None:
    """The members: who joins, who leaves, who votes."""


@app.command("list")
def list_members(node: _Node, as_json: _Json = False) -> None:
    """All organisations as the ledger has them now."""
    with _seat(node) as seat:
        members = seat.members()
    lines = [
        f"{one.org:<16} {one.role:<10} {one.status:<10} {_seat_of(one.consensus)}  {say(one.name_zh, one.name_en)}"
        for one in members
    ]
    document = [
        {
            "org": one.org,
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "role": one.role,
            "status": one.status,
            "consensus": one.consensus,
            "key": one.key,
        }
        for one in members
    ]
    emit(document, as_json=as_json, text="\n".join(lines))


@app.command()
def proposals(node: _Node, as_json: _Json = False) -> None:
    """The proposals that can still be voted on."""
    with _seat(node) as seat:
        found = seat.proposals()
    lines = [_line(one) for one in found] or [say("没有待决提案", "no proposal is open")]
    emit([_document(one) for one in found], as_json=as_json, text="\n".join(lines))


@app.command()
def vote(
    proposal: _Proposal,
    node: _Node,
    approve: Annotated[bool, typer.Option("--approve/--reject", help="Which way; your last vote counts.")],
    as_json: _Json = False,
) -> None:
    """Vote on a proposal, as a consensus organisation."""
    with _seat(node) as seat:
        standing = seat.vote(proposal, approve=approve)
    short = standing.entry[:12]
    carried = say(
        f"提案已通过。下一步：puhui member enact {short} --node {node}",
        f"It is carried. Next: puhui member enact {short} --node {node}",
    )
    waiting = say(
        f"还需 {standing.needed - standing.approvals} 个共识机构赞成",
        f"{standing.needed - standing.approvals} more consensus organisations must approve",
    )
    text = f"{_line(standing)}\n{carried if standing.carried else waiting}"
    emit(_document(standing), as_json=as_json, text=text)


@app.command()
def enact(proposal: _Proposal, node: _Node, as_json: _Json = False) -> None:
    """Enact a proposal that more than two thirds of the consensus organisations approve."""
    with _seat(node) as seat:
        found = seat.find(proposal)
        number = seat.enact(found.entry)
    text = say(f"第 {number} 次成员变更已生效。", f"Change {number} of the members is made.")
    emit(
        {"number": number, "proposal": found.entry, "change": _plain(found.change)},
        as_json=as_json,
        text=f"{text}\n{_after(found.change)}".rstrip(),
    )


@app.command()
def rotate(node: _Node, as_json: _Json = False) -> None:
    """Give the organisation a new key. Run it again if it was interrupted: it ends where it should."""
    from puhui.assembly.governing import rotate_key
    from puhui.assembly.settings import Settings
    from puhui.kernel import SystemClock, SystemEntropy

    key = rotate_key(Settings.load(node), SystemClock(), SystemEntropy())
    emit(
        {"key": key},
        as_json=as_json,
        text=say(
            f"新密钥已在账本上生效：{key}\n下一步：立即重启节点（puhui node run {node}），"
            f"此前它用旧密钥签发的条目一律不予受理；并备份 {node / 'key'}",
            f"The new key holds on the ledger: {key}\nNext: restart at once (puhui node run {node}): what the node "
            f"signs with the old key until then is refused. Back up {node / 'key'}",
        ),
    )


@propose.command()
def admit(request: _Request, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Admit an organisation, as a participant."""
    settings = _settings(node)
    _propose(settings, _request(request, settings).admission(), days, as_json=as_json)


@propose.command()
def promote(request: _Request, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Make a participant a consensus node, with the CometBFT node that its request names."""
    settings = _settings(node)
    _propose(settings, _request(request, settings).promotion(), days, as_json=as_json)


@propose.command("replace-key")
def replace_key(request: _Request, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Give an organisation that lost its key the one of a new request (`puhui node new` in a fresh folder)."""
    settings = _settings(node)
    _propose(settings, _request(request, settings).key_replacement(), days, as_json=as_json)


@propose.command()
def demote(org: _Org, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Make a consensus node a participant."""
    _propose(_settings(node), {"kind": "demote", "org": org}, days, as_json=as_json)


@propose.command()
def suspend(org: _Org, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Let an organisation sign nothing for now."""
    _propose(_settings(node), {"kind": "suspend", "org": org}, days, as_json=as_json)


@propose.command()
def reinstate(org: _Org, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Let a suspended organisation sign again, as a participant."""
    _propose(_settings(node), {"kind": "reinstate", "org": org}, days, as_json=as_json)


@propose.command()
def expel(org: _Org, node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Let an organisation never sign again."""
    _propose(_settings(node), {"kind": "expel", "org": org}, days, as_json=as_json)


@propose.command()
def quorum(
    over: Annotated[str, typer.Option("--over", help="Cosigners must be more than this share; two thirds at least.")],
    node: _Node,
    days: _Days = DAYS,
    as_json: _Json = False,
) -> None:
    """Change how many consensus nodes must cosign a head."""
    part, _, whole = over.partition("/")
    if not (part.isdecimal() and whole.isdecimal()):
        raise typer.BadParameter(f"{over!r} is not a share such as 3/4")
    _propose(_settings(node), {"kind": "quorum", "over": [int(part), int(whole)]}, days, as_json=as_json)


@propose.command()
def upgrade(
    version: Annotated[int, typer.Option("--version", min=2, help="The contracts' next version.")],
    from_index: Annotated[int, typer.Option("--from-index", min=1, help="The place in the log from which it holds.")],
    node: _Node,
    days: _Days = DAYS,
    as_json: _Json = False,
) -> None:
    """Execute entries from a place on by the next version of the contracts."""
    change = {"kind": "upgrade", "version": version, "from_index": from_index}
    _propose(_settings(node), change, days, as_json=as_json)


@propose.command()
def move(node: _Node, days: _Days = DAYS, as_json: _Json = False) -> None:
    """Take the ledger from its one sequencer to a CometBFT network: the enacting entry is the sequencer's last."""
    with _seat(node) as seat:
        change = seat.move()
    _propose(_settings(node), change, days, as_json=as_json)


def _propose(settings: "Settings", change: dict[str, Any], days: int, *, as_json: bool) -> None:
    with _seat(settings.folder) as seat:
        entry = seat.propose(change, days)
    short, what = entry[:12], _told(change)
    emit(
        {"proposal": entry, "change": _plain(change)},
        as_json=as_json,
        text=say(
            f"提案 {short}：{what}。\n下一步：每家共识机构运行 puhui member vote {short} --approve --node DIR",
            f"Proposal {short}: {what}.\n"
            f"Next, at each consensus organisation: puhui member vote {short} --approve --node DIR",
        ),
    )


def _settings(node: Path) -> "Settings":
    from puhui.assembly.settings import Settings

    return Settings.load(node)


def _seat(node: Path) -> "AbstractContextManager[Seat]":
    from puhui.assembly.governing import Seat
    from puhui.kernel import SystemClock, SystemEntropy

    return Seat(_settings(node), SystemClock(), SystemEntropy())


def _request(path: Path, settings: "Settings") -> "JoinRequest":
    from puhui.assembly.requests import JoinRequest

    return JoinRequest.load(path, settings.origin)


def _seat_of(consensus: bool) -> str:
    return say("共识节点", "consensus   ") if consensus else say("参与节点", "participant ")


def _told(change: Any) -> str:
    return " ".join([change["kind"], *(str(change[name]) for name in ("id", "org", "version") if name in change)])


def _line(one: "Proposal") -> str:
    from datetime import UTC, datetime

    day = datetime.fromtimestamp(one.expires_ms / 1000, UTC).date().isoformat()
    votes = ", ".join(f"{org} {'✓' if yes else '✗'}" for org, yes in sorted(one.votes.items()))
    return f"{one.entry[:12]}  {_told(one.change):<28} {one.approvals}/{one.needed}  ≤ {day}  {votes}".rstrip()


def _document(one: "Proposal") -> dict[str, Any]:
    return {
        "proposal": one.entry,
        "change": _plain(one.change),
        "by": one.by,
        "expires_ms": one.expires_ms,
        "votes": dict(one.votes),
        "approvals": one.approvals,
        "needed": one.needed,
        "carried": one.carried,
    }


def _after(change: Any) -> str:
    """What the organisation that a change is about does next."""
    if change["kind"] == "admit":
        return say(
            f"下一步，在 {change['id']}：puhui node join DIR --peer URL",
            f"Next, at {change['id']}: puhui node join DIR --peer URL",
        )
    if change["kind"] == "promote":
        return say(f"下一步，在 {change['org']}：puhui node run DIR", f"Next, at {change['org']}: puhui node run DIR")
    if change["kind"] == "move":
        command = "puhui ledger move export DIR --out ledger-export.sqlite"
        return say(f"下一步，在排序节点：{command}", f"Next, at the sequencer's node: {command}")
    return ""


def _plain(change: Any) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in change.items()}
