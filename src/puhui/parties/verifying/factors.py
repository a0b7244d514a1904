"""Factors of a person that must not be kept: compared as keyed digests, or beside the register's own value, never told.

An ID number has so little chance in it that a plain digest of it is searched through in seconds. A register that keeps
digests keeps MACs under a key of its own, `factor_digest`; who asks sends the number, which is compared and forgotten.

>>> from puhui.kernel import suite
>>> held = Secret.of_digest(factor_digest("id_number", "11010519491231002x", b"k" * 32, suite("ed25519-sha256")))
>>> held.is_same("id_number", "11010519491231002X", b"k" * 32, suite("ed25519-sha256"))
True
>>> held
Secret(***)
"""

from dataclasses import dataclass
from typing import Literal

from puhui.kernel import Suite
from puhui.kernel.suites import same_bytes

Factor = Literal["id_number", "mobile", "card"]


def plain(text: str) -> str:
    """A number as it is compared: without blanks and dashes, in upper case."""
    return "".join(sign for sign in text.upper() if not sign.isspace() and sign != "-")


def factor_digest(factor: Factor, text: str, key: bytes, of: Suite) -> bytes:
    """What a register keeps of a number in place of it: a MAC under its key over the factor's name and the number."""
    return of.mac(key, f"puhui factor\n{factor}\n{plain(text)}".encode())


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What a register holds of one number: the number itself, or its keyed digest. It never shows itself."""

    _number: str | None = None
    _digest: bytes | None = None

    @classmethod
    def of_number(cls, number: str) -> "Secret":
        """A number that the register itself keeps."""
        return cls(_number=number)

    @classmethod
    def of_digest(cls, digest: bytes) -> "Secret":
        """A digest made by `factor_digest`."""
        return cls(_digest=digest)

    def is_same(self, factor: Factor, text: str, key: bytes, of: Suite) -> bool:
        """Whether `text` is the number, in a time that does not tell how much of it is right."""
        asked = factor_digest(factor, text, key, of)
        held = factor_digest(factor, self._number, key, of) if self._number is not None else self._digest
        return held is not None and same_bytes(asked, held)

    def __repr__(self) -> str:
        return "Secret(***)"
