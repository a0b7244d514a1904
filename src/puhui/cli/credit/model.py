"""`puhui credit model …`: the life of a model, from developed to serving to withdrawn, in a folder of files."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Bad, Data, Json, SkipBadRows, read_model
from puhui.cli.credit.tables import FileMissing
from puhui.cli.output import EXIT_NO, emit
from puhui.credit.registry import Actor, Approval, ModelId, Registration, Role, Validation
from puhui.kernel import Category, PuhuiError, SystemClock, Text

if TYPE_CHECKING:
    from puhui.credit.registry import Registry, State

model = typer.Typer(no_args_is_help=True, help="The life of a model: register, validate, approve, serve, withdraw")

Folder = Annotated[Path, typer.Option("--registry", help="Folder of the registry")]
By = Annotated[str, typer.Option("--by", help="Who acts: person@organisation")]
Named = Annotated[str, typer.Argument(help="name@version, or the digest of its file")]


class ExpiryNotADay(PuhuiError):
    """`--expires` is not a date."""

    category = Category.INVALID
    cause = Text(zh="“{text}”不是日期", en="{text!r} is not a date")
    remedy = Text(zh="请用 2027-06-30 的格式", en="write it as 2027-06-30")


@model.command("register")
def register(
    file: Annotated[Path, typer.Argument(help="Scorecard or challenger (.json)")],
    *,
    registry: Folder,
    by: By,
    use: Annotated[str, typer.Option("--use", help="What it shall score: loans, cards, …")],
    report: Annotated[Path | None, typer.Option("--report", help="Its training report (.html)")] = None,
    machine: Json = False,
) -> None:
    """Enter a model as developed: its file and report are kept, its data snapshots named by digest."""
    from puhui.cli.credit.registry_folder import RegistryFolder
    from puhui.credit.calibration import pd_is_calibrated
    from puhui.credit.models import kind_of

    found, digest = read_model(file)
    if report is not None and not report.is_file():
        raise FileMissing(path=str(report), stage="credit.registry")
    folder = RegistryFolder(registry)
    made = Registration(
        model=ModelId(found.name, found.version, kind_of(found), digest),
        use=use,
        data=_snapshots(found.training, found.calibration),
        report=folder.keep_report(report.read_bytes()) if report else "",
        calibrated=pd_is_calibrated(found),
        auc=found.metrics.get("validation", {}).get("auc"),
    )
    after, event = folder.read_or_new().register(made, Actor.parse(by), _now())
    folder.keep_model(file.read_bytes())
    folder.append(after, event)
    _tell(after, digest, machine)


@model.command("validate")
def validate(
    named: Named,
    data: Data,
    *,
    registry: Folder,
    by: By,
    target: Annotated[str, typer.Option("--target", help="Column of outcomes")],
    bad: Bad = None,
    refuse: Annotated[str | None, typer.Option("--refuse", help="Refuse it, for this reason")] = None,
    accept: Annotated[
        str | None, typer.Option("--accept", help="Pass it though a review is called for, for this reason")
    ] = None,
    skip_bad_rows: SkipBadRows = False,
    machine: Json = False,
) -> None:
    """Measure a model on data that it was not trained on, and record the verdict; exit code 1 where it does not pass.

    It passes where nothing calls for a review; the validator may refuse it nevertheless, or accept what is called for.
    """
    from puhui.cli.credit.registry_folder import RegistryFolder
    from puhui.cli.credit.validate import measured
    from puhui.credit.models import parse_model

    folder = RegistryFolder(registry)
    states = folder.read()
    digest, _ = states.find(named)
    found, table = measured(parse_model(folder.model(digest)), data, target, bad or (), skip_bad_rows=skip_bad_rows)
    findings = [trigger.en for trigger in found.triggers]
    findings += [f"{word}: {reason}" for word, reason in (("refused", refuse), ("accepted", accept)) if reason]
    passed = refuse is None and (not found.triggers or accept is not None)
    validation = Validation(
        by=Actor.parse(by),
        at=_now(),
        data=table.digest,
        report=folder.keep_report(found.page()),
        passed=passed,
        figures=found.measures.as_dict() | {"psi": round(found.stability.psi, 4) if found.stability else None},
        findings=tuple(findings),
    )
    after, event = states.validate(digest, validation)
    folder.append(after, event)
    _tell(after, digest, machine, findings=findings)
    if not passed:
        raise typer.Exit(EXIT_NO)


@model.command("approve")
def approve(
    named: Named,
    *,
    registry: Folder,
    by: By,
    role: Annotated[Role, typer.Option("--as", help="What it may serve as")] = Role.CHAMPION,
    expires: Annotated[
        str | None, typer.Option("--expires", help="Last day, YYYY-MM-DD (default: a year after validation)")
    ] = None,
    order_only: Annotated[
        bool, typer.Option("--order-only", help="PDs are not used: an uncalibrated model may decide by its order")
    ] = False,
    machine: Json = False,
) -> None:
    """Allow a validated model to serve; the approver is neither its developer nor its validator."""
    from puhui.cli.credit.registry_folder import RegistryFolder
    from puhui.credit.registry.journal import last_day_of

    folder = RegistryFolder(registry)
    states = folder.read()
    digest, state = states.find(named)
    day = _day(expires) if expires else last_day_of(state)
    after, event = states.approve(digest, Approval(Actor.parse(by), _now(), role, day, order_only))
    folder.append(after, event)
    _tell(after, digest, machine)


@model.command("serve")
def serve(
    named: Named,
    *,
    registry: Folder,
    by: By,
    role: Annotated[Role, typer.Option("--as", help="Champion decides; a shadow scores beside")] = Role.CHAMPION,
    machine: Json = False,
) -> None:
    """Let an approved model score; the champion of the same use steps back."""
    from puhui.cli.credit.registry_folder import RegistryFolder

    folder = RegistryFolder(registry)
    states = folder.read()
    digest, _ = states.find(named)
    after, event = states.serve(digest, role, Actor.parse(by), _now())
    folder.append(after, event)
    _tell(after, digest, machine)


@model.command("withdraw")
def withdraw(
    named: Named,
    *,
    registry: Folder,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why")],
    machine: Json = False,
) -> None:
    """Take a model out of use for good; its file stays, so that past scores can be recomputed."""
    from puhui.cli.credit.registry_folder import RegistryFolder

    folder = RegistryFolder(registry)
    states = folder.read()
    digest, _ = states.find(named)
    after, event = states.withdraw(digest, reason, Actor.parse(by), _now())
    folder.append(after, event)
    _tell(after, digest, machine)


@model.command("list")
def list_models(*, registry: Folder, machine: Json = False) -> None:
    """All models and what each may do now."""
    from puhui.cli.credit.registry_folder import RegistryFolder

    states = RegistryFolder(registry).read()
    rows = [document(state, digest, _now()) for digest, state in states.states.items()]
    lines = [
        f"{row['use']:12s} {row['model']:28s} {row['kind']:11s} {row['state']:10s} {row['digest'][:16]}" for row in rows
    ]
    emit({"head": states.head, "size": states.size, "models": rows}, as_json=machine, text="\n".join(lines) or "-")


@model.command("check")
def check(*, registry: Folder, machine: Json = False) -> None:
    """Re-derive every state and compare every kept file with its digest; a broken one ends with exit code 2."""
    from puhui.cli.credit.registry_folder import RegistryFolder

    folder = RegistryFolder(registry)
    states = folder.read()
    for digest, state in states.states.items():
        folder.model(digest)
        for report in _reports(state):
            folder.report(report)
    emit(
        {"head": states.head, "events": states.size, "models": len(states.states)},
        as_json=machine,
        text=f"{states.size} events, {len(states.states)} models: all hold. Head {states.head}",
    )


def document(state: "State", digest: str, at: datetime) -> dict[str, Any]:
    """A model's standing for machines."""
    from puhui.credit.registry.journal import approval_of, state_name, validation_in

    made, approval, validation = state.made, approval_of(state), validation_in(state)
    return {
        "model": str(made.model),
        "kind": made.model.kind,
        "digest": digest,
        "use": made.use,
        "state": state_name(state, at),
        "calibrated": made.calibrated,
        "auc": made.auc,
        "data": list(made.data),
        "report": made.report,
        "validated_by": str(validation.by) if validation else None,
        "validation": validation.figures if validation else None,
        "approved_by": str(approval.by) if approval else None,
        "approved_as": approval.role.value if approval else None,
        "expires": approval.expires.isoformat() if approval else None,
    }


def _tell(states: "Registry", digest: str, machine: bool, *, findings: list[str] | None = None) -> None:
    told = document(states.states[digest], digest, _now()) | {"head": states.head, "event": states.size}
    if findings is not None:
        told["findings"] = findings
    expiry = f", approved as {told['approved_as']} up to {told['expires']}" if told["expires"] else ""
    said = "".join(f"\n  {finding}" for finding in findings or ())
    emit(told, as_json=machine, text=f"{told['model']} ({told['kind']}, {told['use']}): {told['state']}{expiry}{said}")


def _snapshots(training: Any, calibration: Any) -> tuple[str, ...]:
    """Digests of all data that the model learnt from: training, rejects, calibration."""
    found = [training.get("digest"), training.get("rejects", {}).get("digest")]
    found += [step["calibrated_on"].get("digest") for step in calibration.get("steps", ())]
    return tuple(digest for digest in found if digest)


def _reports(state: "State") -> list[str]:
    from puhui.credit.registry.journal import validation_in

    validation = validation_in(state)
    return [digest for digest in (state.made.report, validation.report if validation else "") if digest]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ExpiryNotADay(text=text, stage="credit.registry") from None


def _now() -> datetime:
    return SystemClock().now()
