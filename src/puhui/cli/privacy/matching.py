"""`puhui privacy match`."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import err, language
from puhui.cli.privacy.options import Json, Key, Kind, Parties, Within, chosen_of, one_of, setting_of, tell


def match(
    *,
    party: Parties,
    key: Key,
    out: Annotated[Path, typer.Option(help="A new folder: one folder a party in it.", metavar="DIR")],
    protocol: Annotated[str, typer.Option(help="auto, rr22, ecdh or kkrt.")] = "auto",
    receiver: Annotated[list[str] | None, typer.Option(help="Who has the result; default: both.")] = None,
    kind: Kind = "text",
    suite: Annotated[str, typer.Option(help="ed25519-sha256, or sm2-sm3 (ECDH on the SM2 curve).")] = "ed25519-sha256",
    mbit: Annotated[float, typer.Option(help="The network between the parties, Mbit/s.")] = 10_000,
    round_trip_ms: Annotated[float, typer.Option(help="Its round trip, milliseconds.")] = 0.1,
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """Which rows of two parties have a key in common."""
    import psutil

    from puhui.privacy import KeyKind, Network, Scheme, evaluating, plan_match
    from puhui.privacy.tables import describe

    if len(party) != 2:
        raise typer.BadParameter("a match has two parties", param_hint="--party")
    names = evaluating.names_of(party)
    receivers = chosen_of(receiver, names) or names
    wanted = None if protocol == "auto" else one_of(protocol, [Scheme.RR22, Scheme.ECDH, Scheme.KKRT], "--protocol")
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
    setting = setting_of(within, suite, as_json=as_json)
    done = evaluating.match(
        party,
        key=key,
        kind=one_of(kind, list(KeyKind), "--kind"),
        plan=plan,
        receivers=receivers,
        out=out,
        setting=setting,
    )
    tell(done, out, as_json, plan=plan.as_map())
