"""SPU behind the port: one worker process, one job."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from puhui.privacy.engine import COMPUTING, Channel
from puhui.privacy.engines.spu.channel import SpuChannel, context_of
from puhui.privacy.engines.spu.compiling import Compiler, Source
from puhui.privacy.engines.spu.computation import SpuComputation
from puhui.privacy.engines.spu.loading import load
from puhui.privacy.engines.spu.meeting import meet
from puhui.privacy.model import Scheme
from puhui.privacy.order import Order
from puhui.privacy.tables import ENGINE_COLUMN

_CURVES = {"curve25519": "CURVE_25519", "sm2": "CURVE_SM2"}
_SCHEMES = {Scheme.RR22: "PROTOCOL_RR22", Scheme.KKRT: "PROTOCOL_KKRT", Scheme.ECDH: "PROTOCOL_ECDH"}
_PROGRAMS = "programs"
_NODES = 1  # the link of the computing parties
_RETRY_MS = 100
_AGAIN_MS = 20  # its own default is a second, then three: a peer that comes a moment later would cost that
_AGAIN_TIMES = 30  # each 20 ms later than the one before: for nine seconds, as its default of three times is


class SpuEngine:
    """Implements `puhui.privacy.engine.Engine`. Certificates lie beside the order: `tls.crt`, `tls.key`, `ca.crt`.

    Links stay until the process ends: the engine acknowledges what it received on its own time, and ends the process
    of whom an acknowledgement finds the link taken down.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._spu, self._psi = load(order.place("engine"))
        self._beside = ThreadPoolExecutor(1)
        self._ahead: dict[int, Future[SpuChannel]] = {}
        self._links: list[SpuChannel] = []
        programs = Path(order.cache) / _PROGRAMS if order.cache else None
        self._compiler = Compiler(self._spu, order.hashing, programs)

    def connect(self, link: int, ranks: int | Sequence[int] | None = None) -> SpuChannel:
        """Join a link under mutual TLS; that of the computing parties is joined beside the first."""
        if link in self._ahead:
            return self._ahead.pop(link).result()
        if link == 0 and self._order.spec.scheme is Scheme.ABY3 and self._order.rank < COMPUTING:
            self._ahead[_NODES] = self._beside.submit(self._join, _NODES, COMPUTING)
        return self._join(link, ranks)

    def _join(self, link: int, ranks: int | Sequence[int] | None) -> SpuChannel:
        order = self._order
        desc = self._spu.link.Desc()
        desc.id = f"link-{link}"  # the certificates keep jobs apart; parties of different jobs must meet to say so
        desc.recv_timeout_ms = int(order.silence_s * 1000)
        desc.http_timeout_ms = int(order.silence_s * 1000)
        desc.connect_retry_times = max(1, int(order.connect_s * 1000 / _RETRY_MS))
        desc.connect_retry_interval_ms = _RETRY_MS
        again = desc.retry_opts
        again.retry_interval_ms = again.retry_interval_incr_ms = _AGAIN_MS
        again.max_retry = _AGAIN_TIMES
        desc.retry_opts = again
        desc.brpc_channel_protocol = "baidu_std"
        desc.enable_ssl = True
        for side in (desc.client_ssl_opts, desc.server_ssl_opts):
            side.cert.certificate_path = str(order.place("tls.crt"))
            side.cert.private_key_path = str(order.place("tls.key"))
            side.verify.ca_file_path = str(order.place("ca.crt"))
            side.verify.verify_depth = 1
        members = range(len(order.spec.parties)) if ranks is None else range(ranks) if isinstance(ranks, int) else ranks
        addresses = [order.links[link][rank] for rank in members]
        for rank, address in zip(members, addresses, strict=True):
            desc.add_party(order.spec.parties[rank].name, address)
        place = members.index(order.rank)
        meet(place, addresses, order.connect_s)
        joined = SpuChannel(self._spu.link.create_brpc(desc, place))
        self._links.append(joined)
        return joined

    def match(
        self, channel: Channel, *, scheme: Scheme, curve: str, source: Path, target: Path, receiver: int | None
    ) -> None:
        """PSI of two files."""
        psi = self._psi
        conf = psi.PsiProtocolConfig(
            protocol=getattr(psi.PsiProtocol, _SCHEMES[scheme]),
            receiver_rank=receiver or 0,
            broadcast_result=receiver is None,
            ecdh_params=psi.EcdhParams(curve=getattr(psi.EllipticCurveType, _CURVES[curve])),
        )
        psi.psi_execute(
            psi.PsiExecuteConfig(
                protocol_conf=conf,
                input_params=psi.InputParams(path=str(source), selected_keys=[ENGINE_COLUMN], keys_unique=True),
                output_params=psi.OutputParams(path=str(target), disable_alignment=True),
            ),
            context_of(channel),
        )

    def make_cache(self, source: Path, cache: Path, secret: Path) -> None:
        """Blind the list under a fresh secret."""
        alone = self._spu.link.Desc()
        alone.id = "alone"
        alone.add_party("alone", "thread_0")  # without any link the library crashes
        self._run("MODE_OFFLINE_GEN_CACHE", self._spu.link.create_mem(alone, 0), cache, source=source, secret=secret)

    def hand_over(self, channel: Channel, cache: Path, *, owner: bool) -> None:
        """Transfer the blinded list."""
        self._run("MODE_OFFLINE_TRANSFER_CACHE", context_of(channel), cache, owner=owner)

    def answer(self, channel: Channel, cache: Path, secret: Path) -> None:
        """Blind what is asked once more. The list itself is not read again: the cache holds what the library needs."""
        self._run("MODE_ONLINE", context_of(channel), cache, secret=secret)

    def ask(self, channel: Channel, source: Path, target: Path, cache: Path) -> None:
        """Ask, and compare with the copy."""
        self._run("MODE_ONLINE", context_of(channel), cache, source=source, target=target, owner=False)

    def prepare(self, program: str, inputs: int) -> None:
        """Compile at a computing party. Not beside the linking: the compiler keeps Python's lock while peers knock."""
        if self._order.rank < COMPUTING:
            self._compiler.code(Source(program, inputs))

    def computation(self, channel: Channel, nodes: Channel | None) -> SpuComputation:
        """Three parties under ABY3."""
        return SpuComputation(self._spu, channel, nodes, self._compiler)

    def _run(
        self,
        mode: str,
        context: Any,
        cache: Path,
        *,
        owner: bool = True,
        source: Path | None = None,
        target: Path | None = None,
        secret: Path | None = None,
    ) -> None:
        psi = self._psi
        taken = psi.InputParams(path=str(source), selected_keys=[ENGINE_COLUMN], keys_unique=True) if source else None
        psi.ub_psi_execute(
            psi.UbPsiExecuteConfig(
                mode=getattr(psi.UbPsiMode, mode),
                role=psi.UbPsiRole.ROLE_SERVER if owner else psi.UbPsiRole.ROLE_CLIENT,
                client_receive_result=True,
                server_receive_result=False,
                cache_path=str(cache),
                input_params=taken or psi.InputParams(),
                output_params=psi.OutputParams(path=str(target)) if target else psi.OutputParams(),
                server_params=psi.UbPsiServerParams(secret_key_path=str(secret)) if secret else psi.UbPsiServerParams(),
            ),
            context,
        )
