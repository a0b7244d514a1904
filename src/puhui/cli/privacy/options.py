"""What the commands of `puhui privacy` share: options, how they run, how they tell."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit, err, language

if TYPE_CHECKING:
    from puhui.privacy import Estimate
    from puhui.privacy.evaluating import Done, Setting
    from puhui.privacy.supervising import Progress

Key = Annotated[str, typer.Option("--key", help="The key column, in all files.")]
Kind = Annotated[str, typer.Option("--kind", help="What a key is: text, or uscc (checked).")]
Parties = Annotated[list[Path], typer.Option("--party", help="A party's CSV file; repeat.", metavar="CSV")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Within = Annotated[float, typer.Option("--within", help="Seconds that the whole job may take.")]


def setting_of(within_s: float, suite: str = "ed25519-sha256", *, as_json: bool) -> "Setting":
    from puhui.kernel import SystemClock, SystemEntropy
    from puhui.privacy.evaluating import Setting

    def told(progress: "Progress") -> None:
        sent, received = f"{progress.sent_bytes:,}", f"{progress.received_bytes:,}"
        err.print(f"{progress.party}: {progress.stage} (↑ {sent} B, ↓ {received} B)", markup=False, highlight=False)

    quiet: dict[str, Any] = {} if as_json else {"told": told}
    return Setting(SystemClock(), SystemEntropy(), suite=suite, within_s=within_s, **quiet)


def beside(out: Path) -> Path:
    """Where the parties' folders go while the one result file is not yet in its place."""
    from puhui.privacy.errors import OutputExists

    if out.exists():
        raise OutputExists(path=str(out), stage="output")
    return out.with_name(f".{out.name}.parties")


def tell(done: "Done", out: Path, as_json: bool, *, result: str = "", **more: Any) -> None:
    import shutil

    home = beside(out) if result else out
    reports = {}
    for party in done.spec.parties:
        reports[party.name] = json.loads((home / party.name / "report.json").read_text(encoding="utf-8"))
    if result:
        (home / done.spec.receivers[0] / result).rename(out)
        shutil.rmtree(home)
    traffic = {name: {"sent": sent, "received": received} for name, (sent, received) in done.traffic.items()}
    document = {"job": done.digest, "program": done.spec.program, "out": str(out), "traffic": traffic, **more}
    lines = []
    for name, report in reports.items():
        lines.append(f"{name}: {_counts(report['input'])}; {_counts(report['result']) or '-'}")
        lines += [f"  · {fact[language().value[:2]]}" for fact in report["disclosed"]]
    emit({**document, "reports": reports}, as_json=as_json, text="\n".join([*lines, f"→ {out}"]))


def told_plan(plan: "Estimate", as_json: bool) -> dict[str, Any]:
    """Say what it will take; the plan as the document has it."""
    if not as_json:
        said = f"≈ {plan.seconds:,.0f} s, {plan.sent_bytes / 1e6:,.1f} MB, {plan.memory_bytes / 1e6:,.0f} MB RAM"
        err.print(said, markup=False, highlight=False)
    return plan.as_map()


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def chosen_of(asked: list[str] | None, names: list[str]) -> list[str]:
    for name in asked or []:
        if name not in names:
            raise typer.BadParameter(f"no party {name}: {', '.join(names)}", param_hint="--receiver")
    return asked or []


def one_of(said: str, known: list[Any], hint: str) -> Any:
    for one in known:
        if one.value == said:
            return one
    raise typer.BadParameter(f"{said}: one of {', '.join(one.value for one in known)}", param_hint=hint)
