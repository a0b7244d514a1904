"""The one rule by which all parties spell a key, so that equal names meet and nothing else does. Pure.

1. Line breaks, tabs and every other white space become a blank; control and format characters (BOM, zero-width) go.
2. NFKC: full-width letters, digits and brackets become plain ones, compatibility forms their common form.
3. Upper case, then NFKC again.
4. Kind `text`: blanks at both ends go, runs of blanks become one. Kind `uscc`: all blanks and hyphens go, and the rest
   must be a unified social credit code with a right check character (GB 32100), else the key is malformed.

An empty key is null. Rows with null and malformed keys take no part and are reported; so are keys that stand in more
than one row. Nothing is joined silently.

>>> spell(["  Ａcme　（北京） co. ", "ACME (北京) CO.", ""]).to_list()
['ACME (北京) CO.', 'ACME (北京) CO.', None]
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np
import polars as pl

from puhui.kernel.identifiers import USCC_ALPHABET, USCC_WEIGHTS

_USCC = f"^[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}$"


class KeyKind(StrEnum):
    """What a key is."""

    TEXT = "text"
    USCC = "uscc"


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What became of a party's rows. Told to that party alone."""

    rows: int
    null: int
    malformed: int
    duplicate_keys: int
    duplicate_rows: int
    keys: int

    def as_map(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def spell(keys: pl.Series | Iterable[str | None], kind: KeyKind = KeyKind.TEXT) -> pl.Series:
    """The keys under the rule of this module; null where empty or malformed."""
    series = keys if isinstance(keys, pl.Series) else pl.Series(list(keys), dtype=pl.String)
    said = pl.col("key")
    blank = " " if kind is KeyKind.TEXT else ""
    said = said.str.replace_all(r"\s+", " ").str.replace_all(r"[\p{Cc}\p{Cf}]", "").str.normalize("NFKC")
    said = said.str.to_uppercase().str.normalize("NFKC")
    said = said.str.replace_all(r"\s+" if kind is KeyKind.TEXT else r"[\s\-]+", blank).str.strip_chars(" ")
    spelt = pl.DataFrame({"key": series}).select(said.alias("key")).to_series()
    spelt = spelt.set(spelt == "", None)
    if kind is KeyKind.TEXT:
        return spelt
    return spelt.set(~_are_usccs(spelt), None)


def report(raw: pl.Series, spelt: pl.Series) -> KeyReport:
    """What the rule made of a column: `raw` as it was read, `spelt` as `spell` answered."""
    empty = int(spell(raw.filter(spelt.is_null())).is_null().sum())
    counts = spelt.drop_nulls().value_counts()["count"]
    repeated = counts.filter(counts > 1)
    return KeyReport(
        rows=len(raw),
        null=empty,
        malformed=int(spelt.is_null().sum()) - empty,
        duplicate_keys=len(repeated),
        duplicate_rows=int(repeated.sum()) - len(repeated),
        keys=len(counts),
    )


def _are_usccs(codes: pl.Series) -> pl.Series:
    """`kernel.identifiers.is_uscc` of each, by columns of characters: lists have millions."""
    formed = codes.str.contains(_USCC).fill_null(False)
    text = codes.filter(formed).str.join("").item() or ""
    letters = np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(-1, len(USCC_WEIGHTS) + 1)
    values = np.zeros(256, dtype=np.int32)
    values[list(USCC_ALPHABET.encode("ascii"))] = range(len(USCC_ALPHABET))
    total = np.zeros(len(letters), dtype=np.int32)
    for place, weight in enumerate(USCC_WEIGHTS):
        total += values[letters[:, place]] * weight
    right = np.zeros(len(codes), dtype=np.bool_)
    right[formed.to_numpy()] = -total % len(USCC_ALPHABET) == values[letters[:, -1]]
    return pl.Series(right)
