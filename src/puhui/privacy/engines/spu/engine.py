"""SPU behind the port: one worker process, one job."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from puhui.privacy.engine import Channel, Matrix
from puhui.privacy.engines.spu.channel import SpuChannel
from puhui.privacy.engines.spu.loading import load
from puhui.privacy.model import Scheme
from puhui.privacy.order import Order
from puhui.privacy.tables import ENGINE_COLUMN

_COMPUTING = 3
_CURVES = {"curve25519": "CURVE_25519", "sm2": "CURVE_SM2"}
_SCHEMES = {Scheme.RR22: "PROTOCOL_RR22", Scheme.KKRT: "PROTOCOL_KKRT", Scheme.ECDH: "PROTOCOL_ECDH"}
_RETRY_MS = 100


class SpuEngine:
    """Implements `puhui.privacy.engine.Engine`. Certificates lie beside the order: `tls.crt`, `tls.key`, `ca.crt`."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._spu, self._psi = load(order.place("engine"))

    def connect(self, link: int, ranks: int | None = None) -> SpuChannel:
        """Join a link under mutual TLS."""
        order = self._order
        desc = self._spu.link.Desc()
        desc.id = f"link-{link}"  # the certificates keep jobs apart; parties of different jobs must meet to say so
        desc.recv_timeout_ms = int(order.silence_s * 1000)
        desc.http_timeout_ms = int(order.silence_s * 1000)
        desc.connect_retry_times = max(1, int(order.connect_s * 1000 / _RETRY_MS))
        desc.connect_retry_interval_ms = _RETRY_MS
        desc.brpc_channel_protocol = "baidu_std"
        desc.enable_ssl = True
        for side in (desc.client_ssl_opts, desc.server_ssl_opts):
            side.cert.certificate_path = str(order.place("tls.crt"))
            side.cert.private_key_path = str(order.place("tls.key"))
            side.verify.ca_file_path = str(order.place("ca.crt"))
            side.verify.verify_depth = 1
        for party, address in zip(order.spec.parties[:ranks], order.links[link][:ranks], strict=True):
            desc.add_party(party.name, address)
        return SpuChannel(self._spu.link.create_brpc(desc, order.rank))

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
            _context(channel),
        )

    def make_cache(self, source: Path, cache: Path, secret: Path) -> None:
        """Blind the list under a fresh secret."""
        alone = self._spu.link.Desc()
        alone.id = "alone"
        alone.add_party("alone", "thread_0")  # without any link the library crashes
        self._run(
            "MODE_OFFLINE_GEN_CACHE",
            self._spu.link.create_mem(alone, 0),
            source=source,
            target=None,
            cache=cache,
            secret=secret,
        )

    def look_up(self, channel: Channel, source: Path, target: Path, cache: Path, secret: Path | None) -> None:
        """Transfer the blinded list, then ask."""
        context = _context(channel)
        self._run("MODE_OFFLINE_TRANSFER_CACHE", context, source=source, target=None, cache=cache, secret=secret)
        self._run("MODE_ONLINE", context, source=source, target=target, cache=cache, secret=secret)

    def sum(
        self,
        channel: Channel,
        *,
        compute: Channel | None,
        program: str,
        mine: Matrix,
        receiver: int,
        told: Callable[[str], None],
    ) -> Matrix | None:
        """Secret-share to the three computing parties, run, and open to the receiver."""
        spu, context, rank = self._spu, _context(channel), channel.rank
        from spu.api import Io, Runtime

        config = spu.RuntimeConfig(protocol=spu.ProtocolKind.ABY3, field=spu.FieldType.FM128, fxp_fraction_bits=40)
        io = Io(_COMPUTING, config)
        names = [f"p{number}" for number in range(len(self._order.spec.parties))]
        told("sharing")
        shares = io.make_shares(np.ascontiguousarray(mine), spu.Visibility.VIS_SECRET)
        for node in range(_COMPUTING):
            if node != rank:
                _send(context, node, shares[node])
        if compute is not None:
            runtime = Runtime(_context(compute), config)
            for owner, name in enumerate(names):
                runtime.set_var(name, shares[rank] if owner == rank else self._receive(context, owner))
            told("computing")
            runtime.run(self._compiled(program, names))
            result = runtime.get_var("r")
            if rank != receiver:
                _send(context, receiver, result)
        told("opening")
        if rank != receiver:
            return None
        parts = [result if node == rank else self._receive(context, node) for node in range(_COMPUTING)]
        opened: Matrix = np.asarray(io.reconstruct(parts), dtype=np.int64)
        return opened

    def _compiled(self, program: str, names: list[str]) -> Any:
        spu = self._spu
        source = spu.CompilationSource(
            spu.SourceIRType.STABLEHLO, program.encode(), [spu.Visibility.VIS_SECRET] * len(names)
        )
        code = spu.compile(source, spu.CompilerOptions())
        return spu.Executable(name="sum", input_names=names, output_names=["r"], code=code)

    def _receive(self, context: Any, sender: int) -> Any:
        share = self._spu.Share()
        count = int.from_bytes(context.recv(sender), "big")
        share.meta = context.recv(sender)
        share.share_chunks = [context.recv(sender) for _ in range(count)]
        return share

    def _run(
        self, mode: str, context: Any, *, source: Path, target: Path | None, cache: Path, secret: Path | None
    ) -> None:
        psi = self._psi
        role = psi.UbPsiRole.ROLE_CLIENT if secret is None else psi.UbPsiRole.ROLE_SERVER
        psi.ub_psi_execute(
            psi.UbPsiExecuteConfig(
                mode=getattr(psi.UbPsiMode, mode),
                role=role,
                client_receive_result=True,
                server_receive_result=False,
                cache_path=str(cache),
                input_params=psi.InputParams(path=str(source), selected_keys=[ENGINE_COLUMN], keys_unique=True),
                output_params=psi.OutputParams(path=str(target)) if target else psi.OutputParams(),
                server_params=psi.UbPsiServerParams(secret_key_path=str(secret)) if secret else psi.UbPsiServerParams(),
            ),
            context,
        )


def _context(channel: Channel) -> Any:
    assert isinstance(channel, SpuChannel)
    return channel.context


def _send(context: Any, receiver: int, share: Any) -> None:
    chunks = list(share.share_chunks)
    context.send_async(receiver, len(chunks).to_bytes(4, "big"))
    context.send_async(receiver, share.meta)
    for chunk in chunks:
        context.send_async(receiver, chunk)
