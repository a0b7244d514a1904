"""Findings as indicators: of each code how many name an enterprise, and how grave the gravest is.

>>> from puhui.relations import find
>>> from puhui.relations.sketch import sketch
>>> found = find(sketch(*(f"{who} uses_device d on 2026-06-0{day}" for day, who in enumerate("ABC", 1))))
>>> row = found_row(found, "A")
>>> row["rel_access_cnt"], row["rel_access_rank"], row["rel_loop_cnt"], row["rel_loop_deduct_fen"]
(1, 2, 0, 0)
"""

from collections.abc import Sequence
from importlib import resources

from puhui.relations.findings import Finding, Severity

CODES = ("CIRCLE", "CHAIN", "LOOP", "SHELL", "CHANGE", "ACCESS", "INVOICE", "RELATED_FLOW")
_RANK = {severity: rank for rank, severity in enumerate(Severity, 1)}


def found_definitions_file() -> bytes:
    """`found.json` as it is, for whoever reads families of indicators."""
    return resources.files("puhui.relations.indicators").joinpath("found.json").read_bytes()


def found_row(findings: Sequence[Finding], enterprise: str) -> dict[str, int]:
    """The indicators of `found.json` of the findings that name an enterprise."""
    row = {}
    for code in CODES:
        named = [one for one in findings if one.code == code]
        row[f"rel_{code.lower()}_cnt"] = len(named)
        row[f"rel_{code.lower()}_rank"] = max((_RANK[one.severity] for one in named), default=0)
    row["rel_loop_deduct_fen"] = sum(int(one.measures.get(f"deduct_fen.{enterprise}", 0)) for one in findings)
    return row
