"""`puhui privacy train` and `puhui privacy validate`."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.privacy.options import Json, Key, Kind, Within, beside, one_of, setting_of, tell, told_plan

LabelParty = Annotated[Path, typer.Option(help="The file of whom the outcomes and the model are, CSV.", metavar="CSV")]
Custodians = Annotated[list[Path], typer.Option("--party", help="A custodian's CSV file; repeat.", metavar="CSV")]
Target = Annotated[str, typer.Option(help="The column of outcomes, in the label party's file.")]
Bad = Annotated[list[str] | None, typer.Option(help="The outcome that is bad, where its words do not say it; repeat.")]
Suite = Annotated[str, typer.Option(help="ed25519-sha256, or sm2-sm3 (rows are aligned on the SM2 curve).")]


def train(
    *,
    label_party: LabelParty,
    target: Target,
    party: Custodians,
    key: Key,
    out: Annotated[Path, typer.Option(help="A new file for the scorecard.", metavar="JSON")],
    bad: Bad = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Columns that take no part, with commas between.")] = None,
    category: Annotated[
        list[str] | None, typer.Option(help="Columns whose numbers are names, with commas between.")
    ] = None,
    holdout: Annotated[float, typer.Option(help="Share of the rows that is only validated on.", min=0, max=0.9)] = 0.3,
    ridge: Annotated[float, typer.Option(help="Strength of the ridge penalty.", min=0.001)] = 1.0,
    seed: Annotated[int, typer.Option(help="Seed of which rows are held out.", min=0)] = 0,
    name: Annotated[str, typer.Option(help="Name of the card; default: the output's.")] = "",
    kind: Kind = "text",
    suite: Suite = "ed25519-sha256",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """A scorecard over several parties' columns; the outcomes stay with one of them, the columns with the others."""
    from puhui.privacy import KeyKind, evaluating, plan_train

    terms = evaluating.TrainTerms(
        key=key,
        kind=one_of(kind, list(KeyKind), "--kind"),
        target=target,
        bad=tuple(bad or ()),
        exclude=_split(exclude),
        categories=_split(category),
        holdout=holdout,
        seed=seed,
        ridge=ridge,
        name=name or out.stem,
    )
    setting = setting_of(within, suite, as_json=as_json)
    sizes = evaluating.train_sizes(label_party, party, terms, suite)
    plan = told_plan(plan_train(*sizes, memory_bytes=_memory(len(party))), as_json)
    done = evaluating.train(label_party, party, terms, beside(out), setting)
    tell(done, out, as_json, result="model.json", plan=plan)


def validate(
    *,
    model: Annotated[Path, typer.Option(help="The scorecard; every party will see it.", metavar="JSON")],
    label_party: LabelParty,
    target: Target,
    party: Custodians,
    key: Key,
    out: Annotated[Path, typer.Option(help="A new file for AUC and KS.", metavar="JSON")],
    bad: Bad = None,
    kind: Kind = "text",
    suite: Suite = "ed25519-sha256",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """AUC and KS of a scorecard whose attributes lie with several parties; no row's score is shown to anybody."""
    from puhui.credit import Scorecard
    from puhui.privacy import KeyKind, evaluating, plan_validate
    from puhui.privacy.errors import InputUnreadable

    try:
        card = Scorecard.parse(model.read_bytes())
    except OSError as reason:
        raise InputUnreadable(file=model.name, reason=type(reason).__name__, stage="inputs") from None
    rows = evaluating.validate_rows(label_party, party, key=key, target=target)
    plan = told_plan(plan_validate(rows, memory_bytes=_memory(len(party))), as_json)
    done = evaluating.validate(
        card,
        label_party,
        party,
        key=key,
        kind=one_of(kind, list(KeyKind), "--kind"),
        target=target,
        bad=bad or (),
        out=beside(out),
        setting=setting_of(within, suite, as_json=as_json),
    )
    tell(done, out, as_json, result="measures.json", plan=plan)


def _memory(custodians: int) -> int:
    """What is there for each party on this machine, beside the others."""
    import psutil

    return int(psutil.virtual_memory().available // max(custodians + 1, 3))


def _split(given: list[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for one in given or [] for part in one.split(",") if part.strip())
