"""SPU behind the port: one worker process, one job."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from puhui.privacy.engine import Channel
from puhui.privacy.engines.spu.channel import SpuChannel, context_of
from puhui.privacy.engines.spu.computation import SpuComputation
from puhui.privacy.engines.spu.loading import load
from puhui.privacy.model import Scheme
from puhui.privacy.order import Order
from puhui.privacy.tables import ENGINE_COLUMN

_CURVES = {"curve25519": "CURVE_25519", "sm2": "CURVE_SM2"}
_SCHEMES = {Scheme.RR22: "PROTOCOL_RR22", Scheme.KKRT: "PROTOCOL_KKRT", Scheme.ECDH: "PROTOCOL_ECDH"}
_RETRY_MS = 100


class SpuEngine:
    """Implements `puhui.privacy.engine.Engine`. Certificates lie beside the order: `tls.crt`, `tls.key`, `ca.crt`."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._spu, self._psi = load(order.place("engine"))

    def connect(self, link: int, ranks: int | Sequence[int] | None = None) -> SpuChannel:
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
        members = range(len(order.spec.parties)) if ranks is None else range(ranks) if isinstance(ranks, int) else ranks
        for rank in members:
            desc.add_party(order.spec.parties[rank].name, order.links[link][rank])
        return SpuChannel(self._spu.link.create_brpc(desc, members.index(order.rank)))

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
        context = context_of(channel)
        self._run("MODE_OFFLINE_TRANSFER_CACHE", context, source=source, target=None, cache=cache, secret=secret)
        self._run("MODE_ONLINE", context, source=source, target=target, cache=cache, secret=secret)

    def computation(self, channel: Channel, nodes: Channel | None) -> SpuComputation:
        """Three parties under ABY3."""
        return SpuComputation(self._spu, channel, nodes)

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
