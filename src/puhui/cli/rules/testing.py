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
    from puhui.decisions import CasesReport, differences, lint, parse_cases, run_cases

    data = rules(file)
    faults = lint(data)
    given = None if faults else cases_of(file, cases)
    report = CasesReport(0, (), ()) if given is None else run_cases(data, parse_cases(given))
    changes = differences(rules(against), data) if against and not faults else []
    weakened = [one.code for one in changes if one.weakens_fixed]
    sound = not (faults or report.failed or report.uncovered or weakened) and report.cases > 0
    document: dict[str, Any] = {
        "file": file,
        "sound": sound,
        "faults": faults,
        "cases": report.cases,
        "failed": [asdict(one) for one in report.failed],
        "uncovered": [{"code": one.code, "lacks": list(one.lacks)} for one in report.uncovered],
        "coverage": [asdict(one) for one in report.coverage],
        "changes": [asdict(one) for one in changes],
        "weakened": weakened,
    }
    emit(document, as_json=as_json, text=_told(document))
    if not sound:
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
