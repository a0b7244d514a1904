"""Codes with right check characters, many at once: USCC (GB 32100-2015) and resident IDs (GB 11643-1999).

Their division code begins with 3698, which is assigned to nobody: a simulated code never belongs to a real enterprise
or person. `puhui.kernel.identifiers` judges them in the tests.
"""

from datetime import date

import numpy as np
import numpy.typing as npt

from puhui.city.economy.streams import I64

_ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
_USCC_WEIGHTS = np.array([pow(3, i, 31) for i in range(17)])
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])  # GB 11714
_RESIDENT_WEIGHTS = np.array([pow(2, 17 - i, 11) for i in range(17)])
_RESIDENT_CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
_BODY = 31**6

Codes = npt.NDArray[np.str_]


def _text(rows: npt.NDArray[np.uint8]) -> Codes:
    return np.ascontiguousarray(rows).view("S18").ravel().astype("U18")


def _digits(numbers: I64, width: int) -> I64:
    return numbers[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10


def usccs(prefix: Codes, division: I64, serial: I64) -> Codes:
    """Codes from prefixes (`91`, `N2` …), six-digit divisions and serials below 31⁶; same serial, same body."""
    body = (serial * 48_271_003 + 11_213) % _BODY  # a bijection: 31 does not divide the multiplier
    letters = body[:, None] // 31 ** np.arange(5, -1, -1) % 31
    organisation = np.empty((len(serial), 8), dtype=np.int64)
    organisation[:, 0], organisation[:, 1] = 21, 10  # "MA": numbered after the reform of 2015
    organisation[:, 2:] = letters
    value = _ordinal(organisation)
    check = (11 - value @ _ORGANISATION_WEIGHTS % 11) % 11
    values = np.empty((len(serial), 17), dtype=np.int64)
    marks = np.char.encode(prefix, "ascii").astype("S2").view(np.uint8).reshape(-1, 2)
    values[:, :2] = np.searchsorted(_ALPHABET, marks)
    values[:, 2:8] = _digits(division, 6)
    values[:, 8:16] = organisation
    values[:, 16] = np.where(check == 10, int(np.searchsorted(_ALPHABET, ord("X"))), check)
    last = -(values @ _USCC_WEIGHTS) % 31
    return _text(_ALPHABET[np.column_stack([values, last])])


def _ordinal(values: I64) -> I64:
    """Values of the organisation code's own alphabet, in which letters count A = 10 … Z = 35 without a gap."""
    character = _ALPHABET[values].astype(np.int64)
    return np.where(character >= ord("A"), character - ord("A") + 10, character - ord("0"))


def resident_ids(rng: np.random.Generator, division: I64, born: I64, male: npt.NDArray[np.bool_]) -> Codes:
    """Resident IDs for people born on `born` (days since 1970-01-01)."""
    days = born.astype("datetime64[D]")
    text = np.char.replace(np.datetime_as_string(days, unit="D"), "-", "").astype(np.int64)
    order = rng.integers(0, 500, len(born)) * 2 + male
    digits = np.concatenate([_digits(division, 6), _digits(text, 8), _digits(order, 3)], axis=1)
    check = _RESIDENT_CHECK[digits @ _RESIDENT_WEIGHTS % 11]
    return _text(np.column_stack([digits + ord("0"), check]).astype(np.uint8))


def births(rng: np.random.Generator, as_of: date, count: int) -> I64:
    """Birthdays of people who run enterprises: 23 to 68 years old at `as_of`, most in their forties."""
    age_days = np.clip(rng.normal(44, 9, count), 23, 68) * 365.25
    return ((as_of - date(1970, 1, 1)).days - age_days).astype(np.int64)
