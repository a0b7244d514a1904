"""`puhui privacy sum`."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.privacy.options import Json, Key, Kind, Parties, Within, beside, chosen_of, one_of, setting_of, tell


def sum_(
    *,
    party: Parties,
    key: Key,
    value: Annotated[str, typer.Option(help="The columns to add up, with commas between.", metavar="COLS")],
    out: Annotated[Path, typer.Option(help="A new file for the sums.", metavar="FILE")],
    receiver: Annotated[str, typer.Option(help="Who has the sums; default: the first party.")] = "",
    groups: Annotated[Path | None, typer.Option(help="CSV that names the groups; default: all.", metavar="CSV")] = None,
    statistic: Annotated[
        str, typer.Option(help="With commas: sum, mean, ratio:A/B, hhi:A, at-least:A:NUMBER; only these are opened.")
    ] = "sum",
    decimals: Annotated[int, typer.Option(help="Decimal places of the values.", min=0, max=9)] = 0,
    subject: Annotated[str, typer.Option(help="Column of whom a row is about, when the key is not.")] = "",
    min_providers: Annotated[int, typer.Option(help="Show groups with at least so many parties (3 or more).")] = 3,
    min_subjects: Annotated[int, typer.Option(help="… and at least so many subjects (5 or more).")] = 5,
    kind: Kind = "text",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """Sums by group over three or more parties; nobody sees a part, and small groups are not shown."""
    from puhui.privacy import KeyKind, evaluating

    names = evaluating.names_of(party)
    chosen = chosen_of([receiver] if receiver else None, names) or names[:1]
    terms = evaluating.SumTerms(
        key=key,
        kind=one_of(kind, list(KeyKind), "--kind"),
        values=tuple(value.split(",")),
        decimals=decimals,
        subject=subject,
        providers_min=min_providers,
        subjects_min=min_subjects,
        groups=groups,
        statistics=tuple(statistic.split(",")),
    )
    done = evaluating.sums(party, terms, chosen[0], beside(out), setting_of(within, as_json=as_json))
    tell(done, out, as_json, result="sums.csv")
