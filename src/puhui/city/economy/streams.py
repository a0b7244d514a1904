"""Randomness of the economy: one independent, named stream a source and block.

A source never draws from another's stream, so adding a column to one custodian's data leaves all others as they were.
"""

from zlib import crc32

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]
BLOCK = 250  # enterprises whose data is in memory at once


def stream(seed: int, source: str, block: int = 0) -> np.random.Generator:
    """The stream of `source` for one block of enterprises under `seed`."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32(source.encode()), block])))


def pick(rng: np.random.Generator, weights: F64, size: int) -> I64:
    """`size` indices drawn with probability proportional to `weights`."""
    cumulative = np.cumsum(weights)
    chosen: I64 = np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")
    return chosen


def pick_each(rng: np.random.Generator, weights: F64) -> I64:
    """One index a row, by the row's weights."""
    cumulative = np.cumsum(weights, axis=1)
    chosen: I64 = (rng.random((len(weights), 1)) * cumulative[:, -1:] > cumulative).sum(axis=1)
    return chosen
