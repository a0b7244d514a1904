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

import polars as pl

from puhui.kernel.identifiers import is_uscc


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
    right = pl.Series([code is not None and is_uscc(code) for code in spelt], dtype=pl.Boolean)
    return spelt.zip_with(right, pl.Series([None], dtype=pl.String).new_from_index(0, len(spelt)))


def report(raw: pl.Series, spelt: pl.Series) -> KeyReport:
    """What the rule made of a column: `raw` as it was read, `spelt` as `spell` answered."""
    empty = int(spell(raw).is_null().sum())
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
