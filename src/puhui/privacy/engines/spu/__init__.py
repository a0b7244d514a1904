"""The engine over SPU (`spu`): PSI, unbalanced PSI, and ABY3 over the 128-bit ring. Nothing else imports `spu`."""

from puhui.privacy.engines.spu.engine import SpuEngine

__all__ = ["SpuEngine"]
