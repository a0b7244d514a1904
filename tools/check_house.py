"""House lints: the footguns of this domain that no general linter knows.

Each rule names what went wrong when it was missing, or would, and what to write instead. Exit 1 on any finding.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spoken_errors import english_in_chinese

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    files: str
    allowed: tuple[str, ...]
    why: str


RULES = [
    Rule(
        "clock-is-passed-in",
        re.compile(r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.time\("),
        "src/puhui/**/*.py",
        ("src/puhui/kernel/clock.py",),
        "a rule that reads the machine's clock cannot be replayed: take a kernel.Clock",
    ),
    Rule(
        "entropy-is-passed-in",
        re.compile(r"^\s*(import random|from random |import secrets|from secrets )|\bos\.urandom\("),
        "src/puhui/**/*.py",
        ("src/puhui/kernel/entropy.py",),
        "a simulation with a seed must repeat itself: take a kernel.Entropy (or a NumPy Generator)",
    ),
    Rule(
        "algorithms-are-named-in-the-kernel",
        re.compile(r"hashlib\.|hazmat\.primitives|['\"](sha256|SHA-256|ES256|EdDSA)['\"]"),
        "src/puhui/**/*.py",
        (
            "src/puhui/kernel/suites.py",
            "src/puhui/kernel/sm2.py",
            "src/puhui/kernel/one_time_codes.py",
            "src/puhui/parties/federation/algorithms.py",  # an identity provider's, not the consortium's
            "src/puhui/kernel/subject_keys.py",
            "src/puhui/kernel/tls.py",
        ),
        "a consortium on sm2-sm3 must not meet a hard-wired hash or signature: use kernel.suite(name)",
    ),
    Rule(
        "no-sleep",
        re.compile(r"\btime\.sleep\("),
        "**/*.py",
        (),
        "a sleep hides an order that nobody understood: wait for the event, or poll with a deadline on an Event",
    ),
    Rule(
        "no-addresses-in-locks",
        re.compile(r"https?://"),
        "requirements*.lock",
        (),
        "a lock that names a mirror ties everyone to it: `make lock` writes versions and hashes only",
    ),
    Rule(
        "no-addresses-in-locks",
        re.compile(r'"resolved":'),
        "web/package-lock.json",
        (),
        "a lock that names a mirror ties everyone to it: web/.npmrc sets omit-lockfile-registry-resolved",
    ),
]

NAMELESS = {"service", "services", "utils", "util", "helper", "helpers", "manager", "managers", "common", "misc"}
LINES_MAX = 600
_SKIP = {".venv", ".tools", "node_modules", "build", "static", ".git"}


def findings() -> Iterator[str]:
    """Every finding as `file:line: rule: why`."""
    for rule in RULES:
        for path in sorted(ROOT.glob(rule.files)):
            name = path.relative_to(ROOT).as_posix()
            if name in rule.allowed or _SKIP & set(path.relative_to(ROOT).parts) or path == Path(__file__):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if rule.pattern.search(line) and f"house: {rule.name}" not in line:
                    yield f"{name}:{number}: {rule.name}: {rule.why}"
    for path in sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("web/src/**/*.ts*")]):
        name = path.relative_to(ROOT).as_posix()
        if path.stem in NAMELESS:
            yield f"{name}:1: nameless-module: the name tells nothing about its room; name the noun or the verb"
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LINES_MAX and "generated" not in path.name and name != "web/src/api/schema.ts":
            yield f"{name}:1: hub: {lines} lines; over {LINES_MAX} a file has become a hub: move a noun out"

    for path, number, what in english_in_chinese(ROOT / "src" / "puhui"):
        name = path.relative_to(ROOT).as_posix()
        yield f"{name}:{number}: errors-speak-both: {what} puts English into a Chinese sentence: Text(zh=…, en=…)"


def main() -> int:
    """Print what was found; 1 when anything was."""
    found = list(findings())
    for line in found:
        print(line)
    print(f"house: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
