"""`puhui privacy`: matches, lookups and sums over files of several parties, each in a real process of its own.

For evaluation without a city: whoever runs this holds all the files. Between the party processes nothing crosses but
the protocols' messages, under mutual TLS on loopback.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit, err, language

if TYPE_CHECKING:
    from puhui.privacy.evaluating import Done, Setting
    from puhui.privacy.supervising import Progress

app = typer.Typer(no_args_is_help=True, help="Usable, not visible: computations over several parties' files")

_Key = Annotated[str, typer.Option("--key", help="The key column, in all files.")]
_Kind = Annotated[str, typer.Option("--kind", help="What a key is: text, or uscc (checked).")]
_Parties = Annotated[list[Path], typer.Option("--party", help="A party's CSV file; repeat.", metavar="CSV")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_Within = Annotated[float, typer.Option("--within", help="Seconds that the whole job may take.")]


@app.callback()
def _privacy() -> None:
    """Usable, not visible: computations over several parties' files."""


@app.command()
def match(
    *,
    party: _Parties,
    key: _Key,
    out: Annotated[Path, typer.Option(help="A new folder: one folder a party in it.", metavar="DIR")],
    protocol: Annotated[str, typer.Option(help="auto, rr22, ecdh or kkrt.")] = "auto",
    receiver: Annotated[list[str] | None, typer.Option(help="Who has the result; default: both.")] = None,
    kind: _Kind = "text",
    suite: Annotated[str, typer.Option(help="ed25519-sha256, or sm2-sm3 (ECDH on the SM2 curve).")] = "ed25519-sha256",
    mbit: Annotated[float, typer.Option(help="The network between the parties, Mbit/s.")] = 10_000,
    round_trip_ms: Annotated[float, typer.Option(help="Its round trip, milliseconds.")] = 0.1,
    within: _Within = 3600,
    as_json: _Json = False,
) -> None:
    """Which rows of two parties have a key in common."""
    import psutil

    from puhui.privacy import KeyKind, Network, Scheme, evaluating, plan_match
    from puhui.privacy.tables import describe

    if len(party) != 2:
        raise typer.BadParameter("a match has two parties", param_hint="--party")
    names = evaluating.names_of(party)
    receivers = _chosen(receiver, names) or names
    wanted = None if protocol == "auto" else _one_of(protocol, [Scheme.RR22, Scheme.ECDH, Scheme.KKRT], "--protocol")
    rows = [describe(path, name, [key]).rows for path, name in zip(party, names, strict=True)]
    plan = plan_match(
        rows[0],
        rows[1],
        wanted=wanted,
        suite=suite,
        network=Network(mbit, round_trip_ms),
        memory_bytes=psutil.virtual_memory().available // 2,
    )
    if not as_json:
        err.print(plan.why.in_(language()), markup=False, highlight=False)
    setting = _setting(within, suite, as_json=as_json)
    done = evaluating.match(
        party,
        key=key,
        kind=_one_of(kind, list(KeyKind), "--kind"),
        plan=plan,
        receivers=receivers,
        out=out,
        setting=setting,
    )
    _tell(done, out, as_json, plan=plan.as_map())


@app.command()
def lookup(
    *,
    listed: Annotated[Path, typer.Option("--list", help="The list, CSV.", metavar="CSV")],
    key: _Key,
    query: Annotated[Path, typer.Option(help="The names asked for, CSV.", metavar="CSV")],
    out: Annotated[Path, typer.Option(help="A new file for the answers.", metavar="FILE")],
    level: Annotated[str, typer.Option(help="The list's column with an entry's level; its values become known.")] = "",
    kind: _Kind = "text",
    within: _Within = 3600,
    as_json: _Json = False,
) -> None:
    """Whether a few names are on a list, neither shown to the other side."""
    from puhui.privacy import KeyKind, evaluating

    setting = _setting(within, as_json=as_json)
    chosen = _one_of(kind, list(KeyKind), "--kind")
    done = evaluating.lookup(listed, query, key=key, kind=chosen, level=level, out=_beside(out), setting=setting)
    _tell(done, out, as_json, result="answers.csv")


@app.command("sum")
def sum_(
    *,
    party: _Parties,
    key: _Key,
    value: Annotated[str, typer.Option(help="The columns to add up, with commas between.", metavar="COLS")],
    out: Annotated[Path, typer.Option(help="A new file for the sums.", metavar="FILE")],
    receiver: Annotated[str, typer.Option(help="Who has the sums; default: the first party.")] = "",
    groups: Annotated[Path | None, typer.Option(help="CSV that names the groups; default: all.", metavar="CSV")] = None,
    decimals: Annotated[int, typer.Option(help="Decimal places of the values.", min=0, max=9)] = 0,
    subject: Annotated[str, typer.Option(help="Column of whom a row is about, when the key is not.")] = "",
    min_providers: Annotated[int, typer.Option(help="Show groups with at least so many parties (3 or more).")] = 3,
    min_subjects: Annotated[int, typer.Option(help="… and at least so many subjects (5 or more).")] = 5,
    kind: _Kind = "text",
    within: _Within = 3600,
    as_json: _Json = False,
) -> None:
    """Sums by group over three or more parties; nobody sees a part, and small groups are not shown."""
    from puhui.privacy import KeyKind, evaluating

    names = evaluating.names_of(party)
    chosen = _chosen([receiver] if receiver else None, names) or names[:1]
    terms = evaluating.SumTerms(
        key=key,
        kind=_one_of(kind, list(KeyKind), "--kind"),
        values=tuple(value.split(",")),
        decimals=decimals,
        subject=subject,
        providers_min=min_providers,
        subjects_min=min_subjects,
        groups=groups,
    )
    done = evaluating.sums(party, terms, chosen[0], _beside(out), _setting(within, as_json=as_json))
    _tell(done, out, as_json, result="sums.csv")


def _setting(within_s: float, suite: str = "ed25519-sha256", *, as_json: bool) -> "Setting":
    from puhui.kernel import SystemClock, SystemEntropy
    from puhui.privacy.evaluating import Setting

    def told(progress: "Progress") -> None:
        sent, received = f"{progress.sent_bytes:,}", f"{progress.received_bytes:,}"
        err.print(f"{progress.party}: {progress.stage} (↑ {sent} B, ↓ {received} B)", markup=False, highlight=False)

    quiet: dict[str, Any] = {} if as_json else {"told": told}
    return Setting(SystemClock(), SystemEntropy(), suite=suite, within_s=within_s, **quiet)


def _beside(out: Path) -> Path:
    """Where the parties' folders go while the one result file is not yet in its place."""
    from puhui.privacy.errors import OutputExists

    if out.exists():
        raise OutputExists(path=str(out), stage="output")
    return out.with_name(f".{out.name}.parties")


def _tell(done: "Done", out: Path, as_json: bool, *, result: str = "", **more: Any) -> None:
    import shutil

    home = _beside(out) if result else out
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


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _chosen(asked: list[str] | None, names: list[str]) -> list[str]:
    for name in asked or []:
        if name not in names:
            raise typer.BadParameter(f"no party {name}: {', '.join(names)}", param_hint="--receiver")
    return asked or []


def _one_of(said: str, known: list[Any], hint: str) -> Any:
    for one in known:
        if one.value == said:
            return one
    raise typer.BadParameter(f"{said}: one of {', '.join(one.value for one in known)}", param_hint=hint)
