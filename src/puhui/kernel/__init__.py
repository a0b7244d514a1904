"""Words that every room shares: ids, money, time, canonical bytes, signatures, errors. No I/O.

The kernel promises that a value has one meaning everywhere: money is an integer number of fen, a time is aware,
a statement has exactly one encoding, a signature names its suite, and an error says who, where, why, what to do,
and whether trying again helps.

>>> from puhui.kernel import yuan, fen_from_yuan
>>> yuan(fen_from_yuan("1234.50"))
'1,234.50'
"""

from puhui.kernel.clock import Clock, ManualClock, SystemClock
from puhui.kernel.encoding import MapShape, NotCanonical, decode, encode, list_of, map_of
from puhui.kernel.entropy import Entropy, SeededEntropy, SystemEntropy
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.money import Fen, fen_from_yuan, half_up, yuan
from puhui.kernel.suites import PublicKey, Signer, SoftwareSigner, Suite, suite
from puhui.kernel.text import Language, Text

__all__ = [
    "Category",
    "Clock",
    "Entropy",
    "Fen",
    "Language",
    "ManualClock",
    "MapShape",
    "NotCanonical",
    "PublicKey",
    "PuhuiError",
    "SeededEntropy",
    "Signer",
    "SoftwareSigner",
    "Suite",
    "SystemClock",
    "SystemEntropy",
    "Text",
    "decode",
    "encode",
    "fen_from_yuan",
    "half_up",
    "list_of",
    "map_of",
    "suite",
    "yuan",
]
