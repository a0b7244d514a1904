"""How well the detectors find what a simulated city planted: precision and recall, by pattern.

    python bench/relations_planted.py CITY --planted FILE --as-of 2026-06-30 [--json]

CITY holds a folder a custodian (`registry`, `tax`, `social`, `court`, `platform`, every `bank-…`); FILE is the answer
key that the simulator keeps apart: pattern, group, member. Detectors never read it. Counted are members: right is who
was planted and stands in a finding of the pattern's rule; a group is found when one finding has half of its members.
"""

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from puhui.cli.relations.files import find_table, scan
from puhui.relations import EdgeKind, Finding, Graph, Severity, Tables, build, find
from puhui.relations.building import COLUMNS

RULES = {
    "shell": "SHELL",
    "circular_trade": "LOOP",
    "guarantee_circle": "CIRCLE",
    "shared_device": "ACCESS",
    "void_abuse": "INVOICE",
}
WEIGHTY = (Severity.WARN, Severity.CRITICAL)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("city", type=Path)
    parser.add_argument("--planted", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    graph = read_city(given.city, given.as_of)
    told = measure(find(graph), pl.read_parquet(given.planted)) | {"edges": read_kinds(graph)}
    if given.json:
        print(json.dumps(told))
        return
    print(
        f"{'pattern':18}{'least':10}{'planted':>9}{'found':>8}{'right':>8}{'precision':>11}{'recall':>9}{'groups':>12}"
    )
    for row in told["patterns"]:
        print(
            f"{row['pattern']:18}{row['least']:10}{row['planted']:9}{row['found']:8}{row['right']:8}"
            f"{shown(row['precision']):>11}{shown(row['recall']):>9}{row['groups_found']:>7} of {row['groups']}"
        )


def read_city(city: Path, as_of: date) -> Graph:
    """The graph of a city's folders."""
    held = {}
    for folder in sorted(path for path in city.iterdir() if path.is_dir()):
        kind = "bank" if folder.name.startswith("bank") else folder.name
        if kind in COLUMNS:
            found = {name: find_table(folder, name) for name in COLUMNS[kind]}
            source = f"bank/{folder.name}" if kind == "bank" else kind
            held[source] = {name: scan(path) for name, path in found.items() if path}
    return build(Tables(held), as_of=as_of)


def read_kinds(graph: Graph) -> list[str]:
    return [kind.value for kind in EdgeKind if kind in graph.covers]


def measure(findings: Iterable[Finding], planted: pl.DataFrame) -> dict[str, Any]:
    """Precision and recall of each pattern, over all findings and over the weighty ones."""
    rows = []
    listed = list(findings)
    for pattern, code in RULES.items():
        of_pattern = planted.filter(pl.col("pattern") == pattern)
        members = set(of_pattern["member"].to_list())
        groups = of_pattern.group_by("group").agg("member")["member"].to_list()
        for least, levels in (("any", tuple(Severity)), ("warning", WEIGHTY)):
            mine = [one for one in listed if one.code == code and one.severity in levels]
            found = {member for one in mine for member in one.subjects}
            covered = [_covered(set(group), mine, found) for group in groups]
            right = len(found & members)
            rows.append(
                {
                    "pattern": pattern, "least": least, "planted": len(members), "found": len(found), "right": right,
                    "precision": right / len(found) if found else None,
                    "recall": right / len(members) if members else None,
                    "groups": len(groups), "groups_found": sum(covered),
                }
            )  # fmt: skip
    return {"patterns": rows}


def _covered(group: set[str], findings: list[Finding], found: set[str]) -> bool:
    """Half of a group in one finding; or, where a rule speaks of one enterprise at a time, half of it found at all."""
    if all(len(one.subjects) == 1 for one in findings):
        return 2 * len(group & found) >= len(group)
    return any(2 * len(group & set(one.subjects)) >= len(group) for one in findings)


def shown(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


if __name__ == "__main__":
    main()
