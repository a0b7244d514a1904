"""How an organisation comes into a running network: its folder and its request, and later its first reading of the log.

Nobody on the way is believed. The trust file comes from a source that the newcomer knows; the members' changes since
then prove themselves, the log's head needs a quorum's signatures, and every entry is read to see that it leads there.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from puhui.assembly.chain import make_card
from puhui.assembly.errors import FolderTaken, ForeignLog, NotAMember, SettingsBroken
from puhui.assembly.fetching import check_origin, fetch_history, fetch_name
from puhui.assembly.files import replace_file
from puhui.assembly.network import Network, same_chain
from puhui.assembly.peers import Peers
from puhui.assembly.remote_ledger import RemoteNode
from puhui.assembly.requests import FILE, JoinRequest
from puhui.assembly.settings import Comet, Peer, Settings, read_signer, write_key
from puhui.assembly.signatures import CallSigner
from puhui.decisions import SHIPPED, shipped
from puhui.kernel import Clock, Entropy, PuhuiError, Text
from puhui.kernel.suites import SEED_SIZE
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.following import FollowedLedger
from puhui.ledger.handover import follow
from puhui.ledger.trust import Trust

_log = structlog.get_logger("puhui.assembly.joining")

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who wants to join, and where it will answer. `p2p` is where other CometBFT processes are to reach it."""

    org: str
    name_zh: str
    name_en: str
    role: str
    contact: str
    port: int
    public_url: str
    consensus: bool
    p2p: tuple[str, int]


def make_node(folder: Path, newcomer: Newcomer, trust: Trust, entropy: Entropy) -> JoinRequest:
    """Make a node's folder with a fresh key and a join request; raises `FolderTaken` or `CometMissing`.

    The folder is there whole, or not at all.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder=folder, stage="assembly.joining")
    building = folder.with_name(folder.name + ".building")
    shutil.rmtree(building, ignore_errors=True)  # what a run that died left behind
    (building / "data").mkdir(parents=True, mode=0o700)
    try:
        settings = _settings(newcomer, trust).model_copy(update={"folder": building})
        settings.save(building)
        settings.trust_file.write_bytes(trust.to_bytes())
        write_key(building, settings.suite, entropy.take(SEED_SIZE))
        if settings.role == "bank":
            settings.rules_file.write_bytes(shipped(SHIPPED[0]))
        card = None if settings.comet is None else make_card(settings, newcomer.p2p[0])
        peer = _own(settings).model_copy(update={"url": newcomer.public_url})
        request = JoinRequest.made(trust.origin, peer, read_signer(building), card)
        (building / FILE).write_bytes(request.to_bytes())
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return request


def _settings(newcomer: Newcomer, trust: Trust) -> Settings:
    chained = trust.log_key is None
    return Settings(
        org=newcomer.org,
        name_zh=newcomer.name_zh,
        name_en=newcomer.name_en,
        role=newcomer.role,
        port=newcomer.port,
        public_url=newcomer.public_url,
        peer_url=newcomer.public_url,
        origin=trust.origin,
        suite=trust.suite.name,
        operator=_first_of(trust, "operator"),
        registry=_first_of(trust, "registry"),
        contact=newcomer.contact,
        engine="cometbft" if chained else "embedded",
        comet=Comet.reached_at(*newcomer.p2p) if chained and newcomer.consensus else None,
        witness=not chained and newcomer.consensus,
    )


def _first_of(trust: Trust, role: str) -> str:
    return next((str(one.org) for one in trust.members.values() if one.role == role), "")


def _own(settings: Settings) -> Peer:
    return Peer(
        org=settings.org,
        name_zh=settings.name_zh,
        name_en=settings.name_en,
        role=settings.role,
        url=settings.address,
        contact=settings.contact,
    )


@dataclass(frozen=True, slots=True)
class LogRead:
    """How much was read and executed, the root that it has, and whose cosignatures prove it."""

    size: int
    root: bytes
    cosigned_by: tuple[str, ...]
    quorum: int


@dataclass(frozen=True, slots=True)
class Joined:
    """What a newcomer verified."""

    trust: Trust
    followed: int  # changes of the members since the trust file that it was given
    log: LogRead
    peers: tuple[str, ...]
    unheard: tuple[str, ...]  # what addresses did not serve, and why


def join(
    settings: Settings, trust: Trust, urls: Sequence[str], *, clock: Clock, entropy: Entropy, tell: Progress
) -> Joined:
    """Bring a node's folder up to the network: its members, addresses and chain. Then read the whole log.

    May be done again at any time. Raises `NotAMember` while the organisation is not admitted, `ForeignLog` when the
    addresses speak of different chains, and whatever the last address failed at when none of them serves.
    """
    given, unheard = trust.changes, []
    found: list[Peer] = []
    failed: PuhuiError = SettingsBroken(
        path=settings.folder,
        reason=Text(zh="未给出 --peer", en="no --peer"),
        advice="--peer http://NODE:PORT",
        stage="assembly.joining",
    )
    tell("members", 0, len(urls))
    for number, url in enumerate(urls, start=1):
        try:
            org, role = fetch_name(url)
            history = fetch_history(url)
            check_origin(history, trust, url)
            trust = follow(trust, history.handovers)
            found.append(_peer(trust, org, role, url))
        except PuhuiError as error:
            failed = error
            unheard.append(f"{url}: {error.cause_text.en}")
        tell("members", number, len(urls))
    if not found:
        raise failed
    _check_admitted(settings, trust)
    peers = Peers(found, CallSigner(read_signer(settings.folder), clock, entropy))
    try:
        nodes = [RemoteNode(peers, one.org, trust.suite) for one in found]
        known = _take_over(settings, trust, nodes, found)
        log = _read_log(settings, trust, nodes, clock, tell)
    finally:
        peers.close()
    return Joined(trust, trust.changes - given, log, tuple(one.org for one in known.peers), tuple(unheard))


def _read_log(settings: Settings, trust: Trust, nodes: Sequence[RemoteNode], clock: Clock, tell: Progress) -> LogRead:
    """Mirror the whole log; a participant goes on from there. Raises `NoSourceHolds` when no node's holds."""
    with FollowedLedger(
        settings.mirror_file,
        sources=nodes,
        trust=trust,
        clock=clock,
        progress=lambda done, size: tell("log", done, size),
    ) as mirror:
        while mirror.follow().org:
            pass  # there may be more
        head = parse_checkpoint(mirror.head())
        era = mirror.trusted.era_at(head.checkpoint.size)
    names = {line.name for line in head.lines}
    cosigned_by = tuple(str(one.org) for one in era.witnesses if one.name in names)
    return LogRead(head.checkpoint.size, head.checkpoint.root, cosigned_by, era.quorum)


def _peer(trust: Trust, org: str, role: str, url: str) -> Peer:
    member = trust.members.get(org)
    if member is None:
        raise NotAMember(
            org=org,
            reason=Text(zh="它不是成员", en="it is no member"),
            advice=Text(zh=f"请核对 {url} 由谁应答", en=f"see who answers at {url}"),
            stage="assembly.joining",
        )
    return Peer(org=org, name_zh=member.name_zh, name_en=member.name_en, role=role, url=url, contact="unknown")


def _check_admitted(settings: Settings, trust: Trust) -> None:
    member = trust.members.get(settings.org)
    reason = None
    if member is None:
        reason = Text(zh="尚未获准加入", en="it has not been admitted")
    elif member.key is None:
        reason = Text(zh="已被暂停或除名", en="it is suspended or expelled")
    elif member.key != read_signer(settings.folder).public_key:
        reason = Text(zh="成员们登记的是另一密钥", en="the members know it by another key")
    if reason is not None:
        advice = Text(
            zh=f"请将 {FILE} 交给一个成员：puhui member propose admit --request {FILE}",
            en=f"hand {FILE} to a member: puhui member propose admit --request {FILE}",
        )
        raise NotAMember(org=settings.org, reason=reason, advice=advice, party=settings.org, stage="assembly.joining")


def _take_over(settings: Settings, trust: Trust, nodes: Sequence[RemoteNode], found: Sequence[Peer]) -> Settings:
    """Write down what the nodes tell of the network: all must tell the same chain; addresses that we were given win."""
    told: list[Network] = []
    failed: PuhuiError | None = None
    for node in nodes:
        try:
            told.append(Network.parse(node.network()))
        except PuhuiError as error:
            failed = error
            _log.warning("a node tells nothing of the network", node=str(node.org), cause=error.cause_text.en)
    if failed is not None and not told:
        raise failed
    chained = [one for one in told if one.genesis]
    if not same_chain(chained) or any(one.origin != trust.origin for one in told):
        reason = Text(zh="各节点所说的链不同", en="the nodes speak of different chains")
        raise ForeignLog(org=settings.org, reason=reason, party=settings.org, stage="assembly.joining")
    given = {one.org: one.url for one in found}
    peers: dict[str, Peer] = {}
    for network in told:
        for one in network.nodes:
            if one.org in trust.members and one.org != settings.org:
                url = given.get(one.org, one.url)
                peers.setdefault(one.org, one.model_copy(update={"url": url}))
    known = settings.model_copy(update={"peers": sorted(peers.values(), key=lambda one: one.org)})
    replace_file(settings.trust_file, trust.to_bytes())
    if chained:
        network = replace(chained[0], nodes=())
        for card in (card for one in chained for card in one.cards):
            network = network.with_card(card)
        replace_file(settings.network_file, network.to_bytes())
    known.save(settings.folder)
    return known


def meet(settings: Settings, request: JoinRequest) -> Settings:
    """Have a node know where a newcomer answers; it is used from its next start on."""
    others = [one for one in settings.peers if one.org != request.peer.org]
    known = settings.model_copy(update={"peers": sorted([*others, request.peer], key=lambda one: one.org)})
    known.save(settings.folder)
    return known
