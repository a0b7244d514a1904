"""What the detectors of relations find of the frauds that the simulated economy plants, and what they take for frauds.

    python bench/planted_frauds.py [--enterprises 2000] [--seeds 11 12] [--per-1000 6] [--json]
    python bench/planted_frauds.py --findings FILE --planted FILE [--enterprises 2000] [--json]

Draws each city with `frauds_per_1000` groups of every pattern and as many honest look-alikes, runs `puhui relations
build` and `puhui relations findings … --json` as a user would, and compares the findings with the simulator's answer
key, which no command reads. With `--findings` it judges a document of findings that is already there. The detectors'
settings were chosen on cities 1 and 2: measure on others.

Needs of a finding only its `code`, `severity` and `subjects`; `PATTERNS` says which code means which pattern. A note
is no accusation, so everything is judged three times: findings of any severity, warnings and graver, critical ones.

* recall: planted groups at least half of whose members stand in findings of their pattern.
* precision: findings most of whose enterprises belong to one planted group of that pattern; beside it, how many of the
  wrong ones are planted look-alikes of it, planted frauds of another pattern, or nobody's plant.
* by enterprise: the same for single enterprises, as a bank meets them.
* lift: precision by enterprise over the share of such frauds in the city: what a flag says at all.

Intervals are Wilson's, 95 %. Findings of one group are not independent, so those of precision are too narrow.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from puhui.city import economy

AS_OF = date(2026, 6, 30)
BANKS = ("bank-a", "bank-b", "bank-c")
SHELL, LOOP, CIRCLE, DEVICE, VOID = PLANTED = (
    "shell",
    "circular_trade",
    "guarantee_circle",
    "shared_device",
    "void_abuse",
)
PATTERNS = {"SHELL": SHELL, "LOOP": LOOP, "CIRCLE": CIRCLE, "ACCESS": DEVICE, "INVOICE": VOID}
LEVELS = ("note", "warn", "critical")
FOUND_SHARE = 0.5  # of a group's members that must be found


@dataclass(frozen=True)
class Group:
    """A planted group: a fraud, or a look-alike of one."""

    pattern: str
    members: frozenset[str]
    fraud: bool
    strength: float


@dataclass(frozen=True)
class Finding:
    """A finding, by the pattern that its code means."""

    pattern: str
    severity: str
    enterprises: frozenset[str]


def groups_of(key: pl.DataFrame) -> list[Group]:
    """The groups of an answer key (`planted.parquet`)."""
    rows = key.group_by("pattern", "group", maintain_order=True).agg("member", pl.first("role"), pl.first("strength"))
    return [
        Group(pattern, frozenset(members), role != "lookalike", strength)
        for pattern, _, members, role, strength in rows.iter_rows()
    ]


def findings_of(document: Any) -> tuple[list[Finding], Counter[str]]:
    """The findings of a document (a list, or under `findings`), and how many had a code that stands for no pattern."""
    rows = document if isinstance(document, list) else document["findings"]
    found = [
        Finding(PATTERNS[row["code"]], row["severity"], frozenset(row["subjects"]))
        for row in rows
        if row["code"] in PATTERNS
    ]
    return found, Counter(row["code"] for row in rows if row["code"] not in PATTERNS)


def wilson(hits: int, of: int) -> list[float] | None:
    """95 % interval of a share; nothing of nothing."""
    if not of:
        return None
    z = 1.959964
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale
    return [round(middle - half, 3), round(middle + half, 3)]


def rate(hits: int, of: int) -> dict[str, Any]:
    """A share with its interval and counts; the share of nothing is null."""
    return {"share": round(hits / of, 3) if of else None, "interval": wilson(hits, of), "hits": hits, "of": of}


def judge_levels(groups: Sequence[Group], findings: Sequence[Finding], enterprises: int) -> dict[str, Any]:
    """What `judge` says of the findings of each severity and graver."""
    return {
        level: judge(groups, [one for one in findings if one.severity in LEVELS[place:]], enterprises)
        for place, level in enumerate(LEVELS)
    }


def judge(groups: Sequence[Group], findings: Sequence[Finding], enterprises: int) -> dict[str, Any]:
    """Figures by pattern, and what groups of each kind were taken for."""
    return {
        "patterns": {pattern: _of_pattern(pattern, groups, findings, enterprises) for pattern in PLANTED},
        "taken_for": _taken_for(groups, findings),
    }


def _of_pattern(pattern: str, groups: Sequence[Group], findings: Sequence[Finding], enterprises: int) -> dict[str, Any]:
    frauds = [group for group in groups if group.pattern == pattern and group.fraud]
    named = [finding.enterprises for finding in findings if finding.pattern == pattern]
    flagged = frozenset[str]().union(*named)
    guilty = frozenset[str]().union(*(group.members for group in frauds))
    kinds = [_kind(pattern, one, groups) for one in named]
    hit = [group for group in frauds if _is_found(group, flagged)]
    by_strength = {
        name: rate(sum(low <= group.strength < high for group in hit), sum(low <= g.strength < high for g in frauds))
        for name, low, high in (("faint", 0.0, 0.43), ("middle", 0.43, 0.72), ("blatant", 0.72, 1.01))
    }
    honest = [group for group in groups if group.pattern == pattern and not group.fraud]
    right = len(flagged & guilty)
    base = len(guilty) / enterprises
    return {
        "recall": rate(len(hit), len(frauds)),
        "recall_by_strength": by_strength,
        "precision": rate(kinds.count("right"), len(kinds)),
        "wrong": {kind: kinds.count(kind) for kind in ("lookalike", "other_fraud", "nobody")},
        "lookalikes_taken": rate(sum(_is_found(group, flagged) for group in honest), len(honest)),
        "enterprise_recall": rate(right, len(guilty)),
        "enterprise_precision": rate(right, len(flagged)),
        "lift": round(right / len(flagged) / base, 1) if flagged and base else None,
    }


def _is_found(group: Group, flagged: frozenset[str]) -> bool:
    return len(group.members & flagged) >= max(1, math.ceil(FOUND_SHARE * len(group.members)))


def _kind(pattern: str, named: frozenset[str], groups: Sequence[Group]) -> str:
    """Whose plant the most of a finding's enterprises are."""
    for group in groups:
        if 2 * len(named & group.members) > len(named):
            if group.fraud:
                return "right" if group.pattern == pattern else "other_fraud"
            return "lookalike"
    return "nobody"


def _taken_for(groups: Sequence[Group], findings: Sequence[Finding]) -> dict[str, dict[str, int]]:
    """How many groups of each kind were found as each pattern; a group can be found as several, or as none."""
    flagged = {
        pattern: frozenset[str]().union(*(one.enterprises for one in findings if one.pattern == pattern))
        for pattern in PLANTED
    }
    table: dict[str, dict[str, int]] = {}
    for group in groups:
        row = table.setdefault(
            f"{group.pattern}{'' if group.fraud else ' (lookalike)'}", dict.fromkeys((*PLANTED, "none", "groups"), 0)
        )
        found = [pattern for pattern in PLANTED if _is_found(group, flagged[pattern])]
        for pattern in found or ["none"]:
            row[pattern] += 1
        row["groups"] += 1
    return dict(sorted(table.items()))


def detect(folders: Mapping[str, Path], work: Path) -> Any:
    """What the two commands say of a written city; they see the nodes' folders, never the simulator's."""
    owner = work / "owner"
    owner.mkdir()
    handed_in = pl.concat([pl.read_parquet(folders[bank] / "statements.parquet") for bank in BANKS])
    handed_in.unique(["uscc", "period_end"]).write_parquet(owner / "statements.parquet")
    build = [f"--{name}={folders[name]}" for name in ("registry", "tax", "social", "court", "platform")]
    build += [f"--bank={folders[bank]}" for bank in BANKS]
    _puhui("relations", "build", *build, f"--owner={owner}", f"--as-of={AS_OF}", f"--out={work / 'graph'}", "--json")
    return json.loads(_puhui("relations", "findings", str(work / "graph"), "--json"))


def _puhui(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "puhui.cli", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: the answer is no
        raise SystemExit(f"puhui {arguments[0]} {arguments[1]}: {done.stdout or done.stderr}")
    return done.stdout


def measure(seed: int, enterprises: int, per_1000: float) -> tuple[list[Group], list[Finding], Counter[str]]:
    """One city: its planted groups, what was found in it, and codes that stand for no pattern."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        folders = {name: work / "city" / name for name in economy.CUSTODIANS}
        made = economy.make(seed=seed, enterprises=enterprises, as_of=AS_OF, frauds_per_1000=per_1000)
        made.write(folders)
        findings, others = findings_of(detect(folders, work))
        groups = groups_of(pl.read_parquet(folders["city"] / "planted.parquet"))

    def marked(codes: frozenset[str]) -> frozenset[str]:  # two cities use the same USCCs
        return frozenset(f"{seed}:{code}" for code in codes)

    return (
        [replace(one, members=marked(one.members)) for one in groups],
        [replace(one, enterprises=marked(one.enterprises)) for one in findings],
        others,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--enterprises", type=int, default=2000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11], help="one city each, judged together")
    parser.add_argument("--per-1000", type=float, default=6.0)
    parser.add_argument("--findings", type=Path)
    parser.add_argument("--planted", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if bool(chosen.findings) != bool(chosen.planted):
        parser.error("--findings and --planted go together")
    groups: list[Group] = []
    findings: list[Finding] = []
    others: Counter[str] = Counter()
    seeds = [] if chosen.findings else chosen.seeds
    if chosen.findings:
        findings, others = findings_of(json.loads(chosen.findings.read_text("utf-8")))
        groups = groups_of(pl.read_parquet(chosen.planted))
    for seed in seeds:
        planted, found, unknown = measure(seed, chosen.enterprises, chosen.per_1000)
        groups += planted
        findings += found
        others += unknown
    size = chosen.enterprises * max(len(seeds), 1)
    figures = {
        "enterprises": size,
        "seeds": seeds,
        "levels": judge_levels(groups, findings, size),
        "codes_without_pattern": dict(sorted(others.items())),
    }
    print(json.dumps(figures, ensure_ascii=False) if chosen.json else _text(figures))


def _text(figures: Mapping[str, Any]) -> str:
    lines = [f"{figures['enterprises']} enterprises, seeds {figures['seeds']}"]
    for level, judged in figures["levels"].items():
        lines += ["", f"== findings of severity {level}{' or graver' if level != LEVELS[-1] else ''}", ""]
        lines += _patterns(judged["patterns"])
        lines += ["", f"{'groups taken for':32}" + "".join(f"{name[:14]:>16}" for name in (*PLANTED, "none", "groups"))]
        for kind, row in judged["taken_for"].items():
            lines.append(f"{kind:32}" + "".join(f"{count:>16}" for count in row.values()))
    lines.append(f"codes without a pattern: {figures['codes_without_pattern'] or 'none'}")
    return "\n".join(lines)


def _patterns(patterns: Mapping[str, Any]) -> list[str]:
    def told(one: Mapping[str, Any]) -> str:
        if not one["of"]:
            return f"{'–':>5} {'of 0':>22}"
        low, high = one["interval"]
        return f"{one['share']:5.2f} [{low:.2f}, {high:.2f}] {one['hits']:>4}/{one['of']}"

    lines: list[str] = []
    for pattern, one in patterns.items():
        wrong = ", ".join(f"{name} {count}" for name, count in one["wrong"].items())
        lines += [
            pattern,
            f"  recall, groups          {told(one['recall'])}",
            *(f"    {name:<20}  {told(part)}" for name, part in one["recall_by_strength"].items()),
            f"  precision, findings     {told(one['precision'])}   wrong: {wrong}",
            f"  look-alikes taken       {told(one['lookalikes_taken'])}",
            f"  recall, enterprises     {told(one['enterprise_recall'])}",
            f"  precision, enterprises  {told(one['enterprise_precision'])}   lift {one['lift']}",
        ]
    return lines


if __name__ == "__main__":
    main()
