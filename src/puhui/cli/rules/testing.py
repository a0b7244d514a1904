"""`puhui rules test`: lint, the worked cases beside the file, which rules they show, what became of the old rules."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, say
from puhui.cli.rules.files import Json, cases_of, rules


def check(
    file: Annotated[str, typer.Argument(help="A decision file, or a shipped one: standard, cautious")],
    cases: Annotated[Path | None, typer.Option("--cases", help="Worked cases (default: FILE's .cases.json)")] = None,
    against: Annotated[
        str, typer.Option("--against", help="The file in force: what becomes of each of its rules")
    ] = "",
    as_json: Json = False,
) -> None:
    """Check a decision file. Exit 1: a fault, a case that comes out otherwise, a rule no case shows, a law weakened."""
    from puhui.decisions.soundness import check as checked

    found = checked(rules(file), cases_of(file, cases), rules(against) if against else None)
    report = found.cases
    document: dict[str, Any] = {
        "file": file,
        "sound": found.sound,
        "faults": [str(one) for one in found.faults],
        "cases": report.cases,
        "failed": [{"case": one.case, "wanted": one.wanted, "found": one.found} for one in report.failed],
        "uncovered": [{"code": one.code, "lacks": list(one.lacks)} for one in report.uncovered],
        "coverage": [asdict(one) for one in report.coverage],
        "changes": [asdict(one) for one in found.changes],
        "weakened": list(found.weakened),
    }
    emit(document, as_json=as_json, text=_told(document))
    if not found.sound:
        raise typer.Exit(EXIT_NO)


def _told(document: dict[str, Any]) -> str:
    lines = [f"✗ {fault}" for fault in document["faults"]]
    if not lines:
        rules_count, cases = len(document["coverage"]), document["cases"]
        shown = rules_count - len(document["uncovered"])
        lines.append(
            say(f"规则无错误；案例 {cases} 个，覆盖规则 {shown}/{rules_count}",
                f"no fault; {cases} cases show {shown} of {rules_count} rules")
            if cases
            else say("规则无错误，但没有案例", "no fault, but there are no cases")
        )  # fmt: skip
    for failed in document["failed"]:
        lines.append(f"✗ {failed['case']}")
        lines.append(say(f"   应为 {failed['wanted']}", f"   wanted {failed['wanted']}"))
        lines.append(say(f"   实为 {failed['found']}", f"   found  {failed['found']}"))
    for rule in document["uncovered"]:
        lacks = ", ".join(rule["lacks"])
        lines.append(say(f"✗ {rule['code']}：缺少案例（{lacks}）", f"✗ {rule['code']}: no case for {lacks}"))
    for change in document["changes"]:
        mark = "✗" if change["code"] in document["weakened"] else " "
        lines.append(f"{mark} {change['code']:<24} {change['what']:<9} {change['detail']}")
    return "\n".join(lines)
