"""Randomness is passed in, so that a simulation with a seed repeats itself."""

import random
import secrets
from typing import Protocol


class Entropy(Protocol):
    """Gives random bytes."""

    def take(self, size: int) -> bytes:
        """`size` random bytes."""
        ...


class SystemEntropy:
    """The operating system's cryptographic randomness: the only source for keys, nonces and ids in a real node."""

    def take(self, size: int) -> bytes:
        """`size` cryptographically random bytes."""
        return secrets.token_bytes(size)


class SeededEntropy:
    """Repeatable bytes for simulations. Predictable by construction: `assembly` never gives it to a real node."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatability is the point

    def take(self, size: int) -> bytes:
        """The next `size` bytes of the seeded sequence."""
        return self._random.randbytes(size)
