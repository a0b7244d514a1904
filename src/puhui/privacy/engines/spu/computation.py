"""Secret values among three computing parties, under ABY3 over the 128-bit ring with 40 fraction bits."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from puhui.privacy.engine import COMPUTING, Channel, Matrix, Reals
from puhui.privacy.engines.spu.channel import context_of
from puhui.privacy.engines.spu.compiling import Compiler, Source


class SpuComputation:
    """Implements `puhui.privacy.engine.Computation`: shares cross on `channel`, the protocol on `nodes`."""

    def __init__(self, spu: Any, channel: Channel, nodes: Channel | None, compiler: Compiler) -> None:
        from spu.api import Io, Runtime

        config = spu.RuntimeConfig(protocol=spu.ProtocolKind.ABY3, field=spu.FieldType.FM128, fxp_fraction_bits=40)
        config.fxp_exp_mode = spu.RuntimeConfig.ExpMode.EXP_PADE  # a logistic within 2e-5; the default is 9e-4 off
        self._spu = spu
        self._compiler = compiler
        self._link, self._rank = context_of(channel), channel.rank
        self._io = Io(COMPUTING, config)
        self._runtime = None if nodes is None else Runtime(context_of(nodes), config)

    def share(self, owner: int, name: str, mine: Matrix | Reals | None) -> None:
        """Share out, or take in."""
        if owner != self._rank:
            if self._runtime is not None:
                self._runtime.set_var(name, self._receive(owner))
            return
        shares = self._io.make_shares(np.ascontiguousarray(mine), self._spu.Visibility.VIS_SECRET)
        for node in range(COMPUTING):
            if node != self._rank:
                self._send(node, shares[node])
        if self._runtime is not None:
            self._runtime.set_var(name, shares[self._rank])

    def run(self, program: str, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """Compile and run at the computing parties."""
        if self._runtime is None:
            return
        code = self._compiler.code(Source(program, len(inputs)))
        self._runtime.run(self._spu.Executable(name="puhui", input_names=[*inputs], output_names=[*outputs], code=code))

    def open(self, name: str, receiver: int) -> Matrix | Reals | None:
        """Send the parts to the receiver, which puts them together."""
        mine = None if self._runtime is None else self._runtime.get_var(name)
        if self._rank != receiver:
            if mine is not None:
                self._send(receiver, mine)
            return None
        parts = [mine if node == self._rank else self._receive(node) for node in range(COMPUTING)]
        opened = np.asarray(self._io.reconstruct(parts))
        return opened.astype(np.float64) if opened.dtype.kind == "f" else opened.astype(np.int64)

    def drop(self, names: Sequence[str]) -> None:
        """Forget values."""
        if self._runtime is not None:
            for name in names:
                self._runtime.del_var(name)

    def _receive(self, sender: int) -> Any:
        share = self._spu.Share()
        count = int.from_bytes(self._link.recv(sender), "big")
        share.meta = self._link.recv(sender)
        share.share_chunks = [self._link.recv(sender) for _ in range(count)]
        return share

    def _send(self, receiver: int, share: Any) -> None:
        chunks = list(share.share_chunks)
        self._link.send_async(receiver, len(chunks).to_bytes(4, "big"))
        self._link.send_async(receiver, share.meta)
        for chunk in chunks:
            self._link.send_async(receiver, chunk)
