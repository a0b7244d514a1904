"""`puhui node`: run one institution's node."""

import faulthandler
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.arguments import host_and_port
from puhui.cli.migrate import migrate
from puhui.cli.output import EXIT_NO, emit, err, log_lines, say

app = typer.Typer(no_args_is_help=True, help="One institution's node")

_KEEP_ALIVE_S = 75  # longer than any client of ours keeps an idle connection: none sends on one that just closed


@app.command()
def run(
    folder: Annotated[Path, typer.Argument(help="The node's folder, with node.json and key.")],
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="Stop when standard input closes: the one who started us has ended.")
    ] = False,
) -> None:
    """Serve one node until it is told to stop (SIGINT or SIGTERM)."""
    import uvicorn

    from puhui.api import create_app
    from puhui.api.serving import serve_until_told
    from puhui.assembly.holding import holding
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire

    log_lines()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # a node that hangs can be asked where
    settings = Settings.load(folder)
    if with_parent:
        threading.Thread(target=_stop_with_parent, name="parent-watch", daemon=True).start()
    with holding(folder, settings.org):
        node = wire(settings)
        if settings.mode == "sandbox":
            from puhui.city.street import with_street

            node = with_street(node)
        config = uvicorn.Config(
            create_app(node),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
        serve_until_told(config, node.notifications.bell.close)


_Trust = Annotated[Path, typer.Option("--trust", help="The network's trust file, from a source you trust.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def new(  # noqa: PLR0917 - Typer passes them by name
    folder: Annotated[Path, typer.Argument(help="The folder to make.", metavar="DIR")],
    trust: _Trust,
    org: Annotated[str, typer.Option(help="The organisation's id, such as bank-c; never changed, never used again.")],
    name_zh: Annotated[str, typer.Option(help="Its name in Chinese.")],
    name_en: Annotated[str, typer.Option(help="Its name in English.")],
    role: Annotated[str, typer.Option(help="bank, tax, court, regulator …")],
    contact: Annotated[str, typer.Option(help="How people reach who answers for personal information (PIPL 17, 23).")],
    consensus: Annotated[bool, typer.Option("--consensus", help="It shall order and cosign the ledger.")] = False,
    port: Annotated[int, typer.Option(min=1024, max=65_435, help="Where the node listens.")] = 8100,
    public_url: Annotated[str | None, typer.Option(help="Where others reach it; default: this machine.")] = None,
    p2p: Annotated[
        str | None, typer.Option(help="HOST:PORT where other consensus nodes reach it; default: this machine.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Make a new organisation's folder: its key, its settings, and the request to join that it hands to a member."""
    from puhui.assembly.errors import UnknownRole
    from puhui.assembly.joining import Newcomer, make_node
    from puhui.cli.ledger import read_file
    from puhui.kernel import SystemEntropy
    from puhui.kernel.ids import OrgId
    from puhui.ledger.contracts.membership import ROLES
    from puhui.ledger.trust import Trust

    if role not in ROLES:
        raise UnknownRole(role=role, roles=", ".join(sorted(ROLES)), stage="cli.node")
    newcomer = Newcomer(
        org=OrgId(org),
        name_zh=name_zh,
        name_en=name_en,
        role=role,
        contact=contact,
        port=port,
        public_url=public_url or f"http://127.0.0.1:{port}",
        consensus=consensus,
        p2p=host_and_port(p2p or f"127.0.0.1:{port + 100}"),
    )
    request = make_node(folder, newcomer, Trust.parse(read_file(trust)), SystemEntropy())
    path = folder / "join-request.json"
    propose = f"puhui member propose admit --request {path.name} --node DIR"
    emit(
        {"node": str(folder), "request": str(path), "key": request.key, "consensus": consensus},
        as_json=as_json,
        text=say(
            f"{folder}：已生成密钥与设置。请备份 {folder / 'key'}（仅本人可读）。\n"
            f"下一步：把 {path} 交给一个成员机构，由其运行\n  {propose}",
            f"{folder}: key and settings made. Back up {folder / 'key'} (its owner alone can read it).\n"
            f"Next: hand {path} to a member, who runs\n  {propose}",
        ),
    )


@app.command()
def join(
    folder: Annotated[Path, typer.Argument(help="The folder that `puhui node new` made.", metavar="DIR")],
    peer: Annotated[list[str], typer.Option("--peer", help="A node's address; give several.", metavar="URL")],
    trust: Annotated[Path | None, typer.Option(help="Another trust file than the one in DIR.")] = None,
    as_json: _Json = False,
) -> None:
    """Join the network that has admitted this organisation: follow its members, read and verify its whole log."""
    from puhui.assembly.joining import join as join_network
    from puhui.assembly.settings import Settings
    from puhui.cli.ledger import read_file
    from puhui.cli.progress import progress
    from puhui.kernel import SystemClock, SystemEntropy
    from puhui.ledger.trust import Trust

    settings = Settings.load(folder)
    trusted = Trust.parse(read_file(trust or settings.trust_file))
    with progress(quiet=as_json) as tell:
        joined = join_network(
            settings, trusted, peer, clock=SystemClock(), entropy=SystemEntropy(), tell=tell or (lambda *_: None)
        )
    log, members = joined.log, len(joined.trust.members)
    for told in joined.unheard:
        err.print(f"! {told}", style="yellow", markup=False, highlight=False)
    emit(
        {
            "node": str(folder),
            "changes_followed": joined.followed,
            "members": members,
            "peers": list(joined.peers),
            "log": {"size": log.size, "root": log.root.hex(), "cosigned_by": list(log.cosigned_by)},
            "unheard": list(joined.unheard),
        },
        as_json=as_json,
        text=say(
            f"✓ 已核验成员变更 {joined.followed} 次，现有成员 {members} 个\n"
            f"✓ 已读完账本 {log.size:,} 条，根哈希与 {len(log.cosigned_by)} ≥ {log.quorum} 个共识节点的联署一致\n"
            f"下一步：puhui node run {folder}",
            f"✓ {joined.followed} changes of the members followed, each proved; {members} members now\n"
            f"✓ {log.size:,} entries read; they lead to the root that {len(log.cosigned_by)} ≥ {log.quorum} "
            f"consensus nodes signed\nNext: puhui node run {folder}",
        ),
    )


@app.command()
def meet(
    folder: Annotated[Path, typer.Argument(help="The node's folder.", metavar="DIR")],
    request: Annotated[Path, typer.Option("--request", help="The newcomer's join-request.json.")],
    as_json: _Json = False,
) -> None:
    """Have a node know where a new member answers; it is used when the node starts again."""
    from puhui.assembly.joining import meet as meet_newcomer
    from puhui.assembly.requests import JoinRequest
    from puhui.assembly.settings import Settings

    settings = Settings.load(folder)
    read = JoinRequest.load(request, settings.origin)
    known = meet_newcomer(settings, read)
    emit(
        {"node": str(folder), "met": read.peer.org, "url": read.peer.url, "peers": [one.org for one in known.peers]},
        as_json=as_json,
        text=say(
            f"{read.peer.org} 的地址已记入：{read.peer.url}。重启节点后生效。",
            f"{read.peer.org} answers at {read.peer.url}: written down. Restart the node to use it.",
        ),
    )


@app.command()
def status(
    folder: Annotated[Path, typer.Argument(help="The node's folder.", metavar="DIR")],
    wait: Annotated[int, typer.Option(min=0, help="Seconds to wait for it to be level with the network.")] = 0,
    as_json: _Json = False,
) -> None:
    """Whether a node serves and is level with the network; exit code 1 when it is not."""
    from puhui.assembly.settings import Settings
    from puhui.assembly.standing import standing
    from puhui.kernel import SystemClock, SystemEntropy

    seen = standing(Settings.load(folder), SystemClock(), SystemEntropy(), wait)
    seat = {True: say("共识节点", "consensus node"), False: say("参与节点", "participant"), None: "?"}[seen.consensus]
    serves = say("正在服务", "serves") if seen.serves else say("没有应答", "does not answer")
    emit(
        {
            "serves": seen.serves,
            "level": seen.level,
            "size": seen.size,
            "network_size": seen.network_size,
            "consensus": seen.consensus,
        },
        as_json=as_json,
        text=f"{'✓' if seen.level else '✗'} {folder}: {serves}, {seat}, {seen.size} / {seen.network_size}",
    )
    if not seen.level:
        raise typer.Exit(EXIT_NO)


@app.command()
def invite(
    folder: Annotated[Path, typer.Argument(help="The node's folder, of a node that does not run.", metavar="DIR")],
    login: Annotated[str, typer.Argument(help="What they will sign in as.")],
    name: Annotated[str, typer.Option("--name", help="What people call them.")],
    role: Annotated[str, typer.Option("--role", help="Their role.")] = "administrator",
    as_json: _Json = False,
) -> None:
    """Let somebody in where administrators cannot: the first ones, or when one alone is left. Prints a code, once."""
    from pydantic import ValidationError

    from puhui.assembly.holding import holding
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire
    from puhui.desks.views import InvitationRequest

    settings = Settings.load(folder)
    try:
        asked = InvitationRequest.model_validate({"login": login, "name": name, "role": role})
    except ValidationError as wrong:
        what = wrong.errors()[0]["loc"][0]
        raise typer.BadParameter(f"{what} is not of the form that the page of people takes") from None
    with holding(folder, settings.org):
        node = wire(settings)
        try:
            code = node.staff.open_by_operator(asked)
        finally:
            node.stop()
    spoken = say("邀请码（只显示这一次，7 天内有效）", "invitation code, shown this once, good for 7 days")
    emit({"login": login, "role": role, "code": code}, as_json=as_json, text=f"{login}: {spoken}: {code}")


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="The node's folder, with node.json and key.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Derive every invariant of the node's rows again; exit code 1 on any finding. The node may be running."""
    from puhui.assembly.checking import check_node
    from puhui.assembly.settings import Settings

    found = check_node(Settings.load(folder))
    head = f"{folder}: {found.waiting:,} messages wait for delivery"
    lines = [f"  ✗ {finding}" for finding in found.findings] or ["  ✓ clean: applications, loans and outbox agree"]
    document = {"clean": not found.findings, "findings": list(found.findings), "waiting": found.waiting}
    emit(document, as_json=as_json, text="\n".join([head, *lines]))
    if found.findings:
        raise typer.Exit(EXIT_NO)


app.command()(migrate)


@app.command()
def openapi() -> None:
    """Print the published description of the API."""
    from puhui.api.openapi import text

    sys.stdout.write(text())


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()  # ends when every holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    app()
