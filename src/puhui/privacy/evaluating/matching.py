"""`match` over two files."""

from collections.abc import Sequence
from pathlib import Path

from puhui.privacy import disclosure
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.keys import KeyKind
from puhui.privacy.model import JobSpec, Op, Param
from puhui.privacy.planner import Plan
from puhui.privacy.tables import describe


def match(
    files: Sequence[Path], *, key: str, kind: KeyKind, plan: Plan, receivers: Sequence[str], out: Path, setting: Setting
) -> Done:
    """`out/<party>/`: a report for each party and, for receivers, `matched.csv` with their own matching rows."""
    parties = [describe(path, name, [key]) for path, name in zip(files, names_of(files), strict=True)]
    params: dict[str, Param] = {"key": key, "kind": kind.value, "curve": plan.curve}
    told = disclosure.of_match(parties, receivers)
    spec = JobSpec(Op.MATCH, plan.scheme, tuple(parties), tuple(receivers), "", params, told)
    return run_job(spec, files, out, setting)
